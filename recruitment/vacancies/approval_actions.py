"""Verbs that have an advert approved: sent, approved step by step, returned, taken back, changed again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.queries import members
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import make_move, require_move
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.approval_letters import ask_approvers, reminder_after
from recruitment.vacancies.approval_queries import plan_for, possible_approvers, waiting_request, why_not
from recruitment.vacancies.approval_rules import PLAIN, Plan, Waiting, approved_before
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from recruitment.vacancies.attachment_actions import require_settled
from recruitment.vacancies.completeness import lacking
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.notices import tell_author
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.revision_comparing import hindrance_to_approval, what_it_revises
from recruitment.vacancies.tables import Vacancy


class AlreadyDecided(IllegalMove):
    """Somebody else was faster with this step; the message says who, and what they did."""

    def __init__(self, said: str) -> None:
        super().__init__(VACANCY.noun, "approve")
        self.args = (said,)


def send_for_approval(viewer: Staff, vacancy: Vacancy) -> None:
    """Copies the chain that fits the advert onto it, and asks the approvers of the first step.

    Raises Refused while something is missing, or when a step has nobody else who may approve it.
    """
    if VACANCY.find(vacancy.state, "send_for_approval"):
        _require_whole(viewer, vacancy)
    require_settled(viewer, vacancy)
    plan = plan_for(viewer, vacancy)
    for step in plan.steps:
        if not possible_approvers(viewer, vacancy, step.people, sender=viewer.person):
            raise Refused(_nobody_for("" if plan is PLAIN else step.name))
    make_move(viewer, vacancy, VACANCY, "send_for_approval", changed_at=clock.now())
    waiting = _request(viewer, vacancy, plan)
    _open(viewer, vacancy, waiting)


def _require_whole(viewer: Staff, vacancy: Vacancy) -> None:
    revised = what_it_revises(viewer, vacancy.id)
    if revised is not None and (problem := hindrance_to_approval(revised)):
        raise Refused(f"{problem}.")
    for each in lacking(viewer, advert_of(viewer, vacancy.id), revised):
        raise Refused(f"The advert is not complete yet: {each.message[0].lower()}{each.message[1:]}.")


def _nobody_for(step: str) -> str:
    what = f"the step “{step}” of this advert" if step else "adverts"
    return f"Nobody else at your organisation may approve {what}. Ask an administrator to name an approver."


def _request(viewer: Staff, vacancy: Vacancy, plan: Plan) -> Waiting:
    keys = {"organisation_id": vacancy.organisation_id}
    request = ApprovalRequest(
        **keys, vacancy_id=vacancy.id, chain_name=plan.name, sent_by=viewer.person, sent_at=clock.now(), waits_at=1
    )
    db.session.add(request)
    db.session.flush()
    steps = tuple(
        ApprovalStep(**keys, request_id=request.id, position=position, name=step.name, people=list(step.people))
        for position, step in enumerate(plan.steps, start=1)
    )
    db.session.add_all(steps)
    db.session.flush()
    return Waiting(request, steps)


def _open(viewer: Staff, vacancy: Vacancy, waiting: Waiting) -> None:
    """The step that waits now: its approvers are asked, and will be reminded.

    Nobody approves two steps of one request, unless there is nobody else when the second one opens.
    """
    step, now = waiting.step, clock.now()
    able = possible_approvers(viewer, vacancy, step.people, waiting.request.sent_by)
    fresh = [person for person in able if person not in approved_before(waiting)]
    step.opened_at, step.may_repeat = now, not fresh
    step.remind_at = reminder_after(viewer, vacancy.organisation_id, now)
    db.session.flush()
    ask_approvers(viewer, vacancy, waiting, "approval_wanted", fresh or able, key=f"approval_wanted:{step.id}")


def approve(viewer: Staff, vacancy: Vacancy, seen: int | None = None) -> bool:
    """Approves the step that waits, which is the one `seen` by whoever gives it; whether that was the last.

    Raises Refused for whoever may not approve it, AlreadyDecided and IllegalMove when somebody was faster.
    """
    waiting = _to_decide(viewer, vacancy, "approve", seen)
    following = waiting.following
    _decide(viewer, waiting, "approved", following, None)
    if following is not None:
        record(viewer, "approve_step", vacancy)
        _open(viewer, vacancy, waiting)
        return False
    make_move(viewer, vacancy, VACANCY, "approve", changed_at=clock.now())
    tell_author(viewer, vacancy, "approve", "advert_approved")
    return True


def return_(viewer: Staff, vacancy: Vacancy, reason: str, seen: int | None = None) -> None:
    """Back to its author from whatever step, with what should be changed; sent again it starts anew."""
    waiting = _to_decide(viewer, vacancy, "return", seen, reason)
    _decide(viewer, waiting, "returned", None, reason)
    make_move(viewer, vacancy, VACANCY, "return", reason=reason, changed_at=clock.now())
    tell_author(viewer, vacancy, "return", "advert_returned", reason)


def _to_decide(viewer: Staff, vacancy: Vacancy, act: str, seen: int | None, reason: str | None = None) -> Waiting:
    if seen is not None:
        refuse_if_decided(viewer, vacancy, seen)
    require_move(viewer, vacancy, VACANCY, act, reason)
    waiting = waiting_request(viewer, vacancy.id)
    if waiting is None:
        raise IllegalMove(VACANCY.noun, act)
    if hindered := why_not(viewer, vacancy):
        raise Refused(hindered)
    return waiting


def _decide(viewer: Staff, waiting: Waiting, decision: str, following: ApprovalStep | None, reason: str | None) -> None:
    """The request moves on first, on condition that it still waits at this step: of two at once one passes here."""
    step, now = waiting.step, clock.now()
    ends: dict[str, Any] = {"waits_at": None, "outcome": decision, "ended_at": now}
    values = {"waits_at": following.position} if following else ends
    here = (ApprovalRequest.id == waiting.request.id, ApprovalRequest.waits_at == step.position)
    if rows_hit(changing(viewer, ApprovalRequest).where(*here).values(**values)) != 1:
        raise AlreadyDecided(_what_happened(viewer, step.id))
    step.decision, step.decided_by, step.decided_at = decision, viewer.person, now
    step.reason, step.remind_at = reason, None
    db.session.flush()
    for name, value in values.items():
        set_committed_value(waiting.request, name, value)


def refuse_if_decided(viewer: Staff, vacancy: Vacancy, step_id: int) -> None:
    """Raises AlreadyDecided when the step that a page has shown is not the one that waits any more."""
    waiting = waiting_request(viewer, vacancy.id)
    if waiting is None or waiting.step.id != step_id:
        raise AlreadyDecided(_what_happened(viewer, step_id))


def _what_happened(viewer: Staff, step_id: int) -> str:
    wanted = visible(viewer, ApprovalStep).where(ApprovalStep.id == step_id)
    step = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if step is None or step.decision is None:
        return "This advert was taken back while you read it, so your decision was not stored."
    names = {row.account_id: row.name for row in members(viewer, step.organisation_id)}
    who = "You" if step.decided_by == viewer.person else names.get(step.decided_by or 0, "A former colleague")
    return f"{who} {step.decision} the step “{step.name}” since this page was opened, so nothing was changed again."


def take_back(viewer: Staff, vacancy: Vacancy) -> None:
    """A draft again. The request ends first, as it does by a decision, so that the two never wait for each other."""
    require_move(viewer, vacancy, VACANCY, "take_back")
    waits = (ApprovalRequest.vacancy_id == vacancy.id, ApprovalRequest.waits_at.is_not(None))
    ends = {"waits_at": None, "outcome": "taken_back", "ended_at": clock.now()}
    if rows_hit(changing(viewer, ApprovalRequest).where(*waits).values(**ends)) != 1:
        raise IllegalMove(VACANCY.noun, "take_back")
    make_move(viewer, vacancy, VACANCY, "take_back", changed_at=clock.now())


def change_again(viewer: Staff, vacancy: Vacancy) -> None:
    """An approved advert becomes a draft, and will need approval again."""
    make_move(viewer, vacancy, VACANCY, "change_again", changed_at=clock.now())


def planned(viewer: Staff, vacancy: Vacancy) -> Sequence[tuple[str, list[int]]]:
    """The steps before the advert is approved when this viewer sends it: each by name, with who may approve it."""
    return [
        (step.name, possible_approvers(viewer, vacancy, step.people, viewer.person))
        for step in plan_for(viewer, vacancy).steps
    ]
