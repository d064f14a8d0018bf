"""Reads of the talent pool: what recruiters find, and what a person sees of their own entry."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate, Staff, Viewer
from recruitment.extensions import db
from recruitment.offers.lifecycle import SEEKERS
from recruitment.offers.pool_rules import MOST_MILES, SHOWN_AFTER
from recruitment.offers.pool_tables import Approach, ApproachContact, PoolEntry, PoolHidden, PoolLook
from recruitment.places.islands import is_water_between, land_at
from recruitment.places.queries import Found
from recruitment.places.rules import box_around, miles_between
from recruitment.vacancies.queries import in_phase
from recruitment.vacancies.tables import Vacancy

PAGE: Final = 25
# Entries among which distances are measured; whoever asks for so many should ask for less.
MOST_MEASURED: Final = 2_000
# States of a vacancy that is about to be advertised.
ABOUT_TO_BE: Final = ("draft", "awaiting_approval", "approved")


@dataclass(frozen=True)
class Wanted:
    """What a recruiter asks for. `there`: the place of work; `level`: of the SCQF, at least."""

    category: str = ""
    pattern: str = ""
    registration: str = ""
    level: int = 0
    gaelic: bool = False
    runners_up: bool = False
    q: str = ""
    there: Found | None = None
    miles: int | None = None


@dataclass(frozen=True)
class Page:
    """Some of those found; `total` of all, or of the first MOST_MEASURED."""

    entries: Sequence[PoolEntry]
    total: int


def require_seekers(viewer: Staff) -> tuple[int, ...]:
    """Where this viewer looks for people. Raises Refused for everybody else."""
    ids = viewer.organisations_as(*SEEKERS)
    if not ids:
        raise Refused("Administrators and recruiters look for people in the talent pool.")
    return ids


def found(viewer: Staff, wanted: Wanted, page: int = 1) -> Page:
    """Those who fit, who joined or changed last first."""
    ordered = visible(viewer, PoolEntry).where(*_conditions(wanted)).order_by(PoolEntry.changed_at.desc(), PoolEntry.id)
    start = (page - 1) * PAGE
    if wanted.there is None:
        counted = visible(viewer, PoolEntry).where(*_conditions(wanted)).with_only_columns(func.count())
        rows = db.session.scalars(ordered.offset(start).limit(PAGE)).all()
        return Page(rows, db.session.scalar(counted) or 0)
    near = [each for each in db.session.scalars(ordered.limit(MOST_MEASURED)) if _reaches(each, wanted)]
    return Page(near[start : start + PAGE], len(near))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.category:
        yield _lists(PoolEntry.categories, wanted.category)
    if wanted.pattern:
        yield _lists(PoolEntry.patterns, wanted.pattern)
    if wanted.registration:
        yield _lists(PoolEntry.registrations, wanted.registration)
    if wanted.level:
        yield PoolEntry.level >= wanted.level
    if wanted.gaelic:
        yield PoolEntry.speaks_gaelic.is_(True)
    if wanted.runners_up:
        yield PoolEntry.reserve_id.is_not(None)
    for word in wanted.q.lower().split():
        yield or_(
            func.lower(PoolEntry.summary).contains(word, autoescape=True),
            func.lower(PoolEntry.found_for).contains(word, autoescape=True),
        )
    if wanted.there is not None:
        box = box_around(wanted.there.lat, wanted.there.lon, MOST_MILES)
        inside = and_(PoolEntry.lat.between(box.south, box.north), PoolEntry.lon.between(box.west, box.east))
        yield or_(PoolEntry.lat.is_(None), inside)


def _lists(column: InstrumentedAttribute[Any], code: str) -> ColumnElement[bool]:
    """Codes hold no quotes, so a list that holds one holds it in quotes, in JSON on either database."""
    return cast(column, String).contains(f'"{code}"', autoescape=True)


def _reaches(entry: PoolEntry, wanted: Wanted) -> bool:
    """Whether they would travel there: as far as they said, no farther than asked, and not across water."""
    there = wanted.there
    if there is None or entry.lat is None or entry.lon is None or entry.miles is None:
        return True
    if is_water_between(land_at(entry.lat, entry.lon, entry.island), there.land):
        return False
    miles = miles_between(entry.lat, entry.lon, there.lat, there.lon)
    return miles <= entry.miles and (wanted.miles is None or miles <= wanted.miles)


def pooled(viewer: Viewer, pooled_id: int) -> PoolEntry:
    """Raises NotVisible, too, where the person hides from one of the viewer's employers."""
    row: PoolEntry = one_visible(viewer, PoolEntry, PoolEntry.id == pooled_id)
    return row


def own_entry(viewer: Candidate) -> PoolEntry | None:
    """Of their profile; those of shared reserve lists are read beside it."""
    return db.session.scalars(visible(viewer, PoolEntry).where(PoolEntry.reserve_id.is_(None))).one_or_none()


def own_entries(viewer: Candidate) -> Sequence[PoolEntry]:
    return db.session.scalars(visible(viewer, PoolEntry).order_by(PoolEntry.id)).all()


def hidden_from(viewer: Candidate) -> frozenset[int]:
    """The employers from which the person hides."""
    return frozenset(db.session.scalars(visible(viewer, PoolHidden).with_only_columns(PoolHidden.organisation_id)))


def looked_at_by(viewer: Candidate) -> int:
    """How many employers opened what is shown of the person."""
    counted = visible(viewer, PoolLook).with_only_columns(func.count(PoolLook.organisation_id.distinct()))
    return db.session.scalar(counted) or 0


def own_approaches(viewer: Candidate) -> Sequence[Approach]:
    return db.session.scalars(visible(viewer, Approach).order_by(Approach.id.desc())).all()


def the_approach(viewer: Viewer, approach_id: int) -> Approach:
    wanted = visible(viewer, Approach).where(Approach.id == approach_id)
    one_visible(viewer, Approach, Approach.id == approach_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


@dataclass(frozen=True)
class Sent:
    """An approach with its vacancy, and who the person is once they have said yes."""

    approach: Approach
    title: str
    contact: ApproachContact | None


def sent_approaches(viewer: Staff) -> list[Sent]:
    """Of our own, the latest first; what was not accepted is shown for a while and then is gone."""
    lately = clock.now() - SHOWN_AFTER
    wanted = visible(viewer, Approach, Vacancy).where(
        Vacancy.id == Approach.vacancy_id,
        or_(Approach.state.in_(("sent", "accepted")), Approach.answered_at > lately),
    )
    rows = db.session.execute(
        wanted.with_only_columns(Approach, Vacancy.title).order_by(Approach.id.desc()).limit(200)
    ).all()
    ids = [approach.id for approach, _ in rows]
    contacts = visible(viewer, ApproachContact).where(ApproachContact.approach_id.in_(ids))
    held = {row.approach_id: row for row in db.session.scalars(contacts)}
    return [Sent(approach, title, held.get(approach.id)) for approach, title in rows]


def approached_for(viewer: Staff, account_id: int) -> frozenset[int]:
    """Our vacancies for which this person was approached."""
    ours = visible(viewer, Approach).where(Approach.account_id == account_id)
    return frozenset(db.session.scalars(ours.with_only_columns(Approach.vacancy_id)))


def vacancies_to_name(viewer: Staff) -> Sequence[Vacancy]:
    """Our real vacancies that somebody can be asked to think of: those that take applications, or soon will."""
    now: datetime = clock.now()
    ours: Collection[int] = require_seekers(viewer)
    wanted = visible(viewer, Vacancy).where(
        Vacancy.organisation_id.in_(ours), or_(is_open(now), Vacancy.state.in_(ABOUT_TO_BE))
    )
    return db.session.scalars(wanted.order_by(Vacancy.title, Vacancy.id)).all()


def is_open(now: datetime) -> ColumnElement[bool]:
    return or_(in_phase("live", now), in_phase("early", now), in_phase("scheduled", now))
