"""Published facts beside which spend is read: rates of VAT, indices of prices, what was spent before the portal."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db


class VatRate(db.Model):
    """The standard rate from a day on, until the next; in hundredths of a per cent: 2000 is 20%."""

    __tablename__ = "vat_rate"
    __table_args__ = (CheckConstraint("rate >= 0 and rate <= 10000", name="rate_is_a_share"),)
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    holds_from: Mapped[date] = mapped_column(Date, unique=True)
    rate: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))


class PriceIndex(db.Model):
    """How dear things were in a financial year, in ten-thousandths of the index: 1000000 is 100. `year` is the one in
    which it begins. `series`: which index; values of one series alone can be compared."""

    __tablename__ = "price_index"
    __table_args__ = (
        UniqueConstraint("series", "year"), CheckConstraint("value > 0", name="prices_are_above_nothing"),
    )  # fmt: skip
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    value: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))


class Baseline(db.Model):
    """Pence that an organisation, or all councils together (without one), spent on recruitment advertising in a
    financial year, as somebody else has stated it. `precision`: of `rules.PRECISIONS`. Acts have what it said before.
    """

    __tablename__ = "baseline"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year"),
        CheckConstraint("amount >= 0", name="no_negative_money"),
        CheckConstraint("precision in ('exactly','about','over','under')", name="known_precision"),
    )
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    precision: Mapped[str] = mapped_column(String(8), default="exactly")
    source: Mapped[str] = mapped_column(String(300))
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


# A unique constraint lets through any number of rows without an organisation.
OF_ALL = Baseline.organisation_id.is_(None)
Index("ix_baseline_one_of_all", Baseline.year, unique=True, sqlite_where=OF_ALL, postgresql_where=OF_ALL)
