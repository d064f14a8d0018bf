"""Saving from pages that know nobody: one press, no token, and nothing that another site could do."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.test import TestResponse

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.search import saved_actions
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

OURS = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "seven grey seals asleep"


def fifes(**facts: Any) -> Vacancy:
    return a_vacancy(an_organisation("fife-council"), **facts)


def press(client: FlaskClient, vacancy: Vacancy, **headers: str) -> TestResponse:
    """The button beside a job."""
    return client.post(f"/saved/{vacancy.reference}", headers=headers or OURS)


def test_the_first_one_starts_the_cookie(client: FlaskClient) -> None:
    vacancy = fifes(title="School Cook")
    advert = client.get(f"/vacancies/{vacancy.reference}/school-cook")
    assert f'formaction="/saved/{vacancy.reference}"' in advert.text
    assert "Set-Cookie" not in advert.headers
    answer = press(client, vacancy)
    assert (answer.status_code, answer.location) == (303, f"/saved?added={vacancy.reference}")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("saved=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    page = client.get(answer.location)
    assert "<strong>School Cook</strong> is on your list" in page.text
    assert "Fife Council" in page.text and "in 13 days" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"


def test_over_https_the_cookie_stays_there(app: Flask, client: FlaskClient) -> None:
    usual = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(usual, public_url="https://jobs.example")
    try:
        assert "Secure" in press(client, fifes()).headers["Set-Cookie"]
    finally:
        app.config["SETTINGS"] = usual


def test_more_go_on_the_same_list_each_once(client: FlaskClient) -> None:
    cook, driver = fifes(title="Cook"), fifes(title="Driver")
    press(client, cook)
    key = client.get_cookie("saved").value
    press(client, driver)
    press(client, driver)
    page = client.get("/saved").text
    assert client.get_cookie("saved").value == key
    assert page.count(">Cook</a>") == 1 and page.count(">Driver</a>") == 1


def test_opening_the_list_without_one_sets_no_key(client: FlaskClient) -> None:
    page = client.get("/saved")
    assert "You have not saved a job yet" in page.text
    assert client.get_cookie("saved") is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Referer": "http://localhost/vacancies"},
    ],
)
def test_another_sites_form_saves_nothing_and_is_asked(client: FlaskClient, headers: dict[str, str]) -> None:
    vacancy = fifes()
    answer = press(client, vacancy, **headers)
    assert (answer.status_code, answer.location) == (303, f"/saved/{vacancy.reference}")
    assert client.get_cookie("saved") is None
    sign_in(client, an_account())
    press(client, vacancy, **headers)
    assert "You have not saved a job yet" in client.get("/saved").text


def test_a_browser_that_only_tells_the_origin_saves(client: FlaskClient) -> None:
    assert press(client, fifes(), Origin="http://localhost").location.startswith("/saved?added=")


def test_the_page_that_asks_has_a_token(client: FlaskClient) -> None:
    vacancy = fifes()
    answer = submit(client, f"/saved/{vacancy.reference}")
    assert answer.location == f"/saved?added={vacancy.reference}"


def test_removing_wants_a_token_even_from_our_own_page(client: FlaskClient) -> None:
    vacancy = fifes(title="Cook")
    press(client, vacancy)
    assert client.post(f"/saved/{vacancy.reference}/remove", headers=OURS).status_code == 400
    assert ">Cook<" in client.get("/saved").text
    assert submit(client, f"/saved/{vacancy.reference}/remove", page="/saved").location == "/saved"
    assert "You have not saved a job yet" in client.get("/saved").text


def test_signing_in_keeps_what_was_saved(client: FlaskClient) -> None:
    account = an_account(password=hash_password(PASSWORD))
    both, mine, browsers = fifes(title="Cook"), fifes(title="Driver"), fifes(title="Joiner")
    sign_in(client, account)
    press(client, both)
    press(client, mine)
    client.delete_cookie("recruitment")
    press(client, browsers)
    press(client, both)
    assert ">Driver<" not in client.get("/saved").text
    submit(client, "/account/sign-in", email=account.email, password=PASSWORD)
    assert client.get_cookie("saved") is None
    page = client.get("/saved").text
    assert [page.count(f">{title}</a>") for title in ("Cook", "Driver", "Joiner")] == [1, 1, 1]
    assert "kept with your account" in page and 'aria-current="page"' in page
    client.delete_cookie("recruitment")
    assert "You have not saved a job yet" in client.get("/saved").text


def test_a_wrong_password_keeps_the_browsers_list(client: FlaskClient) -> None:
    account = an_account(password=hash_password(PASSWORD))
    press(client, fifes(title="Cook"))
    submit(client, "/account/sign-in", email=account.email, password="wrong")
    assert ">Cook<" in client.get("/saved").text


def test_a_session_that_ended_shows_nobodys_list(app: Flask, client: FlaskClient) -> None:
    sign_in(client, an_account())
    press(client, fifes(title="Cook", closes_at=None))
    with later(app, hours=3):
        page = client.get("/saved").text
        assert ">Cook<" not in page and "Sign in" in page and "Sign out" not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"closes_at": clock.now() - timedelta(hours=1)}, ">Closed<"),
        ({"state": "filled", "posts_filled": 1}, ">Filled<"),
        ({"state": "withdrawn"}, ">Withdrawn<"),
    ],
)
def test_what_is_over_is_marked(client: FlaskClient, change: dict[str, Any], said: str) -> None:
    vacancy = fifes(title="Cook")
    press(client, vacancy)
    for name, value in change.items():
        setattr(vacancy, name, value)
    db.session.commit()
    page = client.get("/saved").text
    assert "No longer open" in page and "Cook" in page and said in page
    assert client.get(f"/vacancies/{vacancy.reference}/cook").status_code == 410


def test_only_what_is_open_can_be_saved(client: FlaskClient) -> None:
    over = fifes(closes_at=clock.now() - timedelta(hours=1))
    assert press(client, over).location == f"/vacancies/{over.reference}/cleaner"
    assert client.get_cookie("saved") is None
    for hidden in (fifes(state="draft").reference, fifes(state="withdrawn").reference, "NOSUCH99"):
        assert client.post(f"/saved/{hidden}", headers=OURS).status_code == 404
        assert client.get(f"/saved/{hidden}").status_code == 404


def test_a_full_list_is_told(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_actions, "MOST", 1)
    press(client, fifes())
    answer = press(client, fifes())
    assert answer.status_code == 403
    assert "Remove some from your list" in answer.text


def test_no_program_fills_the_table_with_lists(app: Flask, client: FlaskClient) -> None:
    vacancy = fifes()
    for _ in range(100):
        client.delete_cookie("saved")
        press(client, vacancy)
    client.delete_cookie("saved")
    assert press(client, vacancy).status_code == 429
    assert client.get_cookie("saved") is None


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://localhost/vacancies?q=cook&page=2", 'href="/vacancies?q=cook&amp;page=2"'),
        ("http://localhost/account/", None),
        ("https://elsewhere.example/vacancies", None),
        ("", None),
    ],
)
def test_the_way_back_is_a_page_of_ours(client: FlaskClient, came: str, back: str | None) -> None:
    vacancy = fifes()
    press(client, vacancy)
    page = client.get(f"/saved?added={vacancy.reference}", headers={"Referer": came} if came else {}).text
    assert ("Back to where you were" in page) == bool(back)
    assert back is None or back in page


@pytest.mark.parametrize("key", ["", "x", "x" * 3000, "é;", "' or 1=1"])
def test_any_key_is_no_ones(client: FlaskClient, key: str) -> None:
    client.set_cookie("saved", key)
    assert "You have not saved a job yet" in client.get("/saved").text
