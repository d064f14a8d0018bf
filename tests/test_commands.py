"""The commands as they are typed: what they say, and the number they end with."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from recruitment import create_app
from recruitment.accounts.queries import national_roles
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy
from tests.conftest import settings_for
from tests.databases import sqlite_url

ADVERT = {"employer": "Example Trust", "title": "Xyzzy", "reference": "1", "closing_text": "1/12/2098"}


@pytest.fixture
def adverts(tmp_path: Path) -> Path:
    file = tmp_path / "adverts.jsonl"
    file.write_text(json.dumps(ADVERT) + "\n")
    return file


def typed(app: Flask, *words: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def stored() -> int:
    return len(db.session.scalars(visible(System("import"), Vacancy)).all())


@pytest.mark.usefixtures("database")
class TestImportingAdverts:
    def test_clean(self, app: Flask, adverts: Path) -> None:
        ended = typed(app, "import-adverts", adverts, "--create-organisations")
        assert ended.exit_code == 0, ended.output
        assert "line 1: imported with doubts: Xyzzy (Example Trust)" in ended.output
        assert stored() == 1

    def test_employers_are_added_only_when_told_to(self, app: Flask, adverts: Path) -> None:
        ended = typed(app, "import-adverts", adverts)
        assert ended.exit_code == 1
        assert "line 1: refused: Xyzzy (Example Trust)" in ended.output
        assert stored() == 0

    def test_a_dry_run_stores_nothing(self, app: Flask, adverts: Path) -> None:
        ended = typed(app, "import-adverts", adverts, "--create-organisations", "--dry-run")
        assert ended.exit_code == 0
        assert "1 imported" in ended.output
        assert stored() == 0

    def test_the_report_is_written(self, app: Flask, adverts: Path, tmp_path: Path) -> None:
        report = tmp_path / "report.json"
        typed(app, "import-adverts", adverts, "--create-organisations", "--report", report)
        assert json.loads(report.read_text())["counts"]["imported"] == 1

    def test_a_report_that_cannot_be_written_stops_the_import(self, app: Flask, adverts: Path, tmp_path: Path) -> None:
        ended = typed(app, "import-adverts", adverts, "--create-organisations", "--report", tmp_path / "no" / "where")
        assert ended.exit_code == 2
        assert "cannot be written: No such file or directory" in ended.output
        assert stored() == 0

    @pytest.mark.parametrize("content", [b"\x00\x01\x02", b"{\n[]\n"])
    def test_what_is_no_file_of_adverts(self, app: Flask, adverts: Path, content: bytes) -> None:
        adverts.write_bytes(content)
        ended = typed(app, "import-adverts", adverts)
        assert ended.exit_code == 2, ended.output
        assert "Traceback" not in ended.output

    def test_no_file(self, app: Flask, tmp_path: Path) -> None:
        ended = typed(app, "import-adverts", tmp_path / "nowhere.jsonl")
        assert ended.exit_code == 2
        assert "nowhere.jsonl" in ended.output


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """An app whose database has no tables."""
    app = create_app(settings_for(sqlite_url(tmp_path), tmp_path))
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.mark.parametrize("command", ["load", "rebuild-index", "import-adverts"])
def test_without_tables_a_command_says_what_to_do(bare: Flask, command: str) -> None:
    ended = typed(bare, command, *([os.devnull] if command == "import-adverts" else []))
    assert ended.exit_code == 1
    assert ended.output == "Error: The database is not prepared. Run this first: flask --app wsgi db upgrade\n"


@pytest.mark.usefixtures("database")
class TestAppointingAnOperator:
    def test_whoever_confirmed_the_address(self, app: Flask) -> None:
        person = an_account()
        ended = typed(app, "appoint-operator", person.email)
        assert ended.exit_code == 0, ended.output
        assert f"{person.email} is an operator now" in ended.output
        assert national_roles(person.id) == {"operator"}

    def test_nobody(self, app: Flask) -> None:
        ended = typed(app, "appoint-operator", "nobody@test.example")
        assert ended.exit_code == 1
        assert "Ask the person to create one first" in ended.output


@pytest.mark.usefixtures("database")
class TestRetention:
    def test_a_dry_run_says_that_nothing_is_over(self, app: Flask) -> None:
        ended = typed(app, "retention", "--dry-run")
        assert (ended.exit_code, ended.output) == (0, "Nothing is over\n")

    def test_a_dry_run_lists_and_a_run_removes(self, app: Flask) -> None:
        an_application(a_vacancy(an_organisation("fife-council")), state="unsuccessful")
        with later(app, days=400):
            listed = typed(app, "retention", "--dry-run").output.splitlines()
            assert listed[0].split() == ["table", "organisation", "number", "oldest"]
            assert any(line.split()[:4] == ["application", "Fife", "Council", "1"] for line in listed)
            removed = typed(app, "retention")
            assert removed.exit_code == 0 and removed.output.splitlines() == [*listed, "Removed"]
            assert typed(app, "retention", "--dry-run").output == "Nothing is over\n"
