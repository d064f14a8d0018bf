"""Where a transaction begins and ends, and how SQLite is made to behave like a database of many writers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import g
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from recruitment.extensions import db

# Milliseconds that a writer on SQLite waits for another before it gives up.
BUSY = 10_000
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def prepare_engine(engine: Engine) -> None:
    """Foreign keys, WAL and honest BEGINs on SQLite; nothing is needed on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """SQLite drops FOR UPDATE silently, so whoever may write takes the write lock first."""
    connection.exec_driver_sql("BEGIN" if _only_reads.get() else "BEGIN IMMEDIATE")


def only_reads(yes: bool) -> None:
    """Says for this request whether its transaction may write; set before the first read."""
    _only_reads.set(yes)


@contextmanager
def transaction() -> Iterator[None]:
    """One unit of work of the worker or a command: committed whole or not at all."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def only_reading() -> Iterator[None]:
    """A transaction that takes no write lock on SQLite and leaves nothing open."""
    only_reads(True)
    try:
        yield
    finally:
        db.session.rollback()
        only_reads(False)


def after_the_end(act: Callable[[], None]) -> None:
    """Runs `act` in a short transaction of its own once the request's has ended, committed or not."""
    g.setdefault("after_the_end", []).append(act)


def run_what_comes_after() -> None:
    for act in g.pop("after_the_end", []):
        only_reads(False)
        with transaction():
            act()
