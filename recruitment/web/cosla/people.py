"""Who reads the national figures and who operates the portal: list, appoint, dismiss. For operators."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, RadioField
from wtforms.validators import AnyOf, DataRequired, Email

from recruitment.accounts.national import appoint, dismiss, national_people, national_role
from recruitment.accounts.onboarding import require_operator
from recruitment.core.errors import Refused
from recruitment.core.viewers import Viewer
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, at_most, tidy

ROLES = {"analyst": "Analyst", "keeper": "Register keeper", "operator": "Operator"}
HINTS = {
    "analyst": "Reads the national figures",
    "keeper": "For staff of the Improvement Service: keeps the programme’s register and reads the national figures",
    "operator": "Brings organisations in, appoints people here, keeps the register and reads the national figures",
}


@cosla.get("/people")
def people(viewer: Viewer) -> ResponseReturnValue:
    return render_template("cosla/people/people.html", people=national_people(viewer), roles=ROLES)


class AppointmentForm(HouseForm):
    email = EmailField(
        "Email address",
        [DataRequired("Enter the person’s email address"), at_most(254, "The email address"),
         Email("Enter an email address in the right form, for example name@cosla.gov.uk", check_deliverability=False)],
        description="Of an account that the person has created and confirmed",
        filters=[tidy],
    )  # fmt: skip
    role = RadioField("Role", [AnyOf(ROLES, "Choose a role")], choices=ROLES, validate_choice=False)


@cosla.route("/people/appoint", methods=["GET", "POST"])
def appoint_person(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    form = AppointmentForm()
    if form.validate_on_submit():
        try:
            row = appoint(operator, form.email.data, form.role.data)
        except Refused as refusal:
            form.email.errors = [str(refusal)]
        else:
            flash(f"{row.name} is {ROLES[row.role].lower()} from now on.", "success")
            return redirect(url_for("cosla.people"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/people/appoint_person.html", form=form, hints=HINTS), status


class DismissalForm(HouseForm):
    """A button that asks once."""


@cosla.route("/people/<int:role_id>/dismiss", methods=["GET", "POST"])
def dismiss_person(viewer: Viewer, role_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    row = national_role(operator, role_id)
    form = DismissalForm()
    if form.validate_on_submit():
        dismiss(operator, row)
        flash(f"{row.name} is no longer {ROLES[row.role].lower()}.", "success")
        return redirect(url_for("account.home" if row.account_id == operator.person else "cosla.people"), 303)
    return render_template("cosla/people/dismiss_person.html", form=form, person=row, role=ROLES[row.role].lower())
