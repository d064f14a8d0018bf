"""One's own application to take away, as PDF or as one HTML file: as it was sent, or as the draft stands."""

from flask import Response

from recruitment.applications.draft_queries import draft_of
from recruitment.applications.queries import the_application, whole_application
from recruitment.core.viewers import Candidate
from recruitment.web.application_papers import draft_paper, name_of_file, sent_paper
from recruitment.web.doors import candidate
from recruitment.web.papers import download_of_paper


@candidate.get("/applications/<int:application_id>/application.<any(pdf, html):form>")
def application_paper(viewer: Candidate, application_id: int, form: str) -> Response:
    application = the_application(viewer, application_id)
    if application.state == "draft":
        paper = draft_paper(draft_of(viewer, application_id))
    else:
        paper = sent_paper(whole_application(viewer, application_id))
    return download_of_paper(paper, form, name_of_file(application))
