"""Alerts by e-mail: searches that people want to hear of again, and what they have heard."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, String, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db

TOKEN_KIND = "alert"


def _of_own_address(viewer: Any, model: Any) -> ColumnElement[bool]:
    """An alert belongs to an address: to an account only once that has shown that the address is its own."""
    own = select(func.lower(Account.email)).where(Account.id == viewer.person, Account.confirmed_at.is_not(None))
    return model.email.in_(own)


def _of_the_link(viewer: Any, model: Any) -> ColumnElement[bool]:
    return model.id == viewer.row if viewer.token_kind == TOKEN_KIND else false()


class JobAlert(db.Model):
    """A search whose new vacancies go to an address, once its owner has confirmed that they want them.

    `question`: as the address of the list carries it. `told_until`: up to when all that is new has been told;
    `began_at`: nothing older is told. `due_at`: when it is looked at next, also the end of a worker's claim on it.
    """

    __tablename__ = "job_alert"
    __table_args__ = (
        Index("ix_job_alert_due_at", "due_at"),
        Index("ix_job_alert_email", "email"),
        CheckConstraint("frequency in ('at_once','daily','weekly')", name="known_frequency"),
        CheckConstraint(
            "(confirmed_at is null) = (began_at is null) and (confirmed_at is null) = (told_until is null)",
            name="begins_when_confirmed",
        ),
        CheckConstraint("(due_at is null) = (confirmed_at is null or paused_at is not null)", name="due_when_it_runs"),
    )
    __reach__ = Reach(
        public=nothing, candidate=_of_own_address, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=_of_the_link, system={"alerts", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To send you new jobs: your email address, what you search for, and how often you want to hear",
        period=Period.ALERT,
        personal={"email": Erasure.REMOVE_ROW, "question": Erasure.REMOVE_ROW, "salt": Erasure.REMOVE_ROW},
        impersonal=("frequency",),
        address="email",
        forgotten_by="tend_alerts",
        secret=("salt",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # In lower case: one address is one address, however it is typed.
    email: Mapped[str] = mapped_column(String(254))
    question: Mapped[dict[str, Any]] = mapped_column(JSON)
    frequency: Mapped[str] = mapped_column(String(10))
    # What its links are derived from, with the installation's secret: neither alone gives one.
    salt: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    touched_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    began_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    told_until: Mapped[datetime | None] = mapped_column(clock.Moment)
    due_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    paused_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    wondered_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class AlertTold(db.Model):
    """A vacancy that an alert has told of."""

    __tablename__ = "alert_told"
    __table_args__ = (Index("ix_alert_told_told_at", "told_at"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"alerts", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To send you no job twice: which jobs an alert has told you of",
        period=Period.ALERT,
        subject="alert_id",
        personal={"vacancy_id": Erasure.REMOVE_ROW},
    )

    alert_id: Mapped[int] = mapped_column(ForeignKey("job_alert.id", ondelete="CASCADE"), primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
