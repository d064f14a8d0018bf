"""Rolled-up figures: small rows of numbers, made anew from the slices by the worker."""

from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation
from recruitment.extensions import db

FIGURES = Reach(
    public=nothing, candidate=nothing, staff=own_organisation, cosla=everything, operator=everything,
    api_key=nothing, token=nothing, system={"reporting"},
)  # fmt: skip


def _own_and_national(viewer: Any, model: Any) -> Any:
    """What councils see to compare themselves with: the figures of all organisations together, and their own."""
    return or_(model.organisation_id.is_(None), own_organisation(viewer, model))


NUMBERS = Impersonal("sums and counts of an organisation")


class SpendFigure(db.Model):
    """What an organisation spent on one medium in one financial year (the year it begins), pence."""

    __tablename__ = "spend_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "medium"),)
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    medium: Mapped[str] = mapped_column(String(20))
    placements: Mapped[int]
    # A year's sum of a medium may be more pence than four bytes hold.
    net: Mapped[int] = mapped_column(BigInteger)
    vat: Mapped[int] = mapped_column(BigInteger)


class ApplicationFigure(db.Model):
    """Applications submitted to an organisation in one financial year. Small ones are suppressed when shown."""

    __tablename__ = "application_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year"),)
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    applications: Mapped[int]


class PromiseFigure(db.Model):
    """Of the promises whose day fell in one financial year, how many an organisation kept and missed."""

    __tablename__ = "promise_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "kind"),)
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    kept: Mapped[int]
    missed: Mapped[int]


class EqualityFigure(db.Model):
    """How many applications of one answer reached a stage, of an organisation or (without one) of all.

    Made once, when the financial year is over, and never changed. Only what may be shown is stored: a cell that is
    withheld has no row.
    """

    __tablename__ = "equality_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year", "question", "answer", "stage"),)
    __reach__ = replace(FIGURES, staff=_own_and_national, system=frozenset({"equality"}))
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(String(30))
    answer: Mapped[str] = mapped_column(String(30))
    stage: Mapped[str] = mapped_column(String(12))
    count: Mapped[int]


class OutcomeFigure(db.Model):
    """Posts filled in one financial year by where people came from, vacancies not filled, and who is still in post."""

    __tablename__ = "outcome_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year"),)
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    outside: Mapped[int]
    own: Mapped[int]
    council: Mapped[int]
    redeployed: Mapped[int]
    unfilled: Mapped[int]
    still: Mapped[int]
    gone: Mapped[int]
    unknown: Mapped[int]
