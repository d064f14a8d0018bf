"""Verbs by which an organisation's administrators say how its adverts are approved, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func

from recruitment.accounts.staff import require_administrator
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.approval_queries import approvers_of
from recruitment.vacancies.approval_rules import PlannedStep
from recruitment.vacancies.approval_tables import Absence, ApprovalChain, ChainStep


@dataclass(frozen=True)
class ChainTerms:
    """Which adverts a chain is for, and its steps; an empty condition fits every advert. `cost_from`: pence a year."""

    name: str
    departments: tuple[str, ...]
    grades: tuple[str, ...]
    cost_from: int | None
    steps: tuple[PlannedStep, ...]


def add_chain(viewer: Staff, organisation_id: int, terms: ChainTerms) -> ApprovalChain:
    """A chain that is tried after all others."""
    require_administrator(viewer, organisation_id)
    last = visible(viewer, ApprovalChain).where(ApprovalChain.organisation_id == organisation_id)
    position = db.session.scalar(last.with_only_columns(func.max(ApprovalChain.position))) or 0
    chain = ApprovalChain(organisation_id=organisation_id, position=position + 1, name=terms.name)
    _set(viewer, chain, terms)
    record(viewer, "add_chain", chain)
    return chain


def change_chain(viewer: Staff, chain: ApprovalChain, terms: ChainTerms) -> None:
    """For adverts sent from now on; what was sent keeps its steps."""
    require_administrator(viewer, chain.organisation_id)
    _set(viewer, chain, terms)
    record(viewer, "change_chain", chain)


def _set(viewer: Staff, chain: ApprovalChain, terms: ChainTerms) -> None:
    """Raises Refused for a chain without steps, and for people who are no approvers: roles say who may approve."""
    if not terms.steps:
        raise Refused("A chain needs at least one step.")
    strangers = {person for step in terms.steps for person in step.people} - set(
        approvers_of(viewer, chain.organisation_id)
    )
    if strangers:
        raise Refused("Only colleagues with the role of approver can be named in a step.")
    chain.name, chain.cost_from = terms.name, terms.cost_from
    chain.departments, chain.grades = list(terms.departments), list(terms.grades)
    db.session.add(chain)
    db.session.flush()
    db.session.execute(removing(viewer, ChainStep).where(ChainStep.chain_id == chain.id))
    db.session.add_all(
        ChainStep(
            organisation_id=chain.organisation_id,
            chain_id=chain.id,
            position=position,
            name=step.name,
            people=list(step.people),
        )
        for position, step in enumerate(terms.steps, start=1)
    )
    db.session.flush()


def remove_chain(viewer: Staff, chain: ApprovalChain) -> None:
    require_administrator(viewer, chain.organisation_id)
    record(viewer, "remove_chain", chain)
    db.session.flush()
    db.session.execute(removing(viewer, ApprovalChain).where(ApprovalChain.id == chain.id))


def try_earlier(viewer: Staff, chain: ApprovalChain) -> None:
    """Moves a chain before the one that is tried just before it; the first stays where it is."""
    require_administrator(viewer, chain.organisation_id)
    ours = visible(viewer, ApprovalChain).where(ApprovalChain.organisation_id == chain.organisation_id)
    order = list(db.session.scalars(ours.order_by(ApprovalChain.position, ApprovalChain.id)))
    place = next(index for index, each in enumerate(order) if each.id == chain.id)
    if place == 0:
        return
    order[place - 1], order[place] = order[place], order[place - 1]
    _number(viewer, order)
    record(viewer, "try_chain_earlier", chain)


def _number(viewer: Staff, order: Sequence[ApprovalChain]) -> None:
    for position, chain in enumerate(order, start=1):
        renumbered = changing(viewer, ApprovalChain).where(ApprovalChain.id == chain.id)
        db.session.execute(renumbered.values(position=position))


def may_say_absence(viewer: Staff, organisation_id: int, person: int) -> bool:
    """An administrator for every approver, an approver for themselves."""
    is_own = person == viewer.person and viewer.has_role(organisation_id, Role.APPROVER)
    return is_own or viewer.has_role(organisation_id, Role.ADMINISTRATOR)


def say_absence(
    viewer: Staff, organisation_id: int, *, person: int, substitute: int, first_day: date, last_day: date
) -> Absence:
    """From the first day to the last `substitute` may approve wherever `person` is named."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not may_say_absence(viewer, organisation_id, person):
        raise Refused("Only an administrator may say that a colleague is away. Approvers may say it of themselves.")
    if not {person, substitute} <= set(approvers_of(viewer, organisation_id)):
        raise Refused("Both must be colleagues with the role of approver.")
    if person == substitute:
        raise Refused("Choose somebody else as the substitute.")
    if last_day < first_day or last_day < clock.today():
        raise Refused("The last day must not be before the first day, nor in the past.")
    absence = Absence(
        organisation_id=organisation_id,
        account_id=person,
        substitute_id=substitute,
        first_day=first_day,
        last_day=last_day,
    )
    db.session.add(absence)
    db.session.flush()
    record(viewer, "say_absence", absence)
    return absence


def end_absence(viewer: Staff, absence: Absence) -> None:
    if not may_say_absence(viewer, absence.organisation_id, absence.account_id):
        raise Refused("Only an administrator may end a colleague’s absence.")
    record(viewer, "end_absence", absence)
    db.session.flush()
    db.session.execute(removing(viewer, Absence).where(Absence.id == absence.id))
