"""Where a transaction begins and ends, and how SQLite is made to behave like a database of many writers."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any

from flask import g
from sqlalchemy import event, exc
from sqlalchemy.engine import Connection, Engine

from recruitment.extensions import db

log = logging.getLogger(__name__)
# Milliseconds that a writer on SQLite waits for another before it gives up.
BUSY = 10_000
# PostgreSQL's words for a lock that did not come in time, for two who wait for each other, and for no place left.
_BUSY_STATES = frozenset({"55P03", "40P01", "53300"})
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def prepare_engine(engine: Engine) -> None:
    """Foreign keys, WAL and honest BEGINs on SQLite; nothing is needed on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return
    queue = Queue()
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", queue.begin)
    for ended in ("commit", "rollback"):
        event.listen(engine, ended, queue.leave)
    for gone in ("invalidate", "checkin"):
        event.listen(engine, gone, queue.forget)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY}"):
        connection.execute(f"PRAGMA {pragma}")


class Queue:
    """The writers of one process, one after another. SQLite itself gives its lock to whoever asks at the right instant,
    so that among many one can wait for longer than it has patience; here only processes meet at that lock."""

    def __init__(self) -> None:
        self._turn = Lock()

    def begin(self, connection: Connection) -> None:
        """SQLite drops FOR UPDATE silently, so whoever may write takes the write lock first.

        Raises SQLAlchemy's TimeoutError, as its pool does, when the turn did not come in time.
        """
        if _only_reads.get():
            connection.exec_driver_sql("BEGIN")
            return
        if not self._turn.acquire(timeout=BUSY / 1000):
            raise exc.TimeoutError(f"the turn to write did not come within {BUSY} ms")
        connection.info[self] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self.leave(connection)
            raise

    def leave(self, connection: Connection) -> None:
        if not connection.invalidated and connection.info.pop(self, False):
            self._turn.release()

    def forget(self, _connection: Any, record: Any, _why: Any = None) -> None:
        """A connection that was lost, or came back without an end, holds up nobody."""
        if record.info.pop(self, False):
            self._turn.release()


def is_busy(problem: BaseException) -> bool:
    """Whether others kept the database for longer than we wait: nothing was done, and a second try may well succeed."""
    said = problem.orig if isinstance(problem, exc.DBAPIError) else None
    if isinstance(said, sqlite3.Error):
        # The low byte names the kind; what is above it, which of that kind.
        return said.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return isinstance(problem, exc.TimeoutError) or getattr(said, "sqlstate", None) in _BUSY_STATES


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
    """What was asked for has been done by then, and is answered as such however busy the database is."""
    for act in g.pop("after_the_end", []):
        only_reads(False)
        try:
            with transaction():
                act()
        except exc.SQLAlchemyError as problem:
            if not is_busy(problem):
                raise
            log.warning("too busy for what comes after a request")
