"""Reports that people want by e-mail."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

FREQUENCIES = {"weekly": "Once a week, on Monday", "monthly": "Once a month, on the first"}


class SentReport(db.Model):
    """A report that goes to a person again and again, with what it says then. `organisation_id` is empty for one of all
    organisations. `question`: what is chosen of its filters, by name; `due_on`: when it goes next."""

    __tablename__ = "sent_report"
    __table_args__ = (
        Index("ix_sent_report_due_on", "due_on"),
        Index("ix_sent_report_account_id", "account_id"),
        CheckConstraint("frequency in ('weekly','monthly')", name="known_frequency"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=own_person, cosla=own_person, operator=own_person,
        api_key=nothing, token=nothing, system={"reports", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To send you reports by email: which, how often, and with which filters",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"report": Erasure.REMOVE_ROW, "question": Erasure.REMOVE_ROW, "salt": Erasure.REMOVE_ROW},
        impersonal=("frequency", "due_on"),
        secret=("salt",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    report: Mapped[str] = mapped_column(String(40))
    question: Mapped[dict[str, Any]] = mapped_column(JSON)
    frequency: Mapped[str] = mapped_column(String(10))
    # What the link that stops it is derived from, with the installation's secret: neither alone gives one.
    salt: Mapped[str] = mapped_column(String(32))
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    due_on: Mapped[date] = mapped_column(Date)
