"""What a test of a whole selection does not do by hand: forty scored applicants, bookings, and the days that pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask_security import hash_password

from recruitment import create_app
from recruitment.accounts.queries import account_by_email
from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import Candidate, System
from recruitment.demonstration import PASSWORD
from recruitment.extensions import db
from recruitment.selection.interview_booking import book
from recruitment.selection.interview_queries import ARRANGING, free_slots, the_round
from recruitment.selection.interview_tables import Interview, InterviewSlot
from recruitment.selection.score_tables import Reveal, Score
from recruitment.vacancies.tables import Criterion
from tests.browser.sifted import PANEL
from tests.conftest import settings_for

DEMONSTRATION = System("demonstration")


@contextmanager
def beside_the_portal(url: str, folder: Path) -> Iterator[None]:
    app = create_app(settings_for(url, folder))
    with app.app_context():
        with transaction():
            yield
        db.engine.dispose()


def score_everybody(url: str, folder: Path, vacancy_id: int, candidates: int) -> list[int]:
    """By all three members, the earlier somebody applied the better; adds a criterion for the interview. Returns the
    applications in that order; the people of the first `candidates` can sign in."""
    with beside_the_portal(url, folder):
        applications = _applications(vacancy_id)
        points = db.session.scalars(
            visible(DEMONSTRATION, Criterion).where(Criterion.vacancy_id == vacancy_id).order_by(Criterion.position)
        ).all()
        one = applications[0]
        db.session.add(
            Criterion(organisation_id=one.organisation_id, vacancy_id=vacancy_id, position=9, kind="essential",
                      text="Explains plants to children", assessed_by="interview")
        )  # fmt: skip
        members = [account.id for email in PANEL if (account := account_by_email(email)) is not None]
        for place, each in enumerate(applications):
            keys = {"organisation_id": each.organisation_id, "application_id": each.id, "account_id": each.account_id}
            mark = 4 if place < 8 else 2 if place < 20 else 1
            db.session.add_all(
                Score(**keys, criterion_id=point.id, member=member, mark=mark, note="Read with care.")
                for point in points for member in members
            )  # fmt: skip
            db.session.add(Reveal(**keys, reason="All members had scored"))
        people = [each.account_id for each in applications[:candidates]]
        for account in db.session.scalars(visible(System("sign_in"), Account).where(Account.id.in_(people))):
            account.password, account.confirmed_at = hash_password(PASSWORD), clock.now()
        return [each.id for each in applications]


def book_for_the_others(url: str, folder: Path, vacancy_id: int) -> int:
    """Everybody who has not chosen a time takes the first that is free."""
    with beside_the_portal(url, folder):
        ids = [each.id for each in _applications(vacancy_id)]
        waiting = visible(ARRANGING, Interview).where(Interview.application_id.in_(ids), Interview.state == "invited")
        found = db.session.scalars(waiting.order_by(Interview.id)).all()
        for interview in found:
            viewer = Candidate(interview.account_id)
            book(viewer, interview, free_slots(viewer, interview, the_round(viewer, interview.round_id))[0].id)
        return len(found)


def let_the_interviews_come(url: str, folder: Path, vacancy_id: int, days: int) -> None:
    """So many days later, for the times of this vacancy."""
    with beside_the_portal(url, folder):
        of_vacancy = visible(ARRANGING, InterviewSlot).where(InterviewSlot.vacancy_id == vacancy_id)
        for slot in db.session.scalars(of_vacancy).all():
            earlier = {
                "starts_at": slot.starts_at - timedelta(days=days),
                "ends_at": slot.ends_at - timedelta(days=days),
            }
            db.session.execute(changing(ARRANGING, InterviewSlot).where(InterviewSlot.id == slot.id).values(**earlier))


def _applications(vacancy_id: int) -> list[Application]:
    wanted = visible(DEMONSTRATION, Application).where(Application.vacancy_id == vacancy_id)
    return list(db.session.scalars(wanted.order_by(Application.submitted_at, Application.id)))
