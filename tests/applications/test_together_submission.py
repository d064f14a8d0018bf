"""Sending several: each by itself, in time, once, with its own letter; what fails stays."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.queries import the_application
from recruitment.applications.together_queries import gathered_rows
from recruitment.applications.together_submission import outcomes, send_each
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from tests.builders.accounts import an_account
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.together import a_list
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.usefixtures("database")]
COUNCILS = ("fife-council", "orkney-islands-council", "nhs-orkney")


@pytest.fixture
def account() -> Account:
    account = an_account()
    a_profile(account)
    return account


@pytest.fixture
def viewer(account: Account) -> Candidate:
    return Candidate(account.id)


def make_ready(viewer: Candidate, number: int) -> None:
    application = the_application(viewer, number)
    for section in ("history", "referees"):
        finish(viewer, application, section)
    asked = draft_of(viewer, number).questions
    answer(viewer, application, asked, {question.id: f"My words on {question.text}" for question in asked})
    declare(viewer, application, related="no", right_to_work="yes", convictions="no")
    db.session.commit()


def letters() -> list[str]:
    return list(db.session.scalars(visible(System("mail"), Letter).with_only_columns(Letter.name)))


def states(viewer: Candidate, numbers: list[int]) -> list[str]:
    return [the_application(viewer, number).state for number in numbers]


def test_each_employer_gets_an_application_and_each_has_its_letter(account: Account, viewer: Candidate) -> None:
    numbers = a_list(account, [a_vacancy(an_organisation(slug)) for slug in COUNCILS])
    for number in numbers:
        make_ready(viewer, number)
    now = clock.now()
    assert send_each(viewer, numbers, received_at=now) == tuple(numbers)
    db.session.commit()
    assert states(viewer, numbers) == ["submitted"] * 3
    assert letters() == ["application_submitted"] * 3
    assert all(each.is_sent for each in outcomes(viewer, numbers, now))
    assert gathered_rows(viewer) == []


def test_one_that_cannot_go_keeps_no_other_back(account: Account, viewer: Candidate) -> None:
    now = clock.now()
    closing = a_vacancy(an_organisation(), closes_at=now + timedelta(minutes=1))
    lacking, good = (a_vacancy(an_organisation(slug)) for slug in COUNCILS[1:])
    numbers = a_list(account, [closing, lacking, good])
    for number in (numbers[0], numbers[2]):
        make_ready(viewer, number)
    received_at = now + timedelta(minutes=2)
    send_each(viewer, numbers, received_at=received_at)
    db.session.commit()
    assert states(viewer, numbers) == ["draft", "draft", "submitted"]
    assert letters() == ["application_submitted"]
    closed, lacks, sent = outcomes(viewer, numbers, received_at)
    assert (closed.is_closed, closed.is_sent, closed.lacks) == (True, False, ())
    assert [section.name for section in lacks.lacks] == ["history", "criteria", "referees", "declarations"]
    assert sent.is_sent
    # Those that failed are drafts with all their words, on the list still.
    assert "My words on Criterion 1" in draft_of(viewer, numbers[0]).texts.values()
    assert [row.application_id for row in gathered_rows(viewer)] == numbers[:2]


def test_a_second_click_sends_nothing_twice(account: Account, viewer: Candidate) -> None:
    numbers = a_list(account, [a_vacancy(an_organisation(slug)) for slug in COUNCILS[:2]])
    for number in numbers:
        make_ready(viewer, number)
    for _ in range(2):
        send_each(viewer, numbers, received_at=clock.now())
        db.session.commit()
    assert letters() == ["application_submitted"] * 2
    assert [each.is_sent for each in outcomes(viewer, numbers, clock.now())] == [True, True]


def test_the_list_ends_when_only_closed_ones_are_left(account: Account, viewer: Candidate) -> None:
    now = clock.now()
    numbers = a_list(account, [
        a_vacancy(an_organisation(), closes_at=now + timedelta(minutes=1)), a_vacancy(an_organisation(COUNCILS[1])),
    ])  # fmt: skip
    make_ready(viewer, numbers[1])
    send_each(viewer, numbers[1:], received_at=now + timedelta(minutes=2))
    assert gathered_rows(viewer) == []
    assert states(viewer, numbers) == ["draft", "submitted"]


def test_sending_one_alone_takes_it_off_the_list(account: Account, viewer: Candidate) -> None:
    numbers = a_list(account, [a_vacancy(an_organisation(slug)) for slug in COUNCILS[:2]])
    make_ready(viewer, numbers[0])
    send_each(viewer, numbers[:1], received_at=clock.now())
    assert [row.application_id for row in gathered_rows(viewer)] == numbers[1:]


def test_nobody_sends_what_somebody_else_wrote(viewer: Candidate) -> None:
    foreign = a_draft(a_vacancy(an_organisation()))
    with pytest.raises(NotVisible):
        send_each(viewer, [foreign.id], received_at=clock.now())
    assert outcomes(viewer, [foreign.id], clock.now()) == []
