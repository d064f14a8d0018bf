"""A candidate's own interview: choosing, moving and cancelling its time, and its entry for a calendar."""

from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.viewers import Candidate
from recruitment.selection.interview_booking import TimeTaken, book, cancel
from recruitment.selection.interview_calendar import PUBLISH, calendar_of
from recruitment.selection.interview_entries import entry_of, where_in_words
from recruitment.selection.interview_lifecycle import INTERVIEW, WAITING
from recruitment.selection.interview_queries import (
    adjustment_of,
    free_slots,
    interviews_of_application,
    the_interview,
    the_round,
    the_slot,
)
from recruitment.selection.interview_rules import by_day, may_change_until, span_in_words
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot
from recruitment.selection.rules import MEETINGS, clock_time, long_day
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


@dataclass(frozen=True)
class Told:
    """An interview in a line on the page of its application. `is_open`: the candidate has something to do."""

    id: int
    name: str
    said: str
    action: str
    is_open: bool


def interviews_told(viewer: Candidate, application: Application) -> list[Told]:
    """Those that are still before the candidate."""
    return [
        _told(viewer, found, row)
        for found, row in interviews_of_application(viewer, application.id)
        if found.state in WAITING
    ]


def _told(viewer: Candidate, found: Interview, row: InterviewRound) -> Told:
    held = _held(viewer, found)
    if held is None:
        return Told(found.id, row.name, "You are invited. Choose the time that suits you.", "Choose a time", True)
    return Told(found.id, row.name, span_in_words(held.starts_at, held.ends_at), "See, move or cancel it", False)


class TimeForm(HouseForm):
    time = RadioField("Which time suits you?", coerce=int, invalid_choice_message="Choose one of the times")


class AskedForm(HouseForm):
    """A button that asks once."""


@candidate.route("/interviews/<int:interview_id>", methods=["GET", "POST"])
def interview(viewer: Candidate, interview_id: int) -> ResponseReturnValue:
    """Where it is, and the times to choose from while it can still be chosen or moved."""
    found = the_interview(viewer, interview_id)
    row, held = the_round(viewer, found.round_id), _held(viewer, found)
    slots = free_slots(viewer, found, row) if _may(found, row, held, "move" if held else "book") else []
    form = TimeForm()
    form.time.choices = {slot.id: _in_words(slot) for slot in slots}
    if form.validate_on_submit():
        try:
            book(viewer, found, form.time.data)
        except TimeTaken as problem:
            form.time.errors = [str(problem)]
            slots = free_slots(viewer, found, row)
            form.time.choices = {slot.id: _in_words(slot) for slot in slots}
        else:
            flash("Your time is booked. We have sent it to you by email, with an entry for your calendar.", "success")
            return redirect(url_for("candidate.interview", interview_id=found.id), 303)
    page = render_template(
        "candidate/interviews/interview.html",
        form=form,
        days=by_day(slots),
        may_cancel=_may(found, row, held, "cancel"),
        agreed=adjustment_of(viewer, interview_id),
        **_facts(viewer, found, row, held),
    )
    return page, 422 if form.is_submitted() else 200


@candidate.route("/interviews/<int:interview_id>/cancel", methods=["GET", "POST"])
def cancel_interview(viewer: Candidate, interview_id: int) -> ResponseReturnValue:
    found = the_interview(viewer, interview_id)
    row, held = the_round(viewer, found.round_id), _held(viewer, found)
    if INTERVIEW.find(found.state, "cancel") is None:
        raise IllegalMove(INTERVIEW.noun, "cancel", found.state)
    form = AskedForm()
    if form.validate_on_submit():
        cancel(viewer, found)
        flash("Your interview is cancelled. The employer has been told.", "success")
        return redirect(url_for("candidate.application", application_id=found.application_id), 303)
    return render_template("candidate/interviews/cancel_interview.html", form=form, **_facts(viewer, found, row, held))


@candidate.get("/interviews/<int:interview_id>/calendar.ics")
def interview_calendar(viewer: Candidate, interview_id: int) -> ResponseReturnValue:
    found = the_interview(viewer, interview_id)
    held = _held(viewer, found)
    if held is None:
        raise NotVisible("an interview without a time")
    application = the_application(viewer, found.application_id)
    entry = entry_of(found, held, the_round(viewer, found.round_id), application, application.organisation)
    headers = {"Content-Disposition": "attachment; filename=interview.ics"}
    return Response(calendar_of([entry], PUBLISH), mimetype="text/calendar", headers=headers)


def _held(viewer: Candidate, found: Interview) -> InterviewSlot | None:
    return the_slot(viewer, found.slot_id) if found.slot_id is not None else None


def _may(found: Interview, row: InterviewRound, held: InterviewSlot | None, act: str) -> bool:
    in_time = held is None or may_change_until(held.starts_at, row.until_hours) > clock.now()
    return in_time and INTERVIEW.find(found.state, act) is not None


def _facts(viewer: Candidate, found: Interview, row: InterviewRound, held: InterviewSlot | None) -> dict[str, object]:
    application: Application = the_application(viewer, found.application_id)
    until = may_change_until(held.starts_at, row.until_hours) if held else None
    return {
        "application": application,
        "interview": found,
        "row": row,
        "held": held,
        "when": span_in_words(held.starts_at, held.ends_at) if held else "",
        "where": where_in_words(row, held),
        "how": MEETINGS[row.meeting],
        "until": f"{clock_time(until)} on {long_day(until)}" if until else "",
        "is_too_late": until is not None and until <= clock.now(),
    }


def _in_words(slot: InterviewSlot) -> str:
    return f"{clock_time(slot.starts_at)} to {clock_time(slot.ends_at)}" + (f", {slot.place}" if slot.place else "")
