"""Reads of vacancies: one advert whole, and an organisation's vacancies by the phase they are in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import REGION, areas_of_postcodes, find_place
from recruitment.vacancies.attachment_queries import attachments_of
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import Category, Criterion, Vacancy, Workplace

NOUN = Vacancy.__tablename__
# Characters of what is looked for; a longer pattern, or more words, is more than SQLite takes.
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Advert:
    """A vacancy with all that its page shows; workplaces have their points loaded."""

    vacancy: Vacancy
    organisation: Organisation
    category: Category | None
    criteria: tuple[Criterion, ...]
    workplaces: tuple[Workplace, ...]
    # Where a whole page is shown, not in lists.
    attachments: tuple[Attachment, ...] = ()

    @cached_property
    def essential(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.kind == "essential")

    @cached_property
    def desirable(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.kind == "desirable")


@dataclass(frozen=True)
class Listing:
    """A page of vacancies with their organisations, and how many there are on all `pages`."""

    vacancies: Sequence[Vacancy]
    total: int
    page: int
    pages: int


def advert(viewer: Viewer, reference: str) -> Advert:
    """The advert of a public reference, as far as the viewer reaches it. Raises NotVisible."""
    return _advert(viewer, Vacancy.reference == reference)


def advert_of(viewer: Viewer, vacancy_id: int) -> Advert:
    """The advert of one vacancy, in whatever state. Raises NotVisible."""
    return _advert(viewer, Vacancy.id == vacancy_id)


def _advert(viewer: Viewer, which: ColumnElement[bool]) -> Advert:
    loads = (selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    vacancy = db.session.scalars(visible(viewer, Vacancy).where(which).options(*loads)).one_or_none()
    if vacancy is None:
        raise NotVisible("no such vacancy")
    return Advert(
        vacancy=vacancy,
        organisation=vacancy.organisation,
        category=vacancy.category,
        criteria=tuple(criteria_of(viewer, vacancy.id)),
        workplaces=tuple(workplaces_of(viewer, vacancy.id)),
        attachments=tuple(attachments_of(viewer, vacancy.id)),
    )


def criteria_of(viewer: Viewer, vacancy_id: int) -> Sequence[Criterion]:
    wanted = visible(viewer, Criterion).where(Criterion.vacancy_id == vacancy_id)
    return db.session.scalars(wanted.order_by(Criterion.position, Criterion.id)).all()


def workplaces_of(viewer: Viewer, vacancy_id: int) -> Sequence[Workplace]:
    wanted = visible(viewer, Workplace).where(Workplace.vacancy_id == vacancy_id)
    loaded = wanted.options(selectinload(Workplace.point))
    return db.session.scalars(loaded.order_by(Workplace.position, Workplace.id)).all()


def area_names_of(advert: Advert) -> list[str]:
    """The council area of each workplace, empty where it is not known.

    Its postcode tells, else an employer that works in one, else what it is called.
    """
    by_postcode = areas_of_postcodes(each.postcode for each in advert.workplaces if each.postcode)
    own = advert.organisation.area_name
    return [
        by_postcode.get(each.postcode) or own or _area_called(each.locality or each.label)
        for each in advert.workplaces
    ]  # fmt: skip


def _area_called(label: str) -> str:
    found = find_place(label)
    if found is None:
        return ""
    return found.name if found.kind == REGION else found.area


def in_phase(phase: str, now: datetime) -> ColumnElement[bool]:
    """The condition of `rules.phase`, as SQL."""
    out = and_(Vacancy.state == "published", Vacancy.public_from <= now)
    conditions = {
        "scheduled": and_(Vacancy.state == "published", Vacancy.public_from > now),
        "closed": and_(out, Vacancy.closes_at <= now),
        "live": and_(out, or_(Vacancy.closes_at.is_(None), Vacancy.closes_at > now)),
    }
    return conditions.get(phase, Vacancy.state == phase)


def phase_counts(viewer: Viewer, organisation_ids: Collection[int]) -> dict[str, int]:
    """How many vacancies of these organisations are in each of PHASES."""
    now = clock.now()
    counts = [func.count().filter(in_phase(phase, now)) for phase in PHASES]
    row = db.session.execute(_of(viewer, organisation_ids).with_only_columns(*counts)).one()
    return dict(zip(PHASES, row, strict=True))


def listing(
    viewer: Viewer,
    organisation_ids: Collection[int],
    *,
    phase: str | None = None,
    words: str = "",
    page: int = 1,
    page_size: int = 20,
) -> Listing:
    """Vacancies changed last first; `words` stand in the title, the reference or the council's own reference."""
    wanted = _of(viewer, organisation_ids)
    if phase is not None:
        wanted = wanted.where(in_phase(phase, clock.now()))
    for word in words[:LONGEST_SEARCH].split():
        places = (Vacancy.title, Vacancy.reference, Vacancy.own_reference)
        wanted = wanted.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    ordered = wanted.order_by(Vacancy.changed_at.desc(), Vacancy.id.desc()).offset((page - 1) * page_size)
    rows = db.session.scalars(ordered.limit(page_size).options(selectinload(Vacancy.organisation))).all()
    return Listing(rows, total, page, pages)


def waiting(
    viewer: Viewer, organisation_ids: Collection[int], phase: str, most: int, *also: ColumnElement[bool]
) -> tuple[Sequence[Vacancy], int]:
    """The vacancies of a phase that ask for attention first, and how many there are in all.

    First are those that close soonest, then the oldest.
    """
    wanted = _of(viewer, organisation_ids).where(in_phase(phase, clock.now()), *also)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    ordered = wanted.order_by(Vacancy.closes_at.is_(None), Vacancy.closes_at, Vacancy.id)
    return db.session.scalars(ordered.limit(most).options(selectinload(Vacancy.organisation))).all(), total


def _of(viewer: Viewer, organisation_ids: Collection[int]) -> Select[Any]:
    return visible(viewer, Vacancy).where(Vacancy.organisation_id.in_(organisation_ids))


def history(viewer: Viewer, vacancy_id: int) -> Sequence[Act]:
    """What was done to a vacancy, the latest first."""
    wanted = visible(viewer, Act).where(Act.noun == NOUN, Act.row_id == vacancy_id)
    return db.session.scalars(wanted.order_by(Act.id.desc())).all()


def returned_drafts(viewer: Viewer, vacancy_ids: Collection[int]) -> frozenset[int]:
    """Those of these drafts that are drafts because an approver returned them."""
    moves = visible(viewer, Act).where(Act.noun == NOUN, Act.row_id.in_(vacancy_ids), Act.after.is_not(None))
    last = {act.row_id: act.act for act in db.session.scalars(moves.order_by(Act.id))}
    return frozenset(vacancy_id for vacancy_id, act in last.items() if act == "return")


def last_act(viewer: Viewer, vacancy_id: int, act: str) -> Act | None:
    wanted = visible(viewer, Act).where(Act.noun == NOUN, Act.row_id == vacancy_id, Act.act == act)
    return db.session.scalars(wanted.order_by(Act.id.desc()).limit(1)).one_or_none()


def categories() -> Sequence[Category]:
    """Every category by name."""
    return db.session.scalars(select(Category).order_by(Category.name)).all()
