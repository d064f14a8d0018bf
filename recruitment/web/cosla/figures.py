"""National reports: their page of contents, each on a page, as CSV and as a workbook."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Cosla, Operator, Viewer
from recruitment.reporting.reports.catalogue import NATIONAL
from recruitment.web import report_pages, report_sending
from recruitment.web.doors import cosla


def _shelf(viewer: Viewer) -> report_pages.Shelf:
    def address(endpoint: str, **arguments: Any) -> str:
        return url_for(f"cosla.{endpoint}", **arguments)

    return report_pages.Shelf(NATIONAL, viewer, "All organisations", None, address)


@cosla.get("/")
def home(viewer: Viewer) -> ResponseReturnValue:
    if isinstance(viewer, Cosla) and viewer.keeps_for:
        return redirect(url_for("cosla.register"))
    return redirect(url_for("cosla.organisations" if isinstance(viewer, Operator) else "cosla.figures"))


@cosla.get("/figures")
def figures(viewer: Viewer) -> ResponseReturnValue:
    shelf = _shelf(viewer)
    return render_template("cosla/figures/figures.html", shelf=shelf, sent=report_sending.sent(shelf))


@cosla.get("/figures/<report>")
def report(viewer: Viewer, report: str) -> ResponseReturnValue:
    return report_pages.page(_shelf(viewer), report)


@cosla.get("/figures/<report>/<table>.csv")
def report_csv(viewer: Viewer, report: str, table: str) -> Response:
    return report_pages.table_csv(_shelf(viewer), report, table)


@cosla.get("/figures/<report>.xlsx")
def report_xlsx(viewer: Viewer, report: str) -> Response:
    return report_pages.workbook(_shelf(viewer), report)


@cosla.route("/figures/<report>/email", methods=["GET", "POST"], endpoint="report_sending")
def report_by_email(viewer: Viewer, report: str) -> ResponseReturnValue:
    return report_sending.page(_shelf(viewer), report)


@cosla.post("/figures/<report>/email/stop")
def stop_report(viewer: Viewer, report: str) -> ResponseReturnValue:
    return report_sending.stop(_shelf(viewer), report)
