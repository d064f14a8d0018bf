"""What a council reads of itself alone: its spend in every part, its budgets, and how it stands among the others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from recruitment.advertising.budgets import budgets_in_use
from recruitment.core import clock
from recruitment.core.viewers import Staff, Viewer
from recruitment.reporting.compared_queries import Compared, compared
from recruitment.reporting.reports.filters import YEAR, YEAR_AFTER
from recruitment.reporting.reports.frame import (
    COUNT,
    MONEY,
    NAME,
    SHARE,
    Absent,
    Asked,
    Chart,
    Column,
    Kind,
    Report,
    Table,
    Value,
)
from recruitment.reporting.reports.words import about, in_words
from recruitment.reporting.spend_queries import SpendTable, spend_by, spend_by_vacancy

AMOUNTS: Final = (
    Column("Placements", COUNT, "placements"),
    Column("Net", MONEY, "net"),
    Column("VAT", MONEY, "vat"),
    Column("Gross", MONEY, "gross"),
)
BUDGETS: Final = (
    Column("Department", NAME),
    Column("Budget", MONEY, "budget"),
    Column("Spent", MONEY, "net"),
    Column("Left", MONEY, "budget"),
    Column("Used", SHARE, "budget"),
)
COMPARED: Final = (
    Column("Figure", NAME),
    Column("Yours", NAME),
    Column("A quarter of the others below", NAME, "among-others"),
    Column("Half of the others below", NAME, "among-others"),
    Column("A quarter of the others above", NAME, "among-others"),
    Column("Those who show theirs", NAME, "among-others"),
)
HEADS: Final = {"month": "Month", "department": "Department", "supplier": "Supplier"}
KINDS: Final = {"cost": Kind.MONEY, "share": Kind.SHARE, "days": Kind.DAYS}


def _detail(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    if not isinstance(viewer, Staff):
        return ()
    own = viewer.organisation_ids[0]
    year = asked.years[0] if len(asked.years) == 1 else clock.financial_year(clock.today())
    tables = [_by(by, spend_by(viewer, by, years=asked.years, organisation_id=own)) for by in HEADS]
    return [table for table in (*_budgets(viewer, own, year), *tables, _vacancies(viewer, own, asked)) if table.rows]


def _by(by: str, found: SpendTable) -> Table:
    rows = tuple(
        (line.name, line.placements, line.sum.net, line.sum.vat, line.sum.gross) for line in found.lines
    )  # fmt: skip
    total = found.total
    says = "" if by == "month" or len(rows) < 2 else f"Most: {rows[0][0]}, {about(found.lines[0].sum.net)} before VAT."
    return Table(
        f"by-{by}", f"Spend by {HEADS[by].lower()}", (Column(HEADS[by], NAME), *AMOUNTS), rows, says,
        ("Total", total.placements, total.sum.net, total.sum.vat, total.sum.gross),
        Chart("bars", f"Net spend by {HEADS[by].lower()}", (2,)),
    )  # fmt: skip


def _budgets(viewer: Staff, own: int, year: int) -> list[Table]:
    used = budgets_in_use(viewer, own, year)
    rows = tuple(
        (each.department or "The whole organisation", each.amount, each.spent, each.left,
         each.spent / each.amount if each.amount else Absent.NOTHING)
        for each in used
    )  # fmt: skip
    over = [each.department or "the whole organisation" for each in used if each.warning == "used_up"]
    says = f"Used up: {', '.join(over)}." if over else "No budget is used up."
    return [
        Table("budgets", "Budgets and what is spent of them", BUDGETS, rows, says, chart=Chart("bars", "Used", (4,)))
    ]


def _vacancies(viewer: Staff, own: int, asked: Asked) -> Table:
    lines, number = spend_by_vacancy(viewer, own, years=asked.years)
    rows = tuple(
        (f"{line.title} ({line.reference})", line.placements, line.sum.net, line.sum.vat, line.sum.gross)
        for line in lines
    )  # fmt: skip
    note = f"The {len(rows)} that cost most, of {number:,}." if number > len(rows) else ""
    return Table("by-vacancy", "Spend by vacancy", (Column("Vacancy", NAME), *AMOUNTS), rows, note=note)


def _among_others(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    if not isinstance(viewer, Staff) or not asked.years:
        return ()
    found = compared(viewer, viewer.organisation_ids[0], asked.years[0])
    if all(each.own is None and each.others is None for each in found):
        return ()
    return (Table(
        "among-others", "Where you stand", COMPARED, tuple(map(_standing, found)),
        note="Others are told as quartiles. Names stand beside a figure where both of you show yours to each other.",
    ),)  # fmt: skip


def _standing(each: Compared) -> tuple[Value, ...]:
    kind = next((kind for begin, kind in KINDS.items() if each.code.startswith(begin)), Kind.RATE)

    def said(value: float | None) -> str:
        return Absent.NOTHING if value is None else in_words(round(value) if kind is Kind.MONEY else value, kind)

    others = each.others
    quartiles = (others.low, others.median, others.high) if others else (None, None, None)
    named = "; ".join(f"{name} {said(value)}" for name, value in each.named)
    return (each.name, said(each.own), *map(said, quartiles), named or Absent.NOTHING)


DETAIL: Final = Report(
    "spend-in-detail", "Spend in detail", "By department against budget, by month, supplier and vacancy.",
    "Money", (YEAR,), _detail, nothing="No spend is recorded for this choice.",
)  # fmt: skip
ONE_YEAR: Final = replace(YEAR_AFTER, is_single=True)
AMONG_OTHERS: Final = Report(
    "among-others", "Among the others", "How your figures compare with other organisations’, as quartiles.",
    "Knowledge", (ONE_YEAR,), _among_others,
)  # fmt: skip
