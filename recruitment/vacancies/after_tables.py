"""What is known of an advert once it is out: how often it was read, how it ended, what its staff were told once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy, to_vacancy

NUMBERS = Impersonal("counts of one advert, of nobody in particular")


class DayOfViews(db.Model):
    """How often the page of an advert was opened on one day in Scotland, by what led there: a count, of no person.

    `source`: the medium in which a signpost stood, INTERNAL for the page of an internal stage, empty where nothing is
    known of it.
    """

    __tablename__ = "day_of_views"
    __table_args__ = (
        to_vacancy(), UniqueConstraint("vacancy_id", "day", "source"),
        CheckConstraint("views >= 0", name="views_count"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"counting", "reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    day: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(30), default="")
    views: Mapped[int]


class ToldOnce(db.Model):
    """That the staff of a vacancy were written to about something, so that nobody writes again.

    `about`: what, with the day that it hangs on where it may come again for another day.
    """

    __tablename__ = "told_once"
    __table_args__ = (to_vacancy(), UniqueConstraint("vacancy_id", "about"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "demonstration"},
    )  # fmt: skip
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    about: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class PromiseKept(db.Model):
    """One promise of one vacancy whose day is over: the day, and when it was done, empty where it was not.

    Kept apart from the applications that tell it, which are removed long before the figures are.
    """

    __tablename__ = "promise_kept"
    __table_args__ = (
        to_vacancy(), UniqueConstraint("vacancy_id", "kind"),
        CheckConstraint("kind in ('shortlist','interviews','decision')", name="known_kind"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    due_on: Mapped[date] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)


class Outcome(db.Model):
    """The two questions at the end: how many posts were filled and by whom, or why none was, and what comes next.

    `reason` and `following` are codes of `outcomes`; the record of acts has every earlier answer.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        to_vacancy(), UniqueConstraint("vacancy_id"),
        CheckConstraint("outside >= 0 and own >= 0 and council >= 0 and redeployed >= 0", name="counts"),
        CheckConstraint("(outside + own + council + redeployed > 0) = (reason is null)", name="filled_or_why_not"),
        CheckConstraint("(reason is null) = (following is null)", name="why_not_and_what_next"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To know how vacancies are filled, or why they are not",
        period=Period.RECORD,
        personal={"words": Erasure.KEEP},
        impersonal=("ended_on", "reason", "following"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    ended_on: Mapped[date] = mapped_column(Date)
    outside: Mapped[int] = mapped_column(default=0)
    own: Mapped[int] = mapped_column(default=0)
    council: Mapped[int] = mapped_column(default=0)
    redeployed: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    following: Mapped[str | None] = mapped_column(String(20))
    answered_by: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class StillInPost(db.Model):
    """The question six months after a vacancy was filled: how many of those appointed are still in post."""

    __tablename__ = "still_in_post"
    __table_args__ = (
        to_vacancy(), UniqueConstraint("vacancy_id"),
        # What is not answered yet, for the desk.
        Index("ix_still_in_post_open", "organisation_id", "answered_at"),
        CheckConstraint("(answered_at is null) = (still is null)", name="answered_whole"),
        CheckConstraint("(still is null) = (gone is null) and (still is null) = (unknown is null)", name="all_or_none"),
        CheckConstraint("still >= 0 and gone >= 0 and unknown >= 0 and still + gone + unknown = appointed",
                        name="adds_up"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    filled_on: Mapped[date] = mapped_column(Date)
    appointed: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    still: Mapped[int | None]
    gone: Mapped[int | None]
    unknown: Mapped[int | None]
    answered_by: Mapped[int | None]
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)
