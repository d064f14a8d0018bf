"""The interviews of a vacancy: its rounds, the schedule of each, and how a round is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import Length, NumberRange, Optional

from recruitment.applications.lifecycle import HIRING
from recruitment.core.viewers import Staff
from recruitment.selection.interview_actions import change_round, plan_round, remove_round, require_arranger
from recruitment.selection.interview_calendar import PUBLISH, calendar_of
from recruitment.selection.interview_entries import entry_of
from recruitment.selection.interview_lifecycle import STATE_NAMES, TAKEN
from recruitment.selection.interview_queries import Seat, rounds_of, seats_of, slots_of_round, the_round
from recruitment.selection.interview_rules import by_day
from recruitment.selection.interview_tables import InterviewRound, InterviewSlot
from recruitment.selection.rules import MEETINGS
from recruitment.vacancies.queries import Advert, advert_of
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, LineField, Needed, TextField, WholeNumberField, at_most

COLOURS = {
    "invited": "blue", "booked": "teal", "held": "green", "no_show": "red", "cancelled": "orange", "called_off": "grey",
}  # fmt: skip
LIMITS = {
    "0": "Up to the start", "2": "2 hours before", "24": "A day before", "48": "2 days before", "72": "3 days before",
    "168": "A week before",
}  # fmt: skip


def state_tag(state: str) -> tuple[str, str]:
    return STATE_NAMES[state], COLOURS[state]


@dataclass(frozen=True)
class Time:
    """A line of the schedule: a time with whoever has it."""

    slot: InterviewSlot
    seat: Seat | None


@dataclass(frozen=True)
class Scheduled:
    """A round as the page shows it. `apart`: everybody in it who has no time."""

    round: InterviewRound
    days: Sequence[tuple[date, Sequence[Time]]]
    apart: Sequence[Seat]
    rooms: bool

    @property
    def times(self) -> int:
        return sum(len(times) for _, times in self.days)

    @property
    def free(self) -> int:
        return sum(time.seat is None for _, times in self.days for time in times)


def scheduled(viewer: Staff, row: InterviewRound) -> Scheduled:
    seats = seats_of(viewer, [row.id])
    taken = {seat.slot.id: seat for seat in seats if seat.slot is not None}
    slots = slots_of_round(viewer, row.id)
    days = [(day, [Time(slot, taken.get(slot.id)) for slot in those]) for day, those in by_day(slots).items()]
    apart = [seat for seat in seats if seat.interview.state not in TAKEN]
    return Scheduled(row, days, apart, any(slot.room for slot in slots))


def interview_page(advert: Advert, template: str, status: int = 200, **facts: Any) -> ResponseReturnValue:
    return render_template(
        f"employer/{template}.html", advert=advert, meetings=MEETINGS, tag_of=state_tag, side_navigation=None, **facts
    ), status


def to_interviews(row: InterviewRound) -> ResponseReturnValue:
    return redirect(url_for("employer.interviews", vacancy_id=row.vacancy_id), 303)


@employer.get("/vacancies/<int:vacancy_id>/interviews")
def interviews(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    return interview_page(
        advert,
        "interviews/interviews",
        rounds=[scheduled(viewer, row) for row in rounds_of(viewer, vacancy_id)],
        may_arrange=viewer.has_role(advert.vacancy.organisation_id, *HIRING),
    )


@employer.get("/vacancies/<int:vacancy_id>/interviews.ics")
def interviews_calendar(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    """Every booked interview of a vacancy, for the calendar of somebody who joined the panel late."""
    advert = advert_of(viewer, vacancy_id)
    rounds = {row.id: row for row in rounds_of(viewer, vacancy_id)}
    entries = [
        entry_of(one.interview, one.slot, rounds[one.interview.round_id], one.application, advert.organisation,
                 panel_reads=one.name)
        for one in seats_of(viewer, rounds)
        if one.slot
    ]  # fmt: skip
    text = calendar_of(entries, PUBLISH)
    headers = {"Content-Disposition": "attachment; filename=interviews.ics"}
    return Response(text, mimetype="text/calendar", headers=headers)


class RoundForm(HouseForm):
    name = LineField(
        "Name of the round",
        [Needed("Enter a name"), at_most(80, "The name")],
        default="Interview",
        description="For example Interview, Second interview or Presentation",
    )
    meeting = RadioField("How you will meet", choices=MEETINGS, invalid_choice_message="Choose how you will meet")
    place = TextField(
        "Address, link or telephone number",
        [Needed("Enter where the interviews are"), Length(max=500, message="Use 500 characters or fewer")],
        description="Online: the link to join. By telephone: who rings whom, on which number.",
    )
    note = TextField(
        "What else candidates should know",
        [Optional(), Length(max=3000, message="Use 3,000 characters or fewer")],
        default="",
        description="Who will be there, what to bring or prepare, what is presented or tested.",
    )
    minutes = WholeNumberField(
        "Minutes that one takes",
        [Needed("Enter how many minutes one takes"), NumberRange(5, 480, "Enter from 5 to 480 minutes")],
        default=45,
    )
    until_hours = SelectField(
        "Until when candidates may choose, move or cancel their time", choices=LIMITS, default="24",
        description="Later they have to ring you",
    )  # fmt: skip

    @property
    def facts(self) -> dict[str, Any]:
        told = {name: getattr(self, name).data for name in ("name", "meeting", "place", "note", "minutes")}
        return {**told, "until_hours": int(self.until_hours.data)}


@employer.route("/vacancies/<int:vacancy_id>/interviews/new", methods=["GET", "POST"])
def new_interview_round(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    require_arranger(viewer, advert.vacancy.organisation_id)
    form = RoundForm()
    if form.validate_on_submit():
        row = plan_round(viewer, advert.vacancy, **form.facts)
        flash(f"“{row.name}” is planned. Now say at which times.", "success")
        return redirect(url_for("employer.offer_interview_times", round_id=row.id), 303)
    return interview_page(advert, "interviews/_round", 422 if form.is_submitted() else 200, form=form, row=None)


@employer.route("/interview-rounds/<int:round_id>/change", methods=["GET", "POST"])
def change_interview_round(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    advert = advert_of(viewer, row.vacancy_id)
    require_arranger(viewer, row.organisation_id)
    form = RoundForm(obj=row)
    if form.validate_on_submit():
        change_round(viewer, row, **form.facts)
        flash(f"“{row.name}” is saved.", "success")
        return to_interviews(row)
    return interview_page(advert, "interviews/_round", 422 if form.is_submitted() else 200, form=form, row=row)


class AskedForm(HouseForm):
    """A button that asks once."""


@employer.route("/interview-rounds/<int:round_id>/remove", methods=["GET", "POST"])
def remove_interview_round(viewer: Staff, round_id: int) -> ResponseReturnValue:
    row = the_round(viewer, round_id)
    require_arranger(viewer, row.organisation_id)
    form = AskedForm()
    if form.validate_on_submit():
        name, back = row.name, to_interviews(row)
        remove_round(viewer, row)
        flash(f"“{name}” is removed with its times.", "success")
        return back
    return interview_page(advert_of(viewer, row.vacancy_id), "interviews/remove_interview_round", form=form, row=row)
