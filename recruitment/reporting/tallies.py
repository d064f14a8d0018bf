"""Counting applications by vacancy: how far they came, what was said, and when the first came so far."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, distinct, func

from recruitment.applications.tables import Application, Progress
from recruitment.applications.vocabulary import HEARD_FROM
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.reporting.fact_tables import SAID, STAGES, ForgottenApplications

REPORTING: Final = System("reporting")
KEEPING: Final = System("keeping")
DAYS: Final = ("shortlisted_on", "interviewed_on", "offered_on", "appointed_on")
# By state of the candidate's progress, the count and the day that it tells.
REACHED: Final = {"interview": ("interviewed", "interviewed_on"), "offered": ("offered", "offered_on")}


@dataclass
class Tally:
    """The columns of `fact_tables.Tallied`."""

    counts: Counter[str] = field(default_factory=Counter)
    days: dict[str, date] = field(default_factory=dict)
    heard: dict[str, list[int]] = field(default_factory=dict)

    def come(self, day: str, on: date | None) -> None:
        if on is not None:
            self.days[day] = min(on, self.days.get(day, on))

    def hear(self, medium: str, sent: int, appointed: int) -> None:
        had = self.heard.get(medium, [0, 0])
        self.heard[medium] = [had[0] + sent, had[1] + appointed]

    def add(self, row: ForgottenApplications) -> None:
        self.counts.update({name: getattr(row, name) for name in (*STAGES, *SAID)})
        for day in DAYS:
            self.come(day, getattr(row, day))
        for medium, (sent, appointed) in row.heard.items():
            self.hear(medium, sent, appointed)

    @property
    def facts(self) -> dict[str, Any]:
        return {
            **{name: self.counts[name] for name in (*STAGES, *SAID)},
            **{day: self.days.get(day) for day in DAYS},
            "heard": dict(sorted(self.heard.items())),
        }


def tallies(viewer: System, which: ColumnElement[bool]) -> dict[int, Tally]:
    """Of the applications that were sent, and of which `which` holds; by vacancy."""
    found: dict[int, Tally] = defaultdict(Tally)
    sent = visible(viewer, Application).where(Application.submitted_at.is_not(None), which)
    for row in db.session.execute(sent.with_only_columns(*_counted()).group_by(Application.vacancy_id)):
        tally = found[row.vacancy_id]
        tally.counts.update({name: getattr(row, name) for name in ("submitted", "shortlisted", "appointed", *SAID)})
        tally.come("shortlisted_on", _day(row.shortlisted_on))
        tally.come("appointed_on", _day(row.appointed_on))
    for vacancy_id, heard_from, number, appointed in db.session.execute(
        sent.where(Application.heard_from.in_(("", *HEARD_FROM)))
        .with_only_columns(Application.vacancy_id, Application.heard_from, func.count(), _number(_appointed()))
        .group_by(Application.vacancy_id, Application.heard_from)
    ):  # fmt: skip
        found[vacancy_id].hear(heard_from, number, appointed)
    for vacancy_id, state, number, first in _progress(viewer, which):
        count, day = REACHED[state]
        found[vacancy_id].counts[count] += number
        found[vacancy_id].come(day, _day(first))
    return found


def _counted() -> tuple[Any, ...]:
    yes, no = (Application.employed_by_council == said for said in ("yes", "no"))
    return (
        Application.vacancy_id,
        func.count().label("submitted"),
        func.count(Application.shortlisted_at).label("shortlisted"),
        _number(_appointed()).label("appointed"),
        _number(yes).label("said_yes"),
        _number(no).label("said_no"),
        _number(_appointed() & yes).label("appointed_yes"),
        _number(_appointed() & no).label("appointed_no"),
        func.min(Application.shortlisted_at).label("shortlisted_on"),
        func.min(case((_appointed(), Application.ended_at))).label("appointed_on"),
    )


def _appointed() -> ColumnElement[bool]:
    return Application.state == "appointed"


def _number(condition: ColumnElement[bool]) -> Any:
    return func.count(case((condition, 1)))


def _progress(viewer: System, which: ColumnElement[bool]) -> Iterator[Any]:
    came = visible(viewer, Application, Progress).where(Application.submitted_at.is_not(None), which)
    came = came.join(Progress, Progress.application_id == Application.id).where(Progress.state.in_(REACHED))
    columns = (Application.vacancy_id, Progress.state, func.count(distinct(Application.id)), func.min(Progress.at))
    yield from db.session.execute(came.with_only_columns(*columns).group_by(Application.vacancy_id, Progress.state))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else clock.local(moment).date()


def forgotten(viewer: System, vacancy_ids: Collection[int]) -> dict[int, ForgottenApplications]:
    wanted = visible(viewer, ForgottenApplications).where(ForgottenApplications.vacancy_id.in_(vacancy_ids))
    return {row.vacancy_id: row for row in db.session.scalars(wanted)}


def remember(organisation_id: int, application_ids: Collection[int]) -> None:
    """Before these applications of an organisation are removed: what they add to the facts of their vacancies."""
    found = tallies(KEEPING, Application.id.in_(application_ids))
    held = forgotten(KEEPING, found)
    for vacancy_id, tally in found.items():
        row = held.get(vacancy_id)
        if row is None:
            row = ForgottenApplications(vacancy_id=vacancy_id, organisation_id=organisation_id)
            db.session.add(row)
        else:
            tally.add(row)
        for name, value in tally.facts.items():
            setattr(row, name, value)
    db.session.flush()
