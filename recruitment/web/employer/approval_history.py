"""The history of an advert's approval: what each sending went through, who decided, and whom it waits for."""

from dataclasses import dataclass
from datetime import datetime

from recruitment.core.viewers import Staff
from recruitment.vacancies.approval_queries import absences_of, approvers_of, requests_of
from recruitment.vacancies.approval_rules import DECISIONS, OUTCOMES, who_decides
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.rules import may_be_approved_by
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.colleagues import FORMER, names_of

EVERYONE = "Any approver"


@dataclass(frozen=True)
class StepShown:
    """A step, who may approve or did, what they decided, when and why."""

    name: str
    who: str
    standing: str
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class Approval:
    """One sending of the advert."""

    chain: str
    sender: str
    sent_at: datetime
    outcome: str
    ended_at: datetime | None
    steps: list[StepShown]


def approvals(viewer: Staff, vacancy: Vacancy) -> list[Approval]:
    """Every sending, the latest first."""
    requests = requests_of(viewer, vacancy.id)
    if not requests:
        return []
    names = names_of(viewer, vacancy.organisation_id)
    able, absences = approvers_of(viewer, vacancy.organisation_id), absences_of(viewer, [vacancy.organisation_id])
    found = []
    for request, steps in requests:
        others = [person for person in able if may_be_approved_by(person, vacancy, request.sent_by)]
        deciding = {step.id: who_decides(step.people, others, absences) for step in steps}
        found.append(
            Approval(
                chain=request.chain_name,
                sender=names.get(request.sent_by or 0, FORMER),
                sent_at=request.sent_at,
                outcome=OUTCOMES.get(request.outcome or "", ""),
                ended_at=request.ended_at,
                steps=[_shown(request, step, names, deciding[step.id]) for step in steps],
            )
        )
    return found


def _shown(request: ApprovalRequest, step: ApprovalStep, names: dict[int, str], able: frozenset[int]) -> StepShown:
    if step.decision is not None:
        who = names.get(step.decided_by or 0, FORMER)
        return StepShown(step.name, who, DECISIONS[step.decision], step.decided_at, step.reason or "")
    is_everyone = not step.people and len(able) > 1
    who = EVERYONE if is_everyone else ", ".join(sorted(names[person] for person in able)) or "Nobody"
    if request.waits_at is None:
        return StepShown(step.name, who, "Not reached", None, "")
    if step.position != request.waits_at:
        return StepShown(step.name, who, "Comes later", None, "")
    return StepShown(step.name, who, "Waits for a decision" if able else "Nobody may approve it", step.opened_at, "")
