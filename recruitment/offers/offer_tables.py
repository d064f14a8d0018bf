"""Offers of a post, and their terms: each version as it was sent."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    and_,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.applications.tables import Application, OfAnApplication, Support, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import own_person
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy


def _own_and_sent(viewer: Any, model: Any) -> Any:
    """What is still being written is the employer's alone."""
    return and_(own_person(viewer, model), model.sent_at.is_not(None))


# Those who hire, once names may be known; no panel member reads what somebody is paid.
OF_OFFERS = replace(
    Support.__reach__, candidate=_own_and_sent, system=frozenset({"letters", "keeping", "demonstration"})
)


class Offer(OfAnApplication, db.Model):
    """An offer of one of a vacancy's posts to one applicant.

    `version`: the number of the terms that were sent last, 0 before; `answer_by`: until when these may be accepted.
    `wished_start`: the day on which the candidate could start instead; `starts_on`: the day that is agreed;
    `attended_on`: that on which they came. `why_declined`: one of offer_rules.REASONS. `answered_for`: by staff.
    """

    __tablename__ = "offer"
    __table_args__ = to_application(
        to_vacancy(),
        UniqueConstraint("organisation_id", "id"),
        Index("ix_offer_due", "organisation_id", "state", "answer_by"),
        Index("ix_offer_vacancy_id", "vacancy_id", "state"),
        Index("ix_offer_account_id", "account_id"),
        Index("ix_offer_application_id", "application_id"),
        CheckConstraint(
            "state = 'ended' or (state in ('drafted','discarded')) = (version = 0)", name="draft_has_no_version"
        ),
        CheckConstraint("(version = 0) = (sent_at is null)", name="sent_has_moment"),
        CheckConstraint("(version = 0) = (answer_by is null)", name="sent_is_answered_by"),
        CheckConstraint(
            "(state in ('discarded','declined','withdrawn','ended','not_started')) = (ended_at is not null)",
            name="ended_has_moment",
        ),
        CheckConstraint(
            "state not in ('unconditional','appointed','started','not_started') or starts_on is not null",
            name="confirmed_has_first_day",
        ),
        CheckConstraint("(state = 'started') = (attended_on is not null)", name="started_has_day"),
    )  # fmt: skip
    __reach__ = OF_OFFERS
    __keeping__ = Keeping(
        purpose="To offer you a job",
        period=Period.CASE,
        subject="account_id",
        personal={name: Erasure.REMOVE_ROW for name in ("why_declined", "words", "wished_start", "starts_on",
                                                        "attended_on")},
        impersonal=("state",),
    )  # fmt: skip

    vacancy_id: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default="drafted")
    version: Mapped[int] = mapped_column(default=0)
    made_by: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    answer_by: Mapped[datetime | None] = mapped_column(clock.Moment)
    reminded_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    answered_for: Mapped[bool] = mapped_column(default=False)
    why_declined: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    wished_start: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    confirmed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    attended_on: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)


# Of an application at most one is open or led to the post: of two who offer at once one does.
STANDS = Offer.state.in_(("drafted", "conditional", "accepted", "unconditional", "lapsed", "appointed", "started"))
Index("ix_offer_one_stands", Offer.application_id, unique=True, sqlite_where=STANDS, postgresql_where=STANDS)


class OfferTerms(OfAnApplication, db.Model):
    """What is offered, worked out once and kept as sent; `sent_at` is empty while it is being written.

    `pay`: pence, by the basis; `hourly`, `annual` and `actual` are the three ways of pay.PayThreeWays, each empty where
    it cannot be known. `pay_table` says in words from which rates it was taken, and `point` which point. `conditions`:
    what has to be in order before it is confirmed, in the words sent. `probation`: months, 0 for none.
    """

    __tablename__ = "offer_terms"
    __table_args__ = to_application(
        ForeignKeyConstraint(
            ["organisation_id", "offer_id"], ["offer.organisation_id", "offer.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("offer_id", "number"),
        Index("ix_offer_terms_application_id", "application_id"),
        CheckConstraint("(pay_basis is null) = (pay is null)", name="pay_has_basis"),
        CheckConstraint("probation between 0 and 24", name="sensible_probation"),
        CheckConstraint("hours is null or hours > 0", name="some_hours"),
    )  # fmt: skip
    __reach__ = OF_OFFERS
    __keeping__ = Keeping(
        purpose="To show what you were offered",
        period=Period.CASE,
        subject="account_id",
        personal={name: Erasure.REMOVE_ROW for name in ("message", "starts_on", "place", "manager", "grade", "point",
                                                        "contract_ends", "allowances", "conditions")},
        impersonal=("title", "pay_basis", "pay_table", "contract_type"),
    )  # fmt: skip

    offer_id: Mapped[int]
    number: Mapped[int]
    sent_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    title: Mapped[str] = mapped_column(String(200))
    grade: Mapped[str] = mapped_column(String(80), default="")
    point: Mapped[str] = mapped_column(String(12), default="")
    pay_table: Mapped[str] = mapped_column(String(160), default="")
    pay_basis: Mapped[str | None] = mapped_column(String(10))
    pay: Mapped[int | None]
    hourly: Mapped[int | None]
    annual: Mapped[int | None]
    actual: Mapped[int | None]
    allowances: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    full_time_hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    weeks_a_year: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    year_weeks: Mapped[Decimal | None] = mapped_column(Numeric(6, 3))
    place: Mapped[str] = mapped_column(String(300))
    contract_type: Mapped[str | None] = mapped_column(String(20))
    contract_ends: Mapped[date | None] = mapped_column(Date)
    manager: Mapped[str] = mapped_column(String(120), default="")
    starts_on: Mapped[date] = mapped_column(Date)
    probation: Mapped[int] = mapped_column(default=0)
    answer_by: Mapped[datetime] = mapped_column(clock.Moment)
    conditions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    message: Mapped[str] = mapped_column(Text, default="")
