"""Reads of applications, each for its viewer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func
from sqlalchemy.orm import contains_eager, selectinload

from recruitment.applications.attachment_queries import documents_of
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.history_tables import History, Outline
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import (
    HANDS_ON,
    Answer,
    Application,
    Contact,
    Declaration,
    Guarantee,
    Progress,
    RefereeCopy,
    Support,
)  # fmt: skip
from recruitment.core.errors import NotVisible
from recruitment.core.memory import STATEMENTS
from recruitment.core.own import asked_by, standing_for
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation


@dataclass(frozen=True)
class Applicant:
    """One row of a vacancy's list: the application, and what of its parts the viewer reaches."""

    application: Application
    contact: Contact | None
    guarantee: Guarantee | None


@dataclass(frozen=True)
class WholeApplication:
    """An application with all its parts; a part that does not exist or that the viewer does not reach is None."""

    application: Application
    contact: Contact | None
    history: History | Outline | None
    referees: tuple[RefereeCopy, ...] | None
    answers: tuple[Answer, ...]
    given: tuple[QuestionAnswer, ...]
    documents: tuple[ApplicationDocument, ...]
    declaration: Declaration | None
    guarantee: Guarantee | None
    support: Support | None
    progress: tuple[Progress, ...]

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)


def name_of(application: Application, contact: Contact | None) -> str:
    """Whom pages speak of: by the reference alone while the name is hidden."""
    return (
        f"{contact.given_name} {contact.family_name}" if contact is not None else f"Applicant {application.reference}"
    )


def applications_of_vacancy(
    viewer: Viewer, vacancy_id: int, state: str | None = None, *, offset: int = 0, limit: int | None = None
) -> list[Applicant]:
    """Who applied, in the order of receipt."""
    wanted = visible(viewer, Application).where(Application.vacancy_id == vacancy_id)
    if state is not None:
        wanted = wanted.where(Application.state == state)
    ordered = wanted.order_by(Application.submitted_at, Application.id).offset(offset).limit(limit)
    applications = db.session.scalars(ordered).all()
    contacts = _by_application(viewer, Contact, applications)
    guarantees = _by_application(viewer, Guarantee, applications)
    return [Applicant(one, contacts.get(one.id), guarantees.get(one.id)) for one in applications]


def _by_application(viewer: Viewer, part: Any, applications: Any) -> dict[int, Any]:
    ids = [application.id for application in applications]
    rows = db.session.scalars(visible(viewer, part).where(part.application_id.in_(ids)))
    return {row.application_id: row for row in rows}


def chooses_at(viewer: Staff, organisation_id: int) -> bool:
    """Whether this viewer reaches applications at all: for everybody else each count would be 0."""
    return viewer.has_role(organisation_id, *HANDS_ON, Role.PANEL_MEMBER)


def count_by_state(viewer: Viewer, vacancy_id: int) -> dict[str, int]:
    """How many applications of a vacancy stand in each state; states without any are left out."""
    return counts_by_state(viewer, [vacancy_id]).get(vacancy_id, {})


def counts_by_state(viewer: Viewer, vacancy_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """The same of several vacancies, in one statement; those without any are left out."""
    found: dict[int, dict[str, int]] = {}
    for vacancy_id, state, count in db.session.execute(counts_of(viewer), {"vacancies": list(vacancy_ids)}):
        found.setdefault(vacancy_id, {})[state] = count
    return found


@lru_cache(STATEMENTS)
def counts_of(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """How many applications of `vacancies` stand in each state: the vacancy, the state and their number."""
    columns = (Application.vacancy_id, Application.state)
    counted = visible(viewer, Application).where(Application.vacancy_id.in_(bindparam("vacancies", expanding=True)))
    return counted.with_only_columns(*columns, func.count()).group_by(*columns)


def count_by_vacancy(viewer: Viewer, vacancy_ids: Collection[int]) -> dict[int, int]:
    """How many applications each of these vacancies has; those without any are left out."""
    counted = (
        visible(viewer, Application)
        .where(Application.vacancy_id.in_(vacancy_ids))
        .with_only_columns(Application.vacancy_id, func.count())
        .group_by(Application.vacancy_id)
    )
    return {vacancy_id: count for vacancy_id, count in db.session.execute(counted)}


def the_application(viewer: Viewer, application_id: int) -> Application:
    """One application with its organisation, as it stands in the database now. Raises NotVisible."""
    row = db.session.scalars(_one(standing_for(viewer)), asked_by(viewer, application=application_id)).one_or_none()
    if row is None:
        raise NotVisible(f"no such application for {viewer.kind}")
    return row


@lru_cache(STATEMENTS)
def _one(viewer: Viewer) -> Select[Any]:
    wanted = visible(viewer, Application, Organisation).where(
        Application.id == bindparam("application", type_=Integer), Organisation.id == Application.organisation_id
    )
    return wanted.options(contains_eager(Application.organisation)).execution_options(populate_existing=True)


def whole_application(viewer: Viewer, application_id: int) -> WholeApplication:
    """An application and all of it that the viewer reaches. Raises NotVisible."""
    application = the_application(viewer, application_id)
    contact = _one_part(viewer, Contact, application_id)
    history = _one_part(viewer, History, application_id)
    if history is None and isinstance(viewer, Staff):
        history = _one_part(viewer, Outline, application_id)
    return WholeApplication(
        application=application,
        contact=contact,
        history=history,
        referees=_parts(viewer, RefereeCopy, application_id, RefereeCopy.id) or None,
        # As they were asked: "essential" stands before "desirable" when read backwards.
        answers=_parts(viewer, Answer, application_id, Answer.kind.desc(), Answer.position, Answer.id),
        given=_parts(viewer, QuestionAnswer, application_id, QuestionAnswer.position, QuestionAnswer.id),
        documents=documents_of(viewer, application_id),
        declaration=_one_part(viewer, Declaration, application_id),
        guarantee=_one_part(viewer, Guarantee, application_id),
        support=_one_part(viewer, Support, application_id),
        progress=_parts(viewer, Progress, application_id, Progress.at, Progress.id),
    )


def ended_before(viewer: Viewer, organisation_id: int, moment: datetime) -> dict[int, int]:
    """By vacancy, how many of an organisation's applications ended before a moment."""
    counted = (
        visible(viewer, Application)
        .where(Application.organisation_id == organisation_id, Application.ended_at < moment)
        .with_only_columns(Application.vacancy_id, func.count())
        .group_by(Application.vacancy_id)
    )
    return {vacancy_id: count for vacancy_id, count in db.session.execute(counted)}


def _parts(viewer: Viewer, part: Any, application_id: int, *order: Any) -> tuple[Any, ...]:
    rows = visible(viewer, part).where(part.application_id == application_id).order_by(*order)
    return tuple(db.session.scalars(rows))


def _one_part(viewer: Viewer, part: Any, application_id: int) -> Any:
    return db.session.scalars(visible(viewer, part).where(part.application_id == application_id)).one_or_none()


def applications_of_person(viewer: Candidate) -> list[Application]:
    """A candidate's own, the one that changed last first, each with its organisation."""
    return list(
        db.session.scalars(
            visible(viewer, Application)
            .options(selectinload(Application.organisation))
            .order_by(Application.changed_at.desc(), Application.id.desc())
        )
    )


def application_for(viewer: Candidate, vacancy_id: int) -> Application | None:
    """A candidate's own application for a vacancy, if there is one."""
    return db.session.scalars(visible(viewer, Application).where(Application.vacancy_id == vacancy_id)).one_or_none()
