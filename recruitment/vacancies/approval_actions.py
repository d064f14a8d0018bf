"""Verbs that have an advert approved: sent, approved, returned, taken back, changed again."""

from recruitment.accounts.queries import members
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.moves import make_move
from recruitment.core.viewers import Role, Staff
from recruitment.vacancies.attachment_actions import require_settled
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.notices import page_of, tell, tell_author
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import day_of_pay
from recruitment.vacancies.queries import criteria_of, last_act, workplaces_of
from recruitment.vacancies.rules import may_be_approved_by, missing_before_approval
from recruitment.vacancies.tables import Vacancy


def send_for_approval(viewer: Staff, vacancy: Vacancy) -> None:
    """Raises Refused while something is missing, or when nobody else may approve it."""
    lacking = missing_before_approval(
        vacancy,
        criteria_of(viewer, vacancy.id),
        workplaces_of(viewer, vacancy.id),
        pay_problems(viewer, vacancy, day_of_pay(vacancy, clock.now())),
        clock.now(),
    )
    if VACANCY.find(vacancy.state, "send_for_approval") and lacking:
        raise Refused(f"The advert is not complete yet: {lacking[0].message[0].lower()}{lacking[0].message[1:]}.")
    require_settled(viewer, vacancy)
    approvers = possible_approvers(viewer, vacancy, sender=viewer.person)
    if not approvers:
        raise Refused("Nobody else at your organisation may approve adverts. Ask an administrator to name an approver.")
    make_move(viewer, vacancy, VACANCY, "send_for_approval", changed_at=clock.now())
    tell(viewer, vacancy, "send_for_approval", "approval_wanted", approvers, f"{page_of(vacancy)}/approval")


def possible_approvers(viewer: Staff, vacancy: Vacancy, sender: int | None) -> list[int]:
    """The colleagues who may approve this advert when `sender` sends it."""
    approvers = members(viewer, vacancy.organisation_id, Role.APPROVER)
    return [row.account_id for row in approvers if may_be_approved_by(row.account_id, vacancy, sender)]


def approve(viewer: Staff, vacancy: Vacancy) -> None:
    """Raises Refused for whoever wrote or sent the advert: somebody else must have read it."""
    sent = last_act(viewer, vacancy.id, "send_for_approval")
    if not may_be_approved_by(viewer.person, vacancy, sent.person if sent else None):
        raise Refused("You wrote this advert or sent it for approval, so somebody else has to approve it.")
    make_move(viewer, vacancy, VACANCY, "approve", changed_at=clock.now())
    tell_author(viewer, vacancy, "approve", "advert_approved")


def return_(viewer: Staff, vacancy: Vacancy, reason: str) -> None:
    """Back to its author, with what should be changed."""
    make_move(viewer, vacancy, VACANCY, "return", reason=reason, changed_at=clock.now())
    tell_author(viewer, vacancy, "return", "advert_returned", reason)


def take_back(viewer: Staff, vacancy: Vacancy) -> None:
    make_move(viewer, vacancy, VACANCY, "take_back", changed_at=clock.now())


def change_again(viewer: Staff, vacancy: Vacancy) -> None:
    """An approved advert becomes a draft, and will need approval again."""
    make_move(viewer, vacancy, VACANCY, "change_again", changed_at=clock.now())
