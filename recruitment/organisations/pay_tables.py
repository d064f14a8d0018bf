"""Pay tables of an organisation: each with its versions by the date from which they hold, and their points."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing, own_organisation
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
    token=nothing, system={"keeping"},
)  # fmt: skip
PAY_OF_POSTS = Impersonal("what posts are paid, not people")


class PayTable(db.Model):
    """A council's pay table for one group of staff, by its name."""

    __tablename__ = "pay_table"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint("kind in ('employees','craft','teachers','chief_officers','other')", name="known_kind"),
    )
    __reach__ = OF_STAFF
    __keeping__ = PAY_OF_POSTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_TABLE))
    kind: Mapped[str] = mapped_column(String(20))


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
