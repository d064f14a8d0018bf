"""Rows of a sheet, or fields of a request, read as what a person would have typed on the advert's pages. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from recruitment.core.errors import Refused
from recruitment.core.spreadsheets import Cell, Row, is_date
from recruitment.vacancies.row_columns import LEFT_ASIDE, VACANCIES, Column, Layout, folded

MOST_ROWS = 5_000
# Above the headings a sheet may have its title.
MOST_TITLES = 20
YES, NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0"})
ISO_DAY: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:T00:00:00)?")
OUR_DAY: Final = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})")
LONGEST_SHOWN = 60
LARGEST = 10**15


class Unread(Exception):
    """A value is not of its column's kind; the message says what to enter."""


@dataclass(frozen=True)
class SheetRow:
    """`number`: in the file, from 1. `cells`: by the name of the column, what is filled alone."""

    number: int
    cells: Mapping[str, Cell]


@dataclass
class Typed:
    """What would stand in each filled box, by the column's name, and what could not be read."""

    boxes: dict[str, str | list[str]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def rows_of_sheet(ways: Sequence[list[Row]], layout: Layout = VACANCIES) -> list[SheetRow]:
    """The filled rows below the headings, in the first of the ways in which these are found. Raises Refused."""
    needed = [column for column in layout.columns if column.is_needed]
    for rows in ways:
        for number, row in enumerate(rows[:MOST_TITLES], 1):
            columns = [_column(cell, layout) for cell in row]
            found = {column.name: place for place, column in enumerate(columns) if column}
            if all(column.name in found for column in needed):
                _require_known(row, layout)
                return _below(rows, number, found, layout)
    wanted = ", ".join(column.heading for column in needed)
    raise Refused(f"No row names the columns. Name them in one row, at least {wanted}, as the example sheet does")


def _column(cell: Cell, layout: Layout) -> Column | None:
    return layout.headings.get(folded(cell)) if isinstance(cell, str) else None


def _require_known(headings: Row, layout: Layout) -> None:
    named = [cell for cell in headings if cell is not None and folded(str(cell)) not in LEFT_ASIDE]
    unknown = [str(cell) for cell in named if _column(cell, layout) is None]
    if unknown:
        raise Refused(
            f"The column “{_short(unknown[0])}” is not known. Name it as the example sheet does, or remove it"
        )
    columns = [_column(cell, layout) for cell in named]
    twice = [str(cell) for place, cell in enumerate(named) if columns[place] in columns[:place]]
    if twice:
        raise Refused(f"The column “{_short(twice[0])}” stands there twice. Remove one of them")


def _below(rows: list[Row], heading: int, places: Mapping[str, int], layout: Layout) -> list[SheetRow]:
    found = []
    for number, row in enumerate(rows[heading:], heading + 1):
        cells = {
            name: _unquoted(row[place]) for name, place in places.items() if place < len(row) and row[place] is not None
        }
        if cells:
            found.append(SheetRow(number, cells))
    if not found:
        raise Refused(f"There is no row below the headings. Add a row for each {layout.one}")
    if len(found) > MOST_ROWS:
        raise Refused(f"The sheet has more than {MOST_ROWS:,} {layout.several}. Split it into several")
    return found


def _unquoted(cell: Cell) -> Cell:
    """Without the sign that our own sheets put before what a spreadsheet would calculate."""
    return cell[1:] if isinstance(cell, str) and re.match(r"'[=+\-@]", cell) else cell


def typed(
    values: Mapping[str, Any], categories: Mapping[str, str] | None = None, layout: Layout = VACANCIES,
    codes_of: Mapping[str, Mapping[str, str]] | None = None,
) -> Typed:  # fmt: skip
    """`values` by column name: cells of a sheet, or JSON. `categories`, and by column `codes_of`: code to name, where
    these are rows of a table."""
    known = {"category": categories or {}, **(codes_of or {})}
    read = Typed()
    for column in layout.columns:
        value = values.get(column.name)
        if value is None or value == "" or value == []:
            continue
        codes = known.get(column.name, column.codes)
        try:
            read.boxes[column.name] = _typed(column, value, codes or {})
        except Unread as problem:
            read.problems[column.name] = str(problem)
    return read


def _typed(column: Column, value: Any, codes: Mapping[str, str]) -> str | list[str]:
    if column.kind == "date":
        return _day(value)
    if is_date(value):
        raise Unread("This is a date to the spreadsheet. Format the column as text and enter it again")
    if column.kind in ("lines", "choices"):
        parts = value if isinstance(value, list) else re.split(r"\n|;" if column.kind == "lines" else r"[\n;,]",
                                                               _text(value))  # fmt: skip
        lines = [line for line in (_text(part).strip() for part in parts) if line]
        return [_code(line, codes) for line in lines] if column.kind == "choices" else lines
    text = _text(value).strip()
    if column.kind == "choice":
        return _code(text, codes)
    if column.kind == "yes":
        return _yes(text)
    if column.kind == "number":
        return text.replace(" ", "")
    return text


def _text(value: Any) -> str:
    """As it would be typed; texts that no database holds are refused."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value) if isinstance(value, float) else value)
        if not number.is_finite() or abs(number) >= LARGEST:
            raise Unread("This number is too large. Enter another one")
        # What binary fractions add far behind the point was never typed.
        return f"{round(number, 6).normalize():f}"
    if not isinstance(value, str):
        raise Unread("Enter text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unread("This holds signs that cannot be stored. Enter it again") from None
    return value.replace("\0", " ")


def _code(text: str, codes: Mapping[str, str]) -> str:
    for code, name in codes.items():
        if folded(text) in (folded(code), folded(name)):
            return code
    raise Unread(f"“{_short(text)}” is not known. Enter one of: {'; '.join(codes.values())}")


def _yes(text: str) -> str:
    if text.casefold() in YES:
        return "yes"
    if text.casefold() in NO:
        return "no"
    raise Unread("Enter yes or no")


def _day(value: Any) -> list[str]:
    """Day, month and year, each in its box."""
    if isinstance(value, datetime | date):
        return [str(value.day), str(value.month), str(value.year)]
    text = _text(value).strip() if not is_date(value) else ""
    found = ISO_DAY.fullmatch(text) or OUR_DAY.fullmatch(text)
    if found is None:
        raise Unread("Enter a date, for example 27/3/2027")
    return [found["day"], found["month"], found["year"]]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
