"""Reads of vacancies: one advert whole, and an organisation's vacancies by the phase they are in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import load_only, selectinload

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import narrowed, out_of, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import REGION, areas_of_postcodes, find_place
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.attachment_queries import attachments_of
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import Category, Criterion, Vacancy, Workplace

NOUN = Vacancy.__tablename__
# Characters of what is looked for; a longer pattern, or more words, is more than SQLite takes.
LONGEST_SEARCH = 100
LINE = (
    Vacancy.organisation_id, Vacancy.reference, Vacancy.state, Vacancy.title, Vacancy.department, Vacancy.closes_at,
    Vacancy.public_from, Vacancy.published_at,
)  # fmt: skip
# States of which something is still to come.
OPEN = ("draft", "awaiting_approval", "approved", "published")


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


def id_of_reference(viewer: Viewer, reference: str) -> int | None:
    wanted = visible(viewer, Vacancy).where(Vacancy.reference == reference)
    return db.session.scalars(wanted.with_only_columns(Vacancy.id)).one_or_none()


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


def in_phase(phase: str, now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The condition of `rules.phase`, as SQL; `now` may be clock.when_asked()."""
    if phase == "scheduled":
        return and_(Vacancy.state == "published", Vacancy.public_from > now)
    if phase == "closed":
        return and_(Vacancy.state == "published", Vacancy.public_from <= now, Vacancy.closes_at <= now)
    if phase == "live":
        is_open = or_(Vacancy.closes_at.is_(None), Vacancy.closes_at > now)
        return and_(Vacancy.state == "published", Vacancy.public_from <= now, is_open)
    return Vacancy.state == phase


def phase_counts(viewer: Viewer, organisation_ids: Collection[int]) -> dict[str, int]:
    """How many vacancies of these organisations are in each of PHASES."""
    now = clock.now()
    phase = case(*((in_phase(each, now), each) for each in ("scheduled", "closed", "live")), else_=Vacancy.state)
    counted = _of(viewer, organisation_ids).with_only_columns(phase, func.count()).group_by(phase)
    found = {name: count for name, count in db.session.execute(counted)}
    return {each: found.get(each, 0) for each in PHASES}


def listing(
    viewer: Viewer,
    organisation_ids: Collection[int],
    *,
    phase: str | None = None,
    words: str = "",
    department: str | None = None,
    person: int | None = None,
    page: int = 1,
    page_size: int = 20,
) -> Listing:
    """Vacancies changed last first; `words` stand in the title, the reference or the council's own reference.

    `person` began the advert, sent it for approval or decided on it.
    """
    wanted = _of(viewer, organisation_ids)
    if phase is not None:
        wanted = wanted.where(in_phase(phase, clock.now()))
    for word in words[:LONGEST_SEARCH].split():
        places = (Vacancy.title, Vacancy.reference, Vacancy.own_reference)
        wanted = wanted.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if department is not None:
        wanted = wanted.where(Vacancy.department == department)
    if person is not None:
        wanted = _of_person(viewer, wanted, person)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    pages = max(1, -(-total // page_size))
    page = min(max(page, 1), pages)
    ordered = wanted.order_by(Vacancy.changed_at.desc(), Vacancy.id.desc()).offset((page - 1) * page_size)
    rows = db.session.scalars(ordered.limit(page_size).options(selectinload(Vacancy.organisation))).all()
    return Listing(rows, total, page, pages)


def _of_person(viewer: Viewer, wanted: Select[Any], person: int) -> Select[Any]:
    acted = visible(viewer, ApprovalRequest, ApprovalStep).where(
        ApprovalStep.request_id == ApprovalRequest.id,
        or_(ApprovalRequest.sent_by == person, ApprovalStep.decided_by == person),
    )
    theirs = acted.with_only_columns(ApprovalRequest.vacancy_id)
    return narrowed(wanted, or_(Vacancy.created_by == person, Vacancy.id.in_(theirs)), theirs)


def waiting(
    viewer: Viewer, trays: Sequence[tuple[Collection[int], ColumnElement[bool]]], most: int
) -> list[tuple[list[int], int]]:
    """For each tray the ids of the vacancies that ask for attention first, and how many there are in all.

    A tray is vacancies of some organisations that meet a condition; one that fits two lies in the first. First are
    those that close soonest, then the oldest. One statement, however many trays and vacancies there are.
    """
    ids = {organisation for organisations, _ in trays for organisation in organisations}
    conditions = [and_(Vacancy.organisation_id.in_(where), condition) for where, condition in trays]
    tray = case(*((condition, number) for number, condition in enumerate(conditions)), else_=-1)
    # One window for both, so that the rows are sorted once.
    window: dict[str, Any] = {
        "partition_by": tray,
        "order_by": (Vacancy.closes_at.is_(None), Vacancy.closes_at, Vacancy.id),
        "rows": (None, None),
    }
    place, total = func.row_number().over(**window), func.count().over(**window)
    columns = (Vacancy.id, tray.label("tray"), place.label("place"), total.label("total"))
    ranked = out_of(_of(viewer, ids).where(Vacancy.state.in_(OPEN)).with_only_columns(*columns))
    found = ranked.selected_columns
    rows = db.session.execute(ranked.where(found.tray >= 0, found.place <= most).order_by(found.place)).all()
    return [
        ([row.id for row in rows if row.tray == number], next((row.total for row in rows if row.tray == number), 0))
        for number in range(len(trays))
    ]


def first_of(wanted: Select[Any], most: int) -> tuple[list[int], int]:
    """The ids of the first of these vacancies, those that close soonest, and how many there are in all."""
    columns = wanted.with_only_columns(Vacancy.id, func.count().over().label("total"))
    rows = db.session.execute(columns.order_by(Vacancy.closes_at, Vacancy.id).limit(most)).all()
    return [row.id for row in rows], rows[0].total if rows else 0


def lines_of(viewer: Viewer, ids: Collection[int], *more: Any) -> dict[int, Vacancy]:
    """Those of these that the viewer reaches, by id, with no more of each than a line of a list shows, and `more`."""
    shown = load_only(*LINE, *more, raiseload=True)
    wanted = visible(viewer, Vacancy).where(Vacancy.id.in_(ids)).options(shown, selectinload(Vacancy.organisation))
    return {vacancy.id: vacancy for vacancy in db.session.scalars(wanted)}


def _of(viewer: Viewer, organisation_ids: Collection[int]) -> Select[Any]:
    return visible(viewer, Vacancy).where(Vacancy.organisation_id.in_(organisation_ids))


def departments_of(viewer: Viewer, organisation_ids: Collection[int]) -> Sequence[str]:
    """The departments that these organisations' vacancies name, by name."""
    named = _of(viewer, organisation_ids).where(Vacancy.department != "").with_only_columns(Vacancy.department)
    return db.session.scalars(named.distinct().order_by(Vacancy.department)).all()


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
