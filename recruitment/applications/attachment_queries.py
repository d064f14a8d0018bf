"""Reads of the documents of an application."""

from sqlalchemy.orm import undefer

from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db


def documents_of(viewer: Viewer, application_id: int) -> tuple[ApplicationDocument, ...]:
    """Without their bytes, in the order in which they came."""
    wanted = visible(viewer, ApplicationDocument).where(ApplicationDocument.application_id == application_id)
    return tuple(db.session.scalars(wanted.order_by(ApplicationDocument.id).execution_options(populate_existing=True)))


def document_bytes(viewer: Viewer, application_id: int, document_id: int) -> tuple[ApplicationDocument, bytes]:
    """One with its bytes. Raises NotVisible before it may be opened."""
    wanted = visible(viewer, ApplicationDocument).where(
        ApplicationDocument.application_id == application_id, ApplicationDocument.id == document_id
    )
    found = db.session.scalars(wanted.options(undefer(ApplicationDocument.content))).one_or_none()
    if found is None or not found.is_open or found.content is None:
        raise NotVisible("no document that may be opened")
    return found, found.content
