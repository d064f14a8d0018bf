"""Reads of an advert's documents."""

from collections.abc import Sequence

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.attachment_tables import INFECTED, WAITING, Attachment


def attachments_of(viewer: Viewer, vacancy_id: int) -> Sequence[Attachment]:
    """In the order in which they were added; those that wait to be put on a published advert are none of it."""
    wanted = visible(viewer, Attachment).where(Attachment.vacancy_id == vacancy_id, Attachment.is_staged.is_(False))
    return db.session.scalars(wanted.order_by(Attachment.id)).all()


def staged_of(viewer: Viewer, vacancy_id: int) -> Sequence[Attachment]:
    """Those that wait to be put on a published advert."""
    wanted = visible(viewer, Attachment).where(Attachment.vacancy_id == vacancy_id, Attachment.is_staged)
    return db.session.scalars(wanted.order_by(Attachment.id)).all()


def unsettled(attachments: Sequence[Attachment]) -> str:
    """Why an advert with these documents cannot go on yet, in words; empty when it can."""
    for each in attachments:
        if each.state == INFECTED:
            return f"“{each.name}” held malware and was deleted. Take it off the list of attachments"
    waiting = [f"“{each.name}”" for each in attachments if each.state == WAITING]
    if not waiting:
        return ""
    are = "is" if len(waiting) == 1 else "are"
    return f"{' and '.join(waiting)} {are} still being checked for malware. Try again in a minute"
