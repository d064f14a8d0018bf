"""Reads for choosing: the list of applicants, who stands beside whom in it, and what was done to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, true

from recruitment.accounts.queries import members
from recruitment.applications.tables import Application, Contact, Guarantee
from recruitment.core.audit import Act
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.selection.rules import PAGE, Sift
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class Row:
    """One applicant in a list. `claims_interview` is True only for a viewer who reaches the claim."""

    application: Application
    contact: Contact
    claims_interview: bool


@dataclass(frozen=True)
class Listed:
    """One page of a list; pages count from 1."""

    rows: tuple[Row, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Beside:
    """Where an applicant stands in a list: who comes before and after, and as which of how many, counted from 1."""

    before: int | None
    after: int | None
    place: int
    total: int


def the_vacancy(viewer: Viewer, vacancy_id: int) -> Vacancy:
    """Raises NotVisible."""
    return one_visible(viewer, Vacancy, Vacancy.id == vacancy_id)


def _sifted(viewer: Viewer, vacancy_id: int, sift: Sift, besides: int | None = None) -> Select[Any]:
    """Applications joined with their contact; `besides` is one that belongs to the list whatever the sift says."""
    wanted = visible(viewer, Application, Contact).where(
        Contact.application_id == Application.id, Application.vacancy_id == vacancy_id
    )
    asked = [Application.state == sift.state] if sift.state else []
    asked += [_names(word) for word in sift.q.split()]
    if besides is None:
        return wanted.where(*asked)
    return wanted.where(or_(Application.id == besides, and_(true(), *asked)))


def _names(word: str) -> ColumnElement[bool]:
    """Applications whose name or reference holds a word. SQLite lowers only ASCII, hence the capital as well."""
    told = (Contact.given_name, Contact.family_name, Application.reference)
    return or_(
        *(func.lower(column).contains(word.lower(), autoescape=True) for column in told),
        *(column.contains(word.capitalize(), autoescape=True) for column in told),
    )


def _in_order(wanted: Select[Any], sort: str) -> Select[Any]:
    if sort == "name":
        return wanted.order_by(func.lower(Contact.family_name), func.lower(Contact.given_name), Application.id)
    if sort == "newest":
        return wanted.order_by(Application.submitted_at.desc(), Application.id.desc())
    return wanted.order_by(Application.submitted_at, Application.id)


def applicants_page(viewer: Viewer, vacancy_id: int, sift: Sift, page: int) -> Listed:
    """A page of the list; a page beyond the last is the last."""
    wanted = _sifted(viewer, vacancy_id, sift)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    listed = Listed((), total, page)
    page = min(max(page, 1), listed.pages)
    rows = _in_order(wanted, sift.sort).offset((page - 1) * PAGE).limit(PAGE)
    return Listed(_rows(viewer, rows), total, page)


def chosen_applicants(viewer: Viewer, vacancy_id: int, ids: Iterable[int]) -> tuple[Row, ...]:
    """These of a vacancy's applicants, as far as the viewer reaches them, in the order of receipt."""
    wanted = _sifted(viewer, vacancy_id, Sift()).where(Application.id.in_(list(ids)))
    return _rows(viewer, _in_order(wanted, "received"))


def every_applicant(viewer: Viewer, vacancy_id: int, sift: Sift) -> tuple[Row, ...]:
    """The whole list, on all its pages."""
    return _rows(viewer, _in_order(_sifted(viewer, vacancy_id, sift), sift.sort))


def _rows(viewer: Viewer, wanted: Select[Any]) -> tuple[Row, ...]:
    found = db.session.execute(wanted.add_columns(Contact)).all()
    ids = [application.id for application, _ in found]
    claims = set(
        db.session.scalars(
            visible(viewer, Guarantee)
            .where(Guarantee.application_id.in_(ids))
            .with_only_columns(Guarantee.application_id)
        )
    )
    return tuple(Row(application, contact, application.id in claims) for application, contact in found)


def beside(viewer: Viewer, application: Application, sift: Sift) -> Beside:
    """The neighbours in the list that the viewer came from, though the applicant may have left it by a move."""
    wanted = _in_order(_sifted(viewer, application.vacancy_id, sift, besides=application.id), sift.sort)
    ids = list(db.session.scalars(wanted.with_only_columns(Application.id)))
    here = ids.index(application.id)
    return Beside(
        before=ids[here - 1] if here else None,
        after=ids[here + 1] if here + 1 < len(ids) else None,
        place=here + 1,
        total=len(ids),
    )


def acts_on(viewer: Viewer, application: Application) -> tuple[Act, ...]:
    """What was recorded of an application, oldest first."""
    wanted = visible(viewer, Act).where(
        Act.organisation_id == application.organisation_id,
        Act.noun == Application.__tablename__,
        Act.row_id == application.id,
    )
    return tuple(db.session.scalars(wanted.order_by(Act.id)))


def names_of_staff(viewer: Viewer, organisation_id: int) -> dict[int, str]:
    """Account id -> name of everybody who works there now."""
    return {row.account_id: row.name for row in members(viewer, organisation_id)}
