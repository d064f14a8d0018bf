"""What is saved against the time before the portal, in cash and in real terms."""

from collections.abc import Sequence
from typing import Final

from recruitment.advertising.rules import year_name
from recruitment.core.viewers import Viewer
from recruitment.reporting.reports.filters import ORGANISATION, YEAR
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
from recruitment.reporting.reports.words import about, absent_or
from recruitment.reporting.saving_queries import Saving, savings, together

AMOUNTS: Final = (
    Column("Before the portal", MONEY, "baseline"),
    Column("In this year’s money", MONEY, "real-terms"),
    Column("Spent", MONEY, "net"),
    Column("Saved in cash", MONEY, "saving"),
    Column("Saved in real terms", MONEY, "real-terms"),
)
BY_YEAR: Final = (Column("Financial year", NAME), Column("Organisations", COUNT, "saving"), *AMOUNTS)
BY_ORGANISATION: Final = (Column("Organisation", NAME), *AMOUNTS)


def _savings(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    found = savings(viewer, asked.years, asked.of("council"))
    if not found:
        return ()
    years = sorted({each.year for each in found})
    by_year = [together(year_name(year), year, [each for each in found if each.year == year]) for year in years]
    latest = [each for each in found if each.year == years[-1]]
    return (
        Table(
            "by-year", "Saving by financial year", BY_YEAR,
            tuple((each.name, each.organisations, *_amounts(each)) for each in by_year),
            _said(by_year[-1]),
            chart=Chart("lines", "Spend now and before the portal, in cash", (2, 4)),
            headline=(about(by_year[-1].in_cash), f"saved in cash in {by_year[-1].name}"),
        ),
        Table(
            "by-organisation", f"Saving by organisation in {year_name(years[-1])}", BY_ORGANISATION,
            tuple((each.name, *_amounts(each)) for each in latest),
            "", ("All", *_amounts(by_year[-1])),
            Chart("bars", "Saved in cash", (4,)),
        ),
    )  # fmt: skip


def _amounts(saving: Saving) -> tuple[Value, ...]:
    real = (absent_or(value, Absent.UNKNOWN) for value in (saving.baseline, saving.in_real_terms))
    baseline, saved = real
    return (saving.baseline_then, baseline, saving.spent, saving.in_cash, saved)


def _said(saving: Saving) -> str:
    who = "one organisation" if saving.organisations == 1 else f"{saving.organisations} organisations"
    real = saving.in_real_terms
    more = "" if real is None else f", {about(real)} in real terms"
    return (
        f"In {saving.name} {who} of which both are known spent {about(saving.spent)}, against "
        f"{about(saving.baseline_then)} in a year before the portal: {about(saving.in_cash)} less{more}."
    )


LEAD: Final = "What is spent on advertising now, against a year before the portal, in cash and in real terms."
NOTHING: Final = "No organisation has both a spend for this choice and a stated spend before the portal."
SAVING: Final = Report("saving", "Saving", LEAD, "Money", (YEAR, ORGANISATION), _savings, nothing=NOTHING)
OWN_SAVING: Final = Report("saving", "Saving", LEAD, "Money", (YEAR,), _savings, nothing=NOTHING)
