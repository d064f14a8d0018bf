"""The end of a vacancy for those who applied for it: nobody waits for an answer that will not come."""

from recruitment.applications.actions import LETTERS, advance
from recruitment.applications.lifecycle import OPEN
from recruitment.applications.tables import Application
from recruitment.core.errors import IllegalMove
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.actions import withdraw
from recruitment.vacancies.tables import Vacancy


def withdraw_vacancy(viewer: Staff, vacancy: Vacancy, *, reason: str, message: str = "") -> int:
    """Withdraws the advert, calls off every application that is not decided yet, and says how many.

    `reason` is for the record; `message` is what the applicants read, on their pages and in their letters. The calling
    off is the portal's act: staff may withdraw an advert only, and the record of that names who did.
    """
    withdraw(viewer, vacancy, reason)
    undecided = visible(LETTERS, Application).where(
        Application.vacancy_id == vacancy.id, Application.state.in_(OPEN)
    )  # fmt: skip
    called_off = 0
    for application in db.session.scalars(undecided.order_by(Application.id)).all():
        try:
            advance(LETTERS, application, "call_off", message=message)
        except IllegalMove:
            # The candidate was faster and has withdrawn it.
            continue
        called_off += 1
    return called_off
