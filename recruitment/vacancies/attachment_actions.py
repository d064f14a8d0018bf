"""Verbs on the documents of a draft: attaching and removing them."""

from flask import current_app

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import keep_bytes
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, removing, rows_hit
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.attachment_queries import attachments_of, unsettled
from recruitment.vacancies.attachment_tables import UNSCANNED, WAITING, Attachment
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.tables import Vacancy

MOST_ATTACHMENTS = 5
CHECK = "check_attachment"


def attach(viewer: Staff, vacancy: Vacancy, name: str, filename: str, content: bytes) -> Attachment:
    """A document for the draft, to be checked by the worker before anybody else opens it.

    Raises Refused for what is no document, one too many or a name twice, IllegalMove once it is no draft any longer.
    """
    kind = kind_of(content, filename)
    _touch(viewer, vacancy)
    held = attachments_of(viewer, vacancy.id)
    if len(held) >= MOST_ATTACHMENTS:
        raise Refused(f"An advert can have {MOST_ATTACHMENTS} attachments. Remove one first")
    if name.casefold() in (each.name.casefold() for each in held):
        raise Refused(f"There is already an attachment “{name}”. Remove it first, or use another name")
    attachment = Attachment(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        name=name,
        kind=kind,
        size=len(content),
        digest=keep_bytes(content),
        uploaded_by=viewer.person,
        state=WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED,
    )
    db.session.add(attachment)
    db.session.flush()
    enqueue(CHECK, {"attachment_id": attachment.id}, key=f"{CHECK}:{attachment.id}")
    record(viewer, "attach_document", vacancy, reason=name)
    return attachment


def detach(viewer: Staff, vacancy: Vacancy, attachment: Attachment) -> None:
    """Its row; bytes stay in the store, where another advert may have the same."""
    _touch(viewer, vacancy)
    record(viewer, "remove_attachment", vacancy, reason=attachment.name)
    gone = removing(viewer, Attachment).where(Attachment.id == attachment.id, Attachment.vacancy_id == vacancy.id)
    if rows_hit(gone) != 1:
        raise IllegalMove("attachment", "remove")


def require_settled(viewer: Staff, vacancy: Vacancy) -> None:
    """Raises Refused while a document of the advert is not known to be safe."""
    if problem := unsettled(attachments_of(viewer, vacancy.id)):
        raise Refused(f"{problem}.")


def _touch(viewer: Staff, vacancy: Vacancy) -> None:
    """Of two who change the draft at once one waits; what was sent for approval stays as it was sent."""
    require_writer(viewer, vacancy.organisation_id)
    draft = changing(viewer, Vacancy).where(Vacancy.id == vacancy.id, Vacancy.state == VACANCY.start)
    if rows_hit(draft.values(changed_at=clock.now())) != 1:
        raise IllegalMove(VACANCY.noun, "change", vacancy.state if vacancy.state != VACANCY.start else None)
