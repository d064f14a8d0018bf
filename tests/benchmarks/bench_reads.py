"""What the house’s own rules cost: a page of adverts through visible(), with mark and alarm, and the bare SELECT."""

import sys
import tempfile
from pathlib import Path

from sqlalchemy import select

from recruitment import create_app
from recruitment.core.tenancy import CHECKED, visible
from recruitment.core.transactions import only_reads, transaction
from recruitment.core.viewers import Public
from recruitment.demonstration.generated import generate
from recruitment.extensions import db
from recruitment.organisations.loading import load_councils
from recruitment.places.loading import load_geography
from recruitment.vacancies.categories import load_categories
from recruitment.vacancies.tables import Vacancy
from tests.benchmarks.pairing import ratio
from tests.conftest import settings_for
from tests.databases import sqlite_url

ADVERTS = 5_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(sqlite_url(Path(folder)), Path(folder)))
        with app.app_context():
            db.create_all()
            with transaction():
                load_geography(lambda _line: None, outcodes={"KY1", "EH1"})
                load_councils()
                load_categories()
            generate(ADVERTS, lambda _line: None)
            only_reads(True)
            sys.stdout.write(f"reads: 20 of {ADVERTS:,} adverts\n")
            sys.stdout.write(f"  through visible() / bare {ratio(_through_visible, _bare):24.2f} ×\n")
            db.session.remove()
            db.engine.dispose()


def _through_visible() -> None:
    db.session.scalars(visible(Public(), Vacancy).order_by(Vacancy.id.desc()).limit(20)).all()
    db.session.rollback()


def _bare() -> None:
    rule = Vacancy.__reach__.public(Public(), Vacancy)
    plain = select(Vacancy).where(rule).order_by(Vacancy.id.desc()).limit(20)
    with db.engine.connect() as connection:
        connection.execute(plain, execution_options={CHECKED: True}).all()
