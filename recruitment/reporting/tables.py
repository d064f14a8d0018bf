"""Rolled-up figures: small rows of numbers, which the worker keeps in step with the facts of vacancies."""

from dataclasses import replace
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint, or_
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


class HiringFigure(db.Model):
    """What came of an organisation's vacancies in one financial year (the year it begins).

    Lines of one `dimension` add up to the year; those of all together would count it several times. It is one of
    month (`key` 2026-04), department (its name), work (a category, in the council area `area`), contract,
    release (the widest audience), reason (why unfilled). Vacancies without it have an empty key.

    Up to `missed_decision` the columns count vacancies **published** in the year, and all that came of them whenever:
    applications by how far they came, what was spent on them, promises. The others count those that **ended** in it.
    Counts of people are not to be shown as they are: `shown` and the queries suppress small ones.
    """

    __tablename__ = "hiring_figure"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "dimension", "key", "area"),
        Index("ix_hiring_figure_national", "dimension", "year"),
    )
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    dimension: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(String(9))
    vacancies: Mapped[int]
    posts: Mapped[int]
    submitted: Mapped[int]
    shortlisted: Mapped[int]
    interviewed: Mapped[int]
    offered: Mapped[int]
    appointed: Mapped[int]
    said_yes: Mapped[int]
    said_no: Mapped[int]
    appointed_yes: Mapped[int]
    appointed_no: Mapped[int]
    # Vacancies with nothing spent on record, and without department, category or area.
    unspent: Mapped[int]
    no_department: Mapped[int]
    no_category: Mapped[int]
    no_area: Mapped[int]
    placements: Mapped[int]
    net: Mapped[int] = mapped_column(BigInteger)
    vat: Mapped[int] = mapped_column(BigInteger)
    kept_shortlist: Mapped[int]
    missed_shortlist: Mapped[int]
    kept_interviews: Mapped[int]
    missed_interviews: Mapped[int]
    kept_decision: Mapped[int]
    missed_decision: Mapped[int]
    filled: Mapped[int]
    unfilled: Mapped[int]
    withdrawn: Mapped[int]
    # Filled or not, and nobody has said by whom or why not.
    unanswered: Mapped[int]
    ended_posts: Mapped[int]
    ended_posts_filled: Mapped[int]
    ended_submitted: Mapped[int]
    outside: Mapped[int]
    own: Mapped[int]
    council: Mapped[int]
    redeployed: Mapped[int]
    still: Mapped[int]
    gone: Mapped[int]
    unknown: Mapped[int]


class SpendFigure(db.Model):
    """What an organisation spent in one financial year (the year it begins) by the day of each entry, pence.

    As in HiringFigure lines of one `dimension` add up to the year: month, medium, supplier (its
    number; `spend_queries` tells names), department.
    """

    __tablename__ = "spend_figure"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "dimension", "key"),
        Index("ix_spend_figure_national", "dimension", "year"),
    )
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    dimension: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(120))
    placements: Mapped[int]
    # A year's sum of a medium may be more pence than four bytes hold.
    net: Mapped[int] = mapped_column(BigInteger)
    vat: Mapped[int] = mapped_column(BigInteger)


class DurationFigure(db.Model):
    """How many vacancies that were filled in one financial year took how many days, for one part of the time to hire
    (`fact_tables.PARTS`): `days` maps days, as text, to a count, so that medians and quartiles are exact.

    Of an organisation or (without one) of all; an empty `category` is all of them together.
    """

    __tablename__ = "duration_figure"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "part", "category"),
        Index("ix_duration_figure_national", "year", "part"),
    )
    __reach__ = replace(FIGURES, staff=_own_and_national)
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    part: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(40))
    days: Mapped[dict[str, Any]] = mapped_column(JSON)


class ResponseFigure(db.Model):
    """What each medium cost and brought for vacancies published in one financial year, by category: pence without VAT,
    applications and appointments of those who said that they saw the advert there (`medium`: of HEARD_FROM and of
    media; empty where nothing was said)."""

    __tablename__ = "response_figure"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "category", "medium"),
        Index("ix_response_figure_national", "year"),
    )
    __reach__ = FIGURES
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    category: Mapped[str] = mapped_column(String(40))
    medium: Mapped[str] = mapped_column(String(30))
    net: Mapped[int] = mapped_column(BigInteger)
    submitted: Mapped[int]
    appointed: Mapped[int]


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
