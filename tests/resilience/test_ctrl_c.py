"""`flask serve` as `make run` starts it: it begins, is stopped by Ctrl-C with all that it began, and keeps its data."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from recruitment import create_app
from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.conftest import settings_for
from tests.resilience.people import Person
from tests.resilience.processes import (
    Group,
    Running,
    answers,
    free_port,
    is_free,
    kill,
    plain_environment,
    wait_until,
)

FLASK = [str(Path(sys.executable).parent / "flask"), "--app", "wsgi"]
# Web server with two workers, worker, follower, and what watches over each.
PARTS = 8
REAL_ADVERTS = 49


class Serve(Group):
    """The whole portal on a port and a folder of its own."""

    def __init__(self, url: str, folder: Path, mode: str) -> None:
        self.port = free_port()
        given = {"MODE": mode, "DATABASE_URL": url, "VAR_DIR": str(folder), "STAFF_TWO_FACTOR": "optional"}
        settings = {f"RECRUITMENT_{name}": value for name, value in given.items()}
        environment = plain_environment(PORT=str(self.port), PYTHONUNBUFFERED="1", **settings)
        super().__init__([*FLASK, "serve"], environment, folder / "serve.log")

    def said(self) -> str:
        return self.log.read_text()

    def start_and_wait(self) -> None:
        self.log.write_text("")
        self.start()
        # A demonstration imports adverts and makes people apply before it begins.
        wait_until(lambda: self.has_ended() or answers(self.port), f"a portal that answers: {self.said()}", 300)
        assert not self.has_ended(), self.said()
        wait_until(lambda: len(self.below()) >= PARTS, "all its processes")

    def stop(self, sign: signal.Signals, *, whole_group: bool) -> None:
        """Asks it to stop, as a terminal asks a whole group of processes; nothing is left then."""
        assert self.process is not None
        self.below()
        (os.killpg if whole_group else os.kill)(self.process.pid, sign)
        assert self.process.wait(30) == 0, self.said()
        assert self.left() == []
        assert is_free(self.port)
        assert "Traceback" not in self.said()


def held(url: str, folder: Path) -> dict[str, list[str]]:
    """What tells one row from another, by table."""
    app = create_app(settings_for(url, folder))
    with app.app_context():
        made, told = System("demonstration"), {}
        for model, name in (
            (Account, Account.email),
            (Vacancy, Vacancy.reference),
            (Application, Application.reference),
        ):
            rows = visible(made, model).with_only_columns(name).order_by(name)
            told[model.__tablename__] = list(db.session.scalars(rows))
        told["organisation"] = list(db.session.scalars(select(Organisation.slug).order_by(Organisation.slug)))
        db.session.remove()
        db.engine.dispose()
    return told


@pytest.fixture
def serve(empty_url: str, tmp_path: Path) -> Iterator[Serve]:
    with Serve(empty_url, tmp_path, "test") as serve:
        yield serve


@pytest.mark.slow
@pytest.mark.dialect
def test_a_demonstration_stops_by_ctrl_c_and_goes_on_where_it_was(empty_url: str, tmp_path: Path) -> None:
    with Serve(empty_url, tmp_path, "demonstration") as serve:
        serve.start_and_wait()
        assert "Importing real adverts" in serve.said()
        wait_until(lambda: "candidate@demo.example" in serve.said(), "the accounts told")
        person = Person(serve.port, "somebody.new@demo.example")
        secret = "seven green puffins"
        person.submit("/account/register", email=person.email, password=secret, password_confirm=secret)
        serve.stop(signal.SIGINT, whole_group=True)
        before = held(empty_url, tmp_path)
        serve.start_and_wait()
        assert "Importing" not in serve.said()
        wait_until(lambda: "/vacancies/" in person.open("/vacancies").text, "a page with adverts")
        serve.stop(signal.SIGINT, whole_group=True)
    assert held(empty_url, tmp_path) == before
    assert "somebody.new@demo.example" in before["account"]
    assert len(before["vacancy"]) >= REAL_ADVERTS


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_first_process_stops_all(serve: Serve, sign: signal.Signals) -> None:
    serve.start_and_wait()
    serve.stop(sign, whole_group=False)


@pytest.mark.slow
def test_ctrl_c_while_it_begins_leaves_nothing(serve: Serve) -> None:
    serve.start()
    wait_until(
        lambda: serve.has_ended() or serve.said().count(" started (pid=") == 3, "the beginning of its parts", 120
    )
    serve.stop(signal.SIGINT, whole_group=True)


def words_of(process: Running) -> list[str]:
    return Path(f"/proc/{process.pid}/cmdline").read_text().rstrip("\0").split("\0")


@pytest.mark.slow
def test_when_a_part_ends_by_itself_the_others_are_stopped_and_it_is_said(serve: Serve) -> None:
    serve.start_and_wait()
    kill(next(each for each in serve.below() if words_of(each)[-1] == "worker"))
    assert serve.process is not None
    assert serve.process.wait(30) == 1
    assert "A part of the portal ended by itself" in serve.said()
    assert serve.left() == []
