"""Interviews in the calendars of those who join a panel late, leave it, or turn out to know the candidate."""

from collections.abc import Collection
from typing import Final

from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.extensions import db
from recruitment.selection.interview_calendar import CANCEL, REQUEST
from recruitment.selection.interview_letters import ARRANGING, LETTERS, arranged, to_member
from recruitment.selection.interview_tables import Interview, InterviewSlot
from recruitment.vacancies.tables import PanelSeat

LEFT: Final = "You no longer sit on this panel."
APART: Final = "You have declared a relationship with this applicant."


def seats_by_person(vacancy_id: int) -> dict[int, int]:
    """The number of each member's seat, another one each time that they join."""
    seats = visible(LETTERS, PanelSeat).where(PanelSeat.vacancy_id == vacancy_id)
    return {seat.account_id: seat.id for seat in db.session.scalars(seats)}


def tell_of_panel(vacancy_id: int, before: dict[int, int]) -> None:
    """Who has joined since `before` gets the interviews that stand; who has left has theirs taken back."""
    after = seats_by_person(vacancy_id)
    joined, left = after.keys() - before.keys(), before.keys() - after.keys()
    if not joined and not left:
        return
    for interview, slot in _standing(vacancy_id):
        told = arranged(interview, slot)
        for person in sorted(joined):
            key = f"interview_for_panel:{interview.id}:{interview.sequence}:seat-{after[person]}"
            to_member("interview_for_panel", told, person, {"is_moved": False}, REQUEST, key)
        for person in sorted(left):
            _take_back(interview, slot, person, LEFT, f"seat-{before[person]}")


def tell_of_exclusion(vacancy_id: int, application_id: int, person: int) -> None:
    """Whoever sits on the panel and knows the candidate is not at the interview."""
    if person in seats_by_person(vacancy_id):
        for interview, slot in _standing(vacancy_id, [application_id]):
            _take_back(interview, slot, person, APART, f"apart-{person}")


def _take_back(interview: Interview, slot: InterviewSlot, person: int, why: str, occasion: str) -> None:
    key = f"interview_off_for_panel:{interview.id}:{interview.sequence}:{occasion}"
    facts = {"by_candidate": False, "stands_without": why}
    to_member("interview_off_for_panel", arranged(interview, slot), person, facts, CANCEL, key)


def _standing(vacancy_id: int, application_ids: Collection[int] | None = None) -> list[tuple[Interview, InterviewSlot]]:
    """The interviews of a vacancy that are booked and still to come."""
    wanted = (
        visible(ARRANGING, Interview, InterviewSlot)
        .join(InterviewSlot, InterviewSlot.id == Interview.slot_id)
        .where(InterviewSlot.vacancy_id == vacancy_id, Interview.state == "booked")
        .where(InterviewSlot.starts_at > clock.now())
    )
    if application_ids is not None:
        wanted = wanted.where(Interview.application_id.in_(application_ids))
    rows = db.session.execute(wanted.add_columns(InterviewSlot).order_by(InterviewSlot.starts_at, Interview.id))
    return [(interview, slot) for interview, slot in rows]
