"""Reads for choosing: the list of applicants, who stands beside whom in it, and what was done to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, true

from recruitment.accounts.queries import members
from recruitment.applications.queries import name_of
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Application, Contact, Guarantee
from recruitment.core.audit import Act
from recruitment.core.tenancy import narrowed, one_visible, visible, with_perhaps
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.selection.rules import PAGE, Sift
from recruitment.vacancies.release_tables import CHOOSERS, Admission
from recruitment.vacancies.stages import is_staged
from recruitment.vacancies.tables import PanelSeat, Vacancy


@dataclass(frozen=True)
class Row:
    """One applicant in a list. `contact` is None while names are hidden; `claims_interview` is True only for a viewer
    who reaches the claim; `is_flagged`: an answer to the employer's questions should be looked at."""

    application: Application
    contact: Contact | None
    claims_interview: bool
    is_flagged: bool

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)


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


@dataclass(frozen=True)
class PanelLack:
    """How many sit on a vacancy's panel, and how many the organisation's rules ask for."""

    sit: int
    wanted: int

    @property
    def in_words(self) -> str:
        sit = "Nobody sits" if not self.sit else "1 person sits" if self.sit == 1 else f"{self.sit} people sit"
        return (
            f"{sit} on this vacancy’s panel. Your organisation’s rules ask for {self.wanted} before anybody is invited."
        )


def panel_lack(viewer: Viewer, organisation_id: int, vacancy_id: int) -> PanelLack | None:
    """None where enough sit on the panel, or no rule asks how many."""
    wanted = local_rules_of(viewer, organisation_id).panel_size
    seats = visible(viewer, PanelSeat).where(PanelSeat.vacancy_id == vacancy_id)
    sit = db.session.scalars(seats.with_only_columns(func.count())).one()
    return PanelLack(sit, wanted) if sit < wanted else None


def the_vacancy(viewer: Viewer, vacancy_id: int) -> Vacancy:
    """Raises NotVisible."""
    return one_visible(viewer, Vacancy, Vacancy.id == vacancy_id)


def _sifted(viewer: Viewer, vacancy_id: int, sift: Sift, besides: int | None = None) -> Select[Any]:
    """Applications, beside each what the viewer reaches of its contact: nobody is searched or ordered by a name that
    is hidden. `besides` is one that belongs to the list whatever the sift says."""
    everybody = visible(viewer, Application).where(Application.vacancy_id == vacancy_id)
    wanted = with_perhaps(viewer, everybody, Contact, Contact.application_id == Application.id)
    asked = [Application.state == sift.state] if sift.state else []
    asked += [_names(word) for word in sift.q.split()]
    flagged = flagged_answers(viewer).with_only_columns(QuestionAnswer.application_id)
    asked += [Application.id.in_(flagged)] if sift.flagged else []
    admitted = _admitted(viewer, vacancy_id).with_only_columns(Admission.account_id)
    if sift.came_as == "public":
        asked.append(Application.account_id.not_in(admitted))
    elif sift.came_as:
        asked.append(Application.account_id.in_(admitted.where(Admission.audience == sift.came_as)))
    own = Application.id == besides if besides is not None else false()
    return narrowed(wanted, or_(own, and_(true(), *asked)), flagged, admitted)


def _admitted(viewer: Viewer, vacancy_id: int) -> Select[Any]:
    """Who began to apply before the public could; all others came with the public."""
    return visible(viewer, Admission).where(Admission.vacancy_id == vacancy_id)


def admitted_as(viewer: Staff, vacancy: Vacancy) -> dict[int, str] | None:
    """By account, as whom an earlier stage than the public one let somebody apply.

    None where no stage comes before the public one, and for a viewer who does not reach it.
    """
    if not is_staged(vacancy) or not viewer.has_role(vacancy.organisation_id, *CHOOSERS):
        return None
    rows = _admitted(viewer, vacancy.id).with_only_columns(Admission.account_id, Admission.audience)
    return {account_id: audience for account_id, audience in db.session.execute(rows)}


def flagged_answers(viewer: Viewer) -> Select[Any]:
    return visible(viewer, QuestionAnswer).where(QuestionAnswer.is_flagged.is_(True))


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
    flagged = set(
        db.session.scalars(
            flagged_answers(viewer)
            .where(QuestionAnswer.application_id.in_(ids))
            .with_only_columns(QuestionAnswer.application_id)
        )
    )
    return tuple(
        Row(application, contact, application.id in claims, application.id in flagged) for application, contact in found
    )


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
