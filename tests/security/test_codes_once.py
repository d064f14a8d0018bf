"""A code of an authenticator app opens one door once: whoever read it over a shoulder comes too late."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.actions import take_code
from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit
from tests.builders.selection import a_portal_of_its_own, hold_until_both_have_read
from tests.conftest import Browser
from tests.web.account.test_second_factor import code_of, key_page, set_up_app

PASSWORD = "seven green puffins"
CODE_PAGE = "/account/two-factor-code"


@pytest.fixture
def member(database: None) -> Account:
    return a_new_member()


def a_new_member() -> Account:
    account = an_account(password=hash_password(PASSWORD))
    return a_member(an_organisation(), Role.ADMINISTRATOR, account=account, has_app=False)


def forget_codes(member: Account) -> None:
    """As if the half minute of the code that set the app up were over."""
    member.tf_last_counter = None
    db.session.commit()


def give_password(browser: FlaskClient, member: Account) -> None:
    assert CODE_PAGE in submit(browser, "/account/sign-in", email=member.email, password=PASSWORD).location


def test_the_same_code_does_not_sign_in_twice(app: Flask, client: FlaskClient, member: Account) -> None:
    sign_in(client, member)
    key = set_up_app(client)
    forget_codes(member)
    owner, thief = (Browser(app, app.response_class, use_cookies=True) for _ in range(2))
    give_password(owner, member)
    give_password(thief, member)
    code = code_of(key)
    assert submit(owner, CODE_PAGE, code=code).status_code == 302
    assert "code is not right" in submit(thief, CODE_PAGE, code=code).text
    assert thief.get("/account/").location.startswith("/account/sign-in")


def test_the_code_that_set_the_app_up_does_not_sign_in(app: Flask, client: FlaskClient, member: Account) -> None:
    sign_in(client, member)
    action, key = key_page(client)
    code = code_of(key)
    token = TOKEN.search(client.get("/account/").text).group(1)
    assert client.post(action, data={"csrf_token": token, "code": code}).status_code == 302
    thief = Browser(app, app.response_class, use_cookies=True)
    give_password(thief, member)
    assert "code is not right" in submit(thief, CODE_PAGE, code=code).text


def test_nor_sets_it_up_again(client: FlaskClient, member: Account) -> None:
    sign_in(client, member)
    action, key = key_page(client)
    typed = {"csrf_token": TOKEN.search(client.get("/account/").text).group(1), "code": code_of(key)}
    assert client.post(action, data=typed).location == "/account/"
    assert client.post(action, data=typed).location != "/account/"


def test_another_apps_codes_are_counted_anew(client: FlaskClient, member: Account) -> None:
    sign_in(client, member)
    assert set_up_app(client) != set_up_app(client)


def test_older_codes_go_with_a_newer_one(member: Account) -> None:
    member.tf_totp_secret = "secret"
    db.session.flush()
    assert [take_code(member.id, "secret", counter) for counter in (7, 6, 7, 8)] == [True, False, False, True]


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


@pytest.mark.dialect
def test_of_two_at_once_one_signs_in(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    member = a_new_member()
    first = Browser(portal, portal.response_class, use_cookies=True)
    sign_in(first, member)
    key = set_up_app(first)
    forget_codes(member)
    browsers = [Browser(portal, portal.response_class, use_cookies=True) for _ in range(2)]
    for browser in browsers:
        give_password(browser, member)
    typed = [{"csrf_token": TOKEN.search(each.get(CODE_PAGE).text).group(1), "code": code_of(key)} for each in browsers]
    db.session.remove()
    hold_until_both_have_read(monkeypatch, "recruitment.accounts.datastore.take_code", take_code)
    with ThreadPoolExecutor(2) as people:
        list(people.map(lambda browser, fields: browser.post(CODE_PAGE, data=fields), browsers, typed))
    assert sorted(browser.get("/account/").status_code for browser in browsers) == [200, 302]
