"""What is parked and what is counted: for one person, one page, one browser; and for a while."""

from datetime import timedelta

import pytest

from recruitment.accounts.actions import claim_parked, count_attempt, forget_parked, park, refuse_if_too_many, tries
from recruitment.accounts.queries import parked_form
from recruitment.accounts.tables import Attempt, ParkedForm
from recruitment.core import clock
from recruitment.core.errors import TooMany
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from tests.builders.accounts import an_account, as_candidate

pytestmark = pytest.mark.usefixtures("database")
PATH, KEY = "/candidate/profile/contact", "key of a session"
TYPED = [("name", "Test Person"), ("roles", "one"), ("roles", "two")]
WINDOW = timedelta(minutes=15)


@pytest.fixture
def viewer() -> Candidate:
    return as_candidate()


def test_all_that_was_typed_comes_back(viewer: Candidate) -> None:
    found = parked_form(viewer, park(viewer.person, PATH, TYPED, KEY), PATH, KEY)
    assert found is not None
    assert list(found.items(multi=True)) == TYPED


def test_to_nobody_else_nowhere_else_and_not_for_ever(viewer: Candidate, monkeypatch: pytest.MonkeyPatch) -> None:
    number = park(viewer.person, PATH, TYPED, KEY)
    assert parked_form(as_candidate(), number, PATH, KEY) is None
    assert parked_form(viewer, number, "/candidate/", KEY) is None
    assert parked_form(viewer, number, PATH, "another key") is None
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=61))
    assert parked_form(viewer, number, PATH, KEY) is None


def test_it_cannot_be_read_in_the_table(viewer: Candidate) -> None:
    park(viewer.person, PATH, TYPED, KEY)
    row = db.session.scalars(visible(System("keeping"), ParkedForm)).one()
    assert b"Test Person" not in row.sealed


def test_what_is_nobodys_is_claimed_once(viewer: Candidate) -> None:
    other = as_candidate()
    nobodys, others = park(None, PATH, TYPED, KEY), park(other.person, PATH, TYPED, KEY)
    assert parked_form(viewer, nobodys, PATH, KEY) is None
    claim_parked(viewer.person, [nobodys, others])
    claim_parked(other.person, [nobodys])
    db.session.expire_all()
    assert parked_form(viewer, nobodys, PATH, KEY) is not None
    assert parked_form(viewer, others, PATH, KEY) is None
    assert parked_form(other, nobodys, PATH, KEY) is None


def test_only_its_owner_forgets_it(viewer: Candidate) -> None:
    number = park(viewer.person, PATH, TYPED, KEY)
    forget_parked(as_candidate(an_account()), number, PATH)
    assert parked_form(viewer, number, PATH, KEY) is not None
    forget_parked(viewer, number, PATH)
    assert parked_form(viewer, number, PATH, KEY) is None


def test_tries_are_counted_by_kind_and_value_and_hold_no_value() -> None:
    for _ in range(2):
        count_attempt("who:login", "somebody@test.example")
    db.session.flush()
    assert tries("who:login", " Somebody@test.example", WINDOW) == 2
    assert tries("who:verify", "somebody@test.example", WINDOW) == 0
    assert tries("who:login", "other@test.example", WINDOW) == 0
    assert "somebody" not in db.session.scalars(visible(System("keeping"), Attempt)).first().subject


def test_the_limit_is_reached_and_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    count_attempt("who:login", "somebody@test.example")
    db.session.flush()
    refuse_if_too_many("who:login", "somebody@test.example", 2, WINDOW)
    count_attempt("who:login", "somebody@test.example")
    db.session.flush()
    with pytest.raises(TooMany, match="Wait 15 minutes") as refused:
        refuse_if_too_many("who:login", "somebody@test.example", 2, WINDOW)
    assert refused.value.wait == WINDOW
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + WINDOW + timedelta(seconds=1))
    refuse_if_too_many("who:login", "somebody@test.example", 2, WINDOW)
