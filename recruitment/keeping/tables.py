"""Copies of a person's data that they asked for, and cases that are held beyond their time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.core.viewers import Role
from recruitment.extensions import db


class DataCopy(db.Model):
    """A copy of everything that is kept of a person, at most one a day; its bytes lie in the store for a week."""

    __tablename__ = "data_copy"
    __table_args__ = (
        UniqueConstraint("account_id", "asked_on"),
        CheckConstraint("(ready_at is null) = (digest is null)", name="ready_has_bytes"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To give you a copy of your data",
        period=Period.WEEK,
        subject="account_id",
        personal={"digest": Erasure.REMOVE_ROW},
        impersonal=("asked_on",),
        since="asked_at",
        stored=("digest",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    asked_on: Mapped[date] = mapped_column(Date, default=clock.today)
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    ready_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    digest: Mapped[str | None] = mapped_column(String(64))


def _administered(viewer: Any, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(Role.ADMINISTRATOR))


class CaseHold(db.Model):
    """That an application is kept beyond its time, while a complaint or a claim about it runs."""

    __tablename__ = "case_hold"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "application_id"], ["application.organisation_id", "application.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("application_id"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_administered, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To keep an application while a complaint or a claim about it runs",
        period=Period.CASE,
        subject="application_id",
        personal={"reason": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    application_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    held_by: Mapped[int]
    held_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
