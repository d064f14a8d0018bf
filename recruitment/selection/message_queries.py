"""Reads of messages: an employer's inbox over all its vacancies, a candidate's, and one thread whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, or_

from recruitment.applications.queries import name_of, the_application
from recruitment.applications.tables import Application, Contact
from recruitment.core.tenancy import one_visible, visible, with_perhaps
from recruitment.core.viewers import Candidate, Staff, Viewer
from recruitment.extensions import db
from recruitment.selection.message_tables import Message, MessageFile, MessageThread

PAGE: Final = 30
UNREAD: Final = MessageThread.from_candidate > MessageThread.employer_read
UNANSWERED: Final = (MessageThread.from_candidate > MessageThread.from_employer) & (
    MessageThread.from_candidate > MessageThread.settled
)
# What an inbox shows; the empty one is all.
BOXES: Final = {"": None, "unread": UNREAD, "waiting": UNANSWERED}


@dataclass(frozen=True)
class Line:
    """A thread in a list. `contact` is None while names are hidden, and for the candidate's own list."""

    thread: MessageThread
    application: Application
    contact: Contact | None

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)


@dataclass(frozen=True)
class Inbox:
    """One page of an employer's threads; pages count from 1."""

    lines: tuple[Line, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class Said:
    """A message with those of its documents that the viewer reaches; `withheld`: how many there are besides."""

    message: Message
    files: tuple[MessageFile, ...]

    @property
    def withheld(self) -> int:
        return self.message.documents - len(self.files)


@dataclass(frozen=True)
class Conversation:
    """A thread with all that was said in it, oldest first."""

    thread: MessageThread
    application: Application
    contact: Contact | None
    said: tuple[Said, ...]

    @property
    def name(self) -> str:
        return name_of(self.application, self.contact)


def inbox(viewer: Staff, box: str, page: int, vacancy_id: int | None = None) -> Inbox:
    """Threads of every vacancy that the viewer writes for, the latest first; a page beyond the last is the last."""
    wanted = _in_box(viewer, box, vacancy_id)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    found = Inbox((), total, page)
    page = min(max(page, 1), found.pages)
    ordered = wanted.order_by(MessageThread.last_at.desc(), MessageThread.id.desc())
    return Inbox(_lines(viewer, ordered.offset((page - 1) * PAGE).limit(PAGE)), total, page)


def count_in_boxes(viewer: Staff, vacancy_id: int | None = None) -> dict[str, int]:
    return {
        box: db.session.scalars(_in_box(viewer, box, vacancy_id).with_only_columns(func.count())).one() for box in BOXES
    }


def _in_box(viewer: Staff, box: str, vacancy_id: int | None) -> Select[Any]:
    wanted = visible(viewer, MessageThread)
    condition = BOXES.get(box)
    wanted = wanted.where(condition) if condition is not None else wanted
    return wanted.where(MessageThread.vacancy_id == vacancy_id) if vacancy_id is not None else wanted


def threads_of(viewer: Viewer, application_id: int) -> tuple[MessageThread, ...]:
    """About one application, the latest first; none for a viewer who reaches none."""
    wanted = visible(viewer, MessageThread).where(MessageThread.application_id == application_id)
    return tuple(db.session.scalars(wanted.order_by(MessageThread.last_at.desc(), MessageThread.id.desc())))


def own_lines(viewer: Candidate) -> tuple[Line, ...]:
    """All of a candidate's threads, unread ones first."""
    is_new = MessageThread.from_employer > MessageThread.candidate_read
    wanted = visible(viewer, MessageThread)
    return _lines(viewer, wanted.order_by(is_new.desc(), MessageThread.last_at.desc(), MessageThread.id.desc()))


def unread_by_application(viewer: Candidate) -> dict[int, int]:
    """How many threads hold something new, by application; those without any are left out."""
    wanted = visible(viewer, MessageThread).where(MessageThread.from_employer > MessageThread.candidate_read)
    columns = (MessageThread.application_id, func.count())
    return {
        number: count
        for number, count in db.session.execute(
            wanted.with_only_columns(*columns).group_by(MessageThread.application_id)
        )
    }


def _lines(viewer: Viewer, wanted: Select[Any]) -> tuple[Line, ...]:
    threads: Sequence[MessageThread] = db.session.scalars(wanted).all()
    numbers = {thread.application_id for thread in threads}
    read = with_perhaps(
        viewer,
        visible(viewer, Application).where(Application.id.in_(numbers)),
        Contact,
        Contact.application_id == Application.id,
    ).add_columns(Contact)
    found = {application.id: (application, contact) for application, contact in db.session.execute(read)}
    return tuple(Line(thread, *found[thread.application_id]) for thread in threads if thread.application_id in found)


def conversation(viewer: Viewer, thread_id: int) -> Conversation:
    """Raises NotVisible."""
    thread: MessageThread = one_visible(viewer, MessageThread, MessageThread.id == thread_id)
    said = visible(viewer, Message).where(Message.thread_id == thread_id).order_by(Message.id)
    messages = db.session.scalars(said).all()
    numbers = [message.id for message in messages]
    reached = visible(viewer, MessageFile).where(MessageFile.message_id.in_(numbers)).order_by(MessageFile.id)
    files = db.session.scalars(reached).all()
    contact = visible(viewer, Contact).where(Contact.application_id == thread.application_id)
    return Conversation(
        thread=thread,
        application=the_application(viewer, thread.application_id),
        contact=db.session.scalars(contact).one_or_none(),
        said=tuple(
            Said(message, tuple(file for file in files if file.message_id == message.id)) for message in messages
        ),
    )


def anything_waits(viewer: Staff) -> int:
    """How many threads are unread or wait for an answer."""
    wanted = visible(viewer, MessageThread).where(or_(UNREAD, UNANSWERED))
    return db.session.scalars(wanted.with_only_columns(func.count())).one()
