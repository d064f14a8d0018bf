"""How far an index has followed the log of changes, kept beside the index and written after each commit of it."""

import json
import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Row

from recruitment.search import queries
from recruitment.vacancies.tables import AdvertChange

# Numbers of the log back from its end among which a gap may still be filled. PostgreSQL gives numbers out before it
# commits, so 7 may be readable before 6; a gap that stays is a transaction that was rolled back.
OVERLAP: Final = 1_000


Changes = Sequence[Row[int, int, datetime]]


@dataclass(frozen=True)
class Cursor:
    """`sequence`: the highest number read; `witness`: what the log says there; `missing`: gaps that may yet fill."""

    sequence: int = 0
    witness: str = ""
    missing: frozenset[int] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """None where there is none, or none that can be read: then the index is to be rebuilt."""
        try:
            kept = json.loads(path.read_text())
            return cls(int(kept["sequence"]), str(kept["witness"]), frozenset(map(int, kept["missing"])))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def at_the_end(cls) -> Self:
        """The end of the log as it is now, before the adverts are read that it is to vouch for."""
        last = queries.last_change()
        if last is None:
            return cls()
        start = max(0, last.sequence - OVERLAP)
        there = set(queries.numbers_after(start))
        return cls(last.sequence, _witness(last), frozenset(set(range(start + 1, last.sequence)) - there))

    def write(self, path: Path) -> None:
        write_whole(path, {"sequence": self.sequence, "witness": self.witness, "missing": sorted(self.missing)})

    def stands_in(self, changes: Changes) -> bool:
        """Whether changes read from this cursor on begin where it ended.

        They do not when the log was trimmed beyond it, or when another database took the place of the one it followed.
        """
        if self.sequence == 0:
            return not changes or changes[0].sequence == 1
        return any(change.sequence == self.sequence and _witness(change) == self.witness for change in changes)

    def past(self, changes: Changes) -> Self:
        """The cursor once these changes, read from it on, are in the index."""
        seen = {change.sequence for change in changes}
        last = max(changes, key=lambda change: change.sequence)
        skipped = set(range(max(self.sequence, last.sequence - OVERLAP) + 1, last.sequence))
        return self._with(last.sequence, _witness(last), (self.missing | skipped) - seen)

    def _with(self, sequence: int, witness: str, missing: Collection[int]) -> Self:
        return type(self)(sequence, witness, frozenset(gap for gap in missing if gap > sequence - OVERLAP))


def _witness(change: "AdvertChange | Row[int, int, datetime]") -> str:
    return f"{change.vacancy_id} {change.at.isoformat()}"


def write_whole(path: Path, facts: dict[str, Any]) -> None:
    """Readers see the old file or the new one, never half of one."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(facts))
    os.replace(fresh, path)
