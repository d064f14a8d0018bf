"""Jobs: queued with the act, leased, tried again, and never run by two workers at one time."""

import dataclasses
import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.jobs import (
    HANDLERS,
    JOBS,
    PERIODIC,
    Job,
    NotNow,
    Pace,
    Periodic,
    claim,
    enqueue,
    enqueue_periodic,
    forget_done_jobs,
    handler,
    run_next,
)
from recruitment.core.tenancy import changing, visible
from recruitment.core.transactions import transaction
from recruitment.extensions import db

AT_ONCE = Pace(first_wait=timedelta(0))
Handle = Callable[[Callable[..., None]], list[dict[str, Any]]]


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Handle:
    """Registers what runs for the kind "work" and returns the arguments of each run."""

    def register(run: Callable[..., None]) -> list[dict[str, Any]]:
        runs: list[dict[str, Any]] = []

        def noted(**arguments: Any) -> None:
            runs.append(arguments)
            run(**arguments)

        monkeypatch.setitem(HANDLERS, "work", noted)
        return runs

    return register


def queue(**arguments: Any) -> None:
    with transaction():
        enqueue("work", arguments)


def the_job() -> Job:
    return db.session.scalars(visible(JOBS, Job).execution_options(populate_existing=True)).one()


@pytest.mark.usefixtures("database")
class TestRunning:
    def test_a_job_runs_once_with_its_arguments(self, handle: Handle) -> None:
        runs = handle(lambda **_: None)
        queue(number=7)
        assert run_next()
        assert runs == [{"number": 7}]
        assert the_job().done_at is not None
        assert not run_next()

    def test_a_job_exists_only_if_its_act_does(self, handle: Handle) -> None:
        runs = handle(lambda **_: None)
        enqueue("work")
        db.session.rollback()
        assert not run_next()
        assert runs == []

    def test_the_longest_due_runs_first_and_what_is_not_due_waits(self, handle: Handle) -> None:
        runs = handle(lambda **_: None)
        now = clock.now()
        with transaction():
            for number, minutes in ((1, -1), (2, -5), (3, 5)):
                enqueue("work", {"number": number}, due_at=now + timedelta(minutes=minutes))
        while run_next():
            pass
        assert [run["number"] for run in runs] == [2, 1]

    def test_of_one_key_there_is_one_job_and_the_act_goes_on(self) -> None:
        with transaction():
            assert enqueue("work", key="once")
            assert not enqueue("work", key="once")
            assert enqueue("work", key="other")
        assert len(db.session.scalars(visible(JOBS, Job)).all()) == 2

    def test_two_handlers_for_one_kind_are_a_mistake(self) -> None:
        with pytest.raises(ValueError, match="two handlers"):
            handler("forget_done_jobs")(lambda: None)


@pytest.mark.usefixtures("database")
class TestTryingAgain:
    def test_a_failed_job_is_tried_again_later(self, handle: Handle) -> None:
        def fail() -> None:
            raise LookupError("about somebody")

        handle(fail)
        queue()
        began = clock.now()
        assert run_next()
        job = the_job()
        assert (job.attempts, job.error, job.done_at, job.failed_at) == (1, "LookupError", None, None)
        assert job.due_at > began
        assert not run_next()

    def test_waits_grow_up_to_the_longest(self) -> None:
        pace = Pace()
        waits = [pace.wait_after(attempts) for attempts in range(1, 200)]
        assert waits[:4] == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16)]
        assert waits == sorted(waits)
        assert waits[-1] == pace.longest_wait
        assert timedelta(days=5) < sum(waits[: pace.tries], timedelta(0)) < timedelta(days=6)

    def test_a_failure_leaves_nothing_of_the_handlers_work(self, handle: Handle) -> None:
        def half_done() -> None:
            enqueue("other", key="half")
            raise LookupError

        handle(half_done)
        queue()
        run_next()
        assert the_job().kind == "work"

    def test_after_the_last_try_a_job_has_failed(self, handle: Handle) -> None:
        def fail() -> None:
            raise LookupError

        runs = handle(fail)
        queue()
        while run_next(dataclasses.replace(AT_ONCE, tries=3)):
            pass
        assert len(runs) == 3
        assert the_job().failed_at is not None

    def test_what_is_only_hindered_never_fails(self, handle: Handle) -> None:
        def hindered() -> None:
            raise NotNow("the server rests")

        runs = handle(hindered)
        queue()
        for _ in range(5):
            assert run_next(dataclasses.replace(AT_ONCE, tries=3))
        assert len(runs) == 5
        assert (the_job().failed_at, the_job().error) == (None, "the server rests")

    def test_a_handler_may_name_the_wait(self, handle: Handle) -> None:
        def tomorrow() -> None:
            raise NotNow("closed", wait=timedelta(days=1))

        handle(tomorrow)
        queue()
        run_next()
        assert the_job().due_at > clock.now() + timedelta(hours=23)

    def test_an_unknown_kind_waits_for_a_worker_that_knows_it(self) -> None:
        with transaction():
            enqueue("of_a_later_release")
        assert run_next()
        assert (the_job().error, the_job().failed_at) == ("KeyError", None)


@pytest.mark.usefixtures("database")
class TestLeases:
    def test_a_leased_job_is_nobody_elses(self) -> None:
        queue()
        assert claim() is not None
        assert claim() is None

    def test_a_lease_that_ran_out_makes_the_job_due(self) -> None:
        queue()
        first, second = claim(Pace(lease=timedelta(0))), claim()
        assert first is not None and second is not None
        assert (first.id, first.attempts, second.attempts) == (second.id, 1, 2)

    def test_a_worker_that_lost_its_lease_does_not_undo_what_another_did(self, handle: Handle) -> None:
        def slow_and_then_failing() -> None:
            with transaction():
                done = {"done_at": clock.now(), "attempts": Job.attempts + 1}
                db.session.execute(changing(JOBS, Job).values(**done))
            raise NotNow("too slow")

        handle(slow_and_then_failing)
        queue()
        run_next()
        job = the_job()
        assert job.done_at is not None
        assert job.error is None


@pytest.mark.usefixtures("database")
class TestRecurring:
    def test_one_job_a_span_however_often_it_is_asked_for(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch, handle: Handle
    ) -> None:
        handle(lambda: None)
        monkeypatch.setattr("recruitment.core.jobs.PERIODIC", [Periodic("work", timedelta(hours=1))])
        enqueue_periodic()
        enqueue_periodic()
        assert len(db.session.scalars(visible(JOBS, Job)).all()) == 1
        later = dataclasses.replace(app.config["SETTINGS"], clock_offset=3600)
        monkeypatch.setitem(app.config, "SETTINGS", later)
        enqueue_periodic()
        assert len(db.session.scalars(visible(JOBS, Job)).all()) == 2

    def test_done_jobs_are_forgotten_after_two_days(self, handle: Handle) -> None:
        assert "forget_done_jobs" in {periodic.kind for periodic in PERIODIC}
        handle(lambda **_: None)
        for number in range(3):
            queue(number=number)
        run_next()
        run_next()
        long_ago = changing(JOBS, Job).where(Job.arguments.is_not(None), Job.done_at.is_not(None))
        with transaction():
            first = db.session.scalars(visible(JOBS, Job).where(Job.done_at.is_not(None)).order_by(Job.id)).first()
            db.session.execute(long_ago.where(Job.id == first.id).values(done_at=clock.now() - timedelta(days=3)))
        forget_done_jobs()
        assert [job.arguments["number"] for job in db.session.scalars(visible(JOBS, Job).order_by(Job.id))] == [1, 2]


@pytest.mark.dialect
def test_two_workers_never_run_one_job_at_one_time(lasting_app: Flask, handle: Handle) -> None:
    jobs = 40
    lock, running, overlaps = threading.Lock(), set(), []
    turns = threading.Barrier(2, timeout=30)

    def hold(number: int) -> None:
        with lock:
            overlaps.extend([number] if number in running else [])
            running.add(number)
        clock.wait(0.01)
        with lock:
            running.discard(number)

    runs = handle(hold)
    for number in range(jobs):
        queue(number=number)
    db.session.remove()
    problems: list[BaseException] = []

    def drain() -> None:
        try:
            with lasting_app.app_context():
                turns.wait()
                while run_next():
                    pass
        except BaseException as problem:
            problems.append(problem)

    workers = [threading.Thread(target=drain) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert problems == []
    assert overlaps == []
    assert Counter(run["number"] for run in runs) == Counter(range(jobs))


@pytest.mark.dialect
def test_two_workers_queue_what_recurs_once(lasting_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "recruitment.core.jobs.PERIODIC", [Periodic(f"work {n}", timedelta(days=3650)) for n in range(10)]
    )
    turns = threading.Barrier(4, timeout=30)
    problems: list[BaseException] = []

    def ask() -> None:
        try:
            with lasting_app.app_context():
                turns.wait()
                enqueue_periodic()
        except BaseException as problem:
            problems.append(problem)

    workers = [threading.Thread(target=ask) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert problems == []
    assert len(db.session.scalars(visible(JOBS, Job)).all()) == 10
