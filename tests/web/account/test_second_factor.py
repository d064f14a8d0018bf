"""Staff and COSLA need a code from an app, unless a demonstration makes it optional; candidates may have one."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from flask_security.proxies import _security

from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit

PASSWORD = "seven green puffins"
KEY = re.compile(r'house_key">([^<]+)<')
ACTION = re.compile(r'<form class="house_reading" method="post" action="([^"]+)"')


def set_up_app(client: FlaskClient) -> str:
    """Goes through the set-up page as a person with an app would; returns the app's key."""
    action, key = key_page(client)
    token = TOKEN.search(client.get("/account/").text).group(1)
    done = client.post(action, data={"csrf_token": token, "code": code_of(key)})
    assert done.status_code == 302
    return key


def key_page(client: FlaskClient, page: str = "/account/two-factor") -> tuple[str, str]:
    """Where the page with the key sends the code, and the key."""
    opened = submit(client, page, setup="authenticator")
    return ACTION.search(opened.text).group(1), KEY.search(opened.text).group(1)


def code_of(key: str) -> str:
    return _security._totp_factory._totp(key=key.replace("-", "")).generate().token


def test_staff_without_a_second_factor_set_it_up_first(client: FlaskClient) -> None:
    member = a_member(
        an_organisation(), Role.ADMINISTRATOR, account=an_account(password=hash_password(PASSWORD)), has_app=False
    )
    sign_in(client, member)
    assert client.get("/employer/staff").location.startswith("/account/two-factor")
    set_up_app(client)
    assert client.get("/employer/staff").status_code == 200


def test_signing_in_asks_for_the_code(client: FlaskClient) -> None:
    member = a_member(
        an_organisation(), Role.ADMINISTRATOR, account=an_account(password=hash_password(PASSWORD)), has_app=False
    )
    sign_in(client, member)
    key = set_up_app(client)
    client.delete_cookie("recruitment")
    member.tf_last_counter = None
    db.session.commit()
    answer = submit(client, "/account/sign-in?next=/employer/staff", email=member.email, password=PASSWORD)
    assert "/account/two-factor-code" in answer.location
    assert client.get("/employer/staff").location.startswith("/account/sign-in")
    wrong = submit(client, answer.location, code="000000")
    assert "code is not right" in wrong.text
    right = submit(client, answer.location, code=code_of(key))
    assert right.location.startswith("/employer/staff")


@pytest.mark.usefixtures("database")
def test_a_demonstration_may_leave_it_out(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    optional = app.config["SETTINGS"].__class__(**{**vars(app.config["SETTINGS"]), "staff_two_factor_required": False})
    monkeypatch.setitem(app.config, "SETTINGS", optional)
    sign_in(client, a_member(an_organisation(), Role.ADMINISTRATOR, has_app=False))
    assert client.get("/employer/staff").status_code == 200


@pytest.mark.parametrize(("code", "said"), [("000000", "The code is not right"), ("", "Enter the six digits")])
def test_a_wrong_code_at_set_up_keeps_the_key(client: FlaskClient, database: None, code: str, said: str) -> None:
    sign_in(client, an_account(password=hash_password(PASSWORD)))
    action, key = key_page(client, "/account/two-factor?next=/candidate/")
    token = TOKEN.search(client.get("/account/").text).group(1)
    wrong = client.post(action, data={"csrf_token": token, "code": code})
    assert wrong.status_code == 422
    assert said in wrong.text
    assert KEY.search(wrong.text).group(1) == key
    again = ACTION.search(wrong.text).group(1)
    assert client.post(again, data={"csrf_token": token, "code": code_of(key)}).location == "/candidate/"


def test_the_code_page_without_a_password(client: FlaskClient) -> None:
    answer = client.get("/account/two-factor-code?next=/candidate/")
    assert answer.location == "/account/sign-in?next=/candidate/"
    assert "Enter your email address and password first" in client.get(answer.location).text


def test_another_page_between_password_and_code(client: FlaskClient, database: None) -> None:
    person = an_account(password=hash_password(PASSWORD))
    sign_in(client, person)
    key = set_up_app(client)
    client.delete_cookie("recruitment")
    submit(client, "/account/sign-in", email=person.email, password=PASSWORD)
    token = TOKEN.search(client.get("/account/two-factor-code").text).group(1)
    client.get("/account/sign-in")
    answer = client.post("/account/two-factor-code", data={"csrf_token": token, "code": code_of(key)})
    assert answer.location == "/account/sign-in"
    assert "Enter your email address and password first" in client.get(answer.location).text


def test_the_code_page_signs_nobody_out(client: FlaskClient, database: None) -> None:
    sign_in(client, an_account())
    assert client.get("/account/two-factor-code").location == "/account/"
    assert client.get("/account/").status_code == 200
