"""The link that stops a report by e-mail: whoever holds it needs no account."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.reporting import sending
from recruitment.web.doors import token


@token.route("/report/stop/<link>", methods=["GET", "POST"], checks_csrf=False)
def report_stop(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """Mail programs post to this by themselves when their reader says so (RFC 8058); people find a button."""
    row = sending.of_link(link)
    reading = sending.reading_of(row)
    if request.method == "POST":
        sending.end(row)
    return render_template(
        "token/reports/report_stop.html",
        report=reading.report.title if reading else "This report",
        whose=reading.whose if reading else "",
        is_over=request.method == "POST",
    )
