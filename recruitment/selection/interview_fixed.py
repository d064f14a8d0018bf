"""An interview at a time that the employer fixed: a round, a time and a booking like any other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from recruitment.applications.tables import Application
from recruitment.core.audit import record
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.interview_rules import overlapping
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot

USUAL_MINUTES: Final = 45
# A day's notice is what a candidate may need to say that they cannot come.
USUAL_HOURS: Final = 24
NAME: Final = "Interview"


@dataclass(frozen=True)
class Fixed:
    """When, for how many minutes, how (rules.MEETINGS) and where."""

    at: datetime
    minutes: int
    meeting: str
    place: str
    note: str


@dataclass(frozen=True)
class _Wanted:
    starts_at: datetime
    ends_at: datetime
    room: str


def at_fixed_time(viewer: Staff, application: Application, fixed: Fixed) -> tuple[Interview, InterviewSlot]:
    """Books the time, in a room of its own where another interview of the round is held then."""
    row = _round(viewer, application, fixed)
    slot = InterviewSlot(
        organisation_id=row.organisation_id,
        vacancy_id=row.vacancy_id,
        round_id=row.id,
        starts_at=fixed.at,
        ends_at=fixed.at + timedelta(minutes=fixed.minutes),
        room=_room(viewer, row, fixed),
    )
    db.session.add(slot)
    db.session.flush()
    interview = Interview(
        organisation_id=application.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        round_id=row.id,
        slot_id=slot.id,
        state="booked",
        minutes=fixed.minutes,
    )
    db.session.add(interview)
    db.session.flush()
    record(viewer, "book", interview, after=interview.state)
    return interview, slot


def _round(viewer: Staff, application: Application, fixed: Fixed) -> InterviewRound:
    """The vacancy's round that is held alike and to which this person is not invited yet, else a new one."""
    facts = {"meeting": fixed.meeting, "place": fixed.place, "note": fixed.note, "name": NAME}
    own = visible(viewer, Interview).where(Interview.application_id == application.id)
    theirs = set(db.session.scalars(own.with_only_columns(Interview.round_id)))
    alike = visible(viewer, InterviewRound).where(InterviewRound.vacancy_id == application.vacancy_id)
    for row in db.session.scalars(alike.filter_by(**facts).order_by(InterviewRound.id)):
        if row.id not in theirs:
            return row
    row = InterviewRound(
        organisation_id=application.organisation_id,
        vacancy_id=application.vacancy_id,
        minutes=fixed.minutes,
        until_hours=USUAL_HOURS,
        **facts,
    )
    db.session.add(row)
    db.session.flush()
    record(viewer, "plan_interviews", row)
    return row


def _room(viewer: Staff, row: InterviewRound, fixed: Fixed) -> str:
    held = db.session.scalars(visible(viewer, InterviewSlot).where(InterviewSlot.round_id == row.id)).all()
    ends = fixed.at + timedelta(minutes=fixed.minutes)
    rooms = ["", *(f"Room {number}" for number in range(2, len(held) + 3))]
    return next(room for room in rooms if not overlapping([_Wanted(fixed.at, ends, room)], held))
