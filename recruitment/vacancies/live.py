"""What is open to apply for now, counted and newest first: for the home page, organisations' pages and figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.vacancies.queries import in_phase
from recruitment.vacancies.tables import Category, Vacancy, Workplace


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
    """Where the work of each is, by the vacancy's id, in the adverts' order."""
    ids = [vacancy.id for vacancy in vacancies]
    wanted = visible(viewer, Workplace).where(Workplace.vacancy_id.in_(ids))
    found: dict[int, list[Workplace]] = {vacancy: [] for vacancy in ids}
    for workplace in db.session.scalars(wanted.order_by(Workplace.position, Workplace.id)):
        found[workplace.vacancy_id].append(workplace)
    return found


def live_addresses(viewer: Viewer, most: int) -> Sequence[Row[str, str, datetime | None, datetime]]:
    """Reference, title, `public_from` and `changed_at` of the live vacancies, newest first."""
    wanted = _live(viewer).order_by(Vacancy.public_from.desc(), Vacancy.id.desc())
    columns = (Vacancy.reference, Vacancy.title, Vacancy.public_from, Vacancy.changed_at)
    return db.session.execute(wanted.with_only_columns(*columns).limit(most)).all()


def was_withdrawn(reference: str) -> bool:
    """Whether a reference that the public no longer reaches was an advert, public for a while.

    Nothing else of it is told: that much whoever follows a link may know.
    """
    wanted = visible(System("reporting"), Vacancy).where(
        Vacancy.reference == reference, Vacancy.state == "withdrawn", Vacancy.public_from <= Vacancy.changed_at
    )
    return db.session.scalars(wanted.with_only_columns(Vacancy.id)).one_or_none() is not None
