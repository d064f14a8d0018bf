"""Reads for choosing: the list of applicants, who stands beside whom in it, and what was done to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func
from sqlalchemy.orm import load_only

from recruitment.accounts.queries import members
from recruitment.applications.queries import name_of
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Application, Contact, Guarantee
from recruitment.core.audit import Act
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import local_rules_of
from recruitment.selection.rules import PAGE, Sift
from recruitment.selection.sifting import admitted, flagged_answers, in_order, sifted
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
    """Where an applicant stands in a list: who comes before and after, and as which of how many, counted from 1.

    `open_before`, `open_after`: the next each way whom the viewer has not decided on.
    """

    before: int | None
    after: int | None
    place: int
    total: int
    open_before: int | None = None
    open_after: int | None = None


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


def admitted_as(viewer: Staff, vacancy: Vacancy) -> dict[int, str] | None:
    """By account, as whom an earlier stage than the public one let somebody apply.

    None where no stage comes before the public one, and for a viewer who does not reach it.
    """
    if not is_staged(vacancy) or not viewer.has_role(vacancy.organisation_id, *CHOOSERS):
        return None
    rows = admitted(viewer, vacancy.id).with_only_columns(Admission.account_id, Admission.audience)
    return {account_id: audience for account_id, audience in db.session.execute(rows)}


def applicants_page(viewer: Viewer, vacancy_id: int, sift: Sift, page: int, total: int | None = None) -> Listed:
    """A page of the list; a page beyond the last is the last. `total` spares counting to whoever knows it."""
    wanted = sifted(viewer, vacancy_id, sift)
    if total is None:
        total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    listed = Listed((), total, page)
    page = min(max(page, 1), listed.pages)
    rows = in_order(viewer, vacancy_id, wanted, sift.sort).offset((page - 1) * PAGE).limit(PAGE)
    return Listed(_rows(viewer, rows), total, page)


def chosen_applicants(viewer: Viewer, vacancy_id: int, ids: Iterable[int]) -> tuple[Row, ...]:
    """These of a vacancy's applicants, as far as the viewer reaches them, in the order of receipt."""
    wanted = sifted(viewer, vacancy_id, Sift()).where(Application.id.in_(list(ids)))
    return _rows(viewer, in_order(viewer, vacancy_id, wanted, "received"))


def every_applicant(viewer: Viewer, vacancy_id: int, sift: Sift) -> tuple[Row, ...]:
    """The whole list, on all its pages."""
    return _rows(viewer, in_order(viewer, vacancy_id, sifted(viewer, vacancy_id, sift), sift.sort))


def _rows(viewer: Viewer, wanted: Select[Any]) -> tuple[Row, ...]:
    found = db.session.scalars(wanted).all()
    ids = [application.id for application in found]
    asked = {"ids": ids}
    contacts = {row.application_id: row for row in db.session.scalars(_told_of(viewer), asked)}
    claims = set(db.session.scalars(_claimed_of(viewer), asked))
    flagged = set(db.session.scalars(_flagged_of(viewer), asked))
    return tuple(Row(one, contacts.get(one.id), one.id in claims, one.id in flagged) for one in found)


# Each of the three is put together once for a reader, who goes through many pages.


@lru_cache(STATEMENTS)
def _told_of(viewer: Viewer) -> Select[Any]:
    """Names of the applications `ids`, as far as they may be known; nothing else of a contact is read for a list."""
    names = load_only(Contact.application_id, Contact.given_name, Contact.family_name)
    return visible(viewer, Contact).options(names).where(Contact.application_id.in_(bindparam("ids", expanding=True)))


@lru_cache(STATEMENTS)
def _claimed_of(viewer: Viewer) -> Select[Any]:
    """Which of the applications `ids` claim an interview."""
    claims = visible(viewer, Guarantee).where(Guarantee.application_id.in_(bindparam("ids", expanding=True)))
    return claims.with_only_columns(Guarantee.application_id)


@lru_cache(STATEMENTS)
def _flagged_of(viewer: Viewer) -> Select[Any]:
    """Which of the applications `ids` have an answer to look at."""
    answers = flagged_answers(viewer).where(QuestionAnswer.application_id.in_(bindparam("ids", expanding=True)))
    return answers.with_only_columns(QuestionAnswer.application_id)


def beside(viewer: Viewer, application: Application, sift: Sift) -> Beside:
    """The neighbours in the list that the viewer came from, though the applicant may have left it by a move."""
    vacancy_id = application.vacancy_id
    wanted = in_order(
        viewer, vacancy_id, sifted(viewer, vacancy_id, sift, besides=application.id, tells_open=True), sift.sort
    )
    listed = [(row.id, bool(row.is_open)) for row in db.session.execute(wanted)]
    here = next(place for place, (number, _) in enumerate(listed) if number == application.id)
    before, after = listed[:here], listed[here + 1 :]
    return Beside(
        before=before[-1][0] if before else None,
        after=after[0][0] if after else None,
        place=here + 1,
        total=len(listed),
        open_before=next((number for number, is_open in reversed(before) if is_open), None),
        open_after=next((number for number, is_open in after if is_open), None),
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
