"""Name, telephone number and address: told once, the same on the profile and in every draft."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import TelField
from wtforms.validators import InputRequired, Regexp

from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_queries import basics, email_of
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.drafts import of_a_draft, to_task_list
from recruitment.web.candidate.fields import at_most
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, tidy


class ContactForm(HouseForm):
    given_name = LineField("First name", [Needed("Enter your first name"), at_most(80, "Your first name")])
    family_name = LineField("Last name", [Needed("Enter your last name"), at_most(80, "Your last name")])
    phone = TelField(
        "Telephone number",
        [
            InputRequired("Enter your telephone number"),
            Regexp(r"^\+?[\d\s()\-./]{6,39}$", message="Enter a telephone number, for example 07700 900123"),
        ],
        filters=[tidy],
    )
    address = TextField("Address", [Needed("Enter your address"), at_most(300, "Your address")])
    town = LineField("Town or city", [Needed("Enter your town or city"), at_most(80, "Your town or city")])
    postcode = LineField(
        "Postcode",
        [Needed("Enter your postcode"), at_most(10, "Your postcode")],
        filters=[lambda value: value.upper() if value else value],
    )

    @property
    def facts(self) -> dict[str, str]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


@candidate.route("/profile/contact", methods=["GET", "POST"])
def profile_contact(viewer: Candidate) -> ResponseReturnValue:
    form = ContactForm(obj=basics(viewer))
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        flash("Your name and contact details are saved.", "success")
        return redirect(url_for("candidate.profile"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("candidate/contact/profile_contact.html", form=form, email=email_of(viewer)), status


@candidate.route("/applications/<int:application_id>/contact", methods=["GET", "POST"])
@of_a_draft
def application_contact(viewer: Candidate, application: Application) -> ResponseReturnValue:
    """The same details, told from inside a draft; they are copied into it when it is sent."""
    known = basics(viewer)
    form = ContactForm(obj=known)
    if form.validate_on_submit():
        tell(viewer, **form.facts)
        return to_task_list(application)
    return render_template(
        "candidate/contact/application_contact.html",
        form=form,
        application=application,
        email=email_of(viewer),
        is_known=known is not None,
    ), 422 if form.is_submitted() else 200
