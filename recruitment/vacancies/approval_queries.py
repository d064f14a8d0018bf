"""Reads of chains, absences and requests for approval."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Text, cast, or_
from sqlalchemy.orm import aliased

from recruitment.accounts.queries import members
from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import among, narrowed, visible
from recruitment.core.viewers import Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.vacancies.approval_rules import (
    PLAIN,
    Plan,
    PlannedStep,
    Waiting,
    fits,
    hindrance,
    is_asked,
    who_decides,
)
from recruitment.vacancies.approval_tables import Absence, ApprovalChain, ApprovalRequest, ApprovalStep, ChainStep
from recruitment.vacancies.rules import may_be_approved_by
from recruitment.vacancies.tables import Vacancy

NOBODY = "[]"


def chains_of(viewer: Viewer, organisation_id: int) -> list[tuple[ApprovalChain, list[ChainStep]]]:
    """An organisation's chains in the order in which they are tried, each with its steps."""
    wanted = visible(viewer, ApprovalChain).where(ApprovalChain.organisation_id == organisation_id)
    chains = db.session.scalars(wanted.order_by(ApprovalChain.position, ApprovalChain.id)).all()
    steps: dict[int, list[ChainStep]] = {chain.id: [] for chain in chains}
    lines = visible(viewer, ChainStep).where(ChainStep.chain_id.in_(steps))
    for step in db.session.scalars(lines.order_by(ChainStep.position, ChainStep.id)):
        steps[step.chain_id].append(step)
    return [(chain, steps[chain.id]) for chain in chains]


def plan_for(viewer: Viewer, vacancy: Vacancy) -> Plan:
    """The first chain that fits an advert; where none does, one step for every approver."""
    for chain, steps in chains_of(viewer, vacancy.organisation_id):
        if fits(chain, vacancy):
            return Plan(chain.name, tuple(PlannedStep(step.name, tuple(step.people)) for step in steps))
    return PLAIN


def absences_of(viewer: Viewer, organisation_ids: Collection[int], *, today_only: bool = True) -> Sequence[Absence]:
    """Who is away today; or also who will be."""
    today = clock.today()
    wanted = visible(viewer, Absence).where(Absence.organisation_id.in_(organisation_ids), Absence.last_day >= today)
    if today_only:
        wanted = wanted.where(Absence.first_day <= today)
    return db.session.scalars(wanted.order_by(Absence.first_day, Absence.id)).all()


def approvers_of(viewer: Viewer, organisation_id: int) -> list[int]:
    """Everyone there who is an approver, by name."""
    return [row.account_id for row in members(viewer, organisation_id, Role.APPROVER)]


def possible_approvers(viewer: Viewer, vacancy: Vacancy, people: Sequence[int], sender: int | None) -> list[int]:
    """Who may decide on a step that names these `people` when `sender` sends the advert, by name."""
    approvers = approvers_of(viewer, vacancy.organisation_id)
    deciding = who_decides(people, approvers, absences_of(viewer, [vacancy.organisation_id]))
    return [each for each in approvers if each in deciding and may_be_approved_by(each, vacancy, sender)]


def waiting_request(viewer: Viewer, vacancy_id: int) -> Waiting | None:
    """The request of an advert that waits for a decision, as the database holds it now."""
    wanted = _open(viewer).where(ApprovalRequest.vacancy_id == vacancy_id)
    rows = db.session.execute(wanted.execution_options(populate_existing=True)).all()
    return Waiting(rows[0][0], tuple(step for _, step in rows)) if rows else None


def _open(viewer: Viewer) -> Select[Any]:
    """Each step of each request that waits, with its request."""
    return (
        visible(viewer, ApprovalRequest, ApprovalStep)
        .where(ApprovalStep.request_id == ApprovalRequest.id, ApprovalRequest.waits_at.is_not(None))
        .add_columns(ApprovalStep)
        .order_by(ApprovalRequest.id, ApprovalStep.position)
    )


def stands_in(absences: Sequence[Absence]) -> dict[int, set[int]]:
    """Person -> those for whom they approve."""
    found: dict[int, set[int]] = defaultdict(set)
    for absence in absences:
        found[absence.substitute_id].add(absence.account_id)
    return found


def why_not(viewer: Staff, vacancy: Vacancy) -> str:
    """Why this approver may not decide on the advert that waits, or nothing."""
    waiting = waiting_request(viewer, vacancy.id)
    if waiting is None:
        return ""
    absences = absences_of(viewer, [vacancy.organisation_id])
    return hindrance(viewer.person, vacancy, waiting, stands_in(absences))


def waiting_for(viewer: Staff, organisation_ids: Collection[int]) -> list[int]:
    """The vacancies of these organisations, where the viewer is an approver, on which they may decide now: those of
    which `why_not` says nothing.

    First are those that close soonest.
    """
    rows = db.session.execute(_deciding(viewer, tuple(organisation_ids))).all() if organisation_ids else ()
    # Most steps name nobody; of hundreds it costs to read that as JSON.
    naming = {vacancy_id: json.loads(people) for vacancy_id, _, people in rows if people != NOBODY}
    absences = absences_of(viewer, organisation_ids) if naming else ()
    substitutes = {
        each: stands_in([row for row in absences if row.organisation_id == each]) for each in organisation_ids
    }
    return [
        vacancy_id
        for vacancy_id, organisation_id, _ in rows
        if is_asked(viewer.person, naming.get(vacancy_id, ()), substitutes[organisation_id])
    ]


@lru_cache(STATEMENTS)
def _deciding(viewer: Staff, organisation_ids: tuple[int, ...]) -> Select[*tuple[Any, ...]]:
    """Every advert that waits at a step on which the viewer may decide if it names nobody else, and whom it names."""
    earlier = aliased(ApprovalStep)
    approved = visible(viewer, earlier).where(
        earlier.request_id == ApprovalRequest.id, earlier.decided_by == viewer.person
    )
    waiting = visible(viewer, Vacancy, ApprovalRequest, ApprovalStep).where(
        among(Vacancy.organisation_id, organisation_ids),
        # An advert waits as long as its request does; said of both, as each has an index of the few among many years'.
        Vacancy.state == "awaiting_approval",
        ApprovalRequest.vacancy_id == Vacancy.id,
        ApprovalRequest.waits_at.is_not(None),
        ApprovalStep.request_id == ApprovalRequest.id,
        ApprovalStep.position == ApprovalRequest.waits_at,
        Vacancy.created_by.is_distinct_from(viewer.person),
        ApprovalRequest.sent_by.is_distinct_from(viewer.person),
    )
    is_new_to_it = or_(ApprovalStep.may_repeat, ~approved.correlate(ApprovalRequest).exists())
    return (
        narrowed(waiting, is_new_to_it, approved)
        .with_only_columns(Vacancy.id, Vacancy.organisation_id, cast(ApprovalStep.people, Text))
        .order_by(Vacancy.closes_at.nulls_last(), Vacancy.id)
    )


def requests_of(viewer: Viewer, vacancy_id: int) -> list[tuple[ApprovalRequest, list[ApprovalStep]]]:
    """Every sending of an advert, the latest first, with its steps: the history of its approval."""
    wanted = visible(viewer, ApprovalRequest).where(ApprovalRequest.vacancy_id == vacancy_id)
    requests = db.session.scalars(wanted.order_by(ApprovalRequest.id.desc())).all()
    steps: dict[int, list[ApprovalStep]] = {request.id: [] for request in requests}
    lines = visible(viewer, ApprovalStep).where(ApprovalStep.request_id.in_(steps))
    for step in db.session.scalars(lines.order_by(ApprovalStep.position)):
        steps[step.request_id].append(step)
    return [(request, steps[request.id]) for request in requests]
