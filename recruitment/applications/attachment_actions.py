"""Verbs on the documents of an application: attaching, removing, and the scanner's word on them."""

from typing import Final

from flask import current_app

from recruitment.applications.actions import hold_draft
from recruitment.applications.attachment_kinds import read_upload
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.draft_actions import keys_of
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import removing, rows_hit
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.attachment_tables import UNSCANNED, WAITING
from recruitment.vacancies.documents_asked import Wanted

CHECK: Final = "check_application_document"


def attach(
    viewer: Candidate, application: Application, wanted: Wanted, filename: str, content: bytes
) -> ApplicationDocument:
    """A document for what the advert asks, in place of an earlier one; nobody else opens it before it was checked.

    Raises Refused for what is no document, IllegalMove once the application was sent.
    """
    kind, kept = read_upload(content, filename)
    hold_draft(viewer, application)
    _remove(viewer, application, wanted.name)
    document = ApplicationDocument(
        **keys_of(application),
        asked=wanted.name,
        kind=kind,
        size=len(kept),
        content=kept,
        state=WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED,
        uploaded_at=clock.now(),
    )
    db.session.add(document)
    db.session.flush()
    record(viewer, "attach_document", application)
    if document.state == WAITING:
        enqueue(CHECK, {"document_id": document.id}, key=f"{CHECK}:{document.id}")
    return document


def detach(viewer: Candidate, application: Application, document: ApplicationDocument) -> None:
    """Raises IllegalMove once the application was sent, Refused when it is gone already."""
    hold_draft(viewer, application)
    if _remove(viewer, application, document.asked) != 1:
        raise Refused("This document is removed already.")
    record(viewer, "remove_document", application)


def _remove(viewer: Candidate, application: Application, asked: str) -> int:
    mine = (ApplicationDocument.application_id == application.id, ApplicationDocument.asked == asked)
    return rows_hit(removing(viewer, ApplicationDocument).where(*mine))
