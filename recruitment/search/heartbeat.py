"""How a follower shows that it is at work, and what others read from that."""

import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func

from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.search.cursor import Cursor, write_whole
from recruitment.search.index import IndexFolder, IndexUnreadable, index_folder, reading
from recruitment.vacancies.tables import AdvertChange

# Seconds between two beats, and of silence after which nobody can be at work.
BEAT: Final = 1.0
SILENCE: Final = 30.0
GLANCE: Final = 0.1
# Bytes of disk without which the next commit may fail.
ROOM: Final = 2_000_000
log = logging.getLogger(__name__)


class NobodyFollows(RuntimeError):
    """Another process holds the writer's lock, and shows no sign of life."""


class Heart:
    """Beats at most once a second, however often it is asked to."""

    def __init__(self, folder: IndexFolder) -> None:
        self.path, self.last = folder.heartbeat, float("-inf")

    def beat(self, sequence: int, doing: str = "") -> None:
        """`doing`: how far a rebuild has come, in words."""
        if clock.ticks() - self.last >= BEAT:
            write_whole(self.path, {"at": clock.now().isoformat(), "sequence": sequence, "doing": doing})
            self.last = clock.ticks()

    def falter(self, problem: BaseException) -> None:
        """Leaves word that following fails, where there is room for it; else the silence tells."""
        try:
            write_whole(self.path, {"at": clock.now().isoformat(), "problem": type(problem).__name__})
        except OSError as full:
            log.warning("nor could it be noted: %s", full)

    def wait_while(self, lasts: Callable[[], bool], say: Callable[[str], None]) -> None:
        """Waits as long as something lasts and the heart beats, and passes on what it is doing.

        Raises NobodyFollows when it has stopped.
        """
        seen, since = self._read(), clock.ticks()
        while lasts():
            clock.wait(GLANCE)
            if (now := self._read()) != seen:
                seen, since = now, clock.ticks()
                if doing := json.loads(now or "{}").get("doing"):
                    say(doing)
            if clock.ticks() - since > SILENCE:
                raise NobodyFollows(f"the process that holds the index at {self.path.parent} does not answer")

    def _read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""


@dataclass(frozen=True)
class IndexHealth:
    """`adverts`: documents in the index, None when it cannot be read. `behind`: changes that it does not hold yet.

    `lag`, `silence`: seconds since the oldest of those changes, and since the follower's last heartbeat (None: never).
    `problem`: what keeps the index from following, in words, though it may still be read.
    """

    adverts: int | None
    behind: int
    lag: float
    silence: float | None
    problem: str | None = None

    @property
    def is_ready(self) -> bool:
        return self.adverts is not None

    @property
    def is_followed(self) -> bool:
        return self.silence is not None and self.silence < SILENCE


def index_health(viewer: Viewer) -> IndexHealth:
    """For System("health")."""
    folder = index_folder()
    cursor = Cursor.read(folder.cursor)
    unread = visible(viewer, AdvertChange).where(AdvertChange.sequence > (cursor.sequence if cursor else 0))
    counted = unread.with_only_columns(func.count(), func.min(AdvertChange.at, type_=clock.Moment()))
    behind, oldest = db.session.execute(counted).one()
    silence = _silence(folder)
    return IndexHealth(
        adverts=_adverts(),
        behind=behind,
        lag=_seconds_since(oldest) if oldest else 0.0,
        silence=silence,
        problem=_problem(folder, silence),
    )


def _adverts() -> int | None:
    try:
        return reading().searcher.num_docs
    except IndexUnreadable:
        return None


def _silence(folder: IndexFolder) -> float | None:
    try:
        return _seconds_since(datetime.fromisoformat(_last_beat(folder)["at"]))
    except (KeyError, ValueError):
        return None


def is_followed(folder: IndexFolder) -> bool:
    """Whether a follower was at work there in the last half a minute."""
    silence = _silence(folder)
    return silence is not None and silence < SILENCE


def _problem(folder: IndexFolder, silence: float | None) -> str | None:
    if shutil.disk_usage(folder.path).free < ROOM:
        return "the disk is full"
    if "problem" in _last_beat(folder):
        return f"following fails ({_last_beat(folder)['problem']})"
    return None if silence is not None and silence < SILENCE else "nobody follows"


def _last_beat(folder: IndexFolder) -> dict[str, Any]:
    """Empty where there is none that can be read."""
    try:
        told = json.loads(folder.heartbeat.read_text())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _seconds_since(moment: datetime) -> float:
    return max(0.0, (clock.now() - moment).total_seconds())
