"""An application to take away, as PDF or as one HTML file: what its reader may see of it on the page, and no more."""

from flask import Response

from recruitment.applications.queries import whole_application
from recruitment.core.audit import record
from recruitment.core.viewers import Staff
from recruitment.web.application_papers import name_of_file, sent_paper
from recruitment.web.doors import employer
from recruitment.web.papers import download_of_paper

WITHHELD = "Not among what you may see, or none given"


@employer.get("/applications/<int:application_id>/application.<any(pdf, html):form>", changes_state=True)
def applicant_paper(viewer: Staff, application_id: int, form: str) -> Response:
    """That a copy was taken is put on record."""
    whole = whole_application(viewer, application_id)
    record(viewer, "take_copy", whole.application)
    return download_of_paper(sent_paper(whole, withheld=WITHHELD), form, name_of_file(whole.application))
