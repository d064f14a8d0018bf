"""What sign-in needed to remember goes when its time is over."""

from datetime import timedelta

import pytest

from recruitment.accounts.actions import count_attempt, end_session, is_session_ended, park, tries
from recruitment.accounts.jobs import forget_attempts, forget_ended_sessions, forget_invitations, forget_parked_forms
from recruitment.accounts.staff import invite
from recruitment.accounts.tables import Attempt, EndedSession, Invitation, ParkedForm
from recruitment.commands import HANDLERS
from recruitment.core import clock, jobs
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from tests.builders.accounts import an_account, as_staff
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")
KEEPING = System("keeping")


def test_the_worker_runs_them_by_itself() -> None:
    assert "recruitment.accounts.jobs" in {module.__name__ for module in HANDLERS}
    assert {"forget_parked_forms", "forget_attempts", "forget_invitations", "forget_ended_sessions"} <= {
        periodic.kind for periodic in jobs.PERIODIC
    }


def test_parked_forms_go_after_an_hour() -> None:
    person = an_account().id
    numbers = [park(owner, "/candidate/", [("name", "Test")], "key") for owner in (person, None, person)]
    rows = {row.id: row for row in db.session.scalars(visible(KEEPING, ParkedForm))}
    for number in numbers[:2]:
        rows[number].parked_at = clock.now() - timedelta(minutes=61)
    rows[numbers[2]].parked_at = clock.now() - timedelta(minutes=59)
    db.session.commit()
    forget_parked_forms()
    assert [row.id for row in db.session.scalars(visible(KEEPING, ParkedForm))] == [numbers[2]]


def test_attempts_go_after_a_day() -> None:
    for _ in range(2):
        count_attempt("from:login", "192.0.2.1")
    db.session.flush()
    first, _ = db.session.scalars(visible(KEEPING, Attempt).order_by(Attempt.id))
    first.at = clock.now() - timedelta(days=1, seconds=1)
    db.session.commit()
    forget_attempts()
    assert len(db.session.scalars(visible(KEEPING, Attempt)).all()) == 1
    assert tries("from:login", "192.0.2.1", timedelta(minutes=15)) == 1


def test_invitations_go_after_a_week() -> None:
    fife = an_organisation()
    administrator = as_staff(fife, Role.ADMINISTRATOR)
    past, open_still = (invite(administrator, fife, "A", f"{name}@test.example", [Role.RECRUITER]) for name in "ab")
    past.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    forget_invitations()
    assert [row.id for row in db.session.scalars(visible(KEEPING, Invitation))] == [open_still.id]


def test_ended_sessions_go_when_they_would_be_over() -> None:
    for key in ("old", "new"):
        end_session(key)
    rows = list(db.session.scalars(visible(KEEPING, EndedSession).order_by(EndedSession.ended_at)))
    rows[0].ended_at = clock.now() - timedelta(hours=25)
    db.session.commit()
    forget_ended_sessions()
    assert (is_session_ended("old"), is_session_ended("new")) == (False, True)
