"""A portal of its own with the real adverts, alone or among generated ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from recruitment import create_app
from recruitment.core.transactions import only_reads, transaction
from recruitment.demonstration.generated import generate
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.places.loading import load_geography
from recruitment.search.follower import rebuild
from recruitment.settings import PROJECT
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.importing import run_import
from tests.conftest import settings_for
from tests.databases import sqlite_url

REAL = PROJECT / "recruitment" / "vacancies" / "data" / "scottish_adverts.jsonl"
GENERATED = 20_000
# Postcodes of the real adverts' places and of some more, islands among them; places are known everywhere.
OUTCODES = set(
    "AB10 AB11 AB15 AB44 DD1 DD10 EH1 EH4 EH9 EH16 EH21 EH22 EH41 FK8 G1 G2 G12 G31 HS1 HS2 HS3 HS9 IV1 IV2 IV30 IV40 "
    "IV51 KA1 KA28 KW1 KW15 KW16 KW17 KY1 KY2 KY5 KY7 KY11 KY16 ML3 ML11 PA1 PA20 PA34 PA75 PH1 PH33 TD1 TD11 ZE1 "
    "ZE2".split()
)


@contextmanager
def a_portal_of(folder: Path, generated: int) -> Iterator[Flask]:
    """The real adverts, their closing dates moved into the future, among so many generated ones; the clock as it is."""
    app = create_app(settings_for(sqlite_url(folder), folder))
    with app.app_context():
        db.create_all()
        with transaction():
            load_geography(lambda _line: None, outcodes=OUTCODES)
            load_councils()
            load_categories()
        result = run_import(
            REAL, create_organisations=True, dry_run=False, move_closing_dates=True, progress=lambda _line: None
        )
        assert result.exit_code == 0, result.summary
        if generated:
            generate(generated, lambda _line: None)
        rebuild()
        only_reads(True)
        yield app
        only_reads(False)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def real_adverts(tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of(tmp_path, 0) as app:
        yield app


@pytest.fixture
def many_adverts(tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of(tmp_path, GENERATED) as app:
        yield app
