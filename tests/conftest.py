"""One app and database a run; each test in a transaction that is rolled back."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from werkzeug.test import TestResponse

from recruitment import create_app
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.settings import read_settings
from recruitment.vacancies.views import TALLY
from tests.builders.reference import load_reference
from tests.databases import NoPostgreSQL, drop_postgresql, postgresql_url, sqlite_url

IN_CI = os.environ.get("CI") == "true"
# How fast a busy machine is says nothing of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.config.getoption("--database") == "sqlite":
        yield sqlite_url(tmp_path_factory.mktemp("database"))
        return
    try:
        url = postgresql_url(f"recruitment_test_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}_{os.getpid()}")
    except NoPostgreSQL as absent:
        if IN_CI:
            raise
        pytest.skip(str(absent))
    yield url
    drop_postgresql(url)


def settings_for(url: str, folder: Path, **more: str):
    """Settings of a test; `more` are further settings by their name without the prefix."""
    given = {"MODE": "test", "DATABASE_URL": url, "VAR_DIR": str(folder), "PUBLIC_URL": "http://127.0.0.1", **more}
    return read_settings({f"RECRUITMENT_{name}": value for name, value in given.items()})


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app on a migrated database that holds the reference data of tests."""
    app = create_app(settings_for(database_url, tmp_path_factory.mktemp("var")))
    with app.app_context():
        db.create_all()
        load_reference()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Iterator[None]:
    """An app context in a transaction that ends with the test, whatever was committed inside it."""
    # Views that another test counted in this process would be taken for this one's.
    TALLY.take()
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            whole = connection.begin()
            db._app_engines[app][None] = connection
            try:
                yield
            finally:
                db.session.remove()
                db._app_engines[app][None] = engine
                whole.rollback()


class Browser(FlaskClient):
    """Each request has an app context of its own, as on a server, though the test holds one open."""

    def open(self, *words: Any, **named: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*words, **named)


@pytest.fixture
def client(app: Flask, database: None) -> FlaskClient:
    """A browser without JavaScript: keeps cookies, follows nothing by itself."""
    return Browser(app, app.response_class, use_cookies=True)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[timedelta]]:
    """later.append(DAY): the clock goes forward by so much."""
    passed: list[timedelta] = []
    real = clock.now

    def now() -> datetime:
        return real() + sum(passed, timedelta())

    monkeypatch.setattr(clock, "now", now)
    yield passed
