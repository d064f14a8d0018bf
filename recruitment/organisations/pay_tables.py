"""Pay tables of an organisation: each with its versions by the date from which they hold, and their points."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation
from recruitment.extensions import db

PAY_TABLE_KINDS = {
    "employees": "Local government employees",
    "craft": "Craft workers",
    "teachers": "Teachers",
    "chief_officers": "Chief officers",
    "other": "Other staff",
}
# Weeks in a year of 365 days, as Scottish local government pay tables count them unless they say otherwise.
YEAR_WEEKS = Decimal("52.143")
LONGEST_TABLE = 80
# An advert's grade holds both, and two labels: "Grade 5, points 23 to 27".
LONGEST_GRADE = 40
LONGEST_LABEL = 12

OF_STAFF = Reach(
    public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing, api_key=nothing,
    token=nothing, system={"keeping", "onboarding"},
)  # fmt: skip
PAY_OF_POSTS = Impersonal("what posts are paid, not people")


NATIONAL = Reach(
    public=nothing, candidate=nothing, staff=everything, cosla=nothing, operator=everything, api_key=nothing,
    token=nothing, system={"onboarding", "demonstration"},
)  # fmt: skip


class NationalPayTable(db.Model):
    """A pay table agreed for all councils, which operators keep once; `agreed_by` is the body that agrees it."""

    __tablename__ = "national_pay_table"
    __table_args__ = (
        CheckConstraint("kind in ('employees','craft','teachers','chief_officers','other')", name="known_kind"),
    )
    __reach__ = NATIONAL
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_TABLE), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    agreed_by: Mapped[str] = mapped_column(String(120), default="")


class NationalPayVersion(db.Model):
    """The rates of a national table from a date on, never changed. `lines`: [grade, point, pence] in their order.

    Organisations that use the table hold a copy of them, so that an advert leans on rows of its own organisation.
    """

    __tablename__ = "national_pay_version"
    __table_args__ = (
        CheckConstraint("basis in ('hourly','annual')", name="known_basis"),
        CheckConstraint("full_time_hours > 0 and year_weeks > 0", name="time_is_some"),
    )
    __reach__ = NATIONAL
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    national_table_id: Mapped[int] = mapped_column(ForeignKey("national_pay_table.id"), index=True)
    holds_from: Mapped[date] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(String(10))
    full_time_hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    year_weeks: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    lines: Mapped[list[Any]] = mapped_column(JSON)
    stored_by: Mapped[int]
    stored_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)

    national_table: Mapped[NationalPayTable] = relationship(lazy="raise", viewonly=True)


class PayTable(db.Model):
    """A council's pay table for one group of staff, by its name; or a national one that it uses."""

    __tablename__ = "pay_table"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        Index("uq_pay_table_national", "organisation_id", "national_table_id", unique=True),
        CheckConstraint("kind in ('employees','craft','teachers','chief_officers','other')", name="known_kind"),
    )
    __reach__ = OF_STAFF
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_TABLE))
    kind: Mapped[str] = mapped_column(String(20))
    # Of the national table that it is a copy of, where it is one; those are never removed.
    national_table_id: Mapped[int | None]


class PayVersion(db.Model):
    """The rates of a pay table from a date on. Never changed once an advert uses it: new rates are a new version.

    `basis`: hourly or annual, what its points are; the other is worked out with the hours of a full-time week and the
    weeks of a year. Of two from the same date the one stored last holds.
    """

    __tablename__ = "pay_version"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        ForeignKeyConstraint(
            ["organisation_id", "pay_table_id"], ["pay_table.organisation_id", "pay_table.id"], ondelete="CASCADE"
        ),
        CheckConstraint("basis in ('hourly','annual')", name="known_basis"),
        CheckConstraint("full_time_hours > 0 and year_weeks > 0", name="time_is_some"),
    )
    __reach__ = OF_STAFF
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    pay_table_id: Mapped[int] = mapped_column(index=True)
    holds_from: Mapped[date] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(String(10))
    full_time_hours: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    year_weeks: Mapped[Decimal] = mapped_column(Numeric(6, 3))
    stored_by: Mapped[int]
    stored_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)

    pay_table: Mapped[PayTable] = relationship(lazy="raise", viewonly=True)


def by_hour_and_year(pence: int, basis: str, full_time_hours: Decimal, year_weeks: Decimal) -> tuple[int, int]:
    """A rate in pence an hour and a full-time year, the one that it is not rounded to the penny, halves up."""
    hours = full_time_hours * year_weeks
    if basis == "hourly":
        return pence, _penny(pence * hours)
    return _penny(pence / hours), pence


def _penny(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


class PayPoint(db.Model):
    """One line of a version: a point of a grade, which is empty where the table has none; pence by the basis."""

    __tablename__ = "pay_point"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("pay_version_id", "grade", "label"),
        ForeignKeyConstraint(
            ["organisation_id", "pay_version_id"], ["pay_version.organisation_id", "pay_version.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("pence > 0", name="pays_something"),
    )  # fmt: skip
    __reach__ = OF_STAFF
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    pay_version_id: Mapped[int]
    position: Mapped[int]
    grade: Mapped[str] = mapped_column(String(LONGEST_GRADE), default="")
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    pence: Mapped[int]
