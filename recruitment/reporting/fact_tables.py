"""What figures are summed from: one narrow row of facts for each vacancy that was ever published, of no person; and
what changed since they were made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.extensions import db

MADE_BY_SYSTEM = Reach(
    public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"reporting"},
)  # fmt: skip
COUNTS = Impersonal("counts and dates of a vacancy, of nobody in particular")
# How far applications came; each holds those after it.
STAGES = ("submitted", "shortlisted", "interviewed", "offered", "appointed")
# What an applicant said of working for a Scottish council: `said_yes`, `said_no`, of those sent and those appointed.
SAID = ("said_yes", "said_no", "appointed_yes", "appointed_no")
PROMISED = ("shortlist", "interviews", "decision")
ORIGINS = ("outside", "own", "council", "redeployed")
STAYING = ("still", "gone", "unknown")
# The parts of the time to hire, and the whole.
PARTS = ("approval", "live", "sift", "interview", "checks", "whole")


class Tallied:
    """Counts of a vacancy's applications, and when the first of them came so far.

    `heard`: by what each applicant said of where they saw the advert, [sent, appointed].
    """

    submitted: Mapped[int] = mapped_column(default=0)
    shortlisted: Mapped[int] = mapped_column(default=0)
    interviewed: Mapped[int] = mapped_column(default=0)
    offered: Mapped[int] = mapped_column(default=0)
    appointed: Mapped[int] = mapped_column(default=0)
    said_yes: Mapped[int] = mapped_column(default=0)
    said_no: Mapped[int] = mapped_column(default=0)
    appointed_yes: Mapped[int] = mapped_column(default=0)
    appointed_no: Mapped[int] = mapped_column(default=0)
    shortlisted_on: Mapped[date | None] = mapped_column(Date)
    interviewed_on: Mapped[date | None] = mapped_column(Date)
    offered_on: Mapped[date | None] = mapped_column(Date)
    appointed_on: Mapped[date | None] = mapped_column(Date)
    heard: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ForgottenApplications(Tallied, db.Model):
    """Of the applications to one vacancy, those that were removed when their time was over: what they add to its facts,
    so that figures stay as they were."""

    __tablename__ = "forgotten_applications"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"reporting", "keeping"},
    )  # fmt: skip
    __keeping__ = COUNTS

    vacancy_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))


class VacancyFact(Tallied, db.Model):
    """One vacancy. Days are of Scotland; `published_year` and `ended_year` financial years by the year in which they
    begin, the months as 2026-04. Money is pence: what was spent on this vacancy, whenever.

    `area`: statistical code of the council area of its first workplace, empty where none is known. `release`: the
    widest audience that its advert was open to. `ending`: filled, unfilled, withdrawn, or empty while it runs;
    `reason`: of outcomes.REASONS. `*_days`: the parts of the time to hire of one that was filled; empty where a date is
    missing. `kept_*` and `missed_*`: 1 where a promise was.

    No foreign key leads to the vacancy: a fact is taken back by counting its vacancy anew, not by a cascade that no sum
    hears of.
    """

    __tablename__ = "vacancy_fact"
    __table_args__ = (
        Index("ix_vacancy_fact_published", "organisation_id", "published_year"),
        Index("ix_vacancy_fact_ended", "organisation_id", "ended_year"),
        # What closed and has no ending on record, for the quality of data.
        Index("ix_vacancy_fact_open", "ending", "closed_on", "organisation_id"),
        CheckConstraint("(ended_on is null) = (ending = '')", name="ended_has_ending"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"reporting"},
    )  # fmt: skip
    __keeping__ = COUNTS

    vacancy_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    department: Mapped[str] = mapped_column(String(120))
    category: Mapped[str] = mapped_column(String(40))
    contract: Mapped[str] = mapped_column(String(20))
    area: Mapped[str] = mapped_column(String(9))
    release: Mapped[str] = mapped_column(String(12))
    posts: Mapped[int]
    posts_filled: Mapped[int]
    sent_on: Mapped[date | None] = mapped_column(Date)
    approved_on: Mapped[date | None] = mapped_column(Date)
    published_on: Mapped[date] = mapped_column(Date)
    published_year: Mapped[int]
    published_month: Mapped[str] = mapped_column(String(7))
    closed_on: Mapped[date | None] = mapped_column(Date)
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_year: Mapped[int | None]
    ended_month: Mapped[str | None] = mapped_column(String(7))
    ending: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20))
    # Whether its two questions at the end are answered.
    is_answered: Mapped[bool]
    outside: Mapped[int]
    own: Mapped[int]
    council: Mapped[int]
    redeployed: Mapped[int]
    still: Mapped[int]
    gone: Mapped[int]
    unknown: Mapped[int]
    kept_shortlist: Mapped[int]
    missed_shortlist: Mapped[int]
    kept_interviews: Mapped[int]
    missed_interviews: Mapped[int]
    kept_decision: Mapped[int]
    missed_decision: Mapped[int]
    approval_days: Mapped[int | None]
    live_days: Mapped[int | None]
    sift_days: Mapped[int | None]
    interview_days: Mapped[int | None]
    checks_days: Mapped[int | None]
    whole_days: Mapped[int | None]
    placements: Mapped[int]
    net: Mapped[int] = mapped_column(BigInteger)
    vat: Mapped[int] = mapped_column(BigInteger)


class FactDue(db.Model):
    """Something changed: facts of a vacancy; or an entry of the ledger, with its day and whatever vacancies bear it.
    Written by the database in the transaction of the change (`watching`), and removed in that of the count."""

    __tablename__ = "fact_due"
    __reach__ = MADE_BY_SYSTEM
    __keeping__ = Impersonal("numbers of vacancies, and days")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int | None]
    placement_id: Mapped[int | None]
    spent_on: Mapped[date | None] = mapped_column(Date)


class FiguresMade(db.Model):
    """One row, which whoever counts holds locked: up to when the figures hold all that happened."""

    __tablename__ = "figures_made"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=lambda viewer, model: model.id == 1,
        cosla=lambda viewer, model: model.id == 1, operator=lambda viewer, model: model.id == 1,
        api_key=nothing, token=nothing, system={"reporting"},
    )  # fmt: skip
    __keeping__ = Impersonal("a moment")

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(clock.Moment)
