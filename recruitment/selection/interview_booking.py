"""Verbs on one interview. Of two people who want one time, one gets it: the constraint decides, on both databases."""

from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.lifecycle import Move
from recruitment.core.moves import make_move
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Candidate, Staff, System, Viewer
from recruitment.extensions import db
from recruitment.selection.interview_letters import ask_to_book, tell_it_is_off, tell_of_time
from recruitment.selection.interview_lifecycle import INTERVIEW
from recruitment.selection.interview_queries import ARRANGING, the_round, the_slot
from recruitment.selection.interview_rules import may_change_until
from recruitment.selection.interview_tables import Interview, InterviewSlot

TAKEN_NOW: Final = "Somebody has just taken that time. Choose another."


class TimeTaken(Refused):
    """Another candidate was faster; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(TAKEN_NOW)


def book(viewer: Candidate | Staff, interview: Interview, slot_id: int) -> None:
    """Takes a time, or moves to it. Raises TimeTaken when another has it, and Refused where it is too late for a
    candidate to choose it, or to leave the one they have, and where the time is too short or of another round."""
    slot = the_slot(viewer, slot_id)
    if slot.round_id != interview.round_id:
        raise Refused("That time belongs to another round of interviews.")
    if slot.minutes < interview.minutes:
        raise Refused(f"That time is shorter than the {interview.minutes} minutes that this interview takes.")
    _require_time_left(viewer, interview, slot)
    is_moved = interview.slot_id is not None
    try:
        with db.session.begin_nested():
            _move(viewer, interview, "move" if is_moved else "book", slot_id=slot.id)
    except IntegrityError:
        raise TimeTaken from None
    tell_of_time(interview, slot, is_moved=is_moved)


def cancel(viewer: Candidate, interview: Interview) -> None:
    """The candidate cannot come; their time is free for others. Raises Refused when it is too late for it."""
    _require_time_left(viewer, interview, None)
    held = _held_slot(interview)
    _move(viewer, interview, "cancel", slot_id=None)
    tell_it_is_off(interview, held, by_candidate=True)


def call_off(viewer: Staff, interview: Interview, *, reason: str, message: str = "") -> None:
    """`reason` is for the record, `message` for the candidate."""
    held = _held_slot(interview)
    _move(viewer, interview, "call_off", reason=reason, slot_id=None)
    tell_it_is_off(interview, held, by_candidate=False, message=message)


def let_go(viewer: System, interview: Interview) -> None:
    """The application has ended, of which the candidate was told; the time is free for somebody else."""
    held = _held_slot(interview)
    _move(viewer, interview, "let_go", slot_id=None)
    if held is not None and held.starts_at > clock.now():
        tell_it_is_off(interview, held, by_candidate=False)


def invite_again(viewer: Staff, interview: Interview) -> None:
    _move(viewer, interview, "invite_again", slot_id=None)
    ask_to_book(interview)


def record_held(viewer: Staff, interview: Interview) -> None:
    """Raises Refused before it has begun."""
    _require_begun(interview)
    _move(viewer, interview, "hold")


def record_no_show(viewer: Staff, interview: Interview) -> None:
    """Raises Refused before it has begun."""
    _require_begun(interview)
    _move(viewer, interview, "miss")


def correct(viewer: Staff, interview: Interview, *, reason: str) -> None:
    _move(viewer, interview, "correct", reason=reason)


def _move(viewer: Viewer, interview: Interview, act: str, *, reason: str | None = None, **changes: Any) -> Move:
    """Also where nothing but the time changes, whoever saw another time is told so instead of moving it."""
    seen: list[ColumnElement[bool]] = [Interview.sequence == interview.sequence]
    return make_move(
        viewer, interview, INTERVIEW, act, reason=reason, provided=seen, sequence=interview.sequence + 1, **changes
    )


def _held_slot(interview: Interview) -> InterviewSlot | None:
    if interview.slot_id is None:
        return None
    return one_visible(ARRANGING, InterviewSlot, InterviewSlot.id == interview.slot_id)


def _require_time_left(viewer: Viewer, interview: Interview, slot: InterviewSlot | None) -> None:
    """A candidate changes nothing in the last hours before an interview; staff, who will ring them, may."""
    now = clock.now()
    if slot is not None and slot.starts_at <= now:
        raise Refused("That time has passed. Choose another.")
    if not isinstance(viewer, Candidate):
        return
    hours = the_round(viewer, interview.round_id).until_hours
    if slot is not None and may_change_until(slot.starts_at, hours) <= now:
        raise Refused("That time is too near to be chosen. Choose a later one.")
    held = _held_slot(interview)
    if held is not None and may_change_until(held.starts_at, hours) <= now:
        raise Refused("It is too late to change this interview here. Get in touch with the employer.")


def _require_begun(interview: Interview) -> None:
    held = _held_slot(interview)
    if held is None or held.starts_at > clock.now():
        raise Refused("This interview has not begun yet.")
