"""Where the index lies, and how a process opens it: many readers, one writer a host."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import tantivy
from flask import current_app

from recruitment.search.schema import SCHEMA, VERSION, teach

# Bytes of documents that the writer gathers before it writes them out, as far as there are so many: what is written at
# once is one part of the index, and each part more is looked through by itself.
HEAP: Final = 500_000_000
# One thread of indexing keeps up with any council; a host has better uses for its cores.
THREADS: Final = 1
NAME: Final = "vacancies"
log = logging.getLogger(__name__)


class IndexUnreadable(RuntimeError):
    """There is no index, or it cannot be opened; a running follower makes a new one."""


class WriterBusy(RuntimeError):
    """Another process of this host holds the writer's lock."""


@dataclass(frozen=True)
class IndexFolder:
    """The folder of one version of the index: the index itself and what its follower notes beside it."""

    path: Path

    @cached_property
    def documents(self) -> Path:
        return self.path / "documents"

    @cached_property
    def meta(self) -> Path:
        """Replaced whole by every commit."""
        return self.documents / "meta.json"

    @cached_property
    def cursor(self) -> Path:
        return self.path / "cursor.json"

    @property
    def heartbeat(self) -> Path:
        return self.path / "heartbeat.json"

    @property
    def wish(self) -> Path:
        """While this file is there, somebody wants the index rebuilt."""
        return self.path / "rebuild-wanted"


def index_folder() -> IndexFolder:
    """The folder of this app's index, made if need be."""
    folder = _folder_in(current_app.config["SETTINGS"].index_dir)
    folder.path.mkdir(parents=True, exist_ok=True)
    return folder


@lru_cache
def _folder_in(index_dir: Path) -> IndexFolder:
    return IndexFolder(index_dir / f"{NAME}-{VERSION}")


@dataclass(frozen=True)
class Reading:
    """One state of the index; all questions of a request are put to the same. `commit` tells it from others."""

    index: tantivy.Index
    searcher: tantivy.Searcher
    commit: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class _Opened:
    index: tantivy.Index
    commit: tuple[int, int]


_opened: dict[Path, _Opened] = {}


def reading() -> Reading:
    """The index as last committed. Raises IndexUnreadable, also while it is filled for the first time."""
    folder = _folder_in(current_app.config["SETTINGS"].index_dir)
    try:
        return _read(folder)
    except OSError as problem:
        # There is none yet, or its follower has noticed itself that it was lost.
        _opened.pop(folder.path, None)
        raise IndexUnreadable(f"the index at {folder.path} cannot be read: {problem}") from problem
    except ValueError as problem:
        # A commit may have taken files away while they were opened; damage is there the second time too.
        _opened.pop(folder.path, None)
        log.warning("the index at %s is opened once more: %s", folder.path, problem)
    try:
        return _read(folder)
    except (OSError, ValueError) as problem:
        _opened.pop(folder.path, None)
        _ask_for_another(folder)
        raise IndexUnreadable(f"the index at {folder.path} is damaged and will be made anew: {problem}") from problem


def _read(folder: IndexFolder) -> Reading:
    os.stat(folder.cursor)
    found = os.stat(folder.meta)
    commit = (found.st_ino, found.st_mtime_ns)
    opened = _opened.get(folder.path)
    if opened is None:
        opened = _opened[folder.path] = _Opened(_open(folder), commit)
    elif opened.commit != commit:
        opened = _opened[folder.path] = _Opened(_reloaded(opened.index, folder), commit)
    return Reading(opened.index, opened.index.searcher(), commit)


def _ask_for_another(folder: IndexFolder) -> None:
    """Leaves the wish for a rebuild, unless it is there already: a new one would have to be fulfilled once more."""
    try:
        folder.wish.touch(exist_ok=False)
    except OSError as problem:
        log.warning("a new index was not asked for: %s", problem)


def _open(folder: IndexFolder) -> tantivy.Index:
    index = teach(tantivy.Index.open(str(folder.documents)))
    # Each request looks for a new commit itself: sooner than the library's own thread, which would poll the file.
    index.config_reader("manual")
    index.reload()
    return index


def _reloaded(index: tantivy.Index, folder: IndexFolder) -> tantivy.Index:
    """The same index after a commit; another one where a follower threw the old away."""
    try:
        index.reload()
    except ValueError:
        return _open(folder)
    return index


@contextmanager
def writing(folder: IndexFolder) -> Iterator[tantivy.IndexWriter]:
    """Holds the writer's lock; what is not committed is forgotten. An index that cannot be opened is begun anew.

    Raises WriterBusy where another process holds the lock.
    """
    writer = _writer(folder)
    try:
        yield writer
    finally:
        writer.rollback()
        writer.wait_merging_threads()


def _writer(folder: IndexFolder) -> tantivy.IndexWriter:
    folder.documents.mkdir(parents=True, exist_ok=True)
    if not folder.meta.exists():
        # A cursor that outlived its index would vouch for what is gone.
        folder.cursor.unlink(missing_ok=True)
    try:
        index = teach(tantivy.Index(SCHEMA, path=str(folder.documents)))
    except ValueError:
        # Derived facts: what cannot be read is made again from the database.
        forget(folder)
        folder.documents.mkdir()
        index = teach(tantivy.Index(SCHEMA, path=str(folder.documents)))
    try:
        return index.writer(HEAP, THREADS)
    except ValueError as problem:
        if "LockBusy" in str(problem):
            raise WriterBusy(str(folder.path)) from problem
        raise


def older_folders(folder: IndexFolder) -> list[IndexFolder]:
    """The folders of earlier versions beside this one."""
    found = []
    for path in folder.path.parent.glob(f"{NAME}-*"):
        number = path.name.removeprefix(f"{NAME}-")
        if number.isdecimal() and int(number) < VERSION:
            found.append(IndexFolder(path))
    return found


def forget(folder: IndexFolder) -> None:
    """Removes the index and its cursor; the cursor first, because alone it would vouch for what is gone."""
    folder.cursor.unlink(missing_ok=True)
    shutil.rmtree(folder.documents, ignore_errors=True)
