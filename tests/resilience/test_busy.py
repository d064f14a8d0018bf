"""A database that others keep for too long: a page that says so and holds what was typed, to be sent again at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from recruitment.applications.tables import Application
from recruitment.core import clock, transactions
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, filled, words_of
from tests.builders.vacancies import a_vacancy
from tests.conftest import Browser
from tests.resilience.drafts import a_finished_draft, whole_or_not_at_all

pytestmark = pytest.mark.dialect
KEEPING = System("keeping")
SHORT = 50


@pytest.fixture
def client(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Of a portal that waits for so many milliseconds."""
    monkeypatch.setattr(transactions, "BUSY", SHORT)
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text(f'alter database "{db.engine.url.database}" set lock_timeout = {SHORT}'))
    db.engine.dispose()
    return Browser(portal, portal.response_class, use_cookies=True)


@pytest.fixture
def draft(client: FlaskClient) -> int:
    account = an_account()
    a_profile(account)
    draft = a_finished_draft(account, a_vacancy(an_organisation())).id
    sign_in(client, account)
    db.session.remove()
    return draft


@contextmanager
def kept_from_all() -> Iterator[None]:
    """Another process has what a sender needs: on SQLite the whole file, on PostgreSQL the applications."""
    if db.engine.dialect.name == "sqlite":
        other = sqlite3.connect(db.engine.url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()
        return
    with db.engine.connect() as connection:
        connection.execute(text(f"lock table {Application.__tablename__} in share mode"))
        yield


def close(seconds_ago: int) -> None:
    now = clock.now()
    vacancy = db.session.scalars(visible(KEEPING, Vacancy)).one()
    closes_at = now - timedelta(seconds=seconds_ago)
    db.session.execute(changing(KEEPING, Vacancy).where(Vacancy.id == vacancy.id).values(closes_at=closes_at))
    db.session.commit()
    db.session.remove()


def sent_in_vain(client: FlaskClient, draft: int) -> dict[str, list[str]]:
    """What the page holds that says so."""
    path = f"/candidate/applications/{draft}/check"
    token = TOKEN.search(client.get(path).text).group(1)
    with kept_from_all():
        answer = client.post(path, data={"csrf_token": token, "is_true": "y", "typed": "Two\nlines"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Nothing that you typed is lost" in words_of(answer.text)
    assert f'action="{path}"' in answer.text
    assert draft in whole_or_not_at_all().drafts
    held = filled(answer.text)
    assert (held["is_true"], held["typed"]) == (["y"], ["Two\nlines"])
    return held


def test_what_came_in_time_is_in_time_when_it_is_sent_again(client: FlaskClient, draft: int) -> None:
    held = sent_in_vain(client, draft)
    clock.wait(1.1)
    close(1)
    path = f"/candidate/applications/{draft}/check"
    late = client.post(path, data={name: value for name, value in held.items() if name != "first_received"})
    assert late.status_code == 409
    other_words = client.post(path, data=held | {"typed": "Others"})
    assert other_words.status_code == 409
    not_sealed = client.post(path, data=held | {"first_received": "WyIyMDAxLTAxLTAxIl0.seal"})
    assert not_sealed.status_code == 409
    # As a browser sends the ends of lines.
    answer = client.post(path, data=held | {"typed": "Two\r\nlines"})
    assert (answer.status_code, answer.location) == (303, f"{path.removesuffix('check')}sent")
    assert draft in whole_or_not_at_all().sent


def test_but_not_for_longer_than_it_says(client: FlaskClient, draft: int, monkeypatch: pytest.MonkeyPatch) -> None:
    held = sent_in_vain(client, draft)
    close(-60)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=10))
    assert client.post(f"/candidate/applications/{draft}/check", data=held).status_code == 409


def test_a_password_is_on_no_page(client: FlaskClient, draft: int) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("signing in waits for no lock on PostgreSQL")
    visitor = Browser(client.application, client.application.response_class, use_cookies=True)
    token = TOKEN.search(visitor.get("/account/sign-in").text).group(1)
    with kept_from_all():
        answer = visitor.post(
            "/account/sign-in", data={"csrf_token": token, "email": "a@test.example", "password": "green puffin"}
        )
    assert answer.status_code == 503
    assert "green puffin" not in answer.text
    assert "go back with your browser" in words_of(answer.text)
