"""Reads of the list of drafts that a person sends together: as many statements for ten as for one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import selectinload

from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.closing import Closing, extended_until
from recruitment.applications.draft_queries import Draft
from recruitment.applications.earlier_tables import Taken
from recruitment.applications.page_tables import TypedApart
from recruitment.applications.preparing import Beside
from recruitment.applications.profile_queries import whole_profile
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.rules import convictions_asked
from recruitment.applications.tables import Answer, Application, Declaration, Guarantee, Support
from recruitment.applications.together_rules import Group, Item, Plan, of_criterion, of_question, plan_of
from recruitment.applications.together_tables import Gathered
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Criterion, Vacancy


@dataclass(frozen=True)
class Gathering:
    """A person's list as it stands at `moment`: what can still be sent, closing first, and what is closed."""

    moment: datetime
    open_ones: tuple[Draft, ...]
    closed: tuple[Draft, ...]
    decided: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not self.open_ones and not self.closed

    @cached_property
    def by_id(self) -> dict[int, Draft]:
        return {draft.application.id: draft for draft in self.open_ones}

    @cached_property
    def plan(self) -> Plan:
        return plan_of([item for draft in self.open_ones for item in items_of(draft)], self.decided)

    @property
    def undecided(self) -> int:
        """Groups of questions that look alike, of which nothing is decided."""
        return sum(not alike.is_decided for alike in self.plan.alike)

    def shared_with(self, application_id: int) -> tuple[Group, ...]:
        """The shared groups in which one application has a question."""
        return tuple(group for group in self.plan.shared if application_id in group.applications)

    def convictions(self) -> dict[str, tuple[Draft, ...]]:
        """By what the law lets a post ask (`rules.convictions_asked`), their drafts; of none that may not."""
        found: dict[str, list[Draft]] = defaultdict(list)
        for draft in self.open_ones:
            if (asked := convictions_asked(draft.disclosure_level)) is not None:
                found[asked].append(draft)
        return {asked: tuple(drafts) for asked, drafts in sorted(found.items(), reverse=True)}

    def by_employer(self) -> dict[int, tuple[Draft, ...]]:
        """By organisation: its members and officers are asked of once, however many of its jobs are on the list."""
        found: dict[int, list[Draft]] = defaultdict(list)
        for draft in self.open_ones:
            found[draft.application.organisation_id].append(draft)
        return {number: tuple(drafts) for number, drafts in found.items()}


def items_of(draft: Draft) -> list[Item]:
    """Every question that a draft answers in words or choices, each once."""
    number = draft.application.id
    found = [of_criterion(number, each, draft.texts.get(each.id, "")) for each in draft.questions]
    asked = {each.key: each for each in draft.asked}
    return [*found, *(of_question(number, each, draft.answered.get(each.key, ())) for each in asked.values())]


def gathering_of(viewer: Candidate, moment: datetime) -> Gathering:
    """The list of a person; what was sent meanwhile is on it no more."""
    rows = gathered_rows(viewer)
    decided = {key: name for row in rows for key, name in row.joined.items()}
    drafts = drafts_of(viewer, [row.application_id for row in rows])
    open_ones = tuple(draft for draft in drafts if may_go(draft, moment))
    return Gathering(moment, open_ones, tuple(draft for draft in drafts if draft not in open_ones), decided)


def may_go(draft: Draft, moment: datetime) -> bool:
    """Whether it would be in time then."""
    return draft.is_open(moment)


def gathered_rows(viewer: Candidate) -> list[Gathered]:
    wanted = visible(viewer, Gathered).order_by(Gathered.id).execution_options(populate_existing=True)
    return list(db.session.scalars(wanted))


def is_gathered(viewer: Candidate, application_id: int) -> bool:
    wanted = visible(viewer, Gathered).where(Gathered.application_id == application_id)
    return db.session.scalars(wanted.with_only_columns(Gathered.id)).one_or_none() is not None


def gathered_count(viewer: Candidate) -> int:
    """How many drafts are on the list."""
    wanted = visible(viewer, Gathered, Application).where(
        Application.id == Gathered.application_id, Application.state == "draft"
    )
    return db.session.scalars(wanted.with_only_columns(func.count())).one()


def drafts_of(viewer: Candidate, application_ids: Collection[int]) -> list[Draft]:
    """Own drafts of these ids as they stand in the database now; what closes first before the rest."""
    if not application_ids:
        return []
    wanted = visible(viewer, Application).where(Application.id.in_(application_ids), Application.state == "draft")
    loaded = wanted.options(selectinload(Application.organisation)).execution_options(populate_existing=True)
    applications = db.session.scalars(loaded.order_by(Application.id)).all()
    ids = [application.id for application in applications]
    adverts = _adverts(viewer, [application.vacancy_id for application in applications])
    criteria = _by(_all(viewer, Criterion, Criterion.vacancy_id, list(adverts)), "vacancy_id")
    answers, given, declared, claims, needs, documents, apart, taken = (
        _by(_all(viewer, part, part.application_id, ids), "application_id")
        for part in (Answer, QuestionAnswer, Declaration, Guarantee, Support, ApplicationDocument, TypedApart, Taken)
    )
    profile, until = whole_profile(viewer), extended_until(viewer, list(adverts))
    found = [
        Draft(
            application=each,
            vacancy=adverts.get(each.vacancy_id),
            criteria=_in_order(criteria[each.vacancy_id]),
            profile=profile,
            closing=Closing(advert, until.get(advert.id)) if (advert := adverts.get(each.vacancy_id)) else None,
            answers={row.criterion_id: row for row in answers[each.id]},
            declaration=next(iter(declared[each.id]), None),
            guarantee=next(iter(claims[each.id]), None),
            support=next(iter(needs[each.id]), None),
            given={row.key: row for row in given[each.id]},
            documents=tuple(documents[each.id]),
            beside=Beside(frozenset(row.page for row in apart[each.id]), bool(taken[each.id])),
        )
        for each in applications
    ]
    return sorted(found, key=_urgency)


def _urgency(draft: Draft) -> tuple[bool, float, int]:
    closes = draft.vacancy.closes_at if draft.vacancy is not None else None
    return (closes is None, closes.timestamp() if closes else 0.0, draft.application.id)


def _adverts(viewer: Candidate, vacancy_ids: Collection[int]) -> dict[int, Vacancy]:
    wanted = visible(viewer, Vacancy).where(Vacancy.id.in_(vacancy_ids)).options(selectinload(Vacancy.organisation))
    return {row.id: row for row in db.session.scalars(wanted.execution_options(populate_existing=True))}


def _all(viewer: Candidate, model: Any, column: Any, ids: Collection[int]) -> Iterable[Any]:
    wanted = visible(viewer, model).where(column.in_(ids)).order_by(model.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).all()


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _in_order(rows: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """As a draft's own page has them: essential lines first, each kind in the employer's order."""
    return tuple(sorted(rows, key=lambda row: (row.kind != "essential", row.position, row.id)))
