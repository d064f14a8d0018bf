"""A document that an applicant attached, for those who may read it: always a download."""

from flask import Response

from recruitment.core.viewers import Staff
from recruitment.web.candidate.documents import document_download
from recruitment.web.doors import employer


@employer.get("/applications/<int:application_id>/documents/<int:attached_id>")
def applicant_document(viewer: Staff, application_id: int, attached_id: int) -> Response:
    return document_download(viewer, application_id, attached_id)
