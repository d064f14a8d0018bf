"""Equality figures as pages and files show them: the same cells in both."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import NotFound

from recruitment.applications.equality.tables import STAGES
from recruitment.core.spreadsheets import inert
from recruitment.reporting.equality_queries import Cell, Funnel

WITHHELD = "withheld"


@dataclass(frozen=True)
class Shown:
    """A table of what is shown, and the names of the lines of which nothing is. `first` names what the lines are."""

    funnel: Funnel
    first: str = "Answer"

    @property
    def heads(self) -> list[str]:
        return [self.first, *STAGES.values()]

    @property
    def rows(self) -> list[list[str]]:
        return [[name, *map(in_words, cells)] for name, cells in self.funnel.lines if not _is_empty(cells)]

    @property
    def withheld(self) -> list[str]:
        return [name for name, cells in self.funnel.lines if _is_empty(cells)]


def _is_empty(cells: Sequence[Cell]) -> bool:
    return all(cell.count is None for cell in cells)


def in_words(cell: Cell) -> str:
    """1,204 (47%)"""
    if cell.count is None or cell.share is None:
        return WITHHELD
    return f"{cell.count:,} ({cell.share:.0%})"


def year_asked(years: Sequence[int]) -> int | None:
    """The year that the address asks for, else the newest; None while nothing is published. Raises NotFound for a year
    that is not."""
    asked = request.args.get("year", "")
    if not asked:
        return years[0] if years else None
    found = next((year for year in years if str(year) == asked), None)
    if found is None:
        raise NotFound
    return found


def as_csv(tables: Sequence[Shown], name: str) -> Response:
    """Every line of the tables, those that the page only names included."""
    written = io.StringIO()
    lines = csv.writer(written)
    first = tables[0].first if tables else "Answer"
    lines.writerow(
        ["Characteristic", first, *(head for stage in STAGES.values() for head in (stage, f"{stage} share"))]
    )
    for table in tables:
        for line, cells in table.funnel.lines:
            lines.writerow([table.funnel.name, inert(line), *(part for cell in cells for part in _parts(cell))])
    return Response(
        # The mark at the front tells spreadsheets that the file is UTF-8.
        "\ufeff" + written.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _parts(cell: Cell) -> tuple[str, str]:
    if cell.count is None or cell.share is None:
        return WITHHELD, WITHHELD
    return str(cell.count), f"{cell.share:.0%}"
