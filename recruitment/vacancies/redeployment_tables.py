"""People at risk of redeployment, as their employer registers them, and what was told them first."""

from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    and_,
    func,
    or_,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.accounts.tables import Account
from recruitment.accounts.work_tables import WorkAddress
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules

# Who of a council's staff looks after people at risk: its HR.
HR = (Role.ADMINISTRATOR, Role.RECRUITER)
# How a registration ends.
OUTCOMES = {
    "redeployed": "Redeployed to another post",
    "no_longer": "No longer at risk",
    "left": "Has left",
    "mistake": "Registered by mistake",
}


def of_own_hr(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*HR))


def _of_hr(viewer: Staff, model: Any) -> Any:
    """One's own; and while they are at risk, those of other councils who agreed, where both councils take part."""
    theirs, ours = _named(LocalRules, "sharing_theirs"), _named(LocalRules, "sharing_ours")
    taking_part = select(theirs.organisation_id).where(theirs.shares_redeployees)
    as_well = select(ours.organisation_id).where(
        ours.shares_redeployees, ours.organisation_id.in_(viewer.organisations_as(*HR))
    )
    across = and_(
        model.is_shared,
        is_at_risk(model),
        model.organisation_id.in_(taking_part.scalar_subquery()),
        as_well.exists(),
    )
    return or_(of_own_hr(viewer, model), across)


def is_at_risk(model: Any) -> Any:
    return and_(model.ended_at.is_(None), or_(model.until.is_(None), model.until > clock.when_asked()))


def is_registered_person(viewer: Any, model: Any) -> Any:
    """Whoever has shown that the address under which they are registered is theirs."""
    account, address = _named(Account, "registered_account"), _named(WorkAddress, "registered_address")
    own = select(func.lower(account.email)).where(account.id == viewer.person, account.confirmed_at.is_not(None))
    work = select(address.email).where(address.account_id == viewer.person, address.good_until > clock.when_asked())
    return or_(model.email.in_(own.scalar_subquery()), model.email.in_(work.scalar_subquery()))


@cache
def _named(model: type, name: str) -> Any:
    return aliased(model, name=name)


class AtRisk(db.Model):
    """A person whose post is at risk, and what they can do. `pay`: pence for a full-time year. `miles`: how far they
    can travel from `postcode`. `skills`: each in a few words. `is_shared`: they agreed that other councils see them.

    `until`: the end of their notice or contract, from which on they are at risk no longer.
    """

    __tablename__ = "at_risk"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("(ended_at is null) = (outcome is null)", name="end_has_outcome"),
        CheckConstraint("outcome in ('redeployed','no_longer','left','mistake')", name="known_outcome"),
        CheckConstraint("(postcode = '') = (miles is null)", name="place_has_radius"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=is_registered_person, staff=_of_hr, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To tell people at risk of redeployment first of posts that they could do",
        period=Period.REDEPLOYMENT,
        address="email",
        forgotten_by="forget_redeployment",
        personal={
            "name": Erasure.REMOVE_ROW, "email": Erasure.REMOVE_ROW, "post": Erasure.REMOVE_ROW,
            "grade": Erasure.REMOVE_ROW, "skills": Erasure.REMOVE_ROW, "postcode": Erasure.REMOVE_ROW,
        },
        impersonal=("outcome",),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    # In small letters, as it is compared.
    email: Mapped[str] = mapped_column(String(254), index=True)
    post: Mapped[str] = mapped_column(String(200))
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"))
    grade: Mapped[str] = mapped_column(String(80), default="")
    pay: Mapped[int | None]
    hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    skills: Mapped[list[Any]] = mapped_column(JSON, default=list)
    postcode: Mapped[str] = mapped_column(String(8), default="")
    miles: Mapped[int | None]
    until: Mapped[datetime | None] = mapped_column(clock.Moment)
    is_shared: Mapped[bool] = mapped_column(default=False)
    registered_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    registered_by: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    outcome: Mapped[str | None] = mapped_column(String(12))


# Of an organisation at most one registration of an address is open.
IS_OPEN = AtRisk.ended_at.is_(None)
Index("ix_at_risk_one_open", AtRisk.organisation_id, AtRisk.email, unique=True, sqlite_where=IS_OPEN,
      postgresql_where=IS_OPEN)  # fmt: skip


class AtRiskNote(db.Model):
    """What HR notes about a person at risk: for their own council's HR alone, never for another's."""

    __tablename__ = "at_risk_note"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "at_risk_id"], ["at_risk.organisation_id", "at_risk.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_own_hr, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="For HR to look after a person at risk of redeployment",
        period=Period.REDEPLOYMENT,
        subject="at_risk_id",
        forgotten_by="forget_redeployment",
        personal={"text": Erasure.REMOVE_ROW},
    )

    at_risk_id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class ToldFirst(db.Model):
    """That a person at risk was told of a vacancy: once, however many workers look. Of the vacancy's organisation."""

    __tablename__ = "told_first"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_own_hr, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To tell a person at risk of each post once", period=Period.REDEPLOYMENT, subject="at_risk_id",
        forgotten_by="forget_redeployment", personal={},
    )  # fmt: skip

    vacancy_id: Mapped[int] = mapped_column(primary_key=True)
    at_risk_id: Mapped[int] = mapped_column(ForeignKey("at_risk.id", ondelete="CASCADE"), primary_key=True, index=True)
    organisation_id: Mapped[int]
    told_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
