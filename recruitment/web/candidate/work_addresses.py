"""A person's work addresses: shown to be theirs by a letter, and with them where they work."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField
from wtforms.validators import Email

from recruitment.accounts.work_addresses import (
    GOOD_FOR,
    address,
    addresses_of,
    ask_to_show,
    remove_address,
    show,
    waiting_address,
)
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Candidate
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, Needed, at_most, tidy


class AddressForm(HouseForm):
    email = EmailField(
        "Your work email address",
        [Needed("Enter your work email address"), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@council.example",
               check_deliverability=False)],
        filters=[tidy],
        description="We send a link to it. Nobody else sees the address, and your employer is not told",
    )  # fmt: skip


@candidate.route("/work-addresses", methods=["GET", "POST"])
def work_addresses(viewer: Candidate) -> ResponseReturnValue:
    form = AddressForm()
    if form.validate_on_submit():
        try:
            row = ask_to_show(viewer, form.email.data or "")
        except Refused as refusal:
            form.email.errors = [str(refusal)]
        else:
            flash(f"We have sent a link to {row.email}. It works once, for 24 hours.", "success")
            return redirect(url_for("candidate.work_addresses"), 303)
    rows = addresses_of(viewer)
    now = clock.now()
    page = render_template(
        "candidate/work_addresses/work_addresses.html",
        form=form,
        rows=[(row, row.good_until is not None and row.good_until > now) for row in rows],
        days=GOOD_FOR.days,
    )
    return page, 422 if form.is_submitted() else 200


class ConfirmForm(HouseForm):
    """A button, so that no mail program that follows links uses one up."""


@candidate.route("/work-addresses/confirm/<link>", methods=["GET", "POST"])
def confirm_work_address(viewer: Candidate, link: str) -> ResponseReturnValue:
    row = waiting_address(viewer, link)
    form = ConfirmForm()
    name = names_of_organisations([row.organisation_id])[row.organisation_id]
    if form.validate_on_submit():
        show(viewer, link)
        flash(f"{row.email} is confirmed. You see the jobs that are open to staff of {name}.", "success")
        return redirect(url_for("candidate.internal_vacancies"), 303)
    return render_template(
        "candidate/work_addresses/confirm_work_address.html", form=form, address=row, organisation=name
    )


class RemoveForm(HouseForm):
    """A button that asks once."""


@candidate.route("/work-addresses/<int:address_id>/remove", methods=["GET", "POST"])
def remove_work_address(viewer: Candidate, address_id: int) -> ResponseReturnValue:
    row = address(viewer, address_id)
    form = RemoveForm()
    if form.validate_on_submit():
        email = row.email
        remove_address(viewer, row)
        flash(f"{email} is removed.", "success")
        return redirect(url_for("candidate.work_addresses"), 303)
    return render_template("candidate/work_addresses/remove_work_address.html", form=form, address=row)
