"""Reads of a draft: what it asks, what has been told already, and where each section stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam
from sqlalchemy.orm import selectinload

from recruitment.applications.attachment_queries import documents_of
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.closing import Closing, closing_for
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.preparing import Beside, beside_of
from recruitment.applications.profile_queries import WholeProfile, whole_profile
from recruitment.applications.profile_tables import Profile
from recruitment.applications.queries import the_application
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.rules import (
    SECTIONS,
    Question,
    Section,
    Standing,
    is_contact_complete,
    is_declared,
    questions,
    unanswered,
)
from recruitment.applications.tables import Answer, Application, Declaration, Guarantee, Support
from recruitment.core.errors import IllegalMove, NotVisible
from recruitment.core.own import SOMEBODY, asked_by, own
from recruitment.core.tenancy import visible, with_perhaps
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.attachment_tables import INFECTED
from recruitment.vacancies.documents_asked import Wanted, wanted_in
from recruitment.vacancies.question_rules import Asked, asked_in
from recruitment.vacancies.tables import Criterion, Vacancy


@dataclass(frozen=True)
class Draft:
    """An application before it is sent. `vacancy` is None once the advert was withdrawn."""

    application: Application
    vacancy: Vacancy | None
    criteria: tuple[Criterion, ...]
    profile: WholeProfile
    answers: dict[int, Answer]
    declaration: Declaration | None
    guarantee: Guarantee | None
    support: Support | None
    given: dict[str, QuestionAnswer]
    closing: Closing | None
    documents: tuple[ApplicationDocument, ...]
    beside: Beside
    # Of one on paper the documents lie with the employer.
    takes_documents: bool = True

    @property
    def closes_at(self) -> datetime | None:
        """The last second at which this person's application is in time."""
        return self.closing.closes_at if self.closing is not None else None

    def is_open(self, moment: datetime) -> bool:
        """Whether this person may send it then."""
        return self.closing is not None and self.closing.is_open(moment)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the employer asks beside its criteria."""
        return asked_in(self.vacancy.questions) if self.vacancy is not None else ()

    @property
    def answered(self) -> dict[str, list[str]]:
        """Answers to these, by the questions' keys."""
        return {key: answer.given for key, answer in self.given.items()}

    @property
    def sections(self) -> tuple[Section, ...]:
        """Those that this job asks for; documents that nobody needs to attach are optional."""
        asked = {"questions": bool(self.asked), "documents": bool(self.wanted)}
        is_welcome = not any(each.is_required for each in self.wanted)
        return tuple(
            replace(section, is_optional=is_welcome) if section.name == "documents" else section
            for section in SECTIONS
            if asked.get(section.name, True)
        )

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Documents that the employer asks for."""
        return wanted_in(self.vacancy.documents_asked) if self.vacancy is not None and self.takes_documents else ()

    @property
    def attached(self) -> dict[str, ApplicationDocument]:
        """What was attached, by the name under which it was asked for."""
        return {document.asked: document for document in self.documents}

    @property
    def questions(self) -> tuple[Question, ...]:
        return questions(self.criteria)

    @property
    def texts(self) -> dict[int, str]:
        return {number: answer.text for number, answer in self.answers.items()}

    @property
    def unanswered(self) -> tuple[Question, ...]:
        return unanswered(self.questions, self.texts)

    @property
    def evidence(self) -> Profile | None:
        """The profile, where what it says of the right to work is what was declared."""
        basics, declared = self.profile.basics, self.declaration
        same = basics is not None and declared is not None and basics.right_to_work == declared.right_to_work
        return basics if same else None

    @property
    def disclosure_level(self) -> str:
        return self.vacancy.disclosure_level if self.vacancy is not None else "none"

    def standing(self, section: Section) -> Standing:
        """Where a section stands, from what is stored."""
        if section.name in self.beside.apart:
            return Standing.IN_PROGRESS
        if section.is_optional:
            return self._standing_of_optional(section.name)
        started, done = {
            "contact": (self.profile.basics is not None, is_contact_complete(self.profile.basics)),
            "history": (self.profile.has_history, self._is_finished("history")),
            "criteria": (bool(self.answers), self._is_finished("criteria") and not self.unanswered),
            "questions": (bool(self.given), self._are_answered),
            "documents": (bool(self.documents), self._are_attached),
            "referees": (bool(self.profile.referees), self._is_finished("referees")),
            "declarations": (self.declaration is not None, is_declared(self.declaration, self.disclosure_level)),
        }[section.name]
        if done:
            return Standing.COMPLETED
        return Standing.IN_PROGRESS if started else Standing.NOT_STARTED

    @property
    def _are_answered(self) -> bool:
        """Saved once, with every answer that is required: an advert may have asked for more since."""
        is_whole = all(self.answered.get(each.key) for each in self.asked if each.is_required)
        return is_whole and self._is_finished("questions")

    @property
    def _are_attached(self) -> bool:
        """What waits for the scanner is attached; what it found malware in is not."""
        usable = {document.asked for document in self.documents if document.state != INFECTED}
        return all(each.name in usable for each in self.wanted if each.is_required)

    def _standing_of_optional(self, name: str) -> Standing:
        """Saving one that is empty is an answer too, but completes nothing."""
        told = {
            "documents": bool(self.documents),
            "support": self.guarantee or self.support,
            "source": self.application.heard_from or self.application.employed_by_council,
        }[name]
        if not self._is_finished(name) and not (name == "documents" and told):
            return Standing.OPTIONAL
        return Standing.COMPLETED if told else Standing.NOTHING_ADDED

    def _is_finished(self, name: str) -> bool:
        return name in self.application.sections

    @property
    def unfinished(self) -> tuple[Section, ...]:
        """The sections without which it cannot be sent."""
        return tuple(
            section
            for section in self.sections
            if section.name in self.beside.apart
            or (not section.is_optional and self.standing(section) != Standing.COMPLETED)
        )


def draft_of(viewer: Candidate, application_id: int) -> Draft:
    """A draft as it stands in the database now. Raises NotVisible."""
    application = the_application(viewer, application_id)
    return _whole(viewer, application, advert(viewer, application.vacancy_id))


def draft_on_paper(viewer: Candidate, application_id: int) -> Draft:
    """The same of an application that staff enter for somebody. Raises NotVisible."""
    return replace(draft_of(viewer, application_id), takes_documents=False)


def held_draft(viewer: Candidate, application_id: int) -> Draft:
    """The same, with the draft and its advert held until the end of the transaction.

    So nothing is changed in another tab while it is sent, and none slips in behind a withdrawal of the advert.
    Raises IllegalMove when it has been sent before.
    """
    asked = asked_by(viewer, application=application_id)
    application = db.session.scalars(_held(), asked).one_or_none()
    if application is None:
        raise NotVisible(f"no such application for {viewer.kind}")
    if application.state != APPLICATION.start:
        raise IllegalMove(APPLICATION.noun, "submit", application.state)
    vacancy = db.session.scalars(_held_advert(), asked_by(viewer, vacancy=application.vacancy_id)).one_or_none()
    return _whole(viewer, application, vacancy)


# Each is read anew although the session may hold it: another tab may have saved meanwhile.
ANEW = {"populate_existing": True}


@cache
def _held() -> Select[Any]:
    wanted = own(Application).where(Application.id == bindparam("application", type_=Integer))
    return wanted.with_for_update().execution_options(**ANEW)


@cache
def _held_advert() -> Select[Any]:
    wanted = own(Vacancy).where(Vacancy.id == bindparam("vacancy", type_=Integer))
    return wanted.with_for_update(read=True).execution_options(**ANEW)


def _whole(viewer: Candidate, application: Application, vacancy: Vacancy | None) -> Draft:
    asked = asked_by(viewer, application=application.id)
    declaration, guarantee, support = db.session.execute(_told_once(), asked).one()
    asks, wants = (vacancy.questions, vacancy.documents_asked) if vacancy is not None else ([], [])
    return Draft(
        application=application,
        vacancy=vacancy,
        criteria=_criteria(viewer, vacancy) if vacancy is not None else (),
        profile=whole_profile(viewer),
        answers={answer.criterion_id: answer for answer in db.session.scalars(_parts(Answer), asked)},
        declaration=declaration,
        guarantee=guarantee,
        support=support,
        given={row.key: row for row in db.session.scalars(_parts(QuestionAnswer), asked)} if asks else {},
        closing=closing_for(viewer, vacancy) if vacancy is not None else None,
        documents=documents_of(viewer, application.id) if wants else (),
        beside=beside_of(viewer, application.id),
    )


@cache
def _told_once() -> Select[*tuple[Any, ...]]:
    """Of each part that an application has once, the row or None."""
    parts = (Declaration, Guarantee, Support)
    wanted = own(Application).where(Application.id == bindparam("application", type_=Integer))
    for part in parts:
        wanted = with_perhaps(SOMEBODY, wanted, part, part.application_id == Application.id)
    return wanted.with_only_columns(*parts).execution_options(**ANEW)


@cache
def _parts(part: Any) -> Select[Any]:
    wanted = own(part).where(part.application_id == bindparam("application", type_=Integer))
    return wanted.execution_options(**ANEW)


def advert(viewer: Candidate, vacancy_id: int) -> Vacancy | None:
    """The advert of an application with its organisation; None when it is published no more."""
    return db.session.scalars(
        visible(viewer, Vacancy).where(Vacancy.id == vacancy_id).options(selectinload(Vacancy.organisation))
    ).one_or_none()


def advert_by_reference(viewer: Candidate, reference: str) -> Vacancy | None:
    wanted = visible(viewer, Vacancy).where(Vacancy.reference == reference)
    return db.session.scalars(wanted.options(selectinload(Vacancy.organisation))).one_or_none()


def adverts_of(viewer: Candidate, applications: list[Application]) -> dict[int, Vacancy]:
    """The adverts that are still published, by their ids."""
    ids = [application.vacancy_id for application in applications]
    return {row.id: row for row in db.session.scalars(visible(viewer, Vacancy).where(Vacancy.id.in_(ids)))}


def _criteria(viewer: Candidate, vacancy: Vacancy) -> tuple[Criterion, ...]:
    """The person specification: essential lines first, each kind in the employer's order."""
    rows = db.session.scalars(_lines(), asked_by(viewer, vacancy=vacancy.id)).all()
    return tuple(sorted(rows, key=lambda row: (row.kind != "essential", row.position, row.id)))


@cache
def _lines() -> Select[Any]:
    return own(Criterion).where(Criterion.vacancy_id == bindparam("vacancy", type_=Integer))
