"""The suppliers that an organisation pays for advertising: its own list, beside COSLA's."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField

from recruitment.advertising.roles import LEDGER_ROLES, may_keep_ledger, require_ledger
from recruitment.advertising.rules import Sum
from recruitment.advertising.suppliers import (
    add_supplier,
    offer_supplier,
    paid_to,
    rename_supplier,
    shared_suppliers,
    supplier,
    suppliers_of,
)
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.web.doors import employer
from recruitment.web.employer.ledger import kept_by, of_one
from recruitment.web.employer.profile import chosen_of
from recruitment.web.fields import HouseForm, LineField, Needed, at_most


@employer.get("/advertising/suppliers")
def suppliers(viewer: Staff) -> ResponseReturnValue:
    organisation, ours = of_one(viewer)
    rows, paid = suppliers_of(viewer, [organisation.id]), paid_to(viewer, [organisation.id])
    return render_template(
        "employer/suppliers/suppliers.html",
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
        rows=[(row, paid.get(row.id, Sum())) for row in rows],
        shared=[row for row in shared_suppliers() if row.is_offered and row.key not in {each.key for each in rows}],
        may_write=may_keep_ledger(viewer, organisation.id),
    )


class NameForm(HouseForm):
    name = LineField("Name", [Needed("Enter the name"), at_most(120, "The name")])


@employer.route("/advertising/suppliers/new", methods=["GET", "POST"])
def new_supplier(viewer: Staff) -> ResponseReturnValue:
    organisation, form = chosen_of(kept_by(viewer, *LEDGER_ROLES), request.args.get("organisation")), NameForm()
    if form.validate_on_submit():
        add_supplier(viewer, organisation.id, form.name.data or "")
        flash("The supplier is on your list.", "success")
        return redirect(url_for("employer.suppliers", organisation=organisation.slug), 303)
    page = render_template("employer/suppliers/new_supplier.html", form=form, organisation=organisation)
    return page, 422 if form.is_submitted() else 200


class SupplierForm(NameForm):
    offered = RadioField(
        "While a placement is recorded", [Needed("Choose one")],
        choices={"yes": "Offer this supplier", "no": "Do not offer it any more"},
    )  # fmt: skip


@employer.route("/advertising/suppliers/<int:supplier_id>", methods=["GET", "POST"])
def supplier_changing(viewer: Staff, supplier_id: int) -> ResponseReturnValue:
    row = supplier(viewer, supplier_id)
    require_ledger(viewer, row.organisation_id)
    form = SupplierForm(name=row.name, offered="yes" if row.is_offered else "no")
    if form.validate_on_submit():
        try:
            if form.name.data and form.name.data != row.name:
                rename_supplier(viewer, row, form.name.data)
            if (form.offered.data == "yes") != row.is_offered:
                offer_supplier(viewer, row, offered=form.offered.data == "yes")
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash("The supplier is changed.", "success")
            return redirect(url_for("employer.suppliers"), 303)
    page = render_template("employer/suppliers/supplier_changing.html", form=form, supplier=row)
    return page, 422 if form.is_submitted() else 200
