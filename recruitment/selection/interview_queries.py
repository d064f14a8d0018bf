"""Reads of interviews: rounds, times, who is invited, and what a candidate may choose from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func

from recruitment.applications.queries import name_of
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.tenancy import one_visible, visible, with_perhaps
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.selection.interview_rules import may_change_until
from recruitment.selection.interview_tables import (
    Interview,
    InterviewAdjustment,
    InterviewQuestion,
    InterviewRound,
    InterviewSlot,
)

ARRANGING: Final = System("interviews")


@dataclass(frozen=True)
class Seat:
    """One interview with whose it is, as far as the viewer may know, and the time that it has."""

    interview: Interview
    application: Application
    contact: Contact | None
    slot: InterviewSlot | None

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)


def rounds_of(viewer: Viewer, vacancy_id: int) -> list[InterviewRound]:
    wanted = visible(viewer, InterviewRound).where(InterviewRound.vacancy_id == vacancy_id)
    return list(db.session.scalars(wanted.order_by(InterviewRound.id)))


def the_round(viewer: Viewer, round_id: int) -> InterviewRound:
    """Raises NotVisible."""
    return one_visible(viewer, InterviewRound, InterviewRound.id == round_id)


def the_interview(viewer: Viewer, interview_id: int) -> Interview:
    """Raises NotVisible."""
    return one_visible(viewer, Interview, Interview.id == interview_id)


def the_slot(viewer: Viewer, slot_id: int) -> InterviewSlot:
    """Raises NotVisible."""
    return one_visible(viewer, InterviewSlot, InterviewSlot.id == slot_id)


def slots_of_round(viewer: Viewer, *round_ids: int) -> list[InterviewSlot]:
    wanted = visible(viewer, InterviewSlot).where(InterviewSlot.round_id.in_(round_ids))
    return list(db.session.scalars(wanted.order_by(InterviewSlot.starts_at, InterviewSlot.room, InterviewSlot.id)))


def interviews_of_round(viewer: Viewer, *round_ids: int) -> list[Interview]:
    wanted = visible(viewer, Interview).where(Interview.round_id.in_(round_ids))
    return list(db.session.scalars(wanted.order_by(Interview.id)))


def seats_of(viewer: Viewer, round_ids: Collection[int]) -> list[Seat]:
    """Everybody in these rounds, the booked ones by their time, then the others as they were invited."""
    invited = (
        visible(viewer, Interview, Application)
        .join(Application, Application.id == Interview.application_id)
        .where(Interview.round_id.in_(round_ids))
    )
    wanted = with_perhaps(viewer, invited, Contact, Contact.application_id == Application.id)
    wanted = with_perhaps(viewer, wanted, InterviewSlot, InterviewSlot.id == Interview.slot_id)
    rows = db.session.execute(
        wanted.add_columns(Application, Contact, InterviewSlot).order_by(
            InterviewSlot.starts_at.is_(None), InterviewSlot.starts_at, InterviewSlot.room, Interview.id
        )
    )
    return [Seat(*row) for row in rows]


def the_seat(viewer: Viewer, interview_id: int) -> Seat:
    """Raises NotVisible."""
    interview = the_interview(viewer, interview_id)
    return next(seat for seat in seats_of(viewer, [interview.round_id]) if seat.interview.id == interview_id)


def interviews_of_application(viewer: Viewer, application_id: int) -> list[tuple[Interview, InterviewRound]]:
    wanted = (
        visible(viewer, Interview, InterviewRound)
        .join(InterviewRound, InterviewRound.id == Interview.round_id)
        .where(Interview.application_id == application_id)
        .add_columns(InterviewRound)
        .order_by(Interview.id)
    )
    return [(interview, round_) for interview, round_ in db.session.execute(wanted)]


def taken_slots(*round_ids: int) -> set[int]:
    """The times that somebody has. By whom is told to nobody, so that a candidate can be shown the others."""
    taken = visible(ARRANGING, Interview).where(Interview.round_id.in_(round_ids), Interview.slot_id.is_not(None))
    return {slot for slot in db.session.scalars(taken.with_only_columns(Interview.slot_id)) if slot is not None}


def free_slots(viewer: Viewer, interview: Interview, row: InterviewRound) -> list[InterviewSlot]:
    """The times that a candidate can still choose.

    Each is as long as this interview; longer times are kept for those who need them, unless all are.
    """
    now, taken = clock.now(), taken_slots(row.id)
    open_ = [
        slot
        for slot in slots_of_round(viewer, row.id)
        if slot.id not in taken and may_change_until(slot.starts_at, row.until_hours) > now
    ]
    fitting = [slot for slot in open_ if slot.minutes >= interview.minutes]
    usual = [slot for slot in fitting if slot.minutes <= max(interview.minutes, row.minutes)]
    return usual or fitting


def every_free_slot(viewer: Viewer, row: InterviewRound) -> list[InterviewSlot]:
    """The times that staff can still give to somebody, of whatever length."""
    now, taken = clock.now(), taken_slots(row.id)
    return [slot for slot in slots_of_round(viewer, row.id) if slot.id not in taken and slot.starts_at > now]


def adjustment_of(viewer: Viewer, interview_id: int) -> str:
    held = visible(viewer, InterviewAdjustment).where(InterviewAdjustment.interview_id == interview_id)
    return db.session.scalars(held.with_only_columns(InterviewAdjustment.agreed)).one_or_none() or ""


def questions_of(viewer: Viewer, round_id: int) -> Sequence[InterviewQuestion]:
    asked = visible(viewer, InterviewQuestion).where(InterviewQuestion.round_id == round_id)
    return db.session.scalars(asked.order_by(InterviewQuestion.position)).all()


def number_of_rounds(viewer: Viewer, vacancy_id: int) -> int:
    counted = visible(viewer, InterviewRound).where(InterviewRound.vacancy_id == vacancy_id)
    return db.session.scalars(counted.with_only_columns(func.count())).one()
