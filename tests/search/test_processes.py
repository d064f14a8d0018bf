"""Followers as processes of their own, on a database file: killed, doubled, and how soon a commit is seen."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import insert, update

from recruitment import create_app
from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.search.answers import number_of
from recruitment.search.follower import rebuild
from recruitment.search.heartbeat import index_health
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question
from recruitment.settings import PROJECT
from recruitment.vacancies.tables import AdvertChange, Vacancy
from tests.builders.organisations import an_organisation
from tests.builders.reference import load_reference
from tests.builders.search import an_advert, leave
from tests.builders.vacancies import a_vacancy
from tests.conftest import IN_CI, settings_for
from tests.databases import NoPostgreSQL, drop_postgresql, postgresql_url, sqlite_url

pytestmark = pytest.mark.slow
FOLLOW = "from recruitment import create_app; from recruitment.search.follower import follow; follow(create_app())"
# Seconds after which a process that has not done what it should never will.
PATIENCE = 60
Starter = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.config.getoption("--database") == "sqlite":
        yield sqlite_url(tmp_path)
        return
    try:
        url = postgresql_url(f"recruitment_followers_{os.getpid()}")
    except NoPostgreSQL as absent:
        if IN_CI:
            raise
        pytest.skip(str(absent))
    yield url
    drop_postgresql(url)


@pytest.fixture
def house(url: str, tmp_path: Path) -> Iterator[Flask]:
    """An app that is not in a test's transaction, so that other processes see what it commits."""
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        db.create_all()
        load_reference()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def start(house: Flask, url: str, tmp_path: Path) -> Iterator[Starter]:
    """Starts a follower; all are ended with the test."""
    given = {"MODE": "test", "DATABASE_URL": url, "VAR_DIR": str(tmp_path), "PUBLIC_URL": "http://127.0.0.1"}
    environment = os.environ | {f"RECRUITMENT_{name}": value for name, value in given.items()}
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([sys.executable, "-c", FOLLOW], env=environment, cwd=PROJECT))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    began = clock.ticks()
    while not holds():
        db.session.rollback()
        assert clock.ticks() - began < PATIENCE, f"never came about: {what}"
        clock.wait(0.02)


def wait_for(number: int) -> None:
    def is_there() -> bool:
        try:
            return number_of(Question()) == number
        except IndexUnreadable:
            return False

    wait_until(is_there, f"{number} adverts in the index")


def number_of_adverts() -> int:
    return index_health(System("health")).adverts or 0


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_a_commit_is_seen_by_another_process(start: Starter) -> None:
    start()
    wait_for(0)
    advert = an_advert()
    wait_for(1)
    leave(advert)
    wait_for(0)


def test_a_killed_follower_loses_nothing(start: Starter) -> None:
    """Killed between adverts, while it writes them, and again: after it comes back all are there, once."""
    for killed in range(3):
        follower = start()
        for _ in range(40):
            an_advert()
        wait_until(lambda seen=killed: number_of_adverts() > seen * 60, "the follower at work")
        kill(follower)
        for _ in range(20):
            an_advert()
    start()
    wait_for(180)
    assert index_health(System("health")).adverts == 180


@pytest.mark.dialect
def test_an_act_that_commits_late_is_not_missed(start: Starter) -> None:
    """Its number in the log is lower than that of an act whose transaction began later and ended sooner."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time, so its numbers commit in their order")
    late = a_vacancy(an_organisation(), title="Late")
    start()
    wait_for(1)
    log = insert(AdvertChange.__table__)
    with db.engine.connect() as slow:
        slow.execute(log, {"vacancy_id": late.id, "at": clock.now()})
        slow.execute(update(Vacancy.__table__).values(title="Later still").where(Vacancy.__table__.c.id == late.id))
        an_advert(title="Sooner")
        wait_for(2)
        slow.commit()
    wait_until(lambda: number_of(Question(q="later")) == 1, "the late act in the index")


def test_of_two_followers_one_waits_and_takes_over(start: Starter) -> None:
    first = start()
    an_advert()
    wait_for(1)
    second = start()
    an_advert()
    wait_for(2)
    assert second.poll() is None
    kill(first)
    an_advert()
    wait_for(3)
    assert second.poll() is None


def test_a_follower_at_work_rebuilds_when_told(start: Starter) -> None:
    start()
    wait_for(0)
    a_vacancy(an_organisation(), title="Never in the log")
    rebuild()
    assert number_of(Question()) == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_follower_ends_when_asked(start: Starter, sign: signal.Signals) -> None:
    follower = start()
    wait_for(0)
    follower.send_signal(sign)
    assert follower.wait(PATIENCE) == 0
