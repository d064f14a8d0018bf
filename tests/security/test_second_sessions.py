"""What one session has proved says nothing for another, and no session outlives its limits by a side page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.conftest import Browser
from tests.web.account.test_second_factor import set_up_app

PASSWORD = "seven green puffins"
DAY = 24 * 3600


@pytest.fixture
def member(database: None) -> Account:
    account = an_account(password=hash_password(PASSWORD))
    return a_member(an_organisation(), Role.ADMINISTRATOR, account=account, has_app=False)


@pytest.fixture
def thief(app: Flask, member: Account) -> FlaskClient:
    """Knows the password, and signed in before the member of staff had set up their app."""
    browser = Browser(app, app.response_class, use_cookies=True)
    submit(browser, "/account/sign-in", email=member.email, password=PASSWORD)
    return browser


def test_a_session_of_the_password_alone_ends_when_the_account_gets_a_second_factor(
    client: FlaskClient, thief: FlaskClient, member: Account
) -> None:
    submit(client, "/account/sign-in", email=member.email, password=PASSWORD)
    assert thief.get("/employer/").location.startswith("/account/two-factor")
    set_up_app(client)
    assert client.get("/employer/").status_code == 200
    assert thief.get("/employer/").location.startswith("/account/sign-in")


@pytest.mark.parametrize("choice", ["disable", "authenticator"])
def test_nor_does_it_change_the_second_factor(
    client: FlaskClient, thief: FlaskClient, member: Account, choice: str
) -> None:
    submit(client, "/account/sign-in", email=member.email, password=PASSWORD)
    page = thief.get("/account/two-factor")
    assert page.status_code == 200
    set_up_app(client)
    token = page.text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    answer = thief.post("/account/two-factor", data={"csrf_token": token, "setup": choice})
    assert "house_key" not in answer.text
    db.session.expire_all()
    assert client.get("/employer/").status_code == 200


def test_the_limits_of_a_session_hold_on_the_pages_of_the_account(client: FlaskClient, member: Account) -> None:
    for page in ("change-password", "change-email", "two-factor", "verify"):
        sign_in(client, member)
        with client.session_transaction() as session:
            for clock in ("began_at", "seen_at", "fs_paa"):
                session[clock] -= 3 * DAY
        assert client.get(f"/account/{page}").location.startswith("/account/sign-in"), page


def test_another_sites_form_signs_nobody_out(client: FlaskClient, member: Account) -> None:
    sign_in(client, member)
    answer = client.post("/account/sign-out")
    assert answer.status_code == 400
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/account/").status_code == 200
