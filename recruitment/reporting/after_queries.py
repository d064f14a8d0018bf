"""Figures of what comes after closing: promises kept, where those appointed came from, who is still in post."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.rules import leaves_room, smallest_shown, suppressed_cells
from recruitment.reporting.tables import OutcomeFigure, PromiseFigure

PROMISES = ("kept", "missed")
ORIGINS = ("outside", "own", "council", "redeployed")
STAYING = ("still", "gone", "unknown")
UNFILLED = ("unfilled",)


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


@dataclass(frozen=True)
class AfterClosing:
    promises: FigureTable
    by_kind: FigureTable
    origins: FigureTable
    unfilled: FigureTable
    staying: FigureTable


def after_closing(viewer: Viewer, years: Sequence[int] = ()) -> AfterClosing:
    """Of these financial years, or of all."""
    promises, outcomes = (_figures(viewer, model, years) for model in (PromiseFigure, OutcomeFigure))
    names = {key: name for key, name in db.session.execute(select(Organisation.id, Organisation.name))}

    def by_organisation(figure: Any) -> str:
        return names[figure.organisation_id]

    promised, by_kind = _same_totals(
        _table(promises, PROMISES, by_organisation), _table(promises, PROMISES, lambda figure: figure.kind)
    )
    return AfterClosing(
        promises=promised,
        by_kind=by_kind,
        origins=_table(outcomes, ORIGINS, by_organisation),
        unfilled=_table(outcomes, UNFILLED, by_organisation),
        staying=_table(outcomes, STAYING, by_organisation),
    )


def _same_totals(one: FigureTable, other: FigureTable) -> tuple[FigureTable, FigureTable]:
    """Two tables of the same counts: a total that one withholds is told by neither."""
    held = {column for table in (one, other) for column, count in table.total.counts.items() if count is None}
    counts = {column: None if column in held else count for column, count in one.total.counts.items()}
    total = _line(one.total.name, counts)
    return replace(one, total=total), replace(other, total=total)


def years_with_figures(viewer: Viewer) -> set[int]:
    return {
        year
        for model in (PromiseFigure, OutcomeFigure)
        for year in db.session.scalars(visible(viewer, model).with_only_columns(model.year).distinct())
    }


def _figures(viewer: Viewer, model: Any, years: Sequence[int]) -> list[Any]:
    wanted = visible(viewer, model)
    return list(db.session.scalars(wanted.where(model.year.in_(years)) if years else wanted))


def _table(figures: Sequence[Any], columns: Sequence[str], name_of: Any) -> FigureTable:
    """Of several years nothing is shown that one of them withholds: else it is found by subtracting the others."""
    smallest = smallest_shown()
    years = {figure.year: _sums([each for each in figures if each.year == figure.year], columns, name_of)
             for figure in figures}  # fmt: skip
    rows = _sums(figures, columns, name_of)
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


def _sums(figures: Sequence[Any], columns: Sequence[str], name_of: Any) -> dict[str, Counter[str]]:
    """By name, without those of which there is nothing at all."""
    sums: dict[str, Counter[str]] = {}
    for figure in figures:
        counts = sums.setdefault(name_of(figure), Counter(dict.fromkeys(columns, 0)))
        counts.update({column: getattr(figure, column) for column in columns})
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
