"""The job table: work that outlives the request, queued in the same transaction as the act that asks for it.

A job is run at least once. A worker leases it; a lease that runs out (the worker died) makes it due again.
Handlers open their own transactions and must stand being run twice.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.once import insert_once
from recruitment.core.tenancy import Reach, changing, nothing, removing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

JOBS = System("jobs")
KEPT = timedelta(days=2)
log = logging.getLogger(__name__)


class Job(db.Model):
    """One thing to do. While a worker holds it, `due_at` is the end of the lease."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "done_at", "failed_at", "due_at"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"jobs", "health"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To do later what was asked for, such as sending an email",
        period=Period.DAY,
        personal={"error": Erasure.REMOVE_ROW},
        impersonal=("kind", "arguments", "key"),
        forgotten_by="forget_done_jobs",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    due_at: Mapped[datetime] = mapped_column(clock.Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    failed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    error: Mapped[str | None] = mapped_column(Text)


class NotNow(Exception):
    """A handler's word that the job should be tried again, after `wait` if given; the reason names no person.

    What is only hindered is tried for as long as it takes: it never counts as failed.
    """

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True)
class Pace:
    """How long a worker may hold a job, and how long it waits between tries."""

    lease: timedelta = timedelta(minutes=2)
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(hours=1)
    # With these waits almost six days of trying before a person must look.
    tries: int = 150

    def wait_after(self, attempts: int) -> timedelta:
        return min(self.longest_wait, self.first_wait * 2 ** min(attempts - 1, 12))


PACE = Pace()


@dataclass(frozen=True)
class Periodic:
    kind: str
    every: timedelta

    def key_at(self, moment: datetime) -> str:
        """The key of the one job for the span of time in which `moment` lies."""
        return f"{self.kind}:{int(moment.timestamp() // self.every.total_seconds())}"


HANDLERS: dict[str, Callable[..., None]] = {}
PERIODIC: list[Periodic] = []


def handler(kind: str, every: timedelta | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Registers what runs for `kind`; with `every`, the worker queues it by itself once in each such span."""

    def register(run: Callable[..., None]) -> Callable[..., None]:
        if kind in HANDLERS:
            raise ValueError(f"two handlers for {kind}")
        HANDLERS[kind] = run
        if every is not None:
            PERIODIC.append(Periodic(kind, every))
        return run

    return register


def enqueue(
    kind: str, arguments: Mapping[str, Any] | None = None, *, key: str | None = None, due_at: datetime | None = None
) -> bool:
    """Queues a job in the current transaction; False when a job of this key exists already."""
    facts = {"kind": kind, "arguments": dict(arguments or {}), "key": key, "due_at": due_at or clock.now()}
    if key is None:
        db.session.add(Job(**facts))
        return True
    return insert_once(Job, **facts) is not None


def enqueue_periodic() -> None:
    """One job for each span of time that has begun, however many workers ask."""
    now = clock.now()
    wanted = {periodic.key_at(now): periodic.kind for periodic in PERIODIC}
    with transaction():
        # Asked first, because a refused INSERT, several times a minute, would fill PostgreSQL's log.
        queued = visible(JOBS, Job).where(Job.key.in_(wanted)).with_only_columns(Job.key)
        for key in wanted.keys() - set(db.session.scalars(queued)):
            enqueue(wanted[key], key=key)


@dataclass(frozen=True)
class Lease:
    id: int
    kind: str
    arguments: dict[str, Any]
    attempts: int


def claim(pace: Pace = PACE) -> Lease | None:
    """Leases the job that has been due longest, or None."""
    now = clock.now()
    open_jobs = (Job.done_at.is_(None), Job.failed_at.is_(None), Job.due_at <= now)
    with transaction():
        due = visible(JOBS, Job).where(*open_jobs).order_by(Job.due_at, Job.id).limit(1)
        job = db.session.scalars(due.with_for_update(skip_locked=True)).one_or_none()
        if job is None:
            return None
        job.due_at, job.attempts = now + pace.lease, job.attempts + 1
        return Lease(job.id, job.kind, job.arguments, job.attempts)


def run_next(pace: Pace = PACE) -> bool:
    """Runs one due job; False when there is none."""
    lease = claim(pace)
    if lease is None:
        return False
    try:
        HANDLERS[lease.kind](**lease.arguments)
    except Exception as problem:
        # A worker outlives any job: the failure is kept with the job, logged, and tried again.
        db.session.rollback()
        _try_again(lease, problem, pace)
    else:
        with transaction():
            done = {"done_at": clock.now(), "failed_at": None, "error": None}
            db.session.execute(changing(JOBS, Job).where(Job.id == lease.id).values(**done))
    return True


def _try_again(lease: Lease, problem: Exception, pace: Pace) -> None:
    hindered = isinstance(problem, NotNow)
    told = str(problem) if hindered else type(problem).__name__
    if hindered:
        log.warning("job %s (%s) waits after try %s: %s", lease.id, lease.kind, lease.attempts, told)
    else:
        log.warning("job %s (%s) failed on try %s: %s", lease.id, lease.kind, lease.attempts, told)
        log.error("job %s", lease.id, exc_info=speechless(problem))
    wait = getattr(problem, "wait", None) if hindered else None
    if lease.attempts >= pace.tries and not hindered:
        outcome: dict[str, Any] = {"failed_at": clock.now()}
    else:
        outcome = {"due_at": clock.now() + (pace.wait_after(lease.attempts) if wait is None else wait)}
    with transaction():
        # Only while the lease is ours: a worker that took the job over since then says itself how it went.
        ours = (Job.id == lease.id, Job.attempts == lease.attempts, Job.done_at.is_(None))
        db.session.execute(changing(JOBS, Job).where(*ours).values(error=told, **outcome))


@handler("forget_done_jobs", every=timedelta(hours=6))
def forget_done_jobs() -> None:
    """Keeps the table small; a key need only be remembered while its span can come again."""
    with transaction():
        db.session.execute(removing(JOBS, Job).where(Job.done_at < clock.now() - KEPT))
