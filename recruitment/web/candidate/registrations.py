"""Registrations, memberships and licences: list, add, change."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import ValidationError

from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of, registrations
from recruitment.applications.profile_tables import Registration
from recruitment.applications.submission import registration_facts
from recruitment.applications.vocabulary import REGISTRATION_BODIES
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import MonthField, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import registration
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed


@candidate.get("/profile/registrations")
def profile_registrations(viewer: Candidate) -> ResponseReturnValue:
    entries = [registration(registration_facts(row), row.id) for row in registrations(viewer)]
    return render_template("candidate/registrations/profile_registrations.html", entries=entries, origin=origin(viewer))


class RegistrationForm(HouseForm):
    kind = SelectField(
        "Registration or licence",
        [Needed("Choose the registration or licence")],
        choices={"": "Choose one", **REGISTRATION_BODIES},
    )
    other = LineField("Name of the other body or licence", [Voluntary(), at_most(80, "The name")])
    number = LineField("Number", [Voluntary(), at_most(60, "The number")])
    expires = MonthField("When it runs out", [Voluntary()])

    def validate_other(self, field: LineField) -> None:
        if self.kind.data == "other" and not field.data:
            raise ValidationError("Enter the name of the body or licence")

    @property
    def facts(self) -> dict[str, object]:
        """As the table keeps it: the body by its code, or by the name that was typed."""
        body = self.other.data if self.kind.data == "other" else self.kind.data
        return {"body": body, "number": self.number.data, "expires": self.expires.data}


@candidate.route("/profile/registrations/add", methods=["GET", "POST"])
def add_registration(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/registrations/<int:row_id>", methods=["GET", "POST"])
def change_registration(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Registration, row_id))


def _entry_page(viewer: Candidate, row: Registration | None) -> ResponseReturnValue:
    is_listed = row is not None and row.body in REGISTRATION_BODIES
    kind = "" if row is None else row.body if is_listed else "other"
    other = row.body if row is not None and not is_listed else ""
    form = RegistrationForm(obj=row, kind=kind, other=other)
    if form.validate_on_submit():
        if row is None:
            add(viewer, Registration, **form.facts)
        else:
            change(row, **form.facts)
        flash("The registration is saved.", "success")
        return redirect(stay("candidate.profile_registrations"), 303)
    return render_template(
        "candidate/registrations/change_registration.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
