"""Which applications, and what hangs on vacancies, have had their time at an organisation, or soon will."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from sqlalchemy import ColumnElement, func, select

from recruitment.applications.extension_tables import Extension
from recruitment.applications.lifecycle import ENDED, OPEN
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.extensions import db
from recruitment.keeping.reading import KEEPING
from recruitment.keeping.rules import case_goes_on, draft_goes_on, may_go_before
from recruitment.keeping.tables import CaseHold
from recruitment.organisations.tables import DEFAULTS, LocalRules, Organisation
from recruitment.vacancies.tables import Vacancy

OUTCOMES: Final = ("filled", "unfilled", "withdrawn")


@dataclass(frozen=True)
class Case:
    """An application whose time has begun to run out: the day on which it is removed."""

    id: int
    organisation_id: int
    vacancy_id: int
    ended_on: date
    goes_on: date


def keep_months() -> dict[int, int]:
    """By organisation, for how many months from its end it keeps an application."""
    own = {row.organisation_id: row.keep_months for row in db.session.scalars(visible(KEEPING, LocalRules))}
    return {number: own.get(number, DEFAULTS["keep_months"]) for number in db.session.scalars(select(Organisation.id))}


def cases_over(organisation_id: int, months: int, by: date, *, held: bool = False) -> list[Case]:
    """Applications that are removed on the day `by` or before, the one that ended first foremost; with `held`, instead
    those that would be, were they not held."""
    ended = _ended(organisation_id, months, by)
    drafts = _drafts(organisation_id, by)
    overtaken = _undecided(organisation_id, months, by)
    found = sorted([*ended, *drafts, *overtaken], key=lambda case: (case.goes_on, case.id))
    kept = set(db.session.scalars(
        visible(KEEPING, CaseHold).where(CaseHold.organisation_id == organisation_id)
        .with_only_columns(CaseHold.application_id)
    ))  # fmt: skip
    return [case for case in found if (case.id in kept) is held]


def _ended(organisation_id: int, months: int, by: date) -> Iterator[Case]:
    bound = clock.end_of_day(may_go_before(by, months))
    wanted = visible(KEEPING, Application).where(
        Application.organisation_id == organisation_id, Application.state.in_(ENDED), Application.ended_at <= bound
    )
    columns = (Application.id, Application.vacancy_id, Application.ended_at)
    for number, vacancy_id, ended_at in db.session.execute(wanted.with_only_columns(*columns)):
        if ended_at is not None and (day := case_goes_on(ended_at, months)) <= by:
            yield _case(number, organisation_id, vacancy_id, ended_at, day)


def _drafts(organisation_id: int, by: date) -> Iterator[Case]:
    """Drafts that can be sent no longer, by the vacancy's outcome or its closing; or by the time of their own that the
    person was given."""
    until = _own_time(organisation_id)
    for case in _by_vacancy(organisation_id, Application.state == "draft", by, draft_goes_on, or_closed=True):
        own = until.get(case.id)
        if own is None or draft_goes_on(own) <= by:
            yield case


def _own_time(organisation_id: int) -> dict[int, datetime]:
    """By draft, until when its person may send it whatever the advert says."""
    wanted = visible(KEEPING, Application, Extension).where(
        Application.organisation_id == organisation_id, Application.state == "draft", Extension.state == "granted",
        Extension.vacancy_id == Application.vacancy_id, Extension.account_id == Application.account_id,
    )  # fmt: skip
    return {number: at for number, at in db.session.execute(wanted.with_only_columns(Application.id, Extension.until))}


def _undecided(organisation_id: int, months: int, by: date) -> Iterator[Case]:
    """Sent, never decided, and the vacancy has its outcome: that was their end too."""
    goes_on = partial(case_goes_on, months=months)
    yield from _by_vacancy(organisation_id, Application.state.in_(OPEN), by, goes_on, or_closed=False)


def _by_vacancy(
    organisation_id: int, which: ColumnElement[bool], by: date, goes_on: Callable[[datetime], date], *, or_closed: bool
) -> Iterator[Case]:
    wanted = visible(KEEPING, Application).where(Application.organisation_id == organisation_id, which)
    rows = db.session.execute(wanted.with_only_columns(Application.id, Application.vacancy_id)).all()
    ends = ends_of_vacancies(organisation_id, or_closed=or_closed)
    for number, vacancy_id in rows:
        end = ends.get(vacancy_id)
        if end is not None and goes_on(end) <= by:
            yield _case(number, organisation_id, vacancy_id, end, goes_on(end))


def _case(number: int, organisation_id: int, vacancy_id: int, ended_at: datetime, goes_on: date) -> Case:
    return Case(number, organisation_id, vacancy_id, clock.local(ended_at).date(), goes_on)


def ends_of_vacancies(organisation_id: int, *, or_closed: bool) -> dict[int, datetime]:
    """When a vacancy got its outcome, by the record of acts; with `or_closed` else when it closed to applications."""
    acts = visible(KEEPING, Act).where(
        Act.organisation_id == organisation_id, Act.noun == "vacancy", Act.after.in_(OUTCOMES)
    )
    latest = acts.with_only_columns(Act.row_id, func.max(Act.at)).group_by(Act.row_id)
    decided: dict[int, datetime] = {number: at for number, at in db.session.execute(latest)}
    wanted = visible(KEEPING, Vacancy).where(Vacancy.organisation_id == organisation_id)
    rows = db.session.execute(wanted.with_only_columns(Vacancy.id, Vacancy.state, Vacancy.closes_at)).all()
    ends: dict[int, datetime] = {}
    now = clock.now()
    for number, state, closes_at in rows:
        if state in OUTCOMES:
            # Of one that came in decided nobody knows more than when it closed.
            end = decided.get(number) or closes_at
        else:
            end = closes_at if or_closed and state == "published" else None
        if end is not None and end <= now:
            ends[number] = end
    return ends


def vacancies_over(organisation_id: int, months: int, by: date) -> list[tuple[int, date]]:
    """Vacancies whose own rows (reports, versions, seats of the panel) are removed by then, with the day; none where an
    application still waits for a decision."""
    waiting = visible(KEEPING, Application).where(
        Application.organisation_id == organisation_id, Application.state.in_(OPEN)
    )
    undecided = set(db.session.scalars(waiting.with_only_columns(Application.vacancy_id).distinct()))
    ends = ends_of_vacancies(organisation_id, or_closed=True)
    days = ((number, case_goes_on(end, months)) for number, end in sorted(ends.items()))
    return [(number, day) for number, day in days if day <= by and number not in undecided]
