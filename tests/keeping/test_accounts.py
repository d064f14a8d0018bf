"""Accounts that nobody uses: two letters, each with its full time, then the end; whoever signs in keeps theirs."""

import pytest
from flask import Flask

from recruitment.accounts.leaving import note_use
from recruitment.accounts.tables import Account
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.extensions import db
from recruitment.keeping.accounts import tend_accounts
from recruitment.keeping.reading import KEEPING
from tests.builders.accounts import a_member, a_national, an_account
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.search import later

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
ADDRESS = "unused@test.example"


def tend(app: Flask, days: int) -> list[str]:
    """What the letters to the address are by that day."""
    db.session.commit()
    with later(app, days=days):
        tend_accounts()
    return [letter.name for letter in letters_to(ADDRESS)]


def is_there(person: int) -> bool:
    wanted = visible(KEEPING, Account).where(Account.id == person, Account.removed_at.is_(None))
    return db.session.scalars(wanted).first() is not None


def test_two_letters_and_then_the_end(app: Flask) -> None:
    person = an_account(ADDRESS).id
    assert tend(app, 669) == []
    assert tend(app, 671) == ["account_unused"]
    assert tend(app, 715) == ["account_unused"]
    assert tend(app, 717) == ["account_unused"] * 2
    assert tend(app, 730) == ["account_unused"] * 2 and is_there(person)
    assert tend(app, 732) == ["account_unused"] * 2 + ["account_removed"] and not is_there(person)
    assert tend(app, 1_500) == ["account_unused"] * 2 + ["account_removed"]
    acts = [(act.act, act.person, act.reason) for act in db.session.scalars(visible(KEEPING, Act))]
    assert acts == [("remove_account", None, None)]


def test_each_letter_has_its_full_time_however_long_the_worker_was_down(app: Flask) -> None:
    person = an_account(ADDRESS).id
    assert tend(app, 1_000) == ["account_unused"]
    assert tend(app, 1_045) == ["account_unused"]
    assert tend(app, 1_046) == ["account_unused"] * 2
    assert tend(app, 1_059) == ["account_unused"] * 2 and is_there(person)
    assert tend(app, 1_061)[-1] == "account_removed" and not is_there(person)


def test_whoever_signs_in_keeps_the_account(app: Flask) -> None:
    person = an_account(ADDRESS).id
    assert tend(app, 717) == ["account_unused"]
    with later(app, days=720):
        note_use(person)
    assert tend(app, 800) == ["account_unused"] and is_there(person)
    assert tend(app, 720 + 671) == ["account_unused"] * 2, "the count begins anew"


def test_staff_and_national_roles_are_nobodys_unused_accounts(app: Flask) -> None:
    people = [a_member(an_organisation()).id, a_national().id]
    for days in (800, 900, 1_000):
        tend(app, days)
    assert all(map(is_there, people))


def test_what_nobody_confirmed_goes_after_a_month_and_in_silence(app: Flask) -> None:
    account = an_account(ADDRESS)
    account.confirmed_at = None
    assert tend(app, 29) == [] and is_there(account.id)
    assert tend(app, 31) == [] and not is_there(account.id)


def test_one_that_fails_keeps_no_other_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    unconfirmed = an_account("first@test.example")
    unconfirmed.confirmed_at = None
    an_account(ADDRESS)

    def fails(*_: object, **__: object) -> None:
        raise OSError("for this test")

    monkeypatch.setattr("recruitment.keeping.accounts.erase", fails)
    assert tend(app, 700) == ["account_unused"]
    assert is_there(unconfirmed.id)
