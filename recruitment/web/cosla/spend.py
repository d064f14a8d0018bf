"""Advertising spend of all organisations, by organisation, medium and financial year: table, chart, CSV."""

import csv
import io

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from recruitment.advertising.media import media_names
from recruitment.advertising.rules import in_pounds, year_name
from recruitment.core.spreadsheets import inert
from recruitment.core.viewers import Cosla, Operator, Viewer
from recruitment.reporting.queries import Filters, Row, Spend, organisations_known, years_known
from recruitment.reporting.queries import spend as spend_of
from recruitment.reporting.rules import smallest_shown
from recruitment.web.doors import cosla

TABLES = {"organisation": "Organisation", "medium": "Medium", "year": "Financial year"}


def _filters() -> Filters:
    """What the address asks for; whatever is no year or medium is left out."""
    return Filters(
        years=tuple(int(year) for year in request.args.getlist("year") if year.isdecimal() and len(year) == 4),
        organisations=tuple(slug for slug in request.args.getlist("council") if slug),
        media=tuple(medium for medium in request.args.getlist("medium") if medium in media_names()),
    )


@cosla.get("/")
def home(viewer: Viewer) -> ResponseReturnValue:
    if isinstance(viewer, Cosla) and viewer.keeps_for:
        return redirect(url_for("cosla.register"))
    return redirect(url_for("cosla.organisations" if isinstance(viewer, Operator) else "cosla.spend"))


@cosla.get("/spend")
def spend(viewer: Viewer) -> ResponseReturnValue:
    filters = _filters()
    return render_template(
        "cosla/spend/spend.html",
        spend=spend_of(viewer, filters),
        filters=filters,
        years=[(year, year_name(year)) for year in years_known(viewer)],
        organisations=organisations_known(viewer),
        media=media_names(),
        smallest=smallest_shown(),
        keeps_organisations=isinstance(viewer, Operator),
        csv_addresses={name: _csv_address(name) for name in TABLES},
    )


def _csv_address(table: str) -> str:
    query = request.query_string.decode("ascii", "ignore")
    return f"{url_for('cosla.spend_csv', table=table)}{'?' if query else ''}{query}"


def _rows(found: Spend, table: str) -> tuple[Row, ...]:
    return {"organisation": found.by_organisation, "medium": found.by_medium, "year": found.by_year}[table]


@cosla.get("/spend/<table>.csv")
def spend_csv(viewer: Viewer, table: str) -> Response:
    """Exactly the table on screen, with the same filters. Amounts in pounds with two decimals."""
    if table not in TABLES:
        raise NotFound
    found = spend_of(viewer, _filters())
    written = io.StringIO()
    lines = csv.writer(written)
    heads = [TABLES[table], "Placements", "Net £", "VAT £", "Gross £"]
    counted = table == "organisation"
    lines.writerow([*heads, "Applications", "Net cost of an application £"] if counted else heads)
    for row in _rows(found, table):
        cells = [
            inert(row.name),
            row.placements,
            *(_decimal(pence) for pence in (row.sum.net, row.sum.vat, row.sum.gross)),
        ]
        if counted:
            applications = "withheld" if row.is_suppressed else row.applications
            cells += [applications, _decimal(row.cost_of_an_application)]
        lines.writerow(cells)
    return Response(
        # The mark at the front tells spreadsheets that the file is UTF-8.
        "\ufeff" + written.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="advertising-spend-by-{table}.csv"'},
    )


def _decimal(pence: int | None) -> str:
    return "" if pence is None else in_pounds(pence)
