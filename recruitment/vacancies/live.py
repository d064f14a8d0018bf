"""What is open to apply for now, counted and newest first: for the home page, organisations' pages and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Row, Select, and_, bindparam, case, func, or_, select, type_coerce
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation, Suspension, is_running
from recruitment.vacancies.audiences import has_begun
from recruitment.vacancies.queries import Advert, in_phase
from recruitment.vacancies.tables import Category, Criterion, Vacancy, Workplace


@dataclass(frozen=True)
class LiveTotals:
    vacancies: int
    posts: int
    organisations: int


@dataclass(frozen=True)
class LiveCategory:
    name: str
    slug: str
    vacancies: int


def _live(viewer: Viewer) -> Select[Any]:
    return visible(viewer, Vacancy).where(in_phase("live", clock.now()))


def live_totals(viewer: Viewer) -> LiveTotals:
    posts = func.coalesce(func.sum(Vacancy.posts), 0)
    employers = func.count(Vacancy.organisation_id.distinct())
    counted = _live(viewer).with_only_columns(func.count(), posts, employers)
    vacancies, posts_open, organisations = db.session.execute(counted).one()
    return LiveTotals(vacancies, posts_open, organisations)


def live_by_category(viewer: Viewer) -> list[LiveCategory]:
    """Every category by name, those without a live vacancy too."""
    counted = _live(viewer).with_only_columns(Vacancy.category_code, func.count())
    counts = {code: count for code, count in db.session.execute(counted.group_by(Vacancy.category_code))}
    rows = db.session.scalars(select(Category).order_by(Category.name))
    return [LiveCategory(row.name, row.slug, counts.get(row.code, 0)) for row in rows]


def live_of_contract(viewer: Viewer, contract_type: str) -> int:
    counted = _live(viewer).where(Vacancy.contract_type == contract_type).with_only_columns(func.count())
    return db.session.scalars(counted).one()


def live_by_organisation(viewer: Viewer) -> dict[int, int]:
    """How many live vacancies each organisation that has any has, by its id."""
    counted = _live(viewer).with_only_columns(Vacancy.organisation_id, func.count())
    return {
        organisation: count for organisation, count in db.session.execute(counted.group_by(Vacancy.organisation_id))
    }


def newest_live(viewer: Viewer, most: int, organisation_id: int | None = None) -> Sequence[Vacancy]:
    """The live vacancies that came out last, with their organisations."""
    wanted = _live(viewer).options(selectinload(Vacancy.organisation))
    if organisation_id is not None:
        wanted = wanted.where(Vacancy.organisation_id == organisation_id)
    return db.session.scalars(wanted.order_by(Vacancy.public_from.desc(), Vacancy.id.desc()).limit(most)).all()


def workplaces_of(viewer: Viewer, vacancies: Iterable[Vacancy]) -> dict[int, list[Workplace]]:
    """Where the work of each is, by the vacancy's id, in the adverts' order: rows, with a workplace's columns."""
    found: dict[int, list[Workplace]] = {vacancy.id: [] for vacancy in vacancies}
    for row in db.session.execute(_workplaces(viewer), {"vacancies": list(found)}):
        found[row.vacancy_id].append(cast("Workplace", row))
    return found


@lru_cache(STATEMENTS)
def _workplaces(viewer: Viewer) -> Select[Any]:
    wanted = visible(viewer, Workplace).where(Workplace.vacancy_id.in_(bindparam("vacancies", expanding=True)))
    return wanted.order_by(Workplace.position, Workplace.id).with_only_columns(*Workplace.__table__.columns)


def live_adverts(viewer: Viewer, after: int, most: int) -> list[Advert]:
    """The live adverts of the next ids after one, each with all its parts."""
    loads = (selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    wanted = _live(viewer).where(Vacancy.id > after).order_by(Vacancy.id).limit(most).options(*loads)
    vacancies = db.session.scalars(wanted).all()
    lines = visible(viewer, Criterion).where(Criterion.vacancy_id.in_([vacancy.id for vacancy in vacancies]))
    criteria: dict[int, list[Criterion]] = {vacancy.id: [] for vacancy in vacancies}
    for line in db.session.scalars(lines.order_by(Criterion.position, Criterion.id)):
        criteria[line.vacancy_id].append(line)
    places = workplaces_of(viewer, vacancies)
    return [
        Advert(each, each.organisation, each.category, tuple(criteria[each.id]), tuple(places[each.id]))
        for each in vacancies
    ]


def mark_of_live(viewer: Viewer) -> str:
    """A few words that are others whenever a vacancy has come, gone or changed, without reading any of them."""
    columns = (
        func.count(), func.sum(Vacancy.id), func.max(Vacancy.id), func.max(Vacancy.changed_at),
        func.max(Vacancy.public_from), func.min(Vacancy.closes_at),
    )  # fmt: skip
    return " ".join(str(value) for value in db.session.execute(_live(viewer).with_only_columns(*columns)).one())


def ended_since(moment: datetime) -> Sequence[Row[str, datetime, datetime]]:
    """Reference, `public_from` and end of what was live and is not any more, withdrawn or filled or closed.

    Nothing else of them is told: that much whoever had carried them on must know, to take them down.
    """
    now = clock.now()
    is_out = Vacancy.state.in_(("withdrawn", "filled", "unfilled"))
    paused = visible(System("reporting"), Suspension).where(is_running(Suspension))
    since = paused.where(Suspension.organisation_id == Vacancy.organisation_id).with_only_columns(Suspension.began_at)
    end = case(
        (and_(in_phase("live", now), since.exists()), since.scalar_subquery()),
        (and_(is_out, or_(Vacancy.closes_at.is_(None), Vacancy.changed_at < Vacancy.closes_at)), Vacancy.changed_at),
        else_=Vacancy.closes_at,
    ).label("end")
    wanted = visible(System("reporting"), Vacancy, Suspension).where(
        or_(is_out, in_phase("closed", now), and_(in_phase("live", now), since.exists())),
        Vacancy.public_from <= end,
        end >= moment,
        end <= now,
    )
    columns = (Vacancy.reference, Vacancy.public_from, end)
    return db.session.execute(wanted.with_only_columns(*columns).order_by(Vacancy.id)).all()


def live_parts(viewer: Viewer, size: int) -> Sequence[Row[int, datetime]]:
    """Number and last change of each part of `size` ids that has live vacancies in it."""
    part = (Vacancy.id // size).label("part")
    changed = func.max(_came_to_be(), type_=clock.Moment())
    counted = _live(viewer).with_only_columns(part, changed).group_by(part).order_by(part)
    return db.session.execute(counted).all()


def live_addresses(viewer: Viewer, part: int, size: int) -> Sequence[Row[str, str, datetime]]:
    """Reference, title and last change of the live vacancies of one part."""
    wanted = _live(viewer).where(Vacancy.id >= part * size, Vacancy.id < (part + 1) * size).order_by(Vacancy.id)
    return db.session.execute(wanted.with_only_columns(Vacancy.reference, Vacancy.title, _came_to_be())).all()


def _came_to_be() -> Any:
    """When an advert came to look as it does for the public, however early it was written."""
    opened = case((Vacancy.public_from > Vacancy.changed_at, Vacancy.public_from), else_=Vacancy.changed_at)
    return type_coerce(opened, clock.Moment())


def was_withdrawn(reference: str) -> bool:
    """Whether a reference that the public no longer reaches was an advert, public for a while.

    Nothing else of it is told: that much whoever follows a link may know.
    """
    wanted = visible(System("reporting"), Vacancy).where(
        Vacancy.reference == reference, Vacancy.state == "withdrawn", Vacancy.public_from <= Vacancy.changed_at
    )
    return db.session.scalars(wanted.with_only_columns(Vacancy.id)).one_or_none() is not None


def paused_employer(reference: str) -> str:
    """The name of the organisation whose advert of this reference is hidden while it is suspended, else empty."""
    system = System("reporting")
    wanted = visible(system, Vacancy, Suspension, Organisation).where(
        Vacancy.reference == reference,
        has_begun(Vacancy, Vacancy.public_from),
        Suspension.organisation_id == Vacancy.organisation_id,
        is_running(Suspension),
        Organisation.id == Vacancy.organisation_id,
    )
    return db.session.scalars(wanted.with_only_columns(Organisation.name)).one_or_none() or ""
