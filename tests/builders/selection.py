"""Two people at once: a portal with a database of its own, where what is committed stays, and requests that meet."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment import create_app
from recruitment.accounts.tables import Account
from recruitment.extensions import db
from tests.builders.accounts import sign_in
from tests.builders.pages import TOKEN
from tests.builders.reference import load_reference
from tests.conftest import Browser, settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

# Seconds after which two that should have met give up.
PATIENCE = 20


@contextmanager
def a_portal_of_its_own(app: Flask, folder: Path) -> Iterator[Flask]:
    """On the kind of database that the run's `app` has; inside an app context of its own."""
    with app.app_context():
        is_postgresql = db.engine.dialect.name == "postgresql"
    url = postgresql_url(f"recruitment_meeting_{os.getpid()}_{folder.name}") if is_postgresql else sqlite_url(folder)
    portal = create_app(settings_for(url, folder))
    try:
        with portal.app_context():
            db.create_all()
            load_reference()
            yield portal
            db.session.remove()
            db.engine.dispose()
    finally:
        if is_postgresql:
            drop_postgresql(url)


def hold_until_both_have_read(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[..., Any]) -> None:
    """Lets `act`, known as `name`, begin only when two requests have read what they act on.

    On SQLite a request that may write takes the write lock before it reads, so there the two never both have.
    """
    if db.engine.dialect.name != "postgresql":
        return
    meeting = threading.Barrier(2)

    def met(*words: Any, **named: Any) -> Any:
        meeting.wait(PATIENCE)
        return act(*words, **named)

    monkeypatch.setattr(name, met)


def press_at_once(portal: Flask, *presses: tuple[Account, str, dict[str, Any]]) -> list[TestResponse]:
    """Each person opens their page and fills it; then all send at the same moment, each in a thread of their own."""
    start = threading.Barrier(len(presses))
    ready = [(_opened(portal, account, url), url, fields) for account, url, fields in presses]

    def press(each: tuple[tuple[FlaskClient, str], str, dict[str, Any]]) -> TestResponse:
        (client, token), url, fields = each
        start.wait(PATIENCE)
        return client.post(url, data={"csrf_token": token, **fields})

    with ThreadPoolExecutor(len(presses)) as people:
        return list(people.map(press, ready))


def _opened(portal: Flask, account: Account, url: str) -> tuple[FlaskClient, str]:
    client = Browser(portal, portal.response_class, use_cookies=True)
    sign_in(client, account)
    found = TOKEN.search(client.get(url).text)
    assert found, f"{url} has no form with a token"
    return client, found.group(1)
