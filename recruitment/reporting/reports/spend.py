"""What advertising cost: by organisation, medium and financial year, and for each application."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from recruitment.core.viewers import Staff, Viewer
from recruitment.reporting.queries import Filters, Row, Spend
from recruitment.reporting.queries import spend as spend_of
from recruitment.reporting.reports.filters import MEDIUM, ORGANISATION, YEAR
from recruitment.reporting.reports.frame import (
    COUNT,
    MONEY,
    NAME,
    Absent,
    Asked,
    Chart,
    Column,
    Report,
    Table,
    Value,
)
from recruitment.reporting.reports.words import about

AMOUNTS: Final = (
    Column("Placements", COUNT, "placements"),
    Column("Net", MONEY, "net"),
    Column("VAT", MONEY, "vat"),
    Column("Gross", MONEY, "gross"),
)
COSTS: Final = (
    Column("Organisation", NAME),
    Column("Net", MONEY, "net"),
    Column("Applications", COUNT, "applications"),
    Column("Net cost of one", MONEY, "cost-of-an-application"),
)
NET: Final = 2


def _spend(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    found = spend_of(viewer, Filters(asked.years, asked.of("council"), asked.of("medium")))
    if not found.by_organisation:
        return ()
    by_organisation = _table(found, "by-organisation", "Organisation", "organisation", found.by_organisation)
    return (
        *(() if isinstance(viewer, Staff) else (by_organisation,)),
        _table(found, "by-medium", "Medium", "medium", found.by_medium),
        _table(found, "by-year", "Financial year", "financial year", found.by_year, says=_trend),
        _costs(found),
    )


def _table(
    found: Spend, code: str, head: str, noun: str, rows: Sequence[Row],
    says: Callable[[Spend, Sequence[Row]], str] | None = None,
) -> Table:  # fmt: skip
    return Table(
        code,
        f"Spend by {noun}",
        (Column(head, NAME), *AMOUNTS),
        tuple((row.name, *_amounts(row)) for row in rows),
        (says or _largest)(found, rows),
        ("Total", *_amounts(found.whole)),
        Chart("bars", f"Net spend by {noun}", (NET,)),
        headline=HEADLINES[code](found) if code in HEADLINES else None,
    )


def _amounts(row: Row) -> tuple[Value, ...]:
    return (row.placements, row.sum.net, row.sum.vat, row.sum.gross)


def _largest(found: Spend, rows: Sequence[Row]) -> str:
    first, whole = rows[0], found.whole.sum.net
    if len(rows) == 1 or not whole:
        return f"{first.name}: {about(first.sum.net)} before VAT."
    begin = f"Most went to {first.name}" if rows is found.by_medium else f"{first.name} spent most"
    return f"{begin}: {about(first.sum.net)} before VAT, {first.sum.net / whole:.0%} of {about(whole)}."


def _trend(found: Spend, rows: Sequence[Row]) -> str:
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return f"In {first.name} it was {about(first.sum.net)} before VAT."
    change = last.sum.net - first.sum.net
    direction = "more" if change > 0 else "less"
    compared = f"{about(abs(change))} {direction} than" if change else "as much as"
    return f"In {last.name} it was {about(last.sum.net)} before VAT, {compared} in {first.name}."


def _online(found: Spend) -> tuple[str, str] | None:
    return None if found.share_online is None else (f"{found.share_online:.0%}", "of net spend was online")


HEADLINES: Final[Mapping[str, Callable[[Spend], tuple[str, str] | None]]] = {
    "by-medium": _online,
    "by-year": lambda found: (about(found.whole.sum.net), "spent before VAT"),
}


def _costs(found: Spend) -> Table:
    whole = found.whole
    cost = whole.cost_of_an_application
    return Table(
        "cost-of-an-application",
        "Cost of an application",
        COSTS,
        tuple(_cost(row) for row in found.by_organisation),
        f"An application cost {about(cost)} in advertising." if cost is not None else "",
        ("Total", whole.sum.net, _or_withheld(whole.applications), _or_nothing(cost)),
        Chart("bars", "Net cost of an application", (3,)),
        headline=(about(cost), "of advertising for each application") if cost is not None else None,
    )


def _cost(row: Row) -> tuple[Value, ...]:
    applications: Value = Absent.WITHHELD if row.is_suppressed else _or_withheld(row.applications)
    return (row.name, row.sum.net, applications, _or_nothing(row.cost_of_an_application))


def _or_withheld(value: int | None) -> Value:
    return Absent.WITHHELD if value is None else value


def _or_nothing(value: int | None) -> Value:
    return Absent.NOTHING if value is None else value


LEAD: Final = "What was paid to advertise vacancies, where, and what each application cost."
SPEND: Final = Report(
    "spend", "Advertising spend", LEAD, "Money", (YEAR, ORGANISATION, MEDIUM), _spend,
    nothing="No spend is recorded for this choice.",
)  # fmt: skip
OWN_SPEND: Final = Report(
    "spend", "Advertising spend", LEAD, "Money", (YEAR, MEDIUM), _spend, nothing="No spend is recorded for this choice."
)
