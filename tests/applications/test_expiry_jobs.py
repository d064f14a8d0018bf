"""Reminders: 60 and 14 days before, each once, also after the worker was down, and only to who wants them."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications import expiry_jobs
from recruitment.applications.expiry_jobs import forget_reminders, remind_of_expiry
from recruitment.applications.profile_actions import change, tell
from recruitment.applications.profile_tables import Reminder
from recruitment.core import clock
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.profiles import a_check, a_registration, a_training

pytestmark = [pytest.mark.usefixtures("database"), pytest.mark.dialect]


@pytest.fixture
def account() -> Account:
    account = an_account("ailsa@test.example")
    tell(Candidate(account.id), given_name="Ailsa")
    db.session.commit()
    return account


def in_days(days: int):
    return clock.today() + timedelta(days=days)


def written() -> list[list[str]]:
    """What each letter so far names, in the order in which they were posted."""
    found = visible(System("mail"), Letter).where(Letter.name == "expiry_near").order_by(Letter.id)
    return [[name for name, _ in letter.facts["endings"]] for letter in db.session.scalars(found)]


def on_day(monkeypatch: pytest.MonkeyPatch, later: int) -> None:
    """The worker looks on a later day."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=later))
    remind_of_expiry()


def test_each_of_the_two_letters_is_written_once(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    a_registration(account, in_days(61))
    remind_of_expiry()
    assert written() == []
    counts = []
    for later in (1, 0, 10, 35, 1, 5, 9, 30):
        # Days since the look before.
        on_day(monkeypatch, later)
        counts.append(len(written()))
    assert counts == [1, 1, 1, 1, 2, 2, 2, 2]
    letter = db.session.scalars(visible(System("mail"), Letter).order_by(Letter.id)).first()
    assert (letter.to, letter.facts["name"]) == ("ailsa@test.example", "Ailsa")


def test_after_a_stop_only_the_reminder_whose_time_it_is(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    a_registration(account, in_days(80))
    on_day(monkeypatch, 75)
    on_day(monkeypatch, 1)
    assert len(written()) == 1


def test_what_is_over_is_not_written_of(account: Account) -> None:
    a_registration(account, in_days(-1))
    remind_of_expiry()
    assert written() == []


def test_all_that_is_due_is_in_one_letter(account: Account) -> None:
    a_registration(account, in_days(50))
    a_training(account, expires=in_days(10))
    a_check(account, expires=in_days(0))
    tell(Candidate(account.id), right_to_work_until=in_days(60), driving_until=in_days(14))
    db.session.commit()
    remind_of_expiry()
    (names,) = written()
    assert sorted(names) == [
        "Driving licence",
        "Emergency First Aid at Work",
        "PVG scheme membership",
        "Right to work",
        "Scottish Social Services Council (SSSC)",
    ]


def test_a_date_that_was_renewed_begins_anew(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    row = a_registration(account, in_days(20))
    remind_of_expiry()
    change(row, expires=in_days(385))
    db.session.commit()
    remind_of_expiry()
    assert len(written()) == 1
    on_day(monkeypatch, 330)
    assert len(written()) == 2


def test_who_wants_none_gets_none(account: Account) -> None:
    tell(Candidate(account.id), wants_reminders=False, driving_until=in_days(5))
    a_registration(account, in_days(20))
    remind_of_expiry()
    assert written() == []
    tell(Candidate(account.id), wants_reminders=True)
    db.session.commit()
    remind_of_expiry()
    assert len(written()) == 1


def test_who_has_no_profile_yet_but_a_course_is_reminded() -> None:
    a_training(an_account(), expires=in_days(5))
    remind_of_expiry()
    assert len(written()) == 1


def test_one_person_keeps_no_other_waiting(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    other = an_account("other@test.example")
    for person in (account, other):
        a_registration(person, in_days(20))
    address_of = expiry_jobs.address_of

    def fails_for_one(person: int) -> str:
        if person == account.id:
            raise LookupError("no address")
        return address_of(person)

    monkeypatch.setattr(expiry_jobs, "address_of", fails_for_one)
    remind_of_expiry()
    assert [letter.to for letter in db.session.scalars(visible(System("mail"), Letter))] == ["other@test.example"]
    monkeypatch.undo()
    remind_of_expiry()
    assert len(written()) == 2


def test_more_than_a_batch_is_done_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry_jobs, "BATCH", 2)
    for _ in range(5):
        a_registration(an_account(), in_days(20))
    counts = []
    for _ in range(4):
        remind_of_expiry()
        counts.append(len(written()))
    assert counts == [2, 4, 5, 5]


def test_reminders_of_what_is_over_are_forgotten(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    a_profile(an_account())
    a_registration(account, in_days(5))
    remind_of_expiry()
    forget_reminders()
    assert len(db.session.scalars(visible(System("keeping"), Reminder)).all()) == 1
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=6))
    forget_reminders()
    assert db.session.scalars(visible(System("keeping"), Reminder)).all() == []
