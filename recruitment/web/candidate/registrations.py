"""Registrations and memberships: list, add, change."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from recruitment.applications.copying import registration_facts
from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of, registrations
from recruitment.applications.profile_tables import Registration
from recruitment.applications.vocabulary import OFFERED_BODIES, PVG_GROUPS, REGISTRATION_BODIES, SSSC_PARTS
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import Voluntary, at_most, some_of
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import registration
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, LineField


@candidate.get("/profile/registrations")
def profile_registrations(viewer: Candidate) -> ResponseReturnValue:
    entries = [registration(registration_facts(row), row.id) for row in registrations(viewer)]
    return render_template("candidate/registrations/profile_registrations.html", entries=entries, origin=origin(viewer))


class RegistrationForm(HouseForm):
    kind = RadioField(
        "Registration or membership",
        [InputRequired("Choose the registration or membership")],
        choices=OFFERED_BODIES,
    )
    sssc_part = SelectField("Part of the Register", [Voluntary()], choices={"": "Choose one", **SSSC_PARTS}, default="")
    groups = some_of("Whom your membership lets you work with", PVG_GROUPS)
    other_part = LineField("Part of its register, or kind of membership", [Voluntary(), at_most(120, "The part")])
    other = LineField("Name of the other body or licence", [at_most(80, "The name")])
    number = LineField("Number", [Voluntary(), at_most(60, "The number")])
    expires = DayField("When it runs out", [Voluntary()])

    def validate_other(self, field: LineField) -> None:
        if self.kind.data == "other" and not field.data:
            raise ValidationError("Enter the name of the body or licence")

    @property
    def facts(self) -> dict[str, Any]:
        """As the table keeps it: the body by its code or the name that was typed; of the rest what belongs to it."""
        kind = self.kind.data
        part = self.sssc_part.data if kind == "sssc" else self.other_part.data if kind == "other" else ""
        return {
            "body": self.other.data if kind == "other" else kind,
            "part": part or "",
            "groups": (self.groups.data or []) if kind == "pvg" else [],
            "number": self.number.data or "",
            "expires": self.expires.data,
        }


def filled(facts: dict[str, Any]) -> dict[str, Any]:
    """What the form's own questions hold of a body, its part and the rest."""
    body = facts.get("body", "")
    is_listed = body in REGISTRATION_BODIES
    part = facts.get("part", "")
    return {
        **facts,
        "kind": "" if not body else body if is_listed else "other",
        "other": "" if is_listed else body,
        "sssc_part": part if body == "sssc" else "",
        "other_part": "" if is_listed else part,
    }


@candidate.route("/profile/registrations/add", methods=["GET", "POST"])
def add_registration(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/registrations/<int:row_id>", methods=["GET", "POST"])
def change_registration(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Registration, row_id))


def _entry_page(viewer: Candidate, row: Registration | None) -> ResponseReturnValue:
    names = ("body", "part", "groups", "number", "expires")
    form = RegistrationForm(data=filled({name: getattr(row, name) for name in names}) if row else None)
    if row is not None and row.body == "driving":
        form.kind.choices = REGISTRATION_BODIES
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
