"""Whose e-mail domain is whose: the operator decides, so that no organisation claims another's."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf, Optional

from recruitment.accounts.onboarding import require_operator
from recruitment.core.errors import Refused
from recruitment.core.viewers import Viewer
from recruitment.organisations.domains import decide_on_domain, domain, every_domain
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, LineField, at_most


@cosla.get("/email-domains")
def email_domains(viewer: Viewer) -> ResponseReturnValue:
    return render_template("cosla/email_domains/email_domains.html", rows=every_domain(require_operator(viewer)))


class DecisionForm(HouseForm):
    is_theirs = RadioField(
        "Is it theirs?",
        [AnyOf(("yes", "no"), "Choose whether the domain is theirs")],
        choices={"yes": "Yes, addresses at it are of their staff alone", "no": "No, remove it from their list"},
        validate_choice=False,
    )
    reason = LineField("How do you know?", [Optional(), at_most(500, "The reason")])


@cosla.route("/email-domains/<int:domain_id>", methods=["GET", "POST"])
def email_domain(viewer: Viewer, domain_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    row = domain(operator, domain_id)
    form = DecisionForm()
    if form.validate_on_submit():
        name, is_theirs = row.name, form.is_theirs.data == "yes"
        try:
            decide_on_domain(operator, row, is_theirs=is_theirs, reason=form.reason.data or "")
        except Refused as refusal:
            form.is_theirs.errors = [str(refusal)]
        else:
            flash(f"{name} is {'approved' if is_theirs else 'removed'}.", "success")
            return redirect(url_for("cosla.email_domains"), 303)
    page = render_template(
        "cosla/email_domains/email_domain.html",
        form=form,
        domain=row,
        organisation=names_of_organisations([row.organisation_id])[row.organisation_id],
    )
    return page, 422 if form.is_submitted() else 200
