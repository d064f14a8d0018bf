"""A pay table read from the rows of a spreadsheet: its points, what is wrong row by row, and what looks odd. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from recruitment.core.spreadsheets import Cell, Row, is_date
from recruitment.organisations.pay_headings import BASES, Columns, Heading, find_heading
from recruitment.organisations.pay_tables import LONGEST_GRADE, LONGEST_LABEL

MOST_ROWS = 2_000
# Pence. Beyond these the other column, or another sign for decimals, is meant.
LIMITS = {"hourly": (4_00, 300_00), "annual": (5_000_00, 500_000_00)}
# By how much a year may differ from what its hourly rate comes to: rounding, but not 52 weeks for 52.143.
TOLERANCE = Fraction(25, 10_000)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
CONTINENTAL = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}")
NAME = re.compile(r"[^\W_](?:[\w .,/()&’'+–-]*[\w)+])?")
BEFORE_LABEL = re.compile(r"(?:(?:spinal (?:column )?point|scp|scale point|pay point|point)\s*[:.]?\s*)+(?=\w)", re.I)


@dataclass(frozen=True)
class PointLine:
    """One point as read. `row`: its number in the file, from 1."""

    row: int
    grade: str
    label: str
    pence: int


@dataclass(frozen=True)
class RowProblem:
    """What keeps a row from being stored, or what somebody should look at."""

    row: int
    message: str


@dataclass
class PayReading:
    """`basis`: hourly or annual, the one that is kept; None where no headings were found."""

    basis: str | None = None
    lines: list[PointLine] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    doubts: list[RowProblem] = field(default_factory=list)


class _Wrong(Exception):
    """A cell cannot be read; the message says why and what to do."""


def read_pay_rows(ways: Sequence[list[Row]], full_time_hours: Decimal, year_weeks: Decimal) -> PayReading:
    """The points among rows that can be told apart in several `ways`: the first in which headings are found.

    Rows before the headings are titles and count for nothing, nor do empty rows. An empty grade below a grade is the
    same grade, as where cells are merged. Where both rates stand there the hourly one is kept, as it is what
    councils agree, and the year is only checked against it.
    """
    heading: Heading | None = None
    for rows in ways:
        heading = find_heading(rows)
        if heading.columns is not None:
            return _read(rows[heading.row :], heading.row + 1, heading.columns, full_time_hours * year_weeks)
    problem = heading.problem if heading else "The file has no rows"
    return PayReading(problems=[RowProblem(heading.row if heading else 1, problem)])


def as_csv(lines: Sequence[PointLine], basis: str) -> str:
    """The points as a CSV file that reads as the same points again."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(("Grade", "Point", "Hourly rate" if basis == "hourly" else "Annual rate"))
    writer.writerows((line.grade, line.label, f"{line.pence // 100}.{line.pence % 100:02d}") for line in lines)
    return written.getvalue()


def _read(rows: list[Row], first: int, columns: Columns, hours_a_year: Decimal) -> PayReading:
    reading = PayReading(basis=columns.basis)
    grade, seen = "", dict[tuple[str, str], int]()
    for number, row in enumerate(rows, first):
        try:
            grade = _name(columns.of(row, "grade"), "grade", LONGEST_GRADE) or grade
            if not any(columns.of(row, name) is not None for name in ("point", *BASES)):
                continue
            label = _label(columns.of(row, "point"))
            rates = {basis: _rate(columns.of(row, basis), basis, reading, number) for basis in columns.bases}
            pence = rates[columns.basis]
            if pence is None:
                raise _Wrong(f"Point {label} has no {columns.basis} rate. A formula counts only once it is saved with "
                             "its result")  # fmt: skip
            _require_agreement(rates, hours_a_year)
        except _Wrong as wrong:
            reading.problems.append(RowProblem(number, str(wrong)))
            continue
        if (grade, label) in seen:
            again = f"Point {label}{f' of {grade}' if grade else ''} stands in row {seen[grade, label]} already"
            reading.problems.append(RowProblem(number, f"{again}. Remove one of them"))
            continue
        seen[grade, label] = number
        reading.lines.append(PointLine(number, grade, label, pence))
    reading.doubts.extend(_falls(reading.lines))
    if not reading.lines and not reading.problems:
        reading.problems.append(RowProblem(first, "There is no point below the headings. Add the rows of the table"))
    return reading


def _label(cell: Cell) -> str:
    label = _name(cell, "point", None)
    if not label:
        raise _Wrong("The row has a rate and no point. Enter the number or name of the point")
    label = BEFORE_LABEL.sub("", label, count=1)
    if len(label) > LONGEST_LABEL:
        raise _Wrong(f"The point “{_short(label)}” is longer than {LONGEST_LABEL} characters. Give it a shorter name")
    return label


def _name(cell: Cell, what: str, longest: int | None) -> str:
    if cell is None:
        return ""
    if is_date(cell):
        raise _Wrong(f"The {what} is a date to the spreadsheet. Format the column as text and enter it again")
    said = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
    if not NAME.fullmatch(said):
        raise _Wrong(f"The {what} “{_short(said)}” is no name. Use letters, figures and spaces")
    if longest is not None and len(said) > longest:
        raise _Wrong(f"The {what} “{_short(said)}” is longer than {longest} characters. Give it a shorter name")
    return said


def _rate(cell: Cell, basis: str, reading: PayReading, number: int) -> int | None:
    """Whole pence of a rate, halves up; None for an empty cell."""
    if cell is None:
        return None
    pounds = _pounds(cell, basis)
    pence = int((pounds * 100).quantize(Decimal(1), ROUND_HALF_UP))
    low, high = LIMITS[basis]
    if not low <= pence <= high:
        word = "an hour" if basis == "hourly" else "a year"
        raise _Wrong(f"£{pounds:,.2f} is no rate for {word}. Check the column and the sign for decimals")
    if pence != pounds * 100:
        reading.doubts.append(
            RowProblem(number, f"{BASES[basis]} {pounds.normalize():f} is rounded to £{pence / 100:,.2f}")
        )
    return pence


def _pounds(cell: Cell, basis: str) -> Decimal:
    """An amount as a spreadsheet holds it, or as people type it: 25885.8, £25,885.80, 25885,80."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        amount = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        if amount.is_finite() and abs(amount) < 10**9:
            # What binary fractions add far behind the point was never typed.
            return round(amount, 6)
    if isinstance(cell, str):
        typed = cell.replace(" ", "").removeprefix("£").removeprefix("GBP")
        if NUMBER.fullmatch(typed):
            return Decimal(typed.replace(",", ""))
        if CONTINENTAL.fullmatch(typed):
            return Decimal(typed.replace(".", "").replace(",", "."))
    said = "a date" if is_date(cell) else f"“{_short(str(cell))}”"
    raise _Wrong(f"The {basis} rate is {said}, not an amount in pounds. Enter one, for example {_example(basis)}")


def _example(basis: str) -> str:
    return "14.20" if basis == "hourly" else "27,400"


def _require_agreement(rates: dict[str, int | None], hours_a_year: Decimal) -> None:
    hourly, annual = rates.get("hourly"), rates.get("annual")
    if hourly is None or annual is None:
        return
    expected = hourly * Fraction(hours_a_year)
    if abs(annual - expected) > TOLERANCE * expected:
        raise _Wrong(
            f"£{hourly / 100:,.2f} an hour comes to £{round(expected / 100):,} in a full-time year, but the row says "
            f"£{annual / 100:,.2f}. Check the row, the full-time hours and the weeks of a year"
        )


def _falls(lines: Sequence[PointLine]) -> Iterator[RowProblem]:
    """Pay rises from point to point; where it falls a figure may be wrong, unless the whole grade runs down."""
    rates: dict[str, list[int]] = {}
    for line in lines:
        rates.setdefault(line.grade, []).append(line.pence)
    runs_down = {grade for grade, pence in rates.items() if pence == sorted(pence, reverse=True)}
    for above, line in pairwise(lines):
        if above.grade == line.grade and line.pence < above.pence and line.grade not in runs_down:
            yield RowProblem(line.row, f"Point {line.label} pays less than point {above.label} above it")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
