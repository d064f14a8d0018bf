"""Handing appointed people over to payroll and HR, as a file: who waits, what was handed over when, and again."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.validators import ValidationError

from recruitment.accounts.keys import names_of_keys
from recruitment.accounts.queries import organisation_of
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.offers.hand_over import hand_over, require_hr
from recruitment.offers.hand_over_file import as_csv
from recruitment.offers.hand_over_queries import (
    Wanted,
    appointments,
    hand_overs,
    the_hand_over,
    vacancies_with_appointments,
)
from recruitment.offers.hand_over_tables import HR, Appointment, HandOver
from recruitment.web.doors import employer
from recruitment.web.downloads import sent_out
from recruitment.web.employer.colleagues import FORMER, names_of
from recruitment.web.fields import DayField, HouseForm
from recruitment.web.workplaces import workplaces

# In one file, and on the page.
MOST, SHOWN, EARLIER = 5_000, 50, 20


class HandOverForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    vacancy = SelectField("Vacancy", coerce=int, default=0)
    first = DayField("Appointed from")
    last = DayField("Appointed until")
    with_handed = BooleanField("Also those who were handed over before and have not changed since")

    def validate_last(self, field: DayField) -> None:
        if field.data is not None and self.first.data is not None and field.data < self.first.data:
            raise ValidationError("The last day must not come before the first")


@employer.route("/hand-over", methods=["GET", "POST"])
def hand_over_people(viewer: Staff) -> ResponseReturnValue:
    """Who waits, and the choices of what goes into a file; nobody is handed over twice unasked."""
    require_hr(viewer)
    ours = {each.id: each.name for each in workplaces(viewer) if viewer.has_role(each.id, *HR)}
    chosen = request.values.get("organisation", type=int)
    organisation_id = chosen if chosen is not None and chosen in ours else next(iter(ours))
    form = HandOverForm(data={"organisation": organisation_id})
    form.organisation.choices = ours
    vacancies = vacancies_with_appointments(viewer, organisation_id)
    form.vacancy.choices = {0: "All vacancies", **vacancies}
    if form.validate_on_submit():
        rows = _found(viewer, organisation_id, _wanted(form))
        try:
            made = hand_over(viewer, organisation_id, rows)
        except Refused as nobody:
            form.form_errors.append(str(nobody))
        else:
            people = "One person is" if made.people == 1 else f"{made.people} people are"
            flash(f"{people} handed over. Download the file below.", "success")
            return redirect(url_for("employer.handed_over", hand_over_id=made.id), 303)
    waiting = _found(viewer, organisation_id, Wanted())
    done = hand_overs(viewer, organisation_id, EARLIER)
    page = render_template(
        "employer/hand_over/hand_over_people.html",
        form=form,
        organisations=ours,
        waiting=waiting[:SHOWN],
        number=len(waiting),
        done=done,
        who=_by_whom(viewer, organisation_id, done),
    )
    return page, 422 if form.is_submitted() else 200


def _wanted(form: HandOverForm) -> Wanted:
    return Wanted(form.first.data, form.last.data, form.vacancy.data or None, form.with_handed.data)


def _found(viewer: Staff, organisation_id: int, wanted: Wanted) -> list[Appointment]:
    begins = None if wanted.first is None else datetime.combine(wanted.first, datetime.min.time(), clock.LONDON)
    ends = None if wanted.last is None else clock.end_of_day(wanted.last)
    return list(appointments(viewer, organisation_id, wanted, begins, ends, limit=MOST))


def _by_whom(viewer: Staff, organisation_id: int, done: Sequence[HandOver]) -> dict[int, str]:
    """By hand-over: a colleague, or a program by the name of its key."""
    people = names_of(viewer, organisation_id)
    keys = names_of_keys([each.key_id for each in done if each.key_id is not None])
    return {each.id: people.get(each.made_by or 0) or keys.get(each.key_id or 0) or FORMER for each in done}


@employer.get("/hand-over/<int:hand_over_id>")
def handed_over(viewer: Staff, hand_over_id: int) -> ResponseReturnValue:
    made, rows = the_hand_over(viewer, hand_over_id)
    return render_template(
        "employer/hand_over/handed_over.html",
        made=made,
        rows=rows,
        who=_by_whom(viewer, made.organisation_id, [made])[made.id],
        organisation=organisation_of(made.organisation_id).name,
    )


@employer.get("/hand-over/<int:hand_over_id>/people.csv", changes_state=True)
def handed_over_file(viewer: Staff, hand_over_id: int) -> Response:
    """As they are known now. That a copy was taken is put on record."""
    made, rows = the_hand_over(viewer, hand_over_id)
    record(viewer, "take_copy", made)
    name = organisation_of(made.organisation_id).name
    content = as_csv((name, row) for row in rows).encode()
    return sent_out(content, "text/csv", f"appointed-{clock.local(made.at):%Y-%m-%d}-{made.id}.csv")
