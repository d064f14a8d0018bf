"""Asking for new jobs by e-mail without an account."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.search.alert_queries import alerts_to, question_asked
from recruitment.search.questions import Question
from recruitment.web.public.alerts import MOST
from tests.builders.accounts import an_account
from tests.builders.alerts import ADDRESS, path_in
from tests.builders.letters import letters_to
from tests.builders.pages import submit
from tests.builders.search import a_place, an_advert, an_index_at, follow

NEW = "/alerts/new?q=cook&contract=permanent&sort=closing"
GIVEN = {"email": ADDRESS, "frequency": "weekly"}


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


def said(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2])).split())


@pytest.mark.parametrize("query", ["", "?q=cook&contract=permanent&sort=closing", "?q=xyzzy"])
def test_every_list_leads_to_its_alert(client: FlaskClient, query: str) -> None:
    an_advert(title="Cook")
    follow()
    page = client.get(f"/vacancies{query}").text
    (href,) = re.findall(r'href="([^"]+)">Email me new jobs like these', page)
    assert unescape(href) == "/alerts/new" + query.replace("&sort=closing", "")
    assert client.get(unescape(href)).status_code == 200


def test_a_preview_says_what_it_counted(client: FlaskClient) -> None:
    now = clock.now()
    for number in range(7):
        an_advert(
            title=f"Cook {number}",
            public_from=now - timedelta(days=29, minutes=-number),
            published_at=now - timedelta(days=29),
        )
    an_advert(title="Old cook", public_from=now - timedelta(days=31), published_at=now - timedelta(days=31))
    an_advert(title="Closed cook", closes_at=now - timedelta(hours=1))
    an_advert(title="Driver")
    follow()
    page = said(client.get(NEW).text)
    assert "7 jobs that appeared in the last 30 days and are still open." in page
    assert [f"Cook {number}" in page for number in range(7)] == [False, False, True, True, True, True, True]
    assert "Old cook" not in page and "Closed cook" not in page
    assert "New jobs for “cook” Contract: Permanent" in page


def test_a_preview_of_nothing_says_so(client: FlaskClient) -> None:
    follow()
    assert "No job that appeared in the last 30 days" in said(client.get(NEW).text)


def test_without_an_index_an_alert_can_be_asked_for(client: FlaskClient) -> None:
    assert "cannot be counted just now" in said(client.get(NEW).text)
    assert submit(client, NEW, **GIVEN).status_code == 303


def test_asking_waits_for_the_address(client: FlaskClient) -> None:
    follow()
    answer = submit(client, NEW, **GIVEN)
    assert (answer.status_code, answer.location) == (303, "/alerts/asked")
    page = client.get(answer.location).text
    assert "Check your email" in page and ADDRESS not in page
    (alert,) = alerts_to(ADDRESS)
    assert (alert.frequency, alert.confirmed_at) == ("weekly", None)
    assert question_asked(alert) == Question(q="cook", contract=("permanent",))
    (letter,) = letters_to(ADDRESS)
    assert letter.name == "alert_asked" and ADDRESS not in path_in(letter, "link")


def test_known_and_unknown_addresses_are_answered_alike(client: FlaskClient) -> None:
    follow()
    known = an_account("known@test.example")
    answers = [submit(client, NEW, email=email, frequency="daily") for email in (known.email, "nobody@test.example")]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].location == answers[1].location


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"email": ""}, "Enter your email address"),
        ({"email": "nobody"}, "Enter an email address in the right form"),
        ({"email": "x" * 250 + "@test.example"}, "Your email address must be 254 characters or fewer"),
        ({"frequency": "hourly"}, "Choose how often you want to hear"),
    ],
)
def test_a_faulty_form_says_what_to_do(client: FlaskClient, changed: dict[str, str], message: str) -> None:
    follow()
    answer = submit(client, NEW, **{**GIVEN, **changed})
    assert answer.status_code == 422
    assert message in answer.text
    assert answer.text.count("ds_question__error-message") == 1
    assert f'value="{changed.get("email", ADDRESS)}"' in answer.text
    assert alerts_to(ADDRESS) == []


def test_round_an_unknown_place_there_is_no_alert(client: FlaskClient) -> None:
    follow()
    page = client.get("/alerts/new?q=cook&where=Nowhereland").text
    assert "We do not know this place" in page
    assert "csrf_token" not in page
    a_place("Oban", 56.4152, -5.4710)
    assert submit(client, "/alerts/new?where=Nowhereland", page="/alerts/new?where=Oban", **GIVEN).status_code == 422
    assert alerts_to(ADDRESS) == []


def test_many_from_one_network_are_slowed_down(client: FlaskClient) -> None:
    follow()
    for number in range(MOST):
        assert submit(client, NEW, email=f"person{number}@test.example", frequency="daily").status_code == 303
    assert submit(client, NEW, **GIVEN).status_code == 429
    assert alerts_to(ADDRESS) == []


def test_another_sites_form_asks_for_nothing(client: FlaskClient) -> None:
    assert client.post(NEW, data=GIVEN).status_code in (400, 422)
    assert alerts_to(ADDRESS) == []


def test_the_privacy_page_says_what_an_alert_keeps(client: FlaskClient) -> None:
    page = said(client.get("/privacy").text)
    assert "removed after 3 days" in page and "30 days later" in page
    assert "To send you no job twice" in page
