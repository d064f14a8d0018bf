"""One interview: when, with whom, what helps the candidate to take part, and what became of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import Length, NumberRange, Optional

from recruitment.applications.queries import whole_application
from recruitment.applications.tables import HANDS_ON
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.selection.interview_actions import agree_adjustments, require_arranger
from recruitment.selection.interview_booking import (
    TimeTaken,
    book,
    call_off,
    correct,
    invite_again,
    record_held,
    record_no_show,
)
from recruitment.selection.interview_entries import where_in_words
from recruitment.selection.interview_lifecycle import INTERVIEW
from recruitment.selection.interview_queries import Seat, adjustment_of, every_free_slot, the_round, the_seat
from recruitment.selection.interview_rules import by_day, hours_in_words, span_in_words
from recruitment.selection.interview_tables import Interview
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.interview_scoring import judged_at
from recruitment.web.employer.interviews import AskedForm, interview_page
from recruitment.web.fields import HouseForm, Needed, TextField, WholeNumberField

# Acts that a page of their own asks about, beside booking.
RECORDED: dict[str, tuple[Callable[[Staff, Interview], None], str]] = {
    "hold": (record_held, "It is recorded that the interview was held."),
    "miss": (record_no_show, "It is recorded that the candidate did not come."),
    "invite_again": (invite_again, "The candidate is invited to choose a time again."),
}


def to_interview(interview: Interview) -> ResponseReturnValue:
    return redirect(url_for("employer.interview", interview_id=interview.id), 303)


def _page(viewer: Staff, seat: Seat, template: str, status: int = 200, **facts: object) -> ResponseReturnValue:
    advert = advert_of(viewer, seat.application.vacancy_id)
    row = the_round(viewer, seat.interview.round_id)
    when = span_in_words(seat.slot.starts_at, seat.slot.ends_at) if seat.slot else ""
    return interview_page(
        advert, f"interview/{template}", status, seat=seat, row=row, when=when,
        where=where_in_words(row, seat.slot), **facts,
    )  # fmt: skip


@employer.get("/interviews/<int:interview_id>")
def interview(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    judged = judged_at(viewer, interview_id)
    seat, organisation_id = judged.seat, judged.seat.interview.organisation_id
    sees_support = viewer.has_role(organisation_id, *HANDS_ON)
    return _page(
        viewer,
        seat,
        "interview",
        acts={move.act for move in INTERVIEW.open_to(seat.interview.state, standing(viewer, organisation_id))},
        sees_support=sees_support,
        support=whole_application(viewer, seat.application.id).support if sees_support else None,
        agreed=adjustment_of(viewer, interview_id) if sees_support else "",
        scoring=judged.scoring,
        # The marks are shown here, and given on a page of their own.
        shown=replace(judged.scoring, form=None),
        asked=judged.asked,
    )


class TimeForm(HouseForm):
    time = RadioField("Time", coerce=int, invalid_choice_message="Choose one of the free times")


@employer.route("/interviews/<int:interview_id>/book", methods=["GET", "POST"])
def book_interview(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    """For a candidate who has rung up."""
    seat = the_seat(viewer, interview_id)
    require_arranger(viewer, seat.interview.organisation_id)
    row = the_round(viewer, seat.interview.round_id)
    slots = [slot for slot in every_free_slot(viewer, row) if slot.minutes >= seat.interview.minutes]
    form = TimeForm()
    form.time.choices = {slot.id: hours_in_words(slot) for slot in slots}
    if form.validate_on_submit():
        try:
            book(viewer, seat.interview, form.time.data)
        except TimeTaken as problem:
            form.time.errors = [str(problem)]
        else:
            flash(f"{seat.name} is booked, and has been told so.", "success")
            return to_interview(seat.interview)
    return _page(viewer, seat, "book_interview", 422 if form.is_submitted() else 200, form=form, days=by_day(slots))


class AdjustmentForm(HouseForm):
    agreed = TextField(
        "What you agreed with the candidate",
        [Optional(), Length(max=2000, message="Use 2,000 characters or fewer")],
        default="",
        description="The candidate reads it on the page of the interview. The panel does not.",
    )
    minutes = WholeNumberField(
        "Minutes that this interview takes",
        [Needed("Enter how many minutes it takes"), NumberRange(5, 480, "Enter from 5 to 480 minutes")],
        description="The candidate can then choose only times that are as long",
    )


@employer.route("/interviews/<int:interview_id>/adjustments", methods=["GET", "POST"])
def interview_adjustments(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    seat = the_seat(viewer, interview_id)
    require_arranger(viewer, seat.interview.organisation_id)
    form = AdjustmentForm(agreed=adjustment_of(viewer, interview_id), minutes=seat.interview.minutes)
    if form.validate_on_submit() and form.minutes.data is not None:
        agree_adjustments(viewer, seat.interview, agreed=form.agreed.data or "", minutes=form.minutes.data)
        flash("What you agreed is saved.", "success")
        return to_interview(seat.interview)
    support = whole_application(viewer, seat.application.id).support
    return _page(viewer, seat, "interview_adjustments", 422 if form.is_submitted() else 200, form=form, support=support)


class CallingOffForm(HouseForm):
    reason = TextField(
        "Why it is called off",
        [Needed("Enter why the interview is called off"), Length(max=1000, message="Use 1,000 characters or fewer")],
        description="Kept on record, and not shown to the candidate. Name nobody.",
    )
    message = TextField(
        "Your message to the candidate",
        [Needed("Write to the candidate what happens next"), Length(max=3000, message="Use 3,000 characters or fewer")],
    )


@employer.route("/interviews/<int:interview_id>/call-off", methods=["GET", "POST"])
def call_off_interview(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    seat = _open_to(viewer, interview_id, "call_off")
    form = CallingOffForm()
    if form.validate_on_submit():
        call_off(viewer, seat.interview, reason=form.reason.data or "", message=form.message.data or "")
        flash(f"The interview is called off, and {seat.name} has been told so.", "success")
        return to_interview(seat.interview)
    return _page(viewer, seat, "call_off_interview", 422 if form.is_submitted() else 200, form=form)


class CorrectionForm(HouseForm):
    reason = TextField(
        "Why the record is corrected",
        [Needed("Enter why the record is corrected"), Length(max=1000, message="Use 1,000 characters or fewer")],
        description="Kept on record. Name nobody.",
    )


@employer.route("/interviews/<int:interview_id>/correct", methods=["GET", "POST"])
def correct_interview(viewer: Staff, interview_id: int) -> ResponseReturnValue:
    seat = _open_to(viewer, interview_id, "correct")
    form = CorrectionForm()
    if form.validate_on_submit():
        correct(viewer, seat.interview, reason=form.reason.data or "")
        flash("The interview counts as booked again.", "success")
        return to_interview(seat.interview)
    return _page(viewer, seat, "correct_interview", 422 if form.is_submitted() else 200, form=form)


def _recording(act: str) -> None:
    """A page that asks once and records an act without more words."""
    verb, said = RECORDED[act]

    @wraps(verb)
    def recorded(viewer: Staff, interview_id: int) -> ResponseReturnValue:
        seat = _open_to(viewer, interview_id, act)
        form = AskedForm()
        if form.validate_on_submit():
            verb(viewer, seat.interview)
            flash(said, "success")
            return to_interview(seat.interview)
        return _page(viewer, seat, "_record", form=form, act=act, move=INTERVIEW.find(seat.interview.state, act))

    employer.add_url_rule(
        f"/interviews/<int:interview_id>/{act.replace('_', '-')}",
        f"{act}_interview",
        view_func=recorded,
        methods=["GET", "POST"],
    )


for _act in RECORDED:
    _recording(_act)


def _open_to(viewer: Staff, interview_id: int, act: str) -> Seat:
    """Raises IllegalMove or Refused before the question is even asked."""
    seat = the_seat(viewer, interview_id)
    move = INTERVIEW.find(seat.interview.state, act)
    if move is None:
        raise IllegalMove(INTERVIEW.noun, act, seat.interview.state)
    if move.by.isdisjoint(standing(viewer, seat.interview.organisation_id)):
        raise Refused("Your role does not let you change an interview.")
    return seat
