"""Reads of references: who is asked for each, how they are reached, and what they wrote."""

from collections.abc import Sequence

from sqlalchemy.orm import undefer

from recruitment.applications.tables import RefereeCopy
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.offers.reference_lifecycle import OPEN
from recruitment.offers.reference_tables import Reference, ReferenceContact, ReferenceLetter, ReferenceRequest


def requests_of(viewer: Viewer, application_id: int) -> dict[int, Sequence[ReferenceRequest]]:
    """By check, whom it was asked of, the last first."""
    wanted = visible(viewer, ReferenceRequest).where(ReferenceRequest.application_id == application_id)
    found = db.session.scalars(wanted.order_by(ReferenceRequest.id.desc()).execution_options(populate_existing=True))
    by_check: dict[int, list[ReferenceRequest]] = {}
    for request in found:
        by_check.setdefault(request.check_id, []).append(request)
    return {number: tuple(requests) for number, requests in by_check.items()}


def open_request(requests: Sequence[ReferenceRequest]) -> ReferenceRequest | None:
    """The one that may still bring the reference, or has."""
    return next((request for request in requests if request.state in OPEN), None)


def reference_request(viewer: Viewer, request_id: int) -> ReferenceRequest:
    """One, as it stands now. Raises NotVisible."""
    wanted = visible(viewer, ReferenceRequest).where(ReferenceRequest.id == request_id)
    row = db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotVisible("no such request for a reference")
    return row


def contact_of(viewer: Viewer, request_id: int) -> ReferenceContact | None:
    """How a referee is reached; None for those who do not ask."""
    return db.session.scalars(
        visible(viewer, ReferenceContact).where(ReferenceContact.request_id == request_id)
    ).one_or_none()


def reference_of(viewer: Viewer, request_id: int) -> Reference | None:
    """What was written; None while it is a draft of somebody else's."""
    wanted = visible(viewer, Reference).where(Reference.request_id == request_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def letter_of(viewer: Viewer, request_id: int) -> ReferenceLetter | None:
    """Without its bytes."""
    wanted = visible(viewer, ReferenceLetter).where(ReferenceLetter.request_id == request_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def letter_bytes(viewer: Viewer, request_id: int) -> tuple[ReferenceLetter, bytes]:
    """Raises NotVisible before it may be opened."""
    wanted = visible(viewer, ReferenceLetter).where(ReferenceLetter.request_id == request_id)
    found = db.session.scalars(wanted.options(undefer(ReferenceLetter.content))).one_or_none()
    if found is None or not found.is_open or found.content is None:
        raise NotVisible("no letter that may be opened")
    return found, found.content


def referees_named(viewer: Staff, application_id: int) -> Sequence[RefereeCopy]:
    """Those of the application, in its order; none for those who may not ask."""
    wanted = visible(viewer, RefereeCopy).where(RefereeCopy.application_id == application_id)
    return tuple(db.session.scalars(wanted.order_by(RefereeCopy.id)))
