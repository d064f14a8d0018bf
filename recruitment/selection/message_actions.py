"""Verbs on messages: writing, answering, reading. Whoever writes has the other side told by a letter."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.queries import address_in_use
from recruitment.applications.tables import Application
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, rows_hit
from recruitment.core.viewers import Candidate, Staff
from recruitment.extensions import db
from recruitment.selection.message_files import Upload, put_to
from recruitment.selection.message_letters import tell_candidate, tell_employer
from recruitment.selection.message_tables import CANDIDATE, EMPLOYER, WRITERS, Message, MessageThread

# Nobody is written to then: what is not sent is the candidate's alone, and who withdrew is left alone.
CLOSED: Final = ("draft", "withdrawn")


@dataclass(frozen=True)
class Words:
    """What is to be sent; `key` names the sending, so that a second click sends nothing more."""

    subject: str
    text: str
    key: str
    upload: Upload | None = None


def may_be_written_to(application: Application) -> bool:
    """Whether the employer may write: it is sent, not withdrawn, and its candidate still has the account."""
    return application.state not in CLOSED and address_in_use(application.account_id) is not None


def may_write_of(application: Application) -> bool:
    """Whether its candidate may write about it."""
    return application.state not in CLOSED


def begin_thread(viewer: Staff | Candidate, application: Application, words: Words) -> MessageThread | None:
    """A thread with its first message; None when these words were sent before. Raises Refused."""
    _require_writer(viewer, application)
    thread = MessageThread(**_keys(application), vacancy_id=application.vacancy_id, subject=words.subject)
    try:
        with db.session.begin_nested():
            db.session.add(thread)
            db.session.flush()
            message = _added(viewer, thread, words)
    except IntegrityError:
        return None
    _follow(viewer, application, thread, message, words.upload)
    return thread


def answer(viewer: Staff | Candidate, application: Application, thread: MessageThread, words: Words) -> bool:
    """Another message in the thread; False when it was sent before. Raises Refused."""
    _require_writer(viewer, application)
    try:
        with db.session.begin_nested():
            message = _added(viewer, thread, words)
    except IntegrityError:
        return False
    _follow(viewer, application, thread, message, words.upload)
    return True


def mark_read(viewer: Staff | Candidate, thread: MessageThread) -> None:
    """What the page shows is read: by the candidate, or by the employer, whichever officer it was."""
    if isinstance(viewer, Candidate):
        _set(viewer, thread, candidate_read=thread.from_employer)
    elif thread.is_new_to_employer:
        _set(viewer, thread, employer_read=thread.from_candidate)
        record(viewer, "read_messages", thread)


def settle(viewer: Staff, thread: MessageThread) -> None:
    """What the candidate wrote last needs no answer."""
    _set(viewer, thread, settled=thread.from_candidate, employer_read=thread.from_candidate)
    record(viewer, "settle_messages", thread)


def _require_writer(viewer: Staff | Candidate, application: Application) -> None:
    if isinstance(viewer, Candidate):
        if not may_write_of(application):
            raise Refused("You cannot write about this application, because the employer does not have it.")
        return
    if not viewer.has_role(application.organisation_id, *WRITERS):
        raise Refused("Your role does not let you write to applicants.")
    if not may_be_written_to(application):
        raise Refused("Nobody can be written to here: the application is withdrawn, or the account is deleted.")


def _added(viewer: Staff | Candidate, thread: MessageThread, words: Words) -> Message:
    """Its number alone says the order: of two that are written at once one comes first."""
    is_candidate = isinstance(viewer, Candidate)
    message = Message(
        organisation_id=thread.organisation_id,
        application_id=thread.application_id,
        account_id=thread.account_id,
        thread_id=thread.id,
        side=CANDIDATE if is_candidate else EMPLOYER,
        person=None if is_candidate else viewer.person,
        text=words.text,
        documents=1 if words.upload is not None else 0,
        key=f"{viewer.kind}:{viewer.person}:{words.key}",
    )
    db.session.add(message)
    db.session.flush()
    return message


def _follow(
    viewer: Staff | Candidate, application: Application, thread: MessageThread, message: Message, upload: Upload | None
) -> None:
    """What hangs on a message that is stored: its document, where the thread stands, the record, the letter."""
    if upload is not None:
        put_to(message, upload)
    record(viewer, "write_message", thread)
    if isinstance(viewer, Candidate):
        # Whoever answers has read what was written before.
        _set(viewer, thread, from_candidate=message.id, candidate_read=thread.from_employer, last_at=message.at)
        tell_employer(thread)
    else:
        read = thread.from_candidate
        _set(viewer, thread, from_employer=message.id, employer_read=read, last_at=message.at)
        tell_candidate(application, thread, message)


def _set(viewer: Staff | Candidate, thread: MessageThread, **values: Any) -> None:
    db.session.flush()
    rows_hit(changing(viewer, MessageThread).where(MessageThread.id == thread.id).values(**values))
    for name, value in values.items():
        set_committed_value(thread, name, value)


def _keys(application: Application) -> dict[str, int]:
    return {
        "organisation_id": application.organisation_id,
        "application_id": application.id,
        "account_id": application.account_id,
    }
