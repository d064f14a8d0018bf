"""Reports of an organisation for its own staff: their page of contents, each on a page, as CSV and as a workbook."""

from dataclasses import replace
from typing import Any

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import Organisation
from recruitment.reporting.reports.catalogue import COUNCIL
from recruitment.web import report_pages, report_sending
from recruitment.web.doors import employer
from recruitment.web.workplaces import workplaces


def _shelf(viewer: Staff, organisation: Organisation) -> report_pages.Shelf:
    """Of one organisation: whoever works at several reads each by itself."""
    posts = tuple(post for post in viewer.posts if post.organisation_id == organisation.id)

    def address(endpoint: str, **arguments: Any) -> str:
        of: dict[str, Any] = {} if endpoint == "figures" else {"organisation": organisation.slug}
        return url_for(f"employer.{endpoint}", **of, **arguments)

    return report_pages.Shelf(COUNCIL, replace(viewer, posts=posts), organisation.name, organisation.id, address)


def _shelf_of(viewer: Staff, slug: str) -> report_pages.Shelf:
    """Raises NotVisible for an organisation where the viewer does not work."""
    for each in workplaces(viewer):
        if each.slug == slug:
            return _shelf(viewer, each)
    raise NotVisible("no workplace of theirs")


@employer.get("/figures")
def figures(viewer: Staff) -> ResponseReturnValue:
    shelves = [(shelf := _shelf(viewer, each), report_sending.sent(shelf)) for each in workplaces(viewer)]
    return render_template("employer/figures/figures.html", shelves=shelves)


@employer.get("/figures/<organisation>/<report>")
def report(viewer: Staff, organisation: str, report: str) -> ResponseReturnValue:
    return report_pages.page(_shelf_of(viewer, organisation), report)


@employer.get("/figures/<organisation>/<report>/<table>.csv")
def report_csv(viewer: Staff, organisation: str, report: str, table: str) -> Response:
    return report_pages.table_csv(_shelf_of(viewer, organisation), report, table)


@employer.get("/figures/<organisation>/<report>.xlsx")
def report_xlsx(viewer: Staff, organisation: str, report: str) -> Response:
    return report_pages.workbook(_shelf_of(viewer, organisation), report)


@employer.route("/figures/<organisation>/<report>/email", methods=["GET", "POST"], endpoint="report_sending")
def report_by_email(viewer: Staff, organisation: str, report: str) -> ResponseReturnValue:
    return report_sending.page(_shelf_of(viewer, organisation), report)


@employer.post("/figures/<organisation>/<report>/email/stop")
def stop_report(viewer: Staff, organisation: str, report: str) -> ResponseReturnValue:
    return report_sending.stop(_shelf_of(viewer, organisation), report)
