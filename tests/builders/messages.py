"""One builder a noun: threads of messages, their documents, templates."""

import itertools
from typing import Any

from recruitment.accounts.queries import organisation_of
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.documents import keep_bytes
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.message_actions import Words, answer, begin_thread
from recruitment.selection.message_files import Upload
from recruitment.selection.message_tables import CLEAN, INFECTED, Message, MessageFile, MessageTemplate, MessageThread
from tests.builders.accounts import as_staff

_numbers = itertools.count(1)


def some_words(
    text: str = "Can you come on Monday?", *, subject: str = "Your interview", key: str = "", **more: Any
) -> Words:
    """Of a form of their own, unless `key` names one."""
    return Words(subject=subject, text=text, key=key or f"form-{next(_numbers)}", **more)


def a_text(name: str = "Plan", content: bytes = b"Turn left.") -> Upload:
    return Upload(name, "txt", content)


def a_thread(
    application: Application, viewer: Staff | Candidate | None = None, words: Words | None = None
) -> MessageThread:
    """Begun by an officer of the employer, unless told."""
    organisation = organisation_of(application.organisation_id)
    thread = begin_thread(viewer or as_staff(organisation, Role.RECRUITER), application, words or some_words())
    assert thread is not None
    db.session.commit()
    return thread


def an_answer(application: Application, thread: MessageThread, text: str = "Yes, gladly.", **more: Any) -> None:
    """The candidate's."""
    assert answer(Candidate(application.account_id), application, thread, some_words(text, **more))
    db.session.commit()


def a_message_file(
    application: Application, message: Message, *, state: str = CLEAN, content: bytes = b"Turn left."
) -> MessageFile:
    row = MessageFile(
        organisation_id=application.organisation_id, application_id=application.id, account_id=application.account_id,
        message_id=message.id, side=message.side, name="Plan", kind="txt", size=len(content),
        digest=keep_bytes(content), state=state, scanned_at=clock.now() if state in (CLEAN, INFECTED) else None,
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def a_message_template(viewer: Staff, organisation: Organisation, **facts: Any) -> MessageTemplate:
    given = {"name": "Thanks", "subject": "Your application for {{job}}", "text": "Dear {{candidate}}", **facts}
    row = MessageTemplate(organisation_id=organisation.id, made_by=viewer.person, **{"is_shared": True, **given})
    db.session.add(row)
    db.session.commit()
    return row


def only_file_of(thread: MessageThread) -> MessageFile:
    wanted = visible(System("keeping"), MessageFile).where(MessageFile.application_id == thread.application_id)
    return db.session.scalars(wanted).one()
