"""Verbs on the documents of a draft: attaching and removing them."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app

from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import keep_bytes, store
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.jobs import enqueue
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import ApiKey, Staff
from recruitment.extensions import db
from recruitment.vacancies.attachment_queries import attachments_of, unsettled
from recruitment.vacancies.attachment_tables import INFECTED, UNSCANNED, WAITING, Attachment
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.lifecycle import VACANCY
from recruitment.vacancies.revision_queries import refuse_revision
from recruitment.vacancies.tables import Vacancy

MOST_ATTACHMENTS = 5
CHECK = "check_attachment"


def attach(viewer: Staff | ApiKey, vacancy: Vacancy, name: str, filename: str, content: bytes) -> Attachment:
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
    attachment = added(viewer, vacancy, name=name, kind=kind, size=len(content), digest=keep_bytes(content))
    record(viewer, "attach_document", vacancy, reason=name)
    return attachment


def added(
    viewer: Staff | ApiKey, vacancy: Vacancy, *, name: str, kind: str, size: int, digest: str, is_staged: bool = False
) -> Attachment:
    """The row of stored bytes, whose check begins; whoever calls has looked whether it may be added."""
    attachment = Attachment(
        organisation_id=vacancy.organisation_id,
        vacancy_id=vacancy.id,
        name=name,
        kind=kind,
        size=size,
        digest=digest,
        # Of what a program sent nobody is told: its key is in the record.
        uploaded_by=getattr(viewer, "person", 0),
        state=WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED,
        is_staged=is_staged,
    )
    db.session.add(attachment)
    db.session.flush()
    enqueue(CHECK, {"attachment_id": attachment.id}, key=f"{CHECK}:{attachment.id}")
    return attachment


def carry_over(viewer: Staff, draft: Vacancy, documents: Iterable[Mapping[str, Any]]) -> list[str]:
    """The documents of another advert or of a template for a new draft: the same stored files, checked anew.

    What is known to hold malware, or is not stored any more, stays behind; the names of those that do not come along.
    """
    left = []
    for each in documents:
        if _is_lost(viewer, each["digest"]):
            left.append(each["name"])
            continue
        added(viewer, draft, name=each["name"], kind=each["kind"], size=each["size"], digest=each["digest"])
        record(viewer, "attach_document", draft, reason=each["name"])
    return left


def kept_documents(attachments: Iterable[Attachment]) -> list[dict[str, Any]]:
    """What says which stored files these are, under which names."""
    return [
        {"name": each.name, "kind": each.kind, "size": each.size, "digest": each.digest}
        for each in attachments
        if each.state != INFECTED
    ]


def _is_lost(viewer: Staff, digest: str) -> bool:
    known = visible(viewer, Attachment).where(Attachment.digest == digest, Attachment.state == INFECTED)
    return db.session.scalars(known.limit(1)).first() is not None or not store().has(digest)


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


def _touch(viewer: Staff | ApiKey, vacancy: Vacancy) -> None:
    """Of two who change the draft at once one waits; what was sent for approval stays as it was sent."""
    require_writer(viewer, vacancy.organisation_id)
    refuse_revision(viewer, vacancy, "Documents are changed on the page of the published advert.")
    draft = changing(viewer, Vacancy).where(Vacancy.id == vacancy.id, Vacancy.state == VACANCY.start)
    if rows_hit(draft.values(changed_at=clock.now())) != 1:
        raise IllegalMove(VACANCY.noun, "change", vacancy.state if vacancy.state != VACANCY.start else None)
