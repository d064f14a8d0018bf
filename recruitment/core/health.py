"""What tells whether the worker keeps up: counts and ages, no rows."""

from sqlalchemy import ColumnElement, func

from recruitment.core import clock
from recruitment.core.jobs import Job
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db

HEALTH = System("health")


def outbox_age_seconds() -> float:
    """The age of the oldest letter that waits to be sent; 0 when none does."""
    waiting = visible(HEALTH, Letter).where(Letter.delivered_at.is_(None), Letter.to.is_not(None))
    oldest = db.session.scalar(waiting.with_only_columns(func.min(Letter.written_at)))
    return 0.0 if oldest is None else (clock.now() - oldest).total_seconds()


def due_jobs() -> int:
    """Jobs that could run now and that no worker holds."""
    return _count(Job.done_at.is_(None), Job.failed_at.is_(None), Job.due_at <= clock.now())


def failed_jobs() -> int:
    """Jobs that were given up and wait for a person to look."""
    return _count(Job.failed_at.is_not(None))


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalars(visible(HEALTH, Job).where(*which).with_only_columns(func.count())).one()
