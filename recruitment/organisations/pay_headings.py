"""Which column of a spreadsheet is which, by the many words that pay tables have for them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recruitment.core.spreadsheets import Cell, Row

# Rows in which the headings are looked for, below titles and notes.
TITLE_ROWS = 30
WORD = re.compile(r"[a-z]+")
BASES = {"hourly": "The hourly rate", "annual": "The annual rate"}
NAMES = {"point": "the point", "grade": "the grade", "hourly": "the hourly rate", "annual": "the annual rate"}
# In this order: a “scale point” is a point, a “salary per hour” an hourly rate. Hours, as in “37 hours”, say nothing.
WORDS = (
    ("point", {"point", "points", "scp", "scps", "increment", "step", "spine"}),
    ("other", {"month", "monthly", "week", "weekly", "fortnightly", "day", "daily", "overtime"}),
    ("hourly", {"hourly", "hour", "hr"}),
    ("annual", {"annual", "annually", "annum", "year", "yearly", "salary", "salaries", "pa", "fte"}),
    ("grade", {"grade", "band", "scale", "post", "role"}),
)  # fmt: skip
EXPLAINED = (
    "The first row of the table must name its columns: Point, Grade if there are grades, and Hourly rate or Annual rate"
)


@dataclass(frozen=True)
class Columns:
    """The place of each column, from 0."""

    places: dict[str, int]

    @property
    def bases(self) -> list[str]:
        return [basis for basis in BASES if basis in self.places]

    @property
    def basis(self) -> Literal["hourly", "annual"]:
        return "hourly" if "hourly" in self.places else "annual"

    def of(self, row: Row, name: str) -> Cell:
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else None


@dataclass(frozen=True)
class Heading:
    """The row of the headings, from 1, and its columns; else why there are none."""

    row: int
    columns: Columns | None = None
    problem: str = ""


def find_heading(rows: Sequence[Row]) -> Heading:
    """The first row that names a point and a rate."""
    for number, row in enumerate(rows[:TITLE_ROWS], 1):
        found: dict[str, list[int]] = {}
        for place, cell in enumerate(row):
            meaning = _meaning(cell)
            if meaning:
                found.setdefault(meaning, []).append(place)
        if "point" not in found or not BASES.keys() & found.keys():
            continue
        for name, places in found.items():
            if len(places) > 1:
                said = " and ".join(f"“{row[place]}”" for place in places[:2])
                return Heading(number, problem=f"{said} could both be {NAMES[name]}. Keep only one of these columns")
        return Heading(number, Columns({name: places[0] for name, places in found.items()}))
    return Heading(1, problem=EXPLAINED)


def _meaning(cell: Cell) -> str | None:
    """A heading is short; a sentence above the table is none."""
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    words = set(WORD.findall(cell.lower()))
    name = next((name for name, known in WORDS if words & known), None)
    return None if name == "other" else name
