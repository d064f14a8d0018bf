"""Builders of interviews: a round with times, and somebody who is invited to it."""

from datetime import datetime, timedelta
from typing import Any

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot
from recruitment.vacancies.tables import Vacancy


def a_round(vacancy: Vacancy, *, times: int = 0, rooms: tuple[str, ...] = ("",), **facts: Any) -> InterviewRound:
    """In a week, one an hour."""
    told = {
        "name": "Interview", "meeting": "in_person", "place": "Town House", "minutes": 45, "until_hours": 24, **facts,
    }  # fmt: skip
    row = InterviewRound(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, **told)
    db.session.add(row)
    db.session.flush()
    first = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    for number in range(times):
        for room in rooms:
            a_time(row, first + timedelta(hours=number), room=room)
    db.session.commit()
    return row


def a_time(row: InterviewRound, at: datetime, *, minutes: int | None = None, room: str = "") -> InterviewSlot:
    slot = InterviewSlot(
        organisation_id=row.organisation_id,
        vacancy_id=row.vacancy_id,
        round_id=row.id,
        starts_at=at,
        ends_at=at + timedelta(minutes=minutes or row.minutes),
        room=room,
    )
    db.session.add(slot)
    db.session.commit()
    return slot


def an_interview(row: InterviewRound, application: Application, slot: InterviewSlot | None = None) -> Interview:
    """Invited, or booked where a time is given."""
    interview = Interview(
        organisation_id=row.organisation_id,
        application_id=application.id,
        account_id=application.account_id,
        round_id=row.id,
        slot_id=slot.id if slot else None,
        state="booked" if slot else "invited",
        minutes=row.minutes,
    )
    db.session.add(interview)
    db.session.commit()
    return interview
