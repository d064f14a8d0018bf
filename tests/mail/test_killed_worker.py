"""Workers are killed (SIGKILL) in the middle of sending: every letter arrives, and none under a second Message-ID."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func

from recruitment.core import clock
from recruitment.core.health import failed_jobs, outbox_age_seconds
from recruitment.core.jobs import JOBS, Job
from recruitment.core.outbox import SEND, Letter, post
from recruitment.core.tenancy import visible
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.mail.sender import MAIL
from recruitment.settings import PROJECT, Settings
from tests.core.own_database import own_app
from tests.mail.mail_server import MailServer

# Seconds after which a killed worker's letter is anybody's again, and those that a test may take at most.
LEASE = 1
PATIENCE = 90
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def lasting_app(request: pytest.FixtureRequest, tmp_path: Path, server: MailServer) -> Iterator[Flask]:
    """The app on a database of its own, which sends to the server."""
    with own_app(request, tmp_path, SMTP_URL=server.url) as app:
        yield app


@pytest.fixture
def start_worker(lasting_app: Flask) -> Iterator[Start]:
    """Starts a worker in a process of its own; none outlives the test."""
    settings: Settings = lasting_app.config["SETTINGS"]
    given = {
        "RECRUITMENT_MODE": settings.mode,
        "RECRUITMENT_DATABASE_URL": settings.database_url,
        "RECRUITMENT_VAR_DIR": str(settings.var_dir),
        "RECRUITMENT_SMTP_URL": settings.smtp_url or "",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RECRUITMENT_")}
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "tests.mail.worker_process", str(LEASE)]
        worker = subprocess.Popen(words, cwd=PROJECT, env={**inherited, **given}, stdout=subprocess.PIPE)
        started.append(worker)
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready to run send_letter\n"
        return worker

    yield start
    for worker in started:
        with worker:
            worker.kill()


def put_into_outbox(letters: int) -> set[str]:
    addresses = [f"person{number}@test.example" for number in range(letters)]
    with transaction():
        for address in addresses:
            post("account_change_notice", address, {}, key=address)
    db.session.remove()
    return set(addresses)


def wait_until(true: Callable[[], bool]) -> None:
    ends = clock.ticks() + PATIENCE
    while not true():
        assert clock.ticks() < ends, "it did not happen in time"
        clock.wait(0.02)


def is_empty() -> bool:
    try:
        return outbox_age_seconds() == 0
    finally:
        db.session.remove()


def is_settled() -> bool:
    """No letter waits, nor the job of a letter that was sent: its worker may have died before it could say so."""
    try:
        unfinished = visible(JOBS, Job).where(Job.kind == SEND, Job.done_at.is_(None)).with_only_columns(func.count())
        return is_empty() and db.session.scalars(unfinished).one() == 0
    finally:
        db.session.remove()


def kill_again_and_again(server: MailServer, start_worker: Start, letters: int, kills: Sequence[int]) -> None:
    """Kills a worker each time that the server has taken so many letters, and lets the last one finish."""
    wanted = put_into_outbox(letters)
    for number in kills:
        worker = start_worker()
        wait_until(lambda number=number: server.taken() >= number)  # type: ignore[misc]
        worker.kill()
        worker.wait()
        assert not is_empty()
    last = start_worker()
    wait_until(is_settled)
    last.terminate()
    assert last.wait(20) == 0
    taken = server.times_taken()
    assert taken.keys() == wanted
    assert taken.total() - letters <= len(kills)
    assert failed_jobs() == 0
    rows = db.session.scalars(visible(MAIL, Letter)).all()
    assert all(row.delivered_at and row.to is None and row.facts is None for row in rows)
    assert len(rows) == letters


@pytest.mark.dialect
def test_a_killed_worker_loses_no_letter(server: MailServer, start_worker: Start) -> None:
    kill_again_and_again(server, start_worker, letters=30, kills=[10])


@pytest.mark.slow
@pytest.mark.dialect
def test_workers_killed_again_and_again_lose_none_of_many(server: MailServer, start_worker: Start) -> None:
    kill_again_and_again(server, start_worker, letters=200, kills=[1, 35, 80, 81, 130, 185])


@pytest.mark.slow
@pytest.mark.dialect
def test_the_server_dies_with_the_worker(server: MailServer, start_worker: Start) -> None:
    wanted = put_into_outbox(60)
    worker = start_worker()
    wait_until(lambda: server.taken() >= 20)
    server.answer("die-saved")
    assert server.has_died()
    worker.kill()
    worker.wait()
    server.stop()
    server.answer("accept")
    server.start()
    last = start_worker()
    wait_until(is_empty)
    last.terminate()
    assert last.wait(20) == 0
    taken = server.times_taken()
    assert taken.keys() == wanted
    assert taken.total() - len(wanted) <= 2


@pytest.mark.dialect
def test_two_workers_share_the_letters(server: MailServer, start_worker: Start) -> None:
    wanted = put_into_outbox(30)
    workers = [start_worker(), start_worker()]
    wait_until(is_empty)
    for worker in workers:
        worker.terminate()
        assert worker.wait(20) == 0
    assert server.times_taken() == dict.fromkeys(wanted, 1)
