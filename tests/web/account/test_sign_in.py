"""Register, confirm, sign in, recover, change: by pages and letters, and nobody learns who has an account."""

import re
import time
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.queries import members
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit

PASSWORD = "seven green puffins"
ADDRESS = "new.person@test.example"
SUMMED_UP = re.compile(r'<li><a href="#[a-z_]+">([^<]+)</a></li>')


def link_in(address: str, fact: str) -> str:
    """Path and query of the newest letter's link."""
    url = urlsplit(letters_to(address)[-1].facts[fact])
    return f"{url.path}?{url.query}" if url.query else url.path


def register(client: FlaskClient, address: str = ADDRESS):
    return submit(client, "/account/register", email=address, password=PASSWORD, password_confirm=PASSWORD)


def test_from_registration_to_signed_in(client: FlaskClient) -> None:
    assert register(client).location == "/account/check-your-email"
    confirmed = client.get(link_in(ADDRESS, "confirmation_link"))
    assert confirmed.location.startswith("/account/sign-in")
    answer = submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD)
    assert answer.location == "/account/"
    assert ADDRESS in client.get("/account/").text


def test_whoever_registers_to_apply_comes_back_to_apply(client: FlaskClient) -> None:
    page = "/account/register?next=/candidate/vacancies/T000001/apply"
    answer = submit(client, page, email=ADDRESS, password=PASSWORD, password_confirm=PASSWORD)
    assert answer.location == "/account/check-your-email"
    client.get(link_in(ADDRESS, "confirmation_link"))
    answer = submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD)
    assert answer.location == "/candidate/vacancies/T000001/apply"
    submit(client, "/account/sign-out", page="/account/")
    assert submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD).location == "/account/"


def test_an_unconfirmed_address_does_not_sign_in(client: FlaskClient) -> None:
    register(client)
    answer = submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD)
    assert "not right" in answer.text
    assert client.get("/account/").location.startswith("/account/sign-in")


def test_a_known_address_registers_like_a_new_one(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    first, again = register(client), register(client, known.email)
    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert letters_to(known.email)[-1].name == "account_welcome_existing"


def test_recovery_answers_alike_for_known_and_unknown(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    answers = [submit(client, "/account/recover", email=who) for who in (known.email, "nobody@test.example")]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].location == answers[1].location
    for answer, who in zip(answers, (known.email, "nobody@test.example"), strict=True):
        assert f"If there is an account for {who}, a link" in answer.text
    assert letters_to("nobody@test.example") == []


@pytest.mark.parametrize(("link", "days"), [("reset_link", 2), ("confirmation_link", 3)])
def test_a_link_that_is_too_old_says_so(client: FlaskClient, link: str, days: int) -> None:
    if link == "reset_link":
        submit(client, "/account/recover", email=an_account(ADDRESS, password=hash_password(PASSWORD)).email)
    else:
        register(client)
    path = link_in(ADDRESS, link)
    real = time.time
    with patch("itsdangerous.timed.time.time", lambda: real() + days * 24 * 3600):
        assert "Ask for a new one" in client.get(client.get(path).location).text


def test_a_new_password_by_letter(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    submit(client, "/account/recover", email=known.email)
    new = "four blue herons wading"
    submit(client, link_in(known.email, "reset_link"), password=new, password_confirm=new)
    client.delete_cookie("recruitment")
    assert "not right" in submit(client, "/account/sign-in", email=known.email, password=PASSWORD).text
    assert submit(client, "/account/sign-in", email=known.email, password=new).location == "/account/"


def test_wrong_passwords_are_slowed_down(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    for _ in range(10):
        assert submit(client, "/account/sign-in", email=known.email, password="wrong").status_code == 422
    refused = submit(client, "/account/sign-in", email=known.email, password=PASSWORD)
    assert refused.status_code == 429
    assert "too many tries" in refused.text


def test_the_way_back_is_kept(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    turned = client.get("/account/")
    assert turned.location == "/account/sign-in?next=/account/"
    answer = submit(client, turned.location, email=known.email, password=PASSWORD)
    assert answer.location == "/account/"


def test_no_way_back_to_another_site(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    page = "/account/sign-in?next=https://elsewhere.example/"
    answer = submit(client, page, email=known.email, password=PASSWORD)
    assert not (answer.location or "").startswith("https://elsewhere")


def test_change_of_address_waits_for_confirmation(client: FlaskClient) -> None:
    known = an_account(password=hash_password(PASSWORD))
    sign_in(client, known)
    submit(client, "/account/change-email", email="moved@test.example")
    assert known.email in client.get("/account/").text
    client.get(link_in("moved@test.example", "link"))
    assert "moved@test.example" in client.get("/account/").text


def test_colleagues_read_the_new_address(client: FlaskClient) -> None:
    fife = an_organisation()
    account = a_member(fife)
    sign_in(client, account)
    submit(client, "/account/change-email", email="moved@test.example")
    viewer = as_staff(fife, person=account.id)
    assert [row.email for row in members(viewer, fife.id)] != ["moved@test.example"]
    client.get(link_in("moved@test.example", "link"))
    db.session.expire_all()
    assert [row.email for row in members(viewer, fife.id)] == ["moved@test.example"]


@pytest.mark.parametrize(
    ("path", "told"),
    [("/account/sign-in", ["Enter your email address", "Enter your password"]),
     ("/account/register", ["Enter your email address", "Enter your password"]),
     ("/account/recover", ["Enter your email address"]),
     ("/account/confirm", ["Enter your email address"]),
     ("/account/change-password", ["Enter your present password", "Enter a new password"])],
)  # fmt: skip
def test_an_empty_form_says_once_what_to_enter(client: FlaskClient, path: str, told: list[str]) -> None:
    if path == "/account/change-password":
        sign_in(client, an_account(password=hash_password(PASSWORD)))
    answer = submit(client, path)
    assert answer.status_code == 422
    assert SUMMED_UP.findall(answer.text) == told


@pytest.mark.parametrize("again", ["", "seven green parrots"])
def test_a_password_typed_once(client: FlaskClient, again: str) -> None:
    answer = submit(client, "/account/register", email=ADDRESS, password=PASSWORD, password_confirm=again)
    assert SUMMED_UP.findall(answer.text) == [
        "The two passwords are not the same" if again else "Enter the same password again"
    ]


def test_a_new_password_too_short_and_typed_once(client: FlaskClient) -> None:
    account = an_account(password=hash_password(PASSWORD))
    submit(client, "/account/recover", email=account.email)
    link = urlsplit(letters_to(account.email)[-1].facts["reset_link"]).path
    answer = submit(client, link, password="short")
    assert SUMMED_UP.findall(answer.text) == [
        "Your password must have at least 10 characters",
        "Enter the same password again",
    ]


def test_nothing_stands_between_a_label_and_its_box(client: FlaskClient) -> None:
    page = client.get("/account/sign-in").text
    assert page.index('id="password"') < page.index('href="/account/recover"')


def test_what_one_page_says_is_not_said_on_the_next(client: FlaskClient) -> None:
    assert "on its way" in client.get(register(client).location).text
    assert "on its way" not in client.get("/account/sign-in").text


def test_a_copy_of_the_cookie_ends_with_the_session(client: FlaskClient) -> None:
    account = an_account(password=hash_password(PASSWORD))
    submit(client, "/account/sign-in", email=account.email, password=PASSWORD)
    copied = client.get_cookie("recruitment")
    assert copied is not None
    assert client.get("/account/").status_code == 200
    submit(client, "/account/sign-out", page="/account/")
    client.set_cookie("recruitment", copied.value)
    assert client.get("/account/").location.startswith("/account/sign-in")
    assert client.get("/candidate/").location.startswith("/account/sign-in")


def test_another_session_goes_on(client: FlaskClient, app: Flask) -> None:
    account = an_account(password=hash_password(PASSWORD))
    elsewhere = app.test_client()
    for browser in (client, elsewhere):
        submit(browser, "/account/sign-in", email=account.email, password=PASSWORD)
    submit(client, "/account/sign-out", page="/account/")
    assert elsewhere.get("/account/").status_code == 200


def test_sign_out_ends_it(client: FlaskClient) -> None:
    sign_in(client, an_account(password=hash_password(PASSWORD)))
    submit(client, "/account/sign-out", page="/account/")
    assert client.get("/account/").location.startswith("/account/sign-in")
