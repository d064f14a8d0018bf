"""The process that keeps a host's index at the database's heels.

Whoever holds the writer's lock follows the log of changes by a cursor of its own, written after the index: what a crash
leaves unwritten is read again, and writing an advert twice leaves it there once. Others wait for the lock.
"""

import logging
import shutil
import signal
import threading
from collections.abc import Callable, Collection
from typing import Final

import tantivy
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from recruitment.core import clock
from recruitment.core.transactions import only_reading
from recruitment.search import queries
from recruitment.search.cursor import OVERLAP, Cursor
from recruitment.search.documents import document_of
from recruitment.search.heartbeat import Heart, is_followed
from recruitment.search.index import IndexFolder, WriterBusy, index_folder, older_folders, writing
from recruitment.search.spots import areas_of, cells_of

# Seconds between two looks at the log, at the lock while another holds it, and after a failure.
POLL: Final = 0.1
TURN: Final = 0.25
PAUSE: Final = 2.0
# Changes of the log in one commit (more than can be gaps), and adverts in one read of a rebuild.
BATCH: Final = 2 * OVERLAP
CHUNK: Final = 500
# Adverts between two words of a rebuild's progress, and seconds between two looks for what earlier versions left.
TOLD_EVERY: Final = 10_000
SWEEP: Final = 60.0
log = logging.getLogger(__name__)


def follow(app: Flask, stop: threading.Event | None = None) -> None:
    """Follows until `stop` is set; without one, until SIGTERM or SIGINT, which only a main thread hears."""
    stop = stop or _stopped_by_signals()
    with app.app_context():
        folder = index_folder()
        while not stop.is_set():
            try:
                with writing(folder) as writer:
                    _Follower(folder, writer).lead(stop)
            except WriterBusy:
                stop.wait(TURN)
            except _IndexLost:
                log.warning("the index at %s is gone and is made anew", folder.path)
            except (SQLAlchemyError, OSError, ValueError) as problem:
                # The database is away, or the disk is full. Nothing is lost: the cursor stands where the index does.
                log.warning("following the adverts failed and is tried again", exc_info=problem)
                Heart(folder).falter(problem)
                stop.wait(PAUSE)


def bring_up_to_date() -> None:
    """Follows until there is nothing more to follow, where no other process does. Raises index.WriterBusy."""
    folder = index_folder()
    with writing(folder) as writer:
        follower = _Follower(folder, writer)
        while follower.step():
            pass


def rebuild(say: Callable[[str], None] = log.info) -> None:
    """Fills the index anew and says how far it is; where a follower is at work, asks it to and waits.

    Searches are answered from the old index until the new one is whole.
    Raises heartbeat.NobodyFollows where the lock is held by a process that shows no sign of life.
    """
    folder = index_folder()
    try:
        with writing(folder) as writer:
            _Follower(folder, writer).rebuild(say)
    except WriterBusy:
        folder.wish.touch()
        Heart(folder).wait_while(folder.wish.exists, say)


def remove_older(folder: IndexFolder) -> None:
    """Removes what earlier versions left, once this one serves and nobody of theirs is at work any more."""
    if Cursor.read(folder.cursor) is None:
        return
    for older in older_folders(folder):
        if not is_followed(older):
            log.info("removing the index of an earlier version at %s", older.path)
            shutil.rmtree(older.path, ignore_errors=True)


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    return stop


class _IndexLost(Exception):
    """Somebody removed the index while its writer was at work: its lock is worth nothing now."""


class _Follower:
    """The one process of a host that writes; `cursor` says up to where the index holds the log."""

    def __init__(self, folder: IndexFolder, writer: tantivy.IndexWriter) -> None:
        self.folder, self.writer, self.heart = folder, writer, Heart(folder)
        self.cursor = Cursor.read(folder.cursor)

    def lead(self, stop: threading.Event) -> None:
        swept = float("-inf")
        while not stop.is_set():
            if not self.step():
                stop.wait(POLL)
            self.heart.beat(self.cursor.sequence if self.cursor else 0)
            if clock.ticks() - swept >= SWEEP:
                remove_older(self.folder)
                swept = clock.ticks()

    def step(self) -> bool:
        """Rebuilds or catches up, whichever is due; False when there was nothing to do. Raises _IndexLost."""
        if not self.folder.meta.exists():
            raise _IndexLost
        if self.cursor is None or self.folder.wish.exists():
            self.rebuild()
            return True
        with only_reading():
            changes = queries.changes_from(self.cursor.sequence, self.cursor.missing, BATCH)
        if not self.cursor.stands_in(changes):
            self.rebuild()
            return True
        fresh = [change for change in changes if change.sequence != self.cursor.sequence]
        if fresh:
            self._bring_in({change.vacancy_id for change in fresh})
            self._commit(self.cursor.past(changes))
        return bool(fresh)

    def rebuild(self, say: Callable[[str], None] = log.info) -> None:
        """All that is published, in one commit, so that the old index serves until the new one is whole."""
        say("Filling the search index from the database")
        wish = self._wish()
        with only_reading():
            # Before the adverts: whatever changes while they are read comes after it in the log.
            cursor = Cursor.at_the_end()
            total = queries.number_published()
        self.writer.delete_all_documents()
        last = done = told = 0
        while ids := self._next_published(last):
            self._put(ids)
            last, done = max(ids), done + len(ids)
            progress = f"Indexed {done:,} of {total:,} adverts"
            self.heart.beat(cursor.sequence, progress)
            if done - told >= TOLD_EVERY or done >= total:
                say(progress)
                told = done
        self._commit(cursor)
        if wish is not None and wish == self._wish():
            self.folder.wish.unlink()

    def _wish(self) -> int | None:
        """When a rebuild was asked for last: one that began before that does not fulfil it."""
        try:
            return self.folder.wish.stat().st_mtime_ns
        except FileNotFoundError:
            return None

    def _next_published(self, last: int) -> Collection[int]:
        with only_reading():
            return queries.published_after(last, CHUNK)

    def _bring_in(self, ids: Collection[int]) -> None:
        """Puts these adverts in anew, or leaves them out for good."""
        for vacancy_id in ids:
            # By the raw text of the id: by a number Tantivy deletes nothing, and says nothing.
            self.writer.delete_documents_by_term("id", str(vacancy_id))
        self._put(ids)

    def _put(self, ids: Collection[int]) -> None:
        """Adds those that are published. An advert that cannot be indexed is told of and keeps no other waiting."""
        with only_reading():
            adverts = queries.published_adverts(ids)
            areas, cells = areas_of(adverts), cells_of(adverts)
            for advert in adverts:
                try:
                    document = document_of(advert, areas[advert.vacancy.id], cells[advert.vacancy.id])
                except (ValueError, TypeError, ArithmeticError) as problem:
                    log.error("advert %s cannot be indexed", advert.vacancy.reference, exc_info=problem)
                else:
                    self.writer.add_document(document)

    def _commit(self, cursor: Cursor) -> None:
        self.writer.commit()
        cursor.write(self.folder.cursor)
        self.cursor = cursor
