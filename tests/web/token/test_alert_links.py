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
from recruitment.search.facets import FACETS, Several
from recruitment.search.questions import Question
from tests.builders.alerts import ADDRESS, an_alert, news, path_in, stop_path, tell
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, links_of, submit, words_of
from tests.builders.search import a_place, an_advert, an_index_at, follow, later
from tests.builders.vacancies import a_category

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


def searching(alert: JobAlert) -> str:
    return f"{manage(alert)}/search"


def test_changing_how_often(client: FlaskClient) -> None:
    alert = an_alert(Question(q="cook"))
    assert submit(client, manage(alert), frequency="weekly").status_code == 303
    assert (the_alert().frequency, question_asked(the_alert())) == ("weekly", Question(q="cook"))
    refused = submit(client, manage(alert), frequency="")
    assert refused.status_code == 422 and "Choose how often you want to hear" in refused.text


def test_changing_what_it_looks_for(client: FlaskClient) -> None:
    a_place("Oban", 56.4152, -5.4710)
    alert = an_alert(Question(q="cook", contract=("permanent",)), frequency="weekly")
    ticked = {"contract": ["temporary", "supply"], "pattern": "part_time", "pay_from": "25000", "home": "1"}
    answer = submit(client, searching(alert), q="driver", where="Oban", miles="20", use="1", **ticked)
    assert (answer.status_code, answer.location) == (303, manage(alert))
    wanted = Question(
        q="driver", where="Oban", miles=20, contract=("temporary", "supply"), pattern=("part_time",),
        pay_from=25_000, home=True,
    )  # fmt: skip
    assert (question_asked(the_alert()), the_alert().frequency) == (wanted, "weekly")
    page = words_of(client.get(answer.location).text)
    assert "New jobs for “driver” within 20 miles of Oban" in page
    assert "Contract: Temporary or Supply" in page and "Pay for full-time work: £25,000 or more" in page


def test_the_page_gives_back_all_that_an_alert_looks_for(client: FlaskClient) -> None:
    """Sent as it came, it changes nothing, though nothing open fits it all."""
    a_place("Oban", 56.4152, -5.4710)
    slugs = {"council": (an_organisation().slug,), "category": (a_category().slug,)}
    first = {
        name: tuple(facet.names)[:1] for name, facet in FACETS.items() if isinstance(facet, Several) and facet.names
    }
    looked_for = Question(
        q="cook", where="Oban", miles=20, water=True, home=True, exactly=True, pay_from=31_000, posted=5, closing=9,
        **slugs, **first,
    )  # fmt: skip
    assert not [name for name in FACETS if not getattr(looked_for, name)]
    alert = an_alert(looked_for)
    address = links_of(client.get(manage(alert)).text)["Change what it looks for"]
    assert client.post(address, data={**filled(client.get(address).text), "use": "1"}).status_code == 303
    assert question_asked(the_alert()) == looked_for


def test_each_filter_is_a_tag_that_takes_it_off(client: FlaskClient) -> None:
    alert = an_alert(Question(q="cook", contract=("permanent",), scheme=("veterans",), exactly=True))
    links = links_of(client.get(links_of(client.get(manage(alert)).text)["Change what it looks for"]).text)
    taken_off = {name: href.partition("?")[2] for name, href in links.items() if name.startswith("Remove filter")}
    assert taken_off == {
        "Remove filter Exactly as typed": "q=cook&contract=permanent&scheme=veterans",
        "Remove filter Permanent": "q=cook&scheme=veterans&exactly=1",
        "Remove filter Guaranteed interview for veterans": "q=cook&contract=permanent&exactly=1",
    }


def test_looking_changes_nothing(client: FlaskClient) -> None:
    alert = an_alert(Question(q="cook"))
    answer = submit(client, searching(alert), q="driver", contract="permanent")
    assert (answer.status_code, answer.location) == (303, f"{searching(alert)}?q=driver&contract=permanent")
    assert 'value="driver"' in client.get(answer.location).text
    assert question_asked(the_alert()) == Question(q="cook")


def test_a_place_that_nobody_knows_is_refused_beside_its_box(client: FlaskClient) -> None:
    alert = an_alert(Question(q="cook"))
    answer = submit(client, searching(alert), q="driver", where="Nowhereland", home="1", use="1")
    page = client.get(answer.location).text
    assert "We do not know this place" in page and "Use this search" not in page
    assert 'value="driver"' in page and 'value="Nowhereland"' in page and 'name="home" value="1"' in page
    assert question_asked(the_alert()) == Question(q="cook")


def test_no_two_alerts_of_an_address_look_for_the_same(client: FlaskClient) -> None:
    an_alert(Question(q="cook"))
    other = an_alert(Question(q="driver"))
    answer = submit(client, searching(other), q="cook", use="1")
    assert answer.status_code == 403 and "looks for the same already" in answer.text
    db.session.expire_all()
    assert [question_asked(alert).q for alert in alerts_to(ADDRESS)] == ["cook", "driver"]


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
