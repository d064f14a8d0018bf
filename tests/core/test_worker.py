"""The worker's loop: it drains what is due, outlives the database's bad moments, and finishes the job in hand."""

import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from recruitment.core import clock
from recruitment.core.health import due_jobs, failed_jobs
from recruitment.core.jobs import HANDLERS, Pace, Periodic, claim, enqueue, run_next
from recruitment.core.transactions import transaction
from recruitment.core.worker import work

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


def queue(kind: str, **arguments: Any) -> None:
    with transaction():
        enqueue(kind, arguments)


def test_it_runs_what_is_due_until_it_is_told_to_stop(stop: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    monkeypatch.setitem(HANDLERS, "count", lambda number: runs.append(number))
    monkeypatch.setitem(HANDLERS, "stop", stop.set)
    monkeypatch.setattr("recruitment.core.jobs.PERIODIC", [])
    for number in range(3):
        queue("count", number=number)
    queue("stop")
    queue("count", number=3)
    work(stop)
    assert runs == [0, 1, 2]
    assert due_jobs() == 1


def test_it_queues_what_recurs(stop: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    monkeypatch.setattr("recruitment.core.jobs.PERIODIC", [Periodic("recurring", timedelta(hours=1))])
    monkeypatch.setitem(HANDLERS, "recurring", lambda: (runs.append("ran"), stop.set()))
    work(stop)
    assert runs == ["ran"]


def test_it_outlives_the_database(
    stop: threading.Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def away_twice(pace: Pace) -> bool:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("SELECT secret", {}, OSError("the server is away"))
        return run_next(pace)

    monkeypatch.setattr("recruitment.core.worker.run_next", away_twice)
    monkeypatch.setattr("recruitment.core.worker.IDLE", 0.001)
    monkeypatch.setattr("recruitment.core.jobs.PERIODIC", [])
    monkeypatch.setitem(HANDLERS, "stop", stop.set)
    queue("stop")
    with caplog.at_level(logging.ERROR):
        work(stop)
    assert len(tries) == 3
    assert caplog.text.count("the server is away") == 2
    assert "secret" not in caplog.text


PROGRAM = """
import os, signal, sys
from recruitment.core import worker
stop = worker.stopped_by_signal()
signal.alarm(30)
print("ready", flush=True)
while not stop.wait(0.01):
    pass
print("finished the job in hand", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_asks_and_the_same_again_insists(number: signal.Signals) -> None:
    program = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    assert program.stdout is not None and program.stdin is not None
    with program, program.stdout as said:
        try:
            assert said.readline() == b"ready\n"
            os.kill(program.pid, number)
            assert said.readline() == b"finished the job in hand\n"
            os.kill(program.pid, number)
            assert program.wait(10) == -number
        finally:
            program.kill()


def test_health_tells_due_held_and_failed_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise LookupError

    monkeypatch.setitem(HANDLERS, "fail", fail)
    with transaction():
        enqueue("fail")
        enqueue("fail")
        enqueue("fail", due_at=clock.now() + timedelta(hours=1))
    assert (due_jobs(), failed_jobs()) == (2, 0)
    claim()
    assert due_jobs() == 1
    run_next(Pace(tries=1))
    assert (due_jobs(), failed_jobs()) == (0, 1)
