"""What comes after closing, at all organisations: promises kept, where appointments come from, who stays."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from recruitment.advertising.rules import financial_year, year_name
from recruitment.core import clock
from recruitment.core.viewers import Operator, Viewer
from recruitment.reporting.after_queries import after_closing, years_with_figures
from recruitment.reporting.counted import FigureLine, FigureTable
from recruitment.reporting.rules import smallest_shown
from recruitment.vacancies.promises import NAMES
from recruitment.web.doors import cosla

HEADS = {
    "kept": "Kept", "missed": "Missed", "still": "Still in post", "gone": "Left", "unknown": "Not known",
    "outside": "Outside", "own": "Own staff", "council": "Another council", "redeployed": "Redeployed",
}  # fmt: skip
ORIGINS = {
    "outside": "From outside local government", "own": "From the council’s own staff",
    "council": "From another Scottish council", "redeployed": "By redeployment",
}  # fmt: skip


@cosla.get("/after-closing")
def after_closing_figures(viewer: Viewer) -> ResponseReturnValue:
    """For the years that the address asks for; whatever is no year is left out."""
    years = tuple(int(year) for year in request.args.getlist("year") if year.isdecimal() and len(year) == 4)
    found = after_closing(viewer, years)
    known = sorted({*years_with_figures(viewer), financial_year(clock.today())}, reverse=True)
    return render_template(
        "cosla/outcomes/after_closing_figures.html",
        found=found,
        tables=(
            _shown("Promised dates, by organisation", "Organisation", found.promises, "Share kept"),
            _shown("Promised dates, by kind", "Promise", found.by_kind, "Share kept", NAMES),
            _shown("Where those appointed came from", "Organisation", found.origins, "Share from outside"),
            _shown("Six months on", "Organisation", found.staying, "Share still in post"),
        ),
        years=[(year, year_name(year)) for year in known],
        chosen=years,
        origins=ORIGINS,
        smallest=smallest_shown(),
        keeps_organisations=isinstance(viewer, Operator),
    )


def _shown(
    caption: str, first: str, table: FigureTable, share: str, names: dict[str, str] | None = None
) -> dict[str, object]:
    columns = list(table.total.counts)
    heads = [first, *(HEADS[column] for column in columns), share]
    rows = [_cells(line, columns, names) for line in table.lines]
    totals = _cells(table.total, columns, None) if len(rows) > 1 else None
    return {"caption": caption, "heads": heads, "rows": rows, "totals": totals}


def _cells(line: FigureLine, columns: list[str], names: dict[str, str] | None) -> list[str]:
    counts = ["withheld" if line.counts[column] is None else f"{line.counts[column]:,}" for column in columns]
    return [(names or {}).get(line.name, line.name), *counts, "–" if line.share is None else f"{line.share:.0%}"]
