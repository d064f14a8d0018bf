"""Applying to several jobs: what is declared once or apart, one check, and what comes of sending."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import words_of
from tests.builders.together import CLEANING, a_list, three_jobs
from tests.builders.together_pages import LIST, filled, finish_all, text_of
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


def test_one_check_and_each_is_sent_by_itself(client: FlaskClient, account: Account) -> None:
    numbers = a_list(account, three_jobs())
    page = words_of(client.get(f"{LIST}/check").text)
    assert "What is missing" in page and "None of them can be sent yet" in page
    finish_all(client, numbers[:2])
    page = client.get(f"{LIST}/check").text
    assert page.count("Ready to send") == 2
    for said in (
        "What all of them get",
        "What several of them get",
        "What each of them gets",
        "Line 1" if False else "Three years",
    ):
        assert said in page
    untrue = client.post(f"{LIST}/check", data=filled(page))
    assert untrue.status_code == 422
    assert "Tick the box to say that what you have written is true" in untrue.text
    sent = client.post(f"{LIST}/check", data={**filled(page), "is_true": "y", "send": [*map(str, numbers)]})
    assert sent.status_code == 303
    again = client.post(f"{LIST}/check", data={**filled(page), "is_true": "y", "send": [*map(str, numbers)]})
    assert again.location == sent.location
    report = words_of(client.get(sent.location).text)
    assert "2 of 3 applications were sent" in report
    assert report.count("Sent 2") == 2
    assert "It still lacks: How you meet what the job asks for" in report
    assert "1 of at most 10" in words_of(client.get(LIST).text)


def test_a_job_that_closes_meanwhile_is_told_and_kept(
    client: FlaskClient, account: Account, later: list[timedelta]
) -> None:
    numbers = a_list(account, three_jobs(closes_at=clock.now() + timedelta(minutes=10)))
    finish_all(client, numbers)
    page = client.get(f"{LIST}/check").text
    later.append(timedelta(minutes=11))
    sent = client.post(f"{LIST}/check", data={**filled(page), "is_true": "y"})
    report = words_of(client.get(sent.location).text)
    assert "0 of 3 applications were sent" in report
    assert report.count("not sent. Your answers are kept") == 3
    assert text_of(account, numbers[0], CLEANING) == "Three years"


def test_convictions_are_asked_once_a_kind_and_only_where_they_may(client: FlaskClient, account: Account) -> None:
    levels = ("none", "level_1", "pvg", "level_2")
    a_list(account, [a_vacancy(an_organisation(), disclosure_level=level) for level in levels])
    page = client.get(f"{LIST}/declarations").text
    assert page.count("Do you have any unspent convictions?") == 1
    assert page.count("or spent ones that this check always shows?") == 1
    bad = client.post(
        f"{LIST}/declarations", data={**filled(page), "convictions_relevant": "yes", "detail_relevant": ""}
    )
    assert bad.status_code == 422
    assert "Say whether you have convictions to declare" in bad.text
    assert "Enter what the convictions were and when" in bad.text


def test_one_employer_is_asked_of_once(client: FlaskClient, account: Account) -> None:
    a_list(
        account, [a_vacancy(an_organisation()), a_vacancy(an_organisation()), a_vacancy(an_organisation("nhs-orkney"))]
    )
    page = client.get(f"{LIST}/relations").text
    assert len(set(re.findall(r'name="(related_\d+)"', page))) == 2
    assert client.post(f"{LIST}/relations", data=filled(page)).status_code == 422


def test_support_and_source_are_told_once(client: FlaskClient, account: Account) -> None:
    numbers = a_list(account, three_jobs())
    page = client.get(f"{LIST}/support").text
    client.post(f"{LIST}/support", data={**filled(page), "needs": "A room without steps"})
    page = client.get(f"{LIST}/source").text
    client.post(f"{LIST}/source", data={**filled(page), "heard_from": "portal"})
    drafts = [draft_of(Candidate(account.id), number) for number in numbers]
    assert {draft.support.needs for draft in drafts} == {"A room without steps"}
    assert {draft.application.heard_from for draft in drafts} == {"portal"}


def test_declarations_stay_with_the_employer_and_the_level_they_are_for(client: FlaskClient, account: Account) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    levels = [(fife, "none"), (fife, "level_1"), (orkney, "pvg"), (orkney, "level_2")]
    numbers = a_list(account, [a_vacancy(house, disclosure_level=level) for house, level in levels])
    told = {"right_to_work": "yes", "convictions_unspent": "no", "convictions_relevant": "yes"}
    path = f"{LIST}/declarations"
    client.post(path, data={**filled(client.get(path).text), **told, "detail_relevant": "Long ago"})
    path, named = f"{LIST}/relations", {f"related_{fife.id}": "no", f"related_{orkney.id}": "yes"}
    client.post(path, data={**filled(client.get(path).text), **named, f"name_{orkney.id}": "Councillor Example"})
    declared = [draft_of(Candidate(account.id), number).declaration for number in numbers]
    assert [(row.convictions, row.convictions_detail) for row in declared] == [
        ("", ""), ("no", ""), ("yes", "Long ago"), ("yes", "Long ago"),
    ]  # fmt: skip
    assert [(row.related, row.related_to) for row in declared] == [
        ("no", ""), ("no", ""), ("yes", "Councillor Example"), ("yes", "Councillor Example"),
    ]  # fmt: skip
    assert {row.right_to_work for row in declared} == {"yes"}
