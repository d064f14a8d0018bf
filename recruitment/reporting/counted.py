"""Tables of counts of people as they may be shown: no small count, and nothing from which one could be found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recruitment.reporting.rules import leaves_room, smallest_shown, suppressed_cells


@dataclass(frozen=True)
class Counted:
    """What is counted under one name in one financial year."""

    year: int
    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class FigureLine:
    """One line of a table. A count is None where it is too small to show; `share` is of the first column in all of
    them, and None where any of them is hidden or there is nothing to share."""

    name: str
    counts: Mapping[str, int | None]
    share: float | None


@dataclass(frozen=True)
class FigureTable:
    """Lines by name and the total of all, which is held back too where it would tell what is hidden."""

    lines: tuple[FigureLine, ...]
    total: FigureLine


def counted_table(figures: Iterable[Counted], columns: Sequence[str]) -> FigureTable:
    """Of several years nothing is shown that one of them withholds: else it is found by subtracting the others."""
    smallest, by_year = smallest_shown(), defaultdict[int, list[Counted]](list)
    for figure in figures:
        by_year[figure.year].append(figure)
    years = {year: _sums(listed, columns) for year, listed in by_year.items()}
    rows = _sums((figure for listed in by_year.values() for figure in listed), columns)
    hidden = frozenset().union(*(suppressed_cells(year, smallest) for year in years.values()))
    lines = tuple(
        _line(name, {column: None if (name, column) in hidden else rows[name][column] for column in columns})
        for name in sorted(rows)
    )
    told = {column: all(_tells_total(column, year, hidden, smallest) for year in years.values()) for column in columns}
    whole = {column: sum(counts[column] for counts in rows.values()) if told[column] else None for column in columns}
    # A total that is small, or that leads to another, is hidden as any other count.
    small = suppressed_cells({"": {column: count for column, count in whole.items() if count is not None}}, smallest)
    shown = {column: None if ("", column) in small else count for column, count in whole.items()}
    return FigureTable(lines, _line("All", shown))


def same_totals(one: FigureTable, other: FigureTable) -> tuple[FigureTable, FigureTable]:
    """Two tables of the same counts: a total that one withholds is told by neither."""
    held = {column for table in (one, other) for column, count in table.total.counts.items() if count is None}
    counts = {column: None if column in held else count for column, count in one.total.counts.items()}
    total = _line(one.total.name, counts)
    return replace(one, total=total), replace(other, total=total)


def _sums(figures: Iterable[Counted], columns: Sequence[str]) -> dict[str, dict[str, int]]:
    """By name, without those of which there is nothing at all."""
    sums: dict[str, dict[str, int]] = {}
    for figure in figures:
        held = sums.get(figure.name)
        if held is None:
            held = sums[figure.name] = dict.fromkeys(columns, 0)
        for column in columns:
            held[column] += figure.counts[column]
    return {name: counts for name, counts in sums.items() if any(counts.values())}


def _tells_total(
    column: str, rows: Mapping[str, Mapping[str, int]], hidden: frozenset[tuple[str, str]], smallest: int
) -> bool:
    """Not where the total would tell too much of the column's hidden cells."""
    counts = [counts[column] for name, counts in rows.items() if (name, column) in hidden]
    return leaves_room([count for count in counts if count], smallest)


def _line(name: str, counts: dict[str, int | None]) -> FigureLine:
    known = [count for count in counts.values() if count is not None]
    whole = sum(known)
    is_whole = len(known) == len(counts) and whole > 0
    return FigureLine(name, counts, known[0] / whole if is_whole else None)
