"""Threads between an employer and a candidate about one application, with documents; and templates of messages."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, and_, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.tables import Application, OfAnApplication, once_known, part_reach, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role
from recruitment.extensions import db

# Who writes for an employer, and nobody else reads: a seat on a panel gives none of it.
WRITERS: Final = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)
EMPLOYER, CANDIDATE = "employer", "candidate"
LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_NAME = 120, 6000, 120
WAITING, CLEAN, INFECTED, UNSCANNED = "waiting", "clean", "infected", "unscanned"
OPEN_STATES: Final = (CLEAN, UNSCANNED)


def writers_of(viewer: Any, model: Any) -> Any:
    """Those of the employer's staff who write to its applicants, and only while the application is sent."""
    whole = aliased(Application)
    sent = select(whole.id).where(whole.submitted_at.is_not(None)).scalar_subquery()
    return and_(model.organisation_id.in_(viewer.organisations_as(*WRITERS)), model.application_id.in_(sent))


def _files_for_staff(viewer: Any, model: Any) -> Any:
    """Their own; an applicant's, which may say who it is, once the name may be known."""
    return or_(
        and_(model.side == EMPLOYER, writers_of(viewer, model)),
        once_known(writers_of)(viewer, model),
    )


class MessageThread(OfAnApplication, db.Model):
    """What is said about one subject. The four numbers are those of messages, 0 for none.

    `from_candidate`, `from_employer`: the last of each side; `candidate_read`, `employer_read`: up to where each side
    has read. `settled`: up to where the candidate's words need no answer.
    """

    __tablename__ = "message_thread"
    __table_args__ = to_application(
        CheckConstraint(
            "from_candidate >= employer_read and from_employer >= candidate_read", name="read_once_written"
        ),
        Index("ix_message_thread_inbox", "organisation_id", "last_at"),
        Index("ix_message_thread_application", "organisation_id", "application_id"),
    )
    __reach__ = part_reach(writers_of)
    __keeping__ = Keeping(
        purpose="To write to each other about the application",
        period=Period.CASE,
        subject="account_id",
        personal={"subject": Erasure.REMOVE_ROW},
    )

    vacancy_id: Mapped[int] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    started_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    last_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    from_candidate: Mapped[int] = mapped_column(default=0)
    from_employer: Mapped[int] = mapped_column(default=0)
    candidate_read: Mapped[int] = mapped_column(default=0)
    employer_read: Mapped[int] = mapped_column(default=0)
    settled: Mapped[int] = mapped_column(default=0)

    @property
    def is_new_to_candidate(self) -> bool:
        return self.from_employer > self.candidate_read

    @property
    def is_new_to_employer(self) -> bool:
        return self.from_candidate > self.employer_read

    @property
    def waits(self) -> bool:
        """For the employer's answer."""
        return self.from_candidate > max(self.from_employer, self.settled)


class Message(OfAnApplication, db.Model):
    """One message; `person` is the officer who wrote it, None for the candidate.

    `key` names the sending: the same form sent twice, or for the same applicant twice, is one message.
    """

    __tablename__ = "message"
    __table_args__ = to_application(
        CheckConstraint("side in ('employer','candidate')", name="known_side"),
        CheckConstraint("(side = 'employer') = (person is not null)", name="an_officer_writes"),
        Index("ix_message_application", "organisation_id", "application_id"),
    )
    __reach__ = part_reach(writers_of)
    __keeping__ = Keeping(
        purpose="To write to each other about the application",
        period=Period.CASE,
        subject="account_id",
        personal={"text": Erasure.REMOVE_ROW},
        impersonal=("side", "key"),
        secret=("person", "key"),
    )

    thread_id: Mapped[int] = mapped_column(ForeignKey("message_thread.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    side: Mapped[str] = mapped_column(String(10))
    person: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    # How many documents came with it, told even to those who may not see them yet.
    documents: Mapped[int] = mapped_column(default=0)
    key: Mapped[str] = mapped_column(String(120), unique=True)


class MessageFile(OfAnApplication, db.Model):
    """A document that came with a message; its bytes lie in the store. `kind`: of core.file_kinds.KINDS; `size`: bytes.

    Of one with malware this row alone remains.
    """

    __tablename__ = "message_file"
    __table_args__ = to_application(
        CheckConstraint("side in ('employer','candidate')", name="known_side"),
        CheckConstraint("state in ('waiting','clean','infected','unscanned')", name="known_state"),
        CheckConstraint("(state in ('clean','infected')) = (scanned_at is not null)", name="scanned_has_moment"),
        Index("ix_message_file_application", "organisation_id", "application_id"),
    )
    __reach__ = Reach(
        public=nothing, candidate=part_reach(nothing).candidate, staff=_files_for_staff, cosla=nothing,
        operator=nothing, api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration", "scan"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To send documents about the application",
        period=Period.CASE,
        subject="account_id",
        personal={"name": Erasure.REMOVE_ROW, "digest": Erasure.REMOVE_ROW},
        impersonal=("side", "kind", "state"),
        stored=("digest",),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[str] = mapped_column(String(10))
    scanned_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


def _own_or_shared(viewer: Any, model: Any) -> Any:
    return and_(
        model.organisation_id.in_(viewer.organisations_as(*WRITERS)),
        or_(model.is_shared, model.made_by == viewer.person),
    )


class MessageTemplate(db.Model):
    """Words to begin messages with, holding fields such as {{job}}; one person's, or shared by the employer."""

    __tablename__ = "message_template"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_own_or_shared, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To begin messages from words that were good",
        period=Period.RECORD,
        subject="made_by",
        personal={},
        impersonal=("name", "subject", "text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    made_by: Mapped[int]
    is_shared: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
