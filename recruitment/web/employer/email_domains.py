"""The e-mail domains that show who works for an organisation: asked for here, found to be theirs by the operator."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.domains import LONGEST_DOMAIN, ask_for_domain, domain, domains_of, remove_domain
from recruitment.web.doors import employer
from recruitment.web.employer.chains import chosen
from recruitment.web.fields import HouseForm, LineField, Needed, at_most


class DomainForm(HouseForm):
    name = LineField(
        "Email domain",
        [Needed("Enter the part of your addresses behind the @"), at_most(LONGEST_DOMAIN, "The domain")],
        description="The part of your staff’s addresses behind the @, for example council.example",
    )


@employer.route("/email-domains", methods=["GET", "POST"])
def email_domains(viewer: Staff) -> ResponseReturnValue:
    organisation, others = chosen(viewer)
    form = DomainForm()
    if form.validate_on_submit():
        try:
            row = ask_for_domain(viewer, organisation, form.name.data or "")
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash(f"{row.name} waits for COSLA to agree that it is yours.", "success")
            return redirect(url_for("employer.email_domains", organisation=organisation.slug), 303)
    page = render_template(
        "employer/email_domains/email_domains.html",
        form=form,
        organisation=organisation,
        others=others,
        rows=domains_of(viewer, organisation.id),
    )
    return page, 422 if form.is_submitted() else 200


class RemoveForm(HouseForm):
    """A button that asks once."""


@employer.route("/email-domains/<int:domain_id>/remove", methods=["GET", "POST"])
def remove_email_domain(viewer: Staff, domain_id: int) -> ResponseReturnValue:
    row = domain(viewer, domain_id)
    form = RemoveForm()
    if form.validate_on_submit():
        name = row.name
        remove_domain(viewer, row)
        flash(f"{name} is removed. Addresses under it show nothing any more.", "success")
        return redirect(url_for("employer.email_domains"), 303)
    return render_template("employer/email_domains/remove_email_domain.html", form=form, domain=row)
