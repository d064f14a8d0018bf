"""The talent pool: who may be found, by whom never, how often they were looked at, and who approached them."""

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    false,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db
from recruitment.offers.lifecycle import SEEKERS


def _of_those_who_seek(viewer: Any, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*SEEKERS))


def _found_by(viewer: Any, model: Any) -> Any:
    """Recruiters of any employer from which the person does not hide.

    Whoever works at several is shown nobody who hides from one of them: what they know they know at all.
    """
    if not viewer.organisations_as(*SEEKERS):
        return false()
    hidden = _hidden()
    hides = select(hidden.account_id).where(
        hidden.account_id == model.account_id, hidden.organisation_id.in_(viewer.organisation_ids)
    )
    return and_(model.until > clock.when_asked(), model.account_id != viewer.person, ~hides.exists())


@cache
def _hidden() -> Any:
    return aliased(PoolHidden, name="hidden_from")


def _theirs(purpose: str, *personal: str, impersonal: tuple[str, ...] = ()) -> Keeping:
    return Keeping(
        purpose=purpose,
        period=Period.ACCOUNT,
        subject="account_id",
        personal=dict.fromkeys(personal, Erasure.REMOVE_ROW),
        impersonal=impersonal,
    )


class PoolEntry(db.Model):
    """What recruiters are shown of a person who agreed to be found: neither name nor contact, nor where they live.

    It is there as long as they agree, and removed when they leave. `reserve_id`: of a runner-up whose place on a
    reserve list is shared. `categories`, `patterns`, `registrations`: codes; `level` of the SCQF, 0 for none told.
    `lat`, `lon`, `island`: from where `miles` are counted; without them anywhere. `area` is what is shown of it.
    """

    __tablename__ = "pool_entry"
    __table_args__ = (
        CheckConstraint("(lat is null) = (miles is null) and (lat is null) = (lon is null)", name="place_has_radius"),
        Index("ix_pool_entry_until", "until"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_found_by, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = _theirs(
        "So that employers whom you allow can find you", "summary", "found_for", "postcode", "area", "island",
        "categories", "patterns", "registrations",
        impersonal=("reference", "wording"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reserve_id: Mapped[int | None] = mapped_column(ForeignKey("reserve_place.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str] = mapped_column(String(14), unique=True)
    # Of a runner-up: the job and the employer that found them appointable, in words.
    found_for: Mapped[str] = mapped_column(String(400), default="")
    summary: Mapped[str] = mapped_column(Text)
    categories: Mapped[list[Any]] = mapped_column(JSON, default=list)
    patterns: Mapped[list[Any]] = mapped_column(JSON, default=list)
    registrations: Mapped[list[Any]] = mapped_column(JSON, default=list)
    level: Mapped[int] = mapped_column(default=0)
    speaks_gaelic: Mapped[bool] = mapped_column(default=False)
    postcode: Mapped[str] = mapped_column(String(8), default="")
    area: Mapped[str] = mapped_column(String(80), default="")
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    island: Mapped[str] = mapped_column(String(40), default="")
    miles: Mapped[int | None]
    wording: Mapped[str] = mapped_column(String(10))
    agreed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    until: Mapped[datetime] = mapped_column(clock.Moment)
    reminded_at: Mapped[datetime | None] = mapped_column(clock.Moment)


# Of a profile there is one at most; runners-up have one a place.
OF_PROFILE = PoolEntry.reserve_id.is_(None)
Index("ix_pool_entry_one_profile", PoolEntry.account_id, unique=True, sqlite_where=OF_PROFILE,
      postgresql_where=OF_PROFILE)  # fmt: skip


class PoolHidden(db.Model):
    """An employer from which a person hides. Not even that they hide is shown to anybody."""

    __tablename__ = "pool_hidden"
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = _theirs("To keep you hidden from employers that you name")

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)


class PoolLook(db.Model):
    """How often an employer's staff opened what is shown of a person, by day: for the person, who reads how many."""

    __tablename__ = "pool_look"
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"counting", "keeping"},
    )  # fmt: skip
    __keeping__ = _theirs("To tell you how many employers looked at you", "day")

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    number: Mapped[int] = mapped_column(default=1)


class Approach(db.Model):
    """That an employer asks somebody of the pool to think of one of its jobs. `reference` is what it knows them by.

    `until`: when it lapses without an answer.
    """

    __tablename__ = "approach"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("vacancy_id", "account_id"),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("state in ('sent','accepted','declined','lapsed')", name="known_state"),
        CheckConstraint("(state = 'sent') = (answered_at is null)", name="answer_has_moment"),
        Index("ix_approach_sent", "organisation_id", "sent_at"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_of_those_who_seek, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = _theirs(
        "To pass on to you that an employer has a job for you", "message", impersonal=("reference", "state")
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    vacancy_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reference: Mapped[str] = mapped_column(String(14))
    state: Mapped[str] = mapped_column(String(10), default="sent")
    message: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    sent_by: Mapped[int]
    until: Mapped[datetime] = mapped_column(clock.Moment)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class ApproachContact(db.Model):
    """Who the person is and how to reach them: written when they say yes to one approach, for that employer alone."""

    __tablename__ = "approach_contact"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "approach_id"], ["approach.organisation_id", "approach.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_of_those_who_seek, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = _theirs("So that an employer to which you said yes can reach you", "name", "email", "phone")

    approach_id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str] = mapped_column(String(170))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40), default="")
