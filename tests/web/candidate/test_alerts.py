"""A signed-in person's own alerts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.extensions import db
from recruitment.search.alert_queries import alerts_to, question_asked
from recruitment.search.questions import Question
from tests.builders.accounts import an_account, sign_in
from tests.builders.alerts import ADDRESS, an_alert
from tests.builders.letters import letters_to
from tests.builders.pages import TOKEN, submit
from tests.builders.search import an_index_at, follow

OTHER = "other@test.example"


@pytest.fixture(autouse=True)
def signed_in(app: Flask, client: FlaskClient, tmp_path: Path) -> Iterator[None]:
    sign_in(client, an_account(ADDRESS))
    with an_index_at(app, tmp_path):
        follow()
        yield


def test_an_alert_begins_without_a_letter(client: FlaskClient) -> None:
    assert "You have no alerts yet" in client.get("/candidate/alerts").text
    answer = submit(client, "/candidate/alerts/new?q=cook&page=3", frequency="daily")
    assert (answer.status_code, answer.location) == (303, "/candidate/alerts")
    page = client.get(answer.location).text
    assert "Your alert has started" in page and "New jobs for “cook”" in page
    assert letters_to(ADDRESS) == []
    assert submit(client, "/candidate/alerts/new?q=cook", frequency="never").status_code == 422


def test_those_begun_without_an_account_are_there(client: FlaskClient) -> None:
    an_alert(Question(q="cook"))
    an_alert(Question(q="driver"), email=OTHER)
    page = client.get("/candidate/alerts").text
    assert "“cook”" in page and "“driver”" not in page


def test_changing_pausing_and_deleting(client: FlaskClient) -> None:
    alert = an_alert(Question(q="cook"))
    path = f"/candidate/alerts/{alert.id}"
    assert submit(client, path, frequency="weekly").status_code == 303
    answer = submit(client, f"{path}/search", q="driver", contract="permanent", use="1")
    assert (answer.status_code, answer.location) == (303, path)
    db.session.expire_all()
    (changed,) = alerts_to(ADDRESS)
    assert question_asked(changed) == Question(q="driver", contract=("permanent",))
    assert changed.frequency == "weekly"
    submit(client, f"{path}/turn", page=path)
    assert "Paused" in client.get("/candidate/alerts").text
    assert submit(client, f"{path}/end", page=path).status_code == 303
    assert alerts_to(ADDRESS) == []


@pytest.mark.parametrize(
    "method_and_rest",
    [("GET", ""), ("POST", ""), ("GET", "/search"), ("POST", "/search"), ("POST", "/turn"), ("POST", "/end")],
)
def test_anothers_alert_is_not_there(client: FlaskClient, method_and_rest: tuple[str, str]) -> None:
    method, rest = method_and_rest
    alert = an_alert(email=OTHER)
    own = an_alert()
    found = TOKEN.search(client.get(f"/candidate/alerts/{own.id}").text)
    assert found
    answer = client.open(f"/candidate/alerts/{alert.id}{rest}", method=method, data={"csrf_token": found.group(1)})
    assert answer.status_code == 404
    (still,) = alerts_to(OTHER)
    assert still.paused_at is None
