"""The chains by which an organisation approves its adverts, who stands in for whom, and what became of each request."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    column,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy

# The kind of a TokenHolder whose link leads to one step.
TOKEN_KIND = "approval"
# An advert has one request at a time.
IS_OPEN = column("waits_at").is_not(None)
OWN_RULES = Reach(
    public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"letters", "keeping"},
)  # fmt: skip


class ApprovalChain(db.Model):
    """Which adverts take this way to their approval. An empty condition fits every advert; `cost_from` is in pence.

    Of several chains that fit the first by `position` is taken (`approval_rules.fits`).
    """

    __tablename__ = "approval_chain"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("cost_from is null or cost_from > 0", name="cost_is_some"),
    )
    __reach__ = OWN_RULES
    __keeping__ = Impersonal("an organisation’s own rules")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    departments: Mapped[list[Any]] = mapped_column(JSON, default=list)
    grades: Mapped[list[Any]] = mapped_column(JSON, default=list)
    cost_from: Mapped[int | None]


class ChainStep(db.Model):
    """One step of a chain: accounts of the colleagues who may approve it, or none for everyone who is an approver."""

    __tablename__ = "chain_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "chain_id"], ["approval_chain.organisation_id", "approval_chain.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = OWN_RULES
    __keeping__ = Keeping(
        purpose="To say who approves adverts",
        period=Period.RECORD,
        personal={"people": Erasure.KEEP},
        impersonal=("name",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    chain_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    people: Mapped[list[Any]] = mapped_column(JSON, default=list)


class Absence(db.Model):
    """Somebody is away from the first day to the last, both included, and somebody else approves in their place."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_run_forward"),
        CheckConstraint("account_id <> substitute_id", name="substitute_is_another"),
    )
    __reach__ = OWN_RULES
    __keeping__ = Keeping(
        purpose="To let approval go on while somebody is away",
        period=Period.DAY,
        subject="account_id",
        personal={"first_day": Erasure.REMOVE_ROW, "last_day": Erasure.REMOVE_ROW},
        forgotten_by="forget_absences",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)


class ApprovalRequest(db.Model):
    """One sending of an advert. Its chain was copied into its steps, so that changing chains later changes nothing.

    `waits_at` is the position of the step that waits for a decision, None once the request has ended. Every decision
    begins with a conditional update of it, so of two at once one wins.
    """

    __tablename__ = "approval_request"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint(
            "(waits_at is null) = (outcome is not null) and (outcome is null) = (ended_at is null)",
            name="waits_or_has_ended",
        ),
        Index("ix_approval_request_open", "vacancy_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "reporting"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show who approved an advert",
        period=Period.RECORD,
        personal={},
        impersonal=("chain_name", "outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    chain_name: Mapped[str] = mapped_column(String(80), default="")
    sent_by: Mapped[int | None]
    sent_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    waits_at: Mapped[int | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class ApprovalStep(db.Model):
    """One step of a request, open from `opened_at` until somebody decides on it or the request ends.

    `people` as for ChainStep. `may_repeat`: nobody else was left when it was opened, so whoever approved an earlier
    step may approve this one too. `remind_at` is when its approvers hear of it again.
    """

    __tablename__ = "approval_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "request_id"],
            ["approval_request.organisation_id", "approval_request.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("request_id", "position"),
        CheckConstraint(
            "(decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)",
            name="decided_by_somebody",
        ),
        CheckConstraint("decision is null or opened_at is not null", name="decided_once_open"),
        CheckConstraint("decision is null or remind_at is null", name="reminds_until_decided"),
        CheckConstraint("(coalesce(decision, '') = 'returned') = (reason is not null)", name="returned_with_reason"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing, api_key=nothing,
        token=lambda viewer, model: model.id == viewer.row, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show who approved an advert",
        period=Period.RECORD,
        personal={"people": Erasure.KEEP, "reason": Erasure.KEEP},
        impersonal=("name", "decision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    request_id: Mapped[int]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    people: Mapped[list[Any]] = mapped_column(JSON, default=list)
    may_repeat: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    remind_at: Mapped[datetime | None] = mapped_column(clock.Moment, index=True)
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    reason: Mapped[str | None] = mapped_column(Text)
