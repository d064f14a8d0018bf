"""The migrations lead to what the models say, on both databases, and back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from recruitment import create_app
from recruitment.extensions import db
from recruitment.settings import PROJECT
from tests.conftest import settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

VERSIONS = sorted((PROJECT / "migrations" / "versions").glob("*.py"))


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database of the same kind as the run's."""
    is_sqlite = database_url.startswith("sqlite")
    url = sqlite_url(tmp_path) if is_sqlite else postgresql_url(f"{database_url.rsplit('/', 1)[1]}_migrations")
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        yield app
        db.engine.dispose()
    if not is_sqlite:
        drop_postgresql(url)


@pytest.mark.dialect
def test_upgrade_leaves_no_drift(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.dialect
def test_downgrade_leaves_nothing(empty: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


def test_migrations_are_numbered_in_a_row() -> None:
    numbers = [int(re.match(r"(\d{4})_[a-z_]+\.py$", path.name).group(1)) for path in VERSIONS]
    assert numbers == list(range(1, len(VERSIONS) + 1))
