"""An app on a database of its own, for what several connections or processes must see committed."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from recruitment import create_app
from recruitment.extensions import db
from tests.conftest import settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url


@contextmanager
def own_app(request: pytest.FixtureRequest, folder: Path, **settings: str) -> Iterator[Flask]:
    """The app inside its context, on fresh tables of the kind of database that the run is about."""
    is_sqlite = request.config.getoption("--database") == "sqlite"
    url = sqlite_url(folder) if is_sqlite else postgresql_url(f"recruitment_own_{os.getpid()}_{uuid.uuid4().hex[:8]}")
    app = create_app(settings_for(url, folder, **settings))
    try:
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()
    finally:
        if not is_sqlite:
            drop_postgresql(url)
