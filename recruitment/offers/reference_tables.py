"""References: who is asked, how they are reached, what they write, and a letter of their own, each apart.

What a referee writes is read by those who hire and not by the panel. A reference given in confidence is no part of a
copy that the candidate can ask for (Data Protection Act 2018, schedule 2, paragraph 24); the referee says whether it
is, and reads so before writing.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    and_,
    literal,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.tables import OfAnApplication, to_application
from recruitment.applications.wallet_tables import CHECKERS
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, own_person
from recruitment.extensions import db
from recruitment.offers.check_tables import REACH, of_those_who_hire, to_check
from recruitment.vacancies.attachment_tables import OPEN_STATES

TOKEN_KIND: Final = "reference"
TO_REFER: Final = "To take up the references that you named"


def _of_link(viewer: Any, model: Any) -> Any:
    return and_(literal(viewer.token_kind == TOKEN_KIND), model.request_id == viewer.row)


def _is_of_link(viewer: Any, model: Any) -> Any:
    return and_(literal(viewer.token_kind == TOKEN_KIND), model.id == viewer.row)


def _of_checkers(viewer: Any, model: Any) -> Any:
    """Who asks for references: address and number serve nobody else."""
    return and_(of_those_who_hire(viewer, model), model.organisation_id.in_(viewer.organisations_as(*CHECKERS)))


def _once_given(viewer: Any, model: Any) -> Any:
    """What a referee has begun to write is theirs alone."""
    given = aliased(Reference)
    done = select(given.request_id).where(given.given_at.is_not(None)).scalar_subquery()
    return and_(of_those_who_hire(viewer, model), model.request_id.in_(done))


def _shown_to_candidate(viewer: Any, model: Any) -> Any:
    shown = aliased(Reference)
    open_ones = select(shown.request_id).where(shown.given_at.is_not(None), shown.in_confidence.is_(False))
    return and_(own_person(viewer, model), model.request_id.in_(open_ones.scalar_subquery()))


OF_WRITING: Final[Reach] = replace(REACH, candidate=_shown_to_candidate, staff=_once_given, token=_of_link)


def _to_request() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", "request_id"],
        ["reference_request.organisation_id", "reference_request.id"],
        ondelete="CASCADE",
    )


def _kept(purpose: str, *personal: str, impersonal: tuple[str, ...] = (), **more: Any) -> Keeping:
    """As long as the application, with which the row goes."""
    return Keeping(
        purpose=purpose,
        period=Period.CASE,
        subject="account_id",
        personal={**dict.fromkeys(personal, Erasure.REMOVE_ROW), **more.pop("emptied", {})},
        impersonal=impersonal,
        **more,
    )


class ReferenceRequest(OfAnApplication, db.Model):
    """That one person is asked for the reference which a check waits for, as the application or the candidate named
    them.

    `ask_first`: nobody writes to them before the candidate has said yes. `until`: when the link ends; `link_number`
    counts links, of which the last works. `reminders`: how many went to the referee.
    """

    __tablename__ = "reference_request"
    __table_args__ = to_application(
        to_check(),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint(
            "state in ('named','awaiting_yes','sent','given','declined','refused','ended')", name="known_state"
        ),
        CheckConstraint("state <> 'sent' or (sent_at is not null and until is not null)", name="sent_has_end"),
        CheckConstraint("reminders between 0 and 2", name="reminded_twice_at_most"),
        CheckConstraint("named_by in ('application','candidate','staff')", name="known_source"),
        Index("ix_reference_request_waiting", "state", "sent_at"),
    )
    __reach__ = replace(REACH, token=_is_of_link)
    __keeping__ = _kept(
        TO_REFER, "name", "relationship", "organisation", "decline_reason", impersonal=("named_by", "state")
    )

    check_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    relationship: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(160), default="")
    named_by: Mapped[str] = mapped_column(String(12))
    ask_first: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="named")
    asked_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # When the candidate said yes or no.
    agreed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    sent_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    until: Mapped[datetime | None] = mapped_column(clock.Moment)
    link_number: Mapped[int] = mapped_column(default=0)
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    # When staff were told that reminding has ended without an answer.
    given_up_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    decline_reason: Mapped[str] = mapped_column(Text, default="")


IS_OPEN = ReferenceRequest.state.in_(("named", "awaiting_yes", "sent", "given"))
Index("ix_reference_request_one_open", ReferenceRequest.check_id, unique=True, sqlite_where=IS_OPEN,
      postgresql_where=IS_OPEN)  # fmt: skip


class ReferenceContact(OfAnApplication, db.Model):
    """How a referee is reached: for those who ask, and no longer than the application is kept.

    A referee who deletes an account with the same address is written to no longer.
    """

    __tablename__ = "reference_contact"
    __table_args__ = to_application(_to_request(), UniqueConstraint("request_id"))
    __reach__ = replace(REACH, staff=_of_checkers)
    __keeping__ = _kept(TO_REFER, "phone", emptied={"email": Erasure.BLANK}, address="email")

    request_id: Mapped[int]
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")


class Reference(OfAnApplication, db.Model):
    """What a referee writes. Until it is given (`given_at`) it is a draft that nobody but they read, as it was `typed`.

    `answers`: each question in the words in which it was asked, with its answer. `written_on`: the day that one which
    came otherwise bears; `received_by`: of reference_lifecycle.RECEIVED_BY.
    """

    __tablename__ = "reference"
    __table_args__ = to_application(
        _to_request(),
        UniqueConstraint("request_id"),
        CheckConstraint("received_by in ('link','post','email','telephone')", name="known_way"),
        CheckConstraint("(received_by = 'link') = (entered_by is null)", name="entered_by_somebody"),
    )
    __reach__ = OF_WRITING
    __keeping__ = _kept(
        "To know what your referees say of your work", "typed", "answers", "written_on", impersonal=("received_by",),
        secret=("typed",),
    )  # fmt: skip

    request_id: Mapped[int]
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    answers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    in_confidence: Mapped[bool] = mapped_column(default=True)
    saved_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    given_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    received_by: Mapped[str] = mapped_column(String(10), default="link")
    written_on: Mapped[date | None] = mapped_column(Date)
    entered_by: Mapped[int | None]


class ReferenceLetter(OfAnApplication, db.Model):
    """A letter of the referee's own. The bytes lie in the row and go with it; of an infected one the row remains."""

    __tablename__ = "reference_letter"
    __table_args__ = to_application(
        _to_request(),
        UniqueConstraint("request_id"),
        CheckConstraint("state in ('waiting','clean','infected','unscanned')", name="known_state"),
        CheckConstraint("(state = 'infected') = (content is null)", name="infected_is_gone"),
    )
    __reach__ = replace(OF_WRITING, system=OF_WRITING.system | {"scan"})
    __keeping__ = _kept("To know what your referees say of your work", "content", impersonal=("kind", "state"))

    request_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(10))
    uploaded_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
