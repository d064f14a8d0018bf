"""A record's parts: each a table with a title, drawn as a page for people and as files for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Value = str | int | bool | date | datetime | None


@dataclass(frozen=True)
class Part:
    """`columns`: the name of each value for programs, and as people read it. A row has a Value for each of them.

    `about`: what a reader must know of it. Moments are aware; money is text, in pounds.
    """

    key: str
    title: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]] = field(default=())
    about: str = ""

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if row.keys() != self.columns.keys()]
        if wrong:
            raise ValueError(f"{self.key}: a row has other values than the columns")
