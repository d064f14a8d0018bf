"""What the worker runs for approval: reminding, and forgetting who was away."""

import logging
from datetime import timedelta
from typing import Final

from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import enqueue, handler
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.approval_letters import ask_approvers, reminder_after
from recruitment.vacancies.approval_queries import possible_approvers, waiting_request
from recruitment.vacancies.approval_rules import approved_before
from recruitment.vacancies.approval_tables import Absence, ApprovalRequest, ApprovalStep
from recruitment.vacancies.tables import Vacancy

log = logging.getLogger(__name__)
LETTERS, KEEPING = System("letters"), System("keeping")
REMIND: Final = "remind_approvers"
# So many that a worker is done with them well within its lease.
BATCH: Final = 100


@handler(REMIND, every=timedelta(hours=1))
def remind_approvers() -> None:
    """Writes once more about what has waited for as long as its organisation allows.

    However long the worker was down, one letter is written for all of that time, and the next one counts from now.
    """
    with transaction():
        due = visible(LETTERS, ApprovalStep, ApprovalRequest).where(
            ApprovalStep.request_id == ApprovalRequest.id,
            ApprovalStep.position == ApprovalRequest.waits_at,
            ApprovalStep.remind_at <= clock.now(),
        )
        both = due.with_only_columns(ApprovalStep.id, ApprovalRequest.vacancy_id).order_by(ApprovalStep.remind_at)
        rows = db.session.execute(both.limit(BATCH)).all()
    for step_id, vacancy_id in rows:
        try:
            _remind(step_id, vacancy_id)
        except Exception as problem:
            # One advert keeps no other waiting: it is tried again within the hour.
            db.session.rollback()
            log.error("nobody was reminded of step %s", step_id, exc_info=speechless(problem))
    if len(rows) == BATCH:
        with transaction():
            enqueue(REMIND)


def _remind(step_id: int, vacancy_id: int) -> None:
    """The time of the next reminder is moved on condition that nobody has moved it; with it go this one's letters."""
    with transaction():
        waiting = waiting_request(LETTERS, vacancy_id)
        if waiting is None or waiting.step.id != step_id or waiting.step.remind_at is None:
            return
        step, was_due = waiting.step, waiting.step.remind_at
        following = reminder_after(LETTERS, step.organisation_id, clock.now())
        unmoved = (ApprovalStep.id == step_id, ApprovalStep.remind_at == was_due, ApprovalStep.decision.is_(None))
        if rows_hit(changing(LETTERS, ApprovalStep).where(*unmoved).values(remind_at=following)) != 1:
            return
        if following is None:
            return
        vacancy = db.session.scalars(visible(LETTERS, Vacancy).where(Vacancy.id == vacancy_id)).one()
        able = possible_approvers(LETTERS, vacancy, step.people, waiting.request.sent_by)
        fresh = [person for person in able if step.may_repeat or person not in approved_before(waiting)]
        ask_approvers(
            LETTERS,
            vacancy,
            waiting,
            "approval_reminder",
            fresh,
            key=f"approval_reminder:{step_id}:{int(was_due.timestamp())}",
        )


@handler("forget_absences", every=timedelta(hours=12))
def forget_absences() -> None:
    """Whoever is back is away no longer."""
    with transaction():
        db.session.execute(removing(KEEPING, Absence).where(Absence.last_day < clock.today()))
