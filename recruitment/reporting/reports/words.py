"""A cell in words, as pages and letters say it, and as the plain value that files hold: of the same precision."""

from decimal import Decimal

from recruitment.reporting.reports.frame import Absent, Column, Kind, Table, Value

# What a spreadsheet's heading adds, as its cells are bare numbers.
UNITS = {Kind.MONEY: "£", Kind.SHARE: "%", Kind.DAYS: "days"}


def in_words(value: Value, kind: Kind) -> str:
    """£1,234.50 · 47% · 12.5 days · 1,204 · withheld"""
    if isinstance(value, str):
        return str(value)
    match kind:
        case Kind.MONEY:
            return pounds(int(value))
        case Kind.SHARE:
            return f"{value:.0%}"
        case Kind.DAYS:
            return f"{_short(value)} {'day' if value == 1 else 'days'}"
        case Kind.RATE:
            return _short(value)
    return f"{value:,}"


def pounds(pence: int) -> str:
    """£1,234.50, and below nothing −£1.00"""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def about(pence: int) -> str:
    """£3.9 million, £48,500 or £12.30: as a sentence says it."""
    sign, amount = ("−" if pence < 0 else ""), abs(pence)
    if amount >= 100_000_000:
        return f"{sign}£{amount / 100_000_000:,.1f} million"
    return f"{sign}£{round(amount / 100):,}" if amount >= 100_000 else pounds(pence)


def plain(value: Value, kind: Kind) -> str | int | Decimal:
    """What a file holds: pounds as a decimal, a share as whole percent, words as they are."""
    if isinstance(value, str):
        return str(value)
    match kind:
        case Kind.MONEY:
            return Decimal(int(value)).scaleb(-2)
        case Kind.SHARE:
            return int(f"{value:.0%}"[:-1])
        case Kind.DAYS | Kind.RATE:
            return Decimal(f"{value:.1f}")
    return int(value)


def heading(column: Column) -> str:
    """Of a file's column, with the unit: Net spend (£)."""
    unit = UNITS.get(column.kind)
    return f"{column.name} ({unit})" if unit else column.name


def numbers(table: Table, position: int) -> list[tuple[str, int | float]]:
    """Name and number of each line that has one in this column."""
    found = ((str(row[0]), row[position]) for row in table.rows)
    return [(name, value) for name, value in found if not isinstance(value, str)]


def _short(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def absent_or(value: Value | None, reason: Absent = Absent.WITHHELD) -> Value:
    """A number, or the word for there being none."""
    return reason if value is None else value
