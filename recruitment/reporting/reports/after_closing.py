"""What comes after closing: promises kept, where those appointed came from, vacancies not filled, who stays."""

from collections.abc import Mapping, Sequence
from typing import Final

from recruitment.core.viewers import Viewer
from recruitment.reporting.after_queries import after_closing
from recruitment.reporting.counted import FigureLine, FigureTable
from recruitment.reporting.reports.filters import YEAR_AFTER
from recruitment.reporting.reports.frame import (
    COUNT,
    NAME,
    SHARE,
    Absent,
    Asked,
    Chart,
    Column,
    Report,
    Table,
    Value,
)
from recruitment.reporting.reports.words import absent_or
from recruitment.vacancies.promises import NAMES

PROMISES: Final = (
    Column("Kept", COUNT, "promises"),
    Column("Missed", COUNT, "promises"),
    Column("Share kept", SHARE, "promises"),
)
ORIGINS: Final = (
    Column("Outside local government", COUNT, "origins"),
    Column("Own staff", COUNT, "origins"),
    Column("Another council", COUNT, "origins"),
    Column("Redeployed", COUNT, "origins"),
    Column("Share from outside", SHARE, "share-outside"),
)
STAYING: Final = (
    Column("Still in post", COUNT, "staying"),
    Column("Left", COUNT, "staying"),
    Column("Not known", COUNT, "staying"),
    Column("Share still in post", SHARE, "staying"),
)
HEADLINES: Final = {
    "promises": "of promised dates kept",
    "origins": "of appointments from outside local government",
    "six-months-on": "still in post after six months",
}
UNFILLED: Final = (Column("Not filled", COUNT, "unfilled"),)


def _after_closing(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    found = after_closing(viewer, asked.years)
    origins = found.origins.total
    made = (
        _table("promises", "Promised dates", found.promises, PROMISES,
               _share(found.promises, "of promised dates were kept")),
        _table("promises-by-kind", "Promised dates by kind", found.by_kind, PROMISES, "", head="Promise", names=NAMES),
        _table(
            "origins", "Where those appointed came from", found.origins, ORIGINS, _churn(origins),
            chart=Chart("stacks", "Where those appointed came from", (1, 2, 3, 4)),
        ),
        _table("unfilled", "Vacancies not filled", found.unfilled, UNFILLED, _unfilled(found.unfilled.total)),
        _table("six-months-on", "Six months on", found.staying, STAYING,
               _share(found.staying, "of those whose council answered were still in post after six months")),
    )  # fmt: skip
    return tuple(each for each in made if each.rows)


def _table(
    code: str, caption: str, found: FigureTable, columns: tuple[Column, ...], says: str, *, head: str = "Organisation",
    names: Mapping[str, str] | None = None, chart: Chart | None = None,
) -> Table:  # fmt: skip
    has_share = columns[-1].kind is SHARE
    rows = tuple(_cells(line, names or {}, has_share) for line in found.lines)
    return Table(
        code, caption, (Column(head, NAME), *columns), rows, says,
        _cells(found.total, {}, has_share) if len(rows) > 1 else None,
        chart or Chart("bars", columns[-1].name, (len(columns),)),
        headline=_headline(found, HEADLINES[code]) if code in HEADLINES else None,
    )  # fmt: skip


def _headline(found: FigureTable, what: str) -> tuple[str, str] | None:
    return None if found.total.share is None else (f"{found.total.share:.0%}", what)


def _cells(line: FigureLine, names: Mapping[str, str], has_share: bool) -> tuple[Value, ...]:
    counts = tuple(absent_or(count) for count in line.counts.values())
    share = (absent_or(line.share, Absent.NOTHING),) if has_share else ()
    return (names.get(line.name, line.name), *counts, *share)


def _share(found: FigureTable, what: str) -> str:
    return "" if found.total.share is None else f"{found.total.share:.0%} {what}."


def _churn(total: FigureLine) -> str:
    counts = total.counts
    if any(count is None for count in counts.values()) or not sum(count or 0 for count in counts.values()):
        return ""
    whole = sum(count or 0 for count in counts.values())
    inside = whole - (counts["outside"] or 0)
    return f"Of {whole:,} appointments, {inside:,} went to people who worked for a Scottish council already."


def _unfilled(total: FigureLine) -> str:
    count = total.counts["unfilled"]
    return "" if not count else f"{count:,} {'vacancy was' if count == 1 else 'vacancies were'} not filled."


AFTER_CLOSING: Final = Report(
    "after-closing", "After closing",
    "Whether the dates promised to applicants are kept, where those appointed come from, and who is still in post "
    "six months on.",
    "Hiring", (YEAR_AFTER,), _after_closing,
)  # fmt: skip
