"""How a follower shows that it is at work, and what others read from that."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

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


class NobodyFollows(RuntimeError):
    """Another process holds the writer's lock, and shows no sign of life."""


class Heart:
    """Beats at most once a second, however often it is asked to."""

    def __init__(self, folder: IndexFolder) -> None:
        self.path, self.last = folder.heartbeat, float("-inf")

    def beat(self, sequence: int) -> None:
        if clock.ticks() - self.last >= BEAT:
            write_whole(self.path, {"at": clock.now().isoformat(), "sequence": sequence})
            self.last = clock.ticks()

    def wait_while(self, lasts: Callable[[], bool]) -> None:
        """Waits as long as something lasts and the heart beats. Raises NobodyFollows when it has stopped."""
        seen, since = self._read(), clock.ticks()
        while lasts():
            clock.wait(GLANCE)
            if (now := self._read()) != seen:
                seen, since = now, clock.ticks()
            if clock.ticks() - since > SILENCE:
                raise NobodyFollows(f"the process that holds the index at {self.path.parent} does not answer")

    def _read(self) -> str:
        return self.path.read_text() if self.path.exists() else ""


@dataclass(frozen=True)
class IndexHealth:
    """`adverts`: documents in the index, None when it cannot be read. `behind`: changes that it does not hold yet.

    `lag`, `silence`: seconds since the oldest of those changes, and since the follower's last heartbeat (None: never).
    """

    adverts: int | None
    behind: int
    lag: float
    silence: float | None

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
    return IndexHealth(
        adverts=_adverts(),
        behind=behind,
        lag=_seconds_since(oldest) if oldest else 0.0,
        silence=_silence(folder),
    )


def _adverts() -> int | None:
    try:
        return reading().searcher.num_docs
    except IndexUnreadable:
        return None


def _silence(folder: IndexFolder) -> float | None:
    try:
        return _seconds_since(datetime.fromisoformat(json.loads(folder.heartbeat.read_text())["at"]))
    except (OSError, ValueError, KeyError):
        return None


def _seconds_since(moment: datetime) -> float:
    return max(0.0, (clock.now() - moment).total_seconds())
