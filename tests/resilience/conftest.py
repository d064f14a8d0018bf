"""A portal that processes share: a migrated database of its own, where what is committed stays."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from recruitment import create_app
from recruitment.extensions import db
from tests.builders.reference import load_reference
from tests.conftest import settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """An empty database of the kind that the run is about."""
    if database_url.startswith("sqlite"):
        yield sqlite_url(tmp_path)
        return
    url = postgresql_url(f"recruitment_shared_{os.getpid()}_{uuid.uuid4().hex[:8]}")
    yield url
    drop_postgresql(url)


@pytest.fixture
def portal(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The app in its context, on migrated tables that hold the organisations of tests."""
    app = create_app(settings_for(empty_url, tmp_path))
    with app.app_context():
        upgrade()
        load_reference()
        yield app
        db.session.remove()
        db.engine.dispose()
