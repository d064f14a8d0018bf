"""The links of an alert's letters: confirm, change, pause, keep, stop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.search import alert_actions
from recruitment.search.alert_links import link_of
from recruitment.search.alert_queries import alerts_to, question_asked
from recruitment.search.alert_rules import UNCONFIRMED, UNTOUCHED
from recruitment.search.alert_tables import JobAlert
from recruitment.search.questions import Question
from tests.builders.alerts import ADDRESS, an_alert, news, path_in, stop_path, tell
from tests.builders.letters import letters_to
from tests.builders.pages import submit
from tests.builders.search import a_place, an_advert, an_index_at, follow, later

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        follow()
        yield


@pytest.fixture
def asked() -> str:
    """The path of a link that confirms."""
    with transaction():
        alert_actions.ask(Question(q="cook"), ADDRESS, "daily")
    return path_in(letters_to(ADDRESS)[-1], "link")


def the_alert() -> JobAlert:
    db.session.expire_all()
    (alert,) = alerts_to(ADDRESS)
    return alert


def manage(alert: JobAlert) -> str:
    return f"/link/alert/{link_of(alert, 'manage')}"


def test_following_the_link_starts_nothing_by_itself(client: FlaskClient, asked: str) -> None:
    page = client.get(asked)
    assert page.status_code == 200 and "Start the alert" in page.text
    assert the_alert().confirmed_at is None


def test_the_button_starts_the_alert(client: FlaskClient, asked: str) -> None:
    answer = submit(client, asked)
    assert (answer.status_code, answer.location) == (303, manage(the_alert()))
    assert the_alert().confirmed_at is not None
    assert "Your alert has started" in client.get(answer.location).text
    assert client.get(asked).location == manage(the_alert())


def test_a_link_of_confirmation_expires(app: Flask, client: FlaskClient, asked: str) -> None:
    with later(app, days=UNCONFIRMED.days - 1):
        assert client.get(asked).status_code == 200
    with later(app, days=UNCONFIRMED.days, minutes=1):
        assert client.get(asked).status_code == 404


def test_nothing_else_opens_before_it_is_confirmed(client: FlaskClient, asked: str) -> None:
    alert = the_alert()
    assert client.get(manage(alert)).status_code == 404
    assert client.get(f"/link/alert/keep/{link_of(alert, 'keep')}").status_code == 404


@pytest.mark.parametrize("place", ["alert", "alert/confirm", "alert/keep", "alert/stop"])
def test_forged_links_answer_404(client: FlaskClient, place: str) -> None:
    alert = an_alert()
    forged = f"{alert.id}-{'0' * 64}"
    for link in (forged, "x", f"{alert.id + 1}-{'0' * 64}", link_of(alert, "stop") if place != "alert/stop" else "1-1"):
        assert client.get(f"/link/{place}/{link}").status_code == 404
    if place == "alert/stop":
        assert client.post(f"/link/{place}/{forged}").status_code == 404
        assert the_alert().id == alert.id


def test_changing(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    alert = an_alert(Question(q="cook", contract=("permanent",)))
    answer = submit(client, manage(alert), q="driver", where="Oban", miles="20", frequency="weekly")
    assert answer.status_code == 303
    alert = the_alert()
    assert question_asked(alert) == Question(q="driver", where="Oban", miles=20, contract=("permanent",))
    assert alert.frequency == "weekly"
    assert 'value="driver"' in client.get(answer.location).text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"where": "Nowhereland"}, "We do not know this place"),
        ({"q": "x" * 201}, "What you search for must be 200 characters or fewer"),
        ({"frequency": ""}, "Choose how often you want to hear"),
    ],
)
def test_a_faulty_change_says_what_to_do(client: FlaskClient, changed: dict[str, str], message: str) -> None:
    alert = an_alert(Question(q="cook"))
    answer = submit(
        client, manage(alert), **{"q": "driver", "where": "", "miles": "10", "frequency": "daily", **changed}
    )
    assert answer.status_code == 422 and message in answer.text
    assert question_asked(the_alert()) == Question(q="cook")


def test_pausing_and_starting_again(client: FlaskClient) -> None:
    alert = an_alert()
    page = manage(alert)
    assert submit(client, f"{page}/turn", page=page).status_code == 303
    assert (the_alert().paused_at is None, the_alert().due_at) == (False, None)
    assert "Nothing is sent until you start it again" in client.get(page).text
    submit(client, f"{page}/turn", page=page)
    assert (the_alert().paused_at, the_alert().due_at is None) == (None, False)


def test_one_yes_keeps_an_alert(app: Flask, client: FlaskClient) -> None:
    alert = an_alert()
    with later(app, days=UNTOUCHED.days + 1):
        with transaction():
            alert_actions.wonder(alert)
        path = path_in(letters_to(ADDRESS)[-1], "link")
        assert "your alert goes on" in client.get(path).text
        kept = the_alert()
        assert kept.wondered_at is None
        assert kept.touched_at > kept.asked_at


def letter_of_news(app: Flask) -> str:
    """The path in the header of a letter with news."""
    an_alert()
    with later(app, hours=2):
        an_advert(title="Cook", public_from=clock.now(), published_at=clock.now())
        follow()
        tell()
    (letter,) = news()
    assert letter.facts["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return stop_path(letter)


def test_a_mail_program_stops_an_alert_with_one_click(app: Flask, client: FlaskClient) -> None:
    """Without cookie, session or token, as RFC 8058 has it."""
    path = letter_of_news(app)
    answer = app.test_client(use_cookies=False).post(path, data=ONE_CLICK)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert alerts_to(ADDRESS) == []
    assert client.get(path).status_code == 404


def test_a_mail_scanner_stops_nothing(app: Flask, client: FlaskClient) -> None:
    path = letter_of_news(app)
    page = client.get(path)
    assert "Stop the alert" in page.text and "Set-Cookie" not in page.headers
    assert client.head(path).status_code == 200
    assert the_alert()
    assert "Your job alert is stopped" in client.post(path).text
    assert alerts_to(ADDRESS) == []


def test_deleting_from_the_page(client: FlaskClient) -> None:
    alert = an_alert()
    page = client.get(manage(alert)).text
    stop = f"/link/alert/stop/{link_of(alert, 'stop')}"
    assert f'action="{stop}"' in page
    client.post(stop)
    assert alerts_to(ADDRESS) == []


def test_only_stopping_does_without_a_token(client: FlaskClient) -> None:
    alert = an_alert()
    assert client.post(f"{manage(alert)}/turn").status_code == 400
    assert the_alert().paused_at is None
