"""Interviews: a round of them for a vacancy, the times on offer, and one interview a candidate and round."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.tables import OfAnApplication, Support, part_reach, staff_of_application, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy, to_vacancy

ARRANGING = frozenset({"interviews", "keeping", "demonstration"})


def to_round() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", "round_id"], ["interview_round.organisation_id", "interview_round.id"], ondelete="CASCADE"
    )


def _own_rounds(viewer: Any) -> Any:
    own = aliased(Interview)
    return select(own.round_id).where(own.account_id == viewer.person).scalar_subquery()


class InterviewRound(db.Model):
    """Interviews of one kind for one vacancy, such as the first interview or a presentation.

    `minutes`: how long one takes; `until_hours`: so long before it a candidate may still move or cancel it.
    """

    __tablename__ = "interview_round"
    __table_args__ = (
        to_vacancy(),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("minutes between 5 and 480", name="sensible_length"),
        CheckConstraint("until_hours between 0 and 336", name="sensible_limit"),
    )
    __reach__ = Reach(
        public=nothing, candidate=lambda viewer, model: model.id.in_(_own_rounds(viewer)), staff=of_staffs_vacancy,
        cosla=nothing, operator=nothing, api_key=nothing, token=nothing, system=ARRANGING,
    )  # fmt: skip
    __keeping__ = Impersonal("how interviews of a vacancy are held")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(80))
    meeting: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(500))
    note: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int]
    until_hours: Mapped[int]


class InterviewSlot(db.Model):
    """One time in one room. `place`: where, if not where the round is held."""

    __tablename__ = "interview_slot"
    __table_args__ = (
        to_round(),
        to_vacancy(),
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("round_id", "room", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
    )
    # Times and rooms alone: who took one is told by no row that a candidate reaches.
    __reach__ = Reach(
        public=nothing, candidate=lambda viewer, model: model.round_id.in_(_own_rounds(viewer)),
        staff=of_staffs_vacancy, cosla=nothing, operator=nothing, api_key=nothing, token=nothing, system=ARRANGING,
    )  # fmt: skip
    __keeping__ = Impersonal("times and rooms")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    round_id: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(clock.Moment)
    ends_at: Mapped[datetime] = mapped_column(clock.Moment)
    room: Mapped[str] = mapped_column(String(80), default="")
    place: Mapped[str] = mapped_column(String(500), default="")

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)


class Interview(OfAnApplication, db.Model):
    """A candidate's interview in a round. The constraint on the time, not a page, keeps it to one candidate.

    `minutes`: how long this one takes, longer than the round's where that was agreed as an adjustment. `uid`,
    `sequence`: of its entry in calendars (RFC 5545).
    """

    __tablename__ = "interview"
    __table_args__ = to_application(
        to_round(),
        ForeignKeyConstraint(["organisation_id", "slot_id"], ["interview_slot.organisation_id", "interview_slot.id"]),
        UniqueConstraint("application_id", "round_id"),
        UniqueConstraint("slot_id"),
        UniqueConstraint("organisation_id", "id"),
        Index("ix_interview_round_id", "round_id"),
        Index("ix_interview_account_id", "account_id"),
        CheckConstraint("(state in ('booked','held','no_show')) = (slot_id is not null)", name="booked_has_a_time"),
    )
    __reach__ = replace(part_reach(staff_of_application), system=ARRANGING | {"letters", "reporting"})
    __keeping__ = Keeping(
        purpose="To hold an interview",
        period=Period.CASE,
        subject="account_id",
        personal={},
        impersonal=("state", "uid"),
    )

    round_id: Mapped[int]
    slot_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12), default="invited")
    minutes: Mapped[int]
    uid: Mapped[str] = mapped_column(String(32), default=lambda: secrets.token_hex(16))
    sequence: Mapped[int] = mapped_column(default=0)


class InterviewAdjustment(OfAnApplication, db.Model):
    """What was agreed so that somebody can take part: read by the candidate and by those who must act on it."""

    __tablename__ = "interview_adjustment"
    __table_args__ = to_application(
        UniqueConstraint("interview_id"),
        ForeignKeyConstraint(
            ["organisation_id", "interview_id"], ["interview.organisation_id", "interview.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Support.__reach__
    __keeping__ = Keeping(
        purpose="To make reasonable adjustments",
        period=Period.CASE,
        subject="account_id",
        personal={"agreed": Erasure.REMOVE_ROW},
    )

    interview_id: Mapped[int]
    agreed: Mapped[str] = mapped_column(Text)


class InterviewQuestion(db.Model):
    """What a panel asks everybody in a round; `criterion_id`: the line of the person specification that it tests."""

    __tablename__ = "interview_question"
    __table_args__ = (to_round(), to_vacancy(), UniqueConstraint("round_id", "position"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system=ARRANGING,
    )  # fmt: skip
    __keeping__ = Impersonal("what a panel asks everybody")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    round_id: Mapped[int]
    position: Mapped[int]
    criterion_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
