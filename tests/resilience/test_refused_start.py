"""What the portal cannot start with is said in a line each, without a trace, by whatever starts it."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from recruitment import create_app
from recruitment.extensions import db
from recruitment.settings import PROJECT
from tests.builders.accounts import an_account
from tests.conftest import settings_for
from tests.databases import sqlite_url
from tests.resilience.processes import free_port, plain_environment

PROGRAMS = Path(sys.executable).parent


def said_by(*words: str, **environment: str) -> list[str]:
    """The lines of a command that does not start."""
    ended = subprocess.run(
        [str(PROGRAMS / words[0]), *words[1:]],
        cwd=PROJECT,
        env=plain_environment(**environment),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1, ended.stdout
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip().splitlines()


def test_each_mistake_is_a_line() -> None:
    wrong = {"RECRUITMENT_MODE": "trial", "RECRUITMENT_CLOCK_OFFSET": "an hour", "PORT": "http"}
    said = said_by("flask", "--app", "wsgi", "serve", **wrong)
    assert [line.split()[0] for line in said] == ["RECRUITMENT_MODE", "PORT", "RECRUITMENT_CLOCK_OFFSET"]


def test_the_web_server_alone_says_it_too() -> None:
    words = ("granian", "--interface", "wsgi", "--port", str(free_port()), "wsgi:app")
    assert "RECRUITMENT_MODE is 'trial'" in " ".join(said_by(*words, RECRUITMENT_MODE="trial"))


def test_a_port_that_somebody_has(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = said_by("flask", "--app", "wsgi", "serve", PORT=port, RECRUITMENT_VAR_DIR=str(tmp_path))
    assert said == [f"Error: Port {port} cannot be used: Address already in use. Choose one by PORT."]


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all/portal.sqlite", "postgresql://nobody@127.0.0.1:1/portal"], ids=["file", "server"]
)
def test_a_database_that_does_not_answer(url: str, tmp_path: Path) -> None:
    (line, *more) = said_by(
        "flask", "--app", "wsgi", "serve", RECRUITMENT_DATABASE_URL=url, RECRUITMENT_VAR_DIR=str(tmp_path)
    )
    assert line.startswith("RECRUITMENT_DATABASE_URL names a database that does not answer: ")
    assert more == []


@pytest.mark.parametrize("name", ["VAR_DIR", "INDEX_DIR"])
def test_a_folder_that_cannot_be_made(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    settings = {"RECRUITMENT_VAR_DIR": str(tmp_path), f"RECRUITMENT_{name}": str(file / "folder")}
    (line,) = said_by("flask", "--app", "wsgi", "rebuild-index", **settings)
    assert line.startswith(f"RECRUITMENT_{name} cannot be used: ")


class TestInProduction:
    @pytest.fixture
    def sound(self, tmp_path: Path) -> dict[str, str]:
        return {
            "RECRUITMENT_MODE": "production",
            "RECRUITMENT_SECRET_KEY": "a secret of this test alone, long enough",
            "RECRUITMENT_DATABASE_URL": sqlite_url(tmp_path),
            "RECRUITMENT_SMTP_URL": "smtp://127.0.0.1:25",
            "RECRUITMENT_PUBLIC_URL": "https://jobs.test",
            "RECRUITMENT_VAR_DIR": str(tmp_path),
            "PORT": str(free_port()),
        }

    def test_debugging_is_refused(self, sound: dict[str, str]) -> None:
        (line,) = said_by("flask", "--app", "wsgi", "--debug", "worker", **sound)
        assert line.startswith("FLASK_DEBUG must not be set")

    def test_demonstration_accounts_are_refused(self, sound: dict[str, str], tmp_path: Path) -> None:
        app = create_app(settings_for(sqlite_url(tmp_path), tmp_path))
        with app.app_context():
            db.create_all()
            an_account(email="recruiter@fife-council.demo.example")
            db.session.remove()
            db.engine.dispose()
        (line,) = said_by("flask", "--app", "wsgi", "serve", **sound)
        assert line.startswith("RECRUITMENT_DATABASE_URL names a database with demonstration accounts")
