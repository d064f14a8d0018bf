"""A made-up history is whole, counted, and leaves the database as it was: checked, and noting what changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func

from recruitment import create_app
from recruitment.advertising.media import load_media
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Cosla, System
from recruitment.demonstration.history import generate_history
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.reporting.actions import recount
from recruitment.reporting.duration_queries import durations
from recruitment.reporting.fact_tables import FactDue
from recruitment.reporting.hiring_queries import hiring
from recruitment.reporting.spend_queries import spend_by
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.tables import Vacancy
from tests.builders.vacancies import a_postcode
from tests.conftest import settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

pytestmark = pytest.mark.dialect
REPORTING = System("reporting")
SIZE = {"vacancies": 600, "applications": 9_000, "placements": 900}


@pytest.fixture
def country(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """Councils, categories and a postcode, in a database of its own of the same kind as the run's."""
    is_sqlite = database_url.startswith("sqlite")
    url = sqlite_url(tmp_path) if is_sqlite else postgresql_url(f"{database_url.rsplit('/', 1)[1]}_history")
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        db.create_all()
        with transaction():
            load_councils()
            load_categories()
            load_media()
            a_postcode()
        yield app
        db.session.remove()
        db.engine.dispose()
    if not is_sqlite:
        drop_postgresql(url)


def test_a_history_is_whole_and_counted(country: Flask) -> None:
    said: list[str] = []
    generate_history(said.append, years=3, **SIZE)
    recount(said.append)
    assert any(line.endswith("rows of application") for line in said)
    with only_reading():
        years = hiring(Cosla(1), "year")
        assert len(years.lines) in (3, 4)
        assert years.total.sums["vacancies"] == 600
        assert 6_000 < (years.total.people["submitted"] or 0) < 12_000
        assert years.total.sums["net"] == spend_by(Cosla(1), "year").total.sum.net > 0
        whole = durations(Cosla(1), "")[0].whole
        assert whole is not None and 30 < whole.low < whole.median < whole.high < 130
        sent = visible(REPORTING, Application).with_only_columns(func.count(), func.max(Application.submitted_at))
        number, latest = db.session.execute(sent).one()
        assert number == years.total.people["submitted"] and latest < clock.now()


def test_what_changes_afterwards_is_noted(country: Flask) -> None:
    generate_history(lambda _line: None, years=1, **SIZE)
    due = visible(REPORTING, FactDue).with_only_columns(func.count())
    with transaction():
        assert db.session.scalars(due).one() == 0
        closed = changing(System("demonstration"), Vacancy).where(Vacancy.state == "filled")
        db.session.execute(closed.values(department="Parks"))
    with only_reading():
        assert db.session.scalars(due).one() > 100
