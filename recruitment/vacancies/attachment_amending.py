"""The documents of an advert that is published: added, replaced or taken off, each with a reason.

A new one is uploaded first and checked for malware, and put on only then: the advert never waits for the check.
"""

from collections.abc import Iterable

from recruitment.core.documents import keep_bytes
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.tenancy import changing, removing, rows_hit
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.amending import note_documents, require_amendable
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.attachment_actions import MOST_ATTACHMENTS, added
from recruitment.vacancies.attachment_queries import attachments_of, staged_of
from recruitment.vacancies.attachment_tables import OPEN_STATES, Attachment
from recruitment.vacancies.tables import Vacancy

# Stands in for the reason while none is wanted yet.
NOT_YET = "uploaded"


def stage(viewer: Staff, vacancy: Vacancy, name: str, filename: str, content: bytes) -> Attachment:
    """A document that waits, to be checked, until it is put on. Raises Refused, IllegalMove."""
    kind = kind_of(content, filename)
    require_amendable(viewer, vacancy, NOT_YET)
    if len(staged_of(viewer, vacancy.id)) >= MOST_ATTACHMENTS:
        raise Refused(f"{MOST_ATTACHMENTS} documents wait already. Put one on the advert or discard it first")
    return added(viewer, vacancy, name=name, kind=kind, size=len(content), digest=keep_bytes(content), is_staged=True)


def put_on(
    viewer: Staff, vacancy: Vacancy, staged: Attachment, replaced: Attachment | None, reason: str, message: str = ""
) -> Amendment:
    """The public reads it from now on, instead of the one that it replaces. Raises Refused, IllegalMove."""
    held = list(attachments_of(viewer, vacancy.id))
    left = [each for each in held if replaced is None or each.id != replaced.id]
    if staged.state not in OPEN_STATES:
        raise Refused("The document is not yet checked for malware, or was found to hold it.")
    if len(left) >= MOST_ATTACHMENTS:
        raise Refused(f"An advert can have {MOST_ATTACHMENTS} attachments. Choose one that this replaces")
    if staged.name.casefold() in (each.name.casefold() for each in left):
        raise Refused(f"There is already an attachment “{staged.name}”. Choose it as the one that this replaces")
    before, after = _names(held), _names([*left, staged])
    amendment = note_documents(viewer, vacancy, before, _told(before, after), reason, message)
    if replaced is not None:
        _remove(viewer, replaced)
    waiting = changing(viewer, Attachment).where(
        Attachment.id == staged.id, Attachment.is_staged, Attachment.state.in_(OPEN_STATES)
    )
    if rows_hit(waiting.values(is_staged=False)) != 1:
        raise IllegalMove("attachment", "put on")
    db.session.expire(staged)
    return amendment


def take_off(viewer: Staff, vacancy: Vacancy, attachment: Attachment, reason: str, message: str = "") -> Amendment:
    """The public reads it no longer; its bytes stay, where copies and templates lean on them."""
    held = attachments_of(viewer, vacancy.id)
    left = [each for each in held if each.id != attachment.id]
    amendment = note_documents(viewer, vacancy, _names(held), _names(left), reason, message)
    _remove(viewer, attachment)
    return amendment


def discard(viewer: Staff, vacancy: Vacancy, staged: Attachment) -> None:
    """One that waits is not wanted any more."""
    require_amendable(viewer, vacancy, NOT_YET)
    _remove(viewer, staged, is_staged=True)


def _remove(viewer: Staff, attachment: Attachment, *, is_staged: bool = False) -> None:
    gone = removing(viewer, Attachment).where(Attachment.id == attachment.id, Attachment.is_staged.is_(is_staged))
    if rows_hit(gone) != 1:
        raise IllegalMove("attachment", "remove")


def _names(attachments: Iterable[Attachment]) -> str:
    return ", ".join(each.name for each in attachments)


def _told(before: str, after: str) -> str:
    return f"{after} (new version)" if before == after else after
