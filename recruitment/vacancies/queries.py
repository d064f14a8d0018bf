"""Reads of vacancies: one advert whole, and an organisation's vacancies by the phase they are in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.queries import REGION, areas_of_postcodes, find_place
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.attachment_queries import attachments_of
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.tables import Category, Criterion, Vacancy, Workplace

NOUN = Vacancy.__tablename__
# Characters of what is looked for; a longer pattern, or more words, is more than SQLite takes.
LONGEST_SEARCH = 100
LINE = (
    Vacancy.organisation_id, Vacancy.reference, Vacancy.state, Vacancy.title, Vacancy.department, Vacancy.closes_at,
    Vacancy.public_from, Vacancy.redeployees_from, Vacancy.internal_from, Vacancy.members_from, Vacancy.published_at,
)  # fmt: skip
# The stages follow each other, so the first that there is begins first (`stages.first_start`).
FIRST_START = func.coalesce(
    Vacancy.redeployees_from, Vacancy.internal_from, Vacancy.members_from, Vacancy.public_from, type_=clock.Moment()
)
# Phases and parts of them that are counted apart; live is what remains of the published.
COUNTED: Final = ("scheduled", "early", "closed", "closing")
# What closes so soon is told apart on a desk.
SOON: Final = timedelta(days=7)
Time = datetime | BindParameter[datetime]


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


def in_phase(phase: str, now: Time, soon: Time | None = None) -> ColumnElement[bool]:
    """The condition of `rules.phase`, as SQL; `now` may be clock.when_asked().

    With `soon` there are two more: live that closes by then ("closing"), and live that does not ("open").
    """
    if phase in (*COUNTED, "live", "open"):
        return and_(Vacancy.state == "published", *_published_in(phase, now, soon))
    return Vacancy.state == phase


def _published_in(phase: str, now: Time, soon: Time | None) -> Sequence[ColumnElement[bool]]:
    """Of what is published; the public's is the last stage. What is the cheapest to tell of most comes first, as they
    are counted."""
    is_begun, is_public = now >= FIRST_START, Vacancy.public_from <= now
    if phase == "scheduled":
        return Vacancy.public_from > now, now < FIRST_START
    if phase == "closed":
        return Vacancy.closes_at <= now, is_begun
    if phase == "early":
        return Vacancy.public_from > now, _open_after(now), is_begun
    if phase == "closing":
        return Vacancy.closes_at <= soon, Vacancy.closes_at > now, is_public
    if phase == "open":
        return _open_after(soon), is_public
    return is_public, or_(Vacancy.closes_at.is_(None), Vacancy.closes_at > now)


def _open_after(moment: Time | None) -> ColumnElement[bool]:
    """That an advert closes later or never; as one condition, because for two SQLite reads the index in two parts and
    sorts all of them."""
    return (Vacancy.closes_at <= moment).is_not(true())


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
    return (
        returned_by(db.session.execute(moves_of(viewer), {"moved": list(vacancy_ids)})) if vacancy_ids else frozenset()
    )


def returned_by(moves: Iterable[Sequence[Any]]) -> frozenset[int]:
    """Of which of the rows of moves_of() the last move was an approver's return."""
    last = {vacancy_id: act for vacancy_id, act, _ in sorted(moves, key=lambda move: int(move[2]))}
    return frozenset(vacancy_id for vacancy_id, act in last.items() if act == "return")


@lru_cache(STATEMENTS)
def moves_of(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Every move of the vacancies `moved`: the vacancy, the act and the act's number."""
    of_these = (Act.noun == NOUN, Act.row_id.in_(bindparam("moved", expanding=True)), Act.after.is_not(None))
    return visible(viewer, Act).where(*of_these).with_only_columns(Act.row_id, Act.act, Act.id)


def last_act(viewer: Viewer, vacancy_id: int, act: str) -> Act | None:
    wanted = visible(viewer, Act).where(Act.noun == NOUN, Act.row_id == vacancy_id, Act.act == act)
    return db.session.scalars(wanted.order_by(Act.id.desc()).limit(1)).one_or_none()


def categories() -> Sequence[Category]:
    """Every category by name."""
    return db.session.scalars(select(Category).order_by(Category.name)).all()
