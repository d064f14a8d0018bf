"""The dates of a candidate's applications: closing days, what adverts promise, interviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from recruitment.applications.draft_queries import adverts_of
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.queries import applications_of_person
from recruitment.applications.rules import is_open
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.selection.interview_entries import where_in_words
from recruitment.selection.interview_tables import Interview, InterviewRound, InterviewSlot
from recruitment.selection.rules import MEETINGS
from recruitment.vacancies.promises import PROMISES, WAITING
from recruitment.vacancies.tables import Vacancy

# What is over stays in a calendar for so long.
STAYS: Final = timedelta(days=30)
PROMISED: Final = {
    "shortlist": "You should hear about the shortlist by today",
    "decision": "You should hear the decision by today",
}


@dataclass(frozen=True)
class OwnDate:
    """One date of an application. `start` and `end`: both moments, or both days, of which the last is part of it.

    `kind`: closing, shortlist, interviews, decision or interview. `changed_at`: when it came to be as it is.
    """

    kind: str
    application: Application
    start: datetime | date
    end: datetime | date
    title: str
    words: str
    place: str
    changed_at: datetime
    # Of an interview: as in its letters, so that a calendar takes both for one.
    uid: str = ""
    sequence: int = 0


def dates_of(viewer: Candidate, application_id: int | None = None) -> tuple[OwnDate, ...]:
    """Every date that still matters, the first to come first; of one application alone where it is named."""
    every = applications_of_person(viewer)
    applications = [one for one in every if application_id in (None, one.id) and one.state in ("draft", *OPEN)]
    adverts = adverts_of(viewer, applications)
    booked = _interviews(viewer, applications)
    found = [
        each for one in applications for each in _of_one(one, adverts.get(one.vacancy_id), booked.get(one.id, []))
        if _day(each.end) >= clock.today() - STAYS
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (_day(each.start), each.kind, each.application.id)))


def _of_one(one: Application, vacancy: Vacancy | None, booked: list[OwnDate]) -> Iterator[OwnDate]:
    if one.state == "draft":
        if vacancy is not None and vacancy.closes_at is not None and is_open(vacancy, clock.now()):
            yield OwnDate("closing", one, vacancy.closes_at, vacancy.closes_at, f"Closing: {one.title}",
                          "Send your application before this moment.", "", vacancy.changed_at)  # fmt: skip
        return
    yield from booked
    if vacancy is not None:
        yield from _promised(one, vacancy, is_invited=bool(booked))


def _interviews(viewer: Candidate, applications: list[Application]) -> dict[int, list[OwnDate]]:
    """Those that have a time, by application."""
    by_number = {one.id: one for one in applications}
    wanted = (
        visible(viewer, Interview, InterviewRound, InterviewSlot)
        .join(InterviewRound, InterviewRound.id == Interview.round_id)
        .join(InterviewSlot, InterviewSlot.id == Interview.slot_id)
        .where(Interview.application_id.in_(by_number), Interview.state == "booked")
        .order_by(InterviewSlot.starts_at, Interview.id)
        .add_columns(InterviewRound, InterviewSlot)
    )
    found: dict[int, list[OwnDate]] = {}
    for interview, row, slot in db.session.execute(wanted):
        one = by_number[interview.application_id]
        words = f"{row.name}. {MEETINGS.get(row.meeting, '')}. Your page has the employer’s message."
        found.setdefault(one.id, []).append(
            OwnDate("interview", one, slot.starts_at, slot.ends_at, f"Interview: {one.title}", words,
                    where_in_words(row, slot), one.changed_at, interview.uid, interview.sequence)
        )  # fmt: skip
    return found


def _promised(one: Application, vacancy: Vacancy, *, is_invited: bool) -> Iterator[OwnDate]:
    """What the advert promises and is still to come for this application."""
    for kind, column in PROMISES.items():
        day = getattr(vacancy, column)
        if day is None or one.told_state not in WAITING[kind]:
            continue
        if kind == "interviews":
            if not is_invited:
                yield OwnDate(kind, one, day, vacancy.interviews_to or day, f"Interviews: {one.title}",
                              "The employer plans interviews on these days. You are told if you are invited.", "",
                              vacancy.changed_at)  # fmt: skip
        else:
            name = "Shortlist" if kind == "shortlist" else "Decision"
            yield OwnDate(kind, one, day, day, f"{name}: {one.title}", PROMISED[kind], "", vacancy.changed_at)


def _day(value: datetime | date) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value
