"""Who of the approvers is away, and who approves in their place: said by themselves, or by an administrator."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import ValidationError

from recruitment.accounts.queries import workplaces_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_queries import absences_of
from recruitment.vacancies.approval_tables import Absence
from recruitment.vacancies.chain_actions import end_absence, may_say_absence, say_absence
from recruitment.web.doors import employer
from recruitment.web.employer.approval_history import FORMER
from recruitment.web.employer.chains import approvers_named
from recruitment.web.fields import DayField, HouseForm, Needed


def _chosen(viewer: Staff) -> tuple[Organisation, list[Organisation]]:
    """Where the viewer administers or approves: the one named in the address, else the first; and the others."""
    ids, slug = viewer.organisations_as(Role.ADMINISTRATOR, Role.APPROVER), request.args.get("organisation")
    ours = [each for each in workplaces_of(viewer.person) if each.id in ids]
    found = next((each for each in ours if slug in (None, "", each.slug)), None)
    if found is None:
        raise NotVisible("neither administers nor approves there")
    return found, [each for each in ours if each is not found]


class AbsenceForm(HouseForm):
    person = SelectField("Who is away?", coerce=int)
    substitute = SelectField("Who approves in their place?", coerce=int)
    first_day = DayField("First day away", [Needed("Enter the first day")])
    last_day = DayField("Last day away", [Needed("Enter the last day")])

    def validate_substitute(self, field: SelectField) -> None:
        if self.person is not None and field.data == self.person.data:
            raise ValidationError("Choose somebody else as the substitute")

    def validate_last_day(self, field: DayField) -> None:
        if field.data is None:
            return
        if self.first_day.data is not None and field.data < self.first_day.data:
            raise ValidationError("The last day must not be before the first day")
        if field.data < clock.today():
            raise ValidationError("The last day must not be in the past")


@employer.route("/absences", methods=["GET", "POST"])
def absences(viewer: Staff) -> ResponseReturnValue:
    organisation, others = _chosen(viewer)
    names = approvers_named(viewer, organisation.id)
    away = {person: name for person, name in names.items() if may_say_absence(viewer, organisation.id, person)}
    form = AbsenceForm(person=viewer.person)
    form.person.choices = away
    form.substitute.choices = {person: name for person, name in names.items() if len(away) > 1 or person not in away}
    if form.validate_on_submit() and form.first_day.data and form.last_day.data:
        say_absence(
            viewer,
            organisation.id,
            person=form.person.data,
            substitute=form.substitute.data,
            first_day=form.first_day.data,
            last_day=form.last_day.data,
        )
        flash(
            f"{names[form.substitute.data]} approves in the place of {names[form.person.data]} on these days.",
            "success",
        )
        return redirect(url_for("employer.absences", organisation=organisation.slug), 303)
    rows = [_line(viewer, row, names) for row in absences_of(viewer, [organisation.id], today_only=False)]
    facts = {"organisation": organisation, "others": others, "rows": rows, "may_add": bool(away) and len(names) > 1}
    page = render_template("employer/absences/absences.html", form=form, **facts)
    return page, 422 if form.is_submitted() else 200


def _line(viewer: Staff, row: Absence, names: dict[int, str]) -> dict[str, Any]:
    may_end = may_say_absence(viewer, row.organisation_id, row.account_id)
    return {
        "absence": row,
        "person": names.get(row.account_id, FORMER),
        "substitute": names.get(row.substitute_id, FORMER),
        "href": url_for("employer.absence_end", absence_id=row.id) if may_end else None,
    }


class EndForm(HouseForm):
    """A button that asks once."""


@employer.route("/absences/<int:absence_id>/end", methods=["GET", "POST"])
def absence_end(viewer: Staff, absence_id: int) -> ResponseReturnValue:
    row: Absence = one_visible(viewer, Absence, Absence.id == absence_id)
    if not may_say_absence(viewer, row.organisation_id, row.account_id):
        raise Refused("Only an administrator may end a colleague’s absence.")
    names = approvers_named(viewer, row.organisation_id)
    form = EndForm()
    if form.validate_on_submit():
        end_absence(viewer, row)
        flash("The absence is removed.", "success")
        return redirect(url_for("employer.absences"), 303)
    return render_template("employer/absences/absence_end.html", form=form, **_line(viewer, row, names))
