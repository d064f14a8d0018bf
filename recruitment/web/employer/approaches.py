"""Whom of the talent pool an employer approached, and who they are once they have said yes."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.offers.pool_queries import require_seekers, sent_approaches
from recruitment.web.doors import employer

STATES = {
    "sent": ("Waits for an answer", "yellow"),
    "accepted": ("Said yes", "green"),
    "declined": ("Not interested", "grey"),
    "lapsed": ("Did not answer", "grey"),
}


@employer.get("/approaches")
def approaches(viewer: Staff) -> ResponseReturnValue:
    require_seekers(viewer)
    return render_template("employer/approaches/approaches.html", sent=sent_approaches(viewer), states=STATES)
