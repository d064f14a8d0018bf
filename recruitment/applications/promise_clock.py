"""The clock of what an advert promised: each promise waiting, due, missed or kept, told by what happened."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, type_coerce

from recruitment.applications.lifecycle import ENDED
from recruitment.applications.tables import Application, Progress
from recruitment.core import clock
from recruitment.core.tenancy import among, narrowed, visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.vacancies.audiences import PUBLISHED
from recruitment.vacancies.promises import PROMISES, SOON, WAITING, Promise, promise_standing, promised
from recruitment.vacancies.queries import FIRST_START, Time
from recruitment.vacancies.rules import phase
from recruitment.vacancies.tables import Vacancy

REPORTING = System("reporting")
# In which states of an application a promise has been kept to its applicant.
TOLD = {
    "shortlist": ("shortlisted", "interview", "reserve", "offered", *ENDED),
    "interviews": ("interview", "reserve", "offered", *ENDED),
    "decision": ("reserve", "offered", *ENDED),
}
# One on hold still waits for what it waited for.
TOLD_STATE = func.coalesce(Application.held_from, Application.state)
# What closed longer ago is judged no more: its applications will be gone.
LOOKED_BACK = timedelta(days=365)
# In these phases of a vacancy somebody may still apply, at an earlier stage if not at the public one.
OPEN = ("scheduled", "early", "live")


def clocks_of(vacancies: Iterable[Vacancy]) -> dict[int, list[Promise]]:
    """The promises of each vacancy that makes any. Of applications no more is read than how many stand where and when
    the last of them heard, so that whoever reaches the vacancy may know."""
    held = {each.id: each for each in vacancies if promised(each)}
    if not held:
        return {}
    counts, told = _open_counts(held), _last_told(held)
    today, now = clock.today(), clock.now()
    found: dict[int, list[Promise]] = {}
    for key, vacancy in held.items():
        states = counts.get(key, {})
        found[key] = [
            promise_standing(
                kind, due, today,
                has_closed=phase(vacancy, now) not in OPEN,
                applied=sum(states.values()),
                open_now=sum(states.get(state, 0) for state in WAITING[kind]),
                done_on=_day(told.get(key, {}).get(kind)),
            )
            for kind, due in promised(vacancy).items()
        ]  # fmt: skip
    return found


def clock_of(vacancy: Vacancy) -> list[Promise]:
    return clocks_of([vacancy]).get(vacancy.id, [])


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else clock.local(moment).date()


def _open_counts(ids: Collection[int]) -> dict[int, dict[str, int]]:
    wanted = visible(REPORTING, Application).where(
        Application.vacancy_id.in_(ids), Application.submitted_at.is_not(None)
    )
    columns = (Application.vacancy_id, TOLD_STATE)
    found: dict[int, dict[str, int]] = {}
    for vacancy_id, state, count in db.session.execute(
        wanted.with_only_columns(*columns, func.count()).group_by(*columns)
    ):
        found.setdefault(vacancy_id, {})[state] = count
    return found


def _last_told(ids: Collection[int]) -> dict[int, dict[str, datetime]]:
    """By vacancy and promise when the last applicant first heard."""
    wanted = visible(REPORTING, Progress, Application).where(
        Progress.application_id == Application.id, Application.vacancy_id.in_(ids)
    )
    firsts = [
        type_coerce(func.min(case((Progress.state.in_(states), Progress.at))), clock.Moment()).label(kind)
        for kind, states in TOLD.items()
    ]
    rows = wanted.with_only_columns(Application.vacancy_id, *firsts).group_by(
        Application.vacancy_id, Progress.application_id
    )
    found: dict[int, dict[str, datetime]] = {}
    for row in db.session.execute(rows):
        last = found.setdefault(row.vacancy_id, {})
        for kind in TOLD:
            at = getattr(row, kind)
            if at is not None:
                last[kind] = max(last.get(kind, at), at)
    return found


def at_risk(viewer: Viewer, organisation_ids: Collection[int]) -> Any:
    """The vacancies of which a promise is about to be missed or has been, and somebody still waits."""
    until = clock.today() + SOON
    due_to = (and_(getattr(Vacancy, PROMISES[kind]) <= until, among(TOLD_STATE, WAITING[kind])) for kind in PROMISES)
    waiting = visible(REPORTING, Application).where(
        Application.organisation_id == Vacancy.organisation_id,
        Application.vacancy_id == Vacancy.id,
        # Whoever waits at all, which an index tells.
        among(Application.state, (*WAITING["decision"], "held")),
        or_(*due_to),
    )
    wanted = visible(viewer, Vacancy).where(
        among(Vacancy.organisation_id, organisation_ids),
        *is_watched(clock.when_asked(), clock.when_asked(-LOOKED_BACK)),
    )
    return narrowed(wanted, waiting.correlate(Vacancy).exists(), waiting)


def is_watched(now: Time, since: Time) -> tuple[ColumnElement[bool], ...]:
    """That a vacancy makes promises and anybody could have applied, at whichever stage; closed since then, or open."""
    return (
        or_(*(getattr(Vacancy, column).is_not(None) for column in PROMISES.values())),
        among(Vacancy.state, PUBLISHED),
        now >= FIRST_START,
        Vacancy.closes_at > since,
    )
