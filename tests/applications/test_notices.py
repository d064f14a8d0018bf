"""Letters as their reader chose: at once, once a day, or not; and those that ask nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from recruitment.applications.actions import withdraw
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.notice_jobs import last_morning, send_daily_notices
from recruitment.applications.notice_tables import DAILY, LINK, WaitingNotice
from recruitment.applications.notices import MAY_WAIT, STEPS, Chosen, choose, own_choice
from recruitment.applications.tables import Application
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.selection.actions import reject, shortlist
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.messages import a_thread
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
ADDRESS = "jo@test.example"
LETTERS = System("letters")
# What may not be missed: something is asked by a day, the outcome, or an act in the reader's name.
NECESSARY = {"invited_to_interview", "offer_withdrawn", "appointed", "application_unsuccessful", "application_reopened",
             "application_withdrawn", "application_resumed", "offer_declined", "job_withdrawn"}  # fmt: skip


@pytest.fixture
def application() -> Application:
    return an_application(a_vacancy(an_organisation(), title="Cook"), account=an_account(ADDRESS))


def names() -> list[str]:
    return [letter.name for letter in letters_to(ADDRESS)]


def waiting() -> list[str]:
    return list(db.session.scalars(visible(LETTERS, WaitingNotice).with_only_columns(WaitingNotice.said)))


def a_day_passes() -> None:
    moved = {"at": datetime.now(UTC) - timedelta(days=2)}
    db.session.execute(changing(LETTERS, WaitingNotice).values(moved))
    db.session.commit()


def test_every_letter_of_a_move_is_a_step_or_necessary() -> None:
    letters = {move.letter for move in APPLICATION.table if move.letter}
    assert letters - STEPS == NECESSARY
    assert not NECESSARY & MAY_WAIT


def test_without_a_choice_each_comes_at_once(application: Application) -> None:
    shortlist(as_staff(an_organisation()), application)
    a_thread(application)
    assert names() == ["application_shortlisted", "message_written"]
    assert letters_to(ADDRESS)[1].facts["message"]


def test_who_wants_no_steps_gets_what_is_necessary(application: Application) -> None:
    choose(Candidate(application.account_id), Chosen(steps=False))
    recruiter = as_staff(an_organisation())
    shortlist(recruiter, application)
    reject(recruiter, application, reason="Others", feedback="Thank you.")
    assert names() == ["application_unsuccessful"]


def test_who_wants_a_link_gets_no_text(application: Application) -> None:
    choose(Candidate(application.account_id), Chosen(messages=LINK))
    a_thread(application)
    assert letters_to(ADDRESS)[0].facts["message"] == ""


def test_one_letter_a_day_tells_what_can_wait_once(application: Application) -> None:
    choose(Candidate(application.account_id), Chosen(pace=DAILY))
    recruiter = as_staff(an_organisation())
    shortlist(recruiter, application)
    thread = a_thread(application)
    assert names() == []
    assert waiting() == ["Cook, Fife Council: shortlisted", "Cook, Fife Council: a message, “Your interview”"]
    db.session.commit()
    send_daily_notices()
    assert names() == [], "not before the morning"
    a_day_passes()
    send_daily_notices()
    send_daily_notices()
    (letter,) = letters_to(ADDRESS)
    assert letter.name == "news_of_the_day"
    assert letter.facts["notices"][1][1].endswith(f"/candidate/messages/{thread.id}")
    assert waiting() == []
    reject(recruiter, application, reason="Others", feedback="Thank you.")
    assert names() == ["news_of_the_day", "application_unsuccessful"]


def test_a_choice_is_the_persons_own_and_may_be_changed(application: Application) -> None:
    me, other = Candidate(application.account_id), Candidate(an_account().id)
    choose(me, Chosen(steps=False, messages=LINK, pace=DAILY))
    choose(me, Chosen(steps=True, messages=LINK, pace=DAILY))
    assert own_choice(me) == Chosen(True, LINK, DAILY)
    assert own_choice(other) == Chosen()


def test_what_waits_goes_with_the_account(application: Application) -> None:
    me = Candidate(application.account_id)
    choose(me, Chosen(pace=DAILY))
    a_thread(application)
    withdraw(me, application)
    erase(me, application.account_id, act="delete_account")
    db.session.commit()
    assert waiting() == []
    assert own_choice(me) == Chosen()


def test_the_morning_is_seven_in_scotland() -> None:
    assert last_morning(datetime(2026, 7, 1, 5, 59, tzinfo=UTC)) == datetime(2026, 6, 30, 6, 0, tzinfo=UTC)
    assert last_morning(datetime(2026, 7, 1, 6, 0, tzinfo=UTC)) == datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
    assert last_morning(datetime(2026, 12, 1, 6, 59, tzinfo=UTC)) == datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
