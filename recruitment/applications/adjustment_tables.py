"""Requests for an adjustment in order to apply: who asks, and, apart, what they need and what they were answered."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db
from recruitment.vacancies.redeployment_tables import HR
from recruitment.vacancies.tables import to_vacancy


def of_hr(viewer: Any, model: Any) -> Any:
    """Who acts on what people need in order to apply; nobody else reads it."""
    return model.organisation_id.in_(viewer.organisations_as(*HR))


ASKED: Final = Reach(
    public=nothing, candidate=own_person, staff=of_hr, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"letters", "keeping"},
)  # fmt: skip


class AdjustmentRequest(db.Model):
    """Somebody asks for an adjustment so that they can apply: who, how they are reached, and by when they are answered.

    `account_id` where they had signed in. `reach_by`: email, phone or post. `told_at`: when the answer went out; what
    goes by post or telephone waits for staff to say that it was done.
    """

    __tablename__ = "adjustment_request"
    __table_args__ = (
        to_vacancy(),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("state in ('asked','agreed','declined','done')", name="known_state"),
        CheckConstraint(
            "(state = 'asked') = (answered_at is null) and (answered_at is null) = (answered_by is null)",
            name="answered_by_somebody",
        ),
        CheckConstraint("told_at is null or answered_at is not null", name="told_what_was_answered"),
    )
    __reach__ = ASKED
    __keeping__ = Keeping(
        purpose="To answer whoever asks for an adjustment in order to apply",
        period=Period.VACANCY,
        subject="account_id",
        personal={
            "name": Erasure.REMOVE_ROW, "email": Erasure.BLANK, "phone": Erasure.REMOVE_ROW,
            "address": Erasure.REMOVE_ROW,
        },
        impersonal=("reference", "state", "reach_by", "due_on"),
        address="email",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(index=True)
    vacancy_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    reference: Mapped[str] = mapped_column(String(14), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    reach_by: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(400), default="")
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # The last day of the time that the employer promised for an answer.
    due_on: Mapped[date] = mapped_column(Date)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    answered_by: Mapped[int | None]
    told_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class AdjustmentNeed(db.Model):
    """What somebody needs, which tells of their health, and what they were answered. In no letter to staff, no
    address, no record of acts. `kinds`: of adjustment_rules.KINDS."""

    __tablename__ = "adjustment_need"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["adjustment_request.organisation_id", "adjustment_request.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("request_id"),
    )
    __reach__ = ASKED
    __keeping__ = Keeping(
        purpose="To make reasonable adjustments, so that a person can apply (Equality Act 2010, section 20)",
        period=Period.VACANCY,
        subject="account_id",
        personal={"kinds": Erasure.REMOVE_ROW, "needs": Erasure.REMOVE_ROW, "answer": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    request_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    kinds: Mapped[list[Any]] = mapped_column(JSON, default=list)
    needs: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
