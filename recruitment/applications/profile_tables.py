"""The profile: told once, the person's own, copied into each application as it stands then."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

OWN = Reach(
    public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"keeping", "demonstration"},
)  # fmt: skip
# What runs out: whoever wants is reminded, so the letters read it too.
REMINDED = replace(OWN, system=OWN.system | {"letters"})


def _told(*columns: str) -> Keeping:
    return Keeping(
        purpose="To apply without telling everything again",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={column: Erasure.REMOVE_ROW for column in columns},
    )


class OfAPerson:
    """What every part of a profile has."""

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def account_id(cls) -> Mapped[int]:  # noqa: N805
        return mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)


class Profile(OfAPerson, db.Model):
    """One a person: contact, and what every council asks of everyone."""

    __tablename__ = "profile"
    __table_args__ = (UniqueConstraint("account_id"),)
    __reach__ = REMINDED
    __keeping__ = _told(
        "given_name", "family_name", "phone", "address", "town", "postcode", "right_to_work", "right_to_work_evidence",
        "right_to_work_until", "driving", "driving_categories", "driving_until", "skills", "gaps",
    )  # fmt: skip

    given_name: Mapped[str] = mapped_column(String(80), default="")
    family_name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    town: Mapped[str] = mapped_column(String(80), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    right_to_work: Mapped[str] = mapped_column(String(20), default="")
    # What would prove it, of vocabulary.EVIDENCE: never a number, never a picture.
    right_to_work_evidence: Mapped[str] = mapped_column(String(20), default="")
    right_to_work_until: Mapped[date | None] = mapped_column(Date)
    driving: Mapped[str] = mapped_column(String(20), default="")
    driving_categories: Mapped[list[Any]] = mapped_column(JSON, default=list)
    driving_until: Mapped[date | None] = mapped_column(Date)
    skills: Mapped[str] = mapped_column(Text, default="")
    # Whether a letter says that something is about to run out.
    wants_reminders: Mapped[bool] = mapped_column(default=True)
    # What the person says of time out of work.
    gaps: Mapped[str] = mapped_column(Text, default="")


class Employment(OfAPerson, db.Model):
    __tablename__ = "employment"
    __reach__ = OWN
    __keeping__ = _told("employer", "job_title", "started", "ended", "duties", "reason_for_leaving")

    employer: Mapped[str] = mapped_column(String(160))
    job_title: Mapped[str] = mapped_column(String(160))
    started: Mapped[date] = mapped_column(Date)
    ended: Mapped[date | None] = mapped_column(Date)
    duties: Mapped[str] = mapped_column(Text, default="")
    reason_for_leaving: Mapped[str] = mapped_column(String(300), default="")
    is_scottish_council: Mapped[bool] = mapped_column(default=False)


class Education(OfAPerson, db.Model):
    __tablename__ = "education"
    __reach__ = OWN
    __keeping__ = _told(
        "institution", "qualification", "subject", "grade", "started", "ended", "country", "compared_to"
    )  # fmt: skip

    institution: Mapped[str] = mapped_column(String(160))
    qualification: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(160), default="")
    grade: Mapped[str] = mapped_column(String(60), default="")
    year: Mapped[int | None]
    # When the person was there, so that it explains time out of work.
    started: Mapped[date | None] = mapped_column(Date)
    ended: Mapped[date | None] = mapped_column(Date)
    # Of one from abroad: where, and what it is like here.
    country: Mapped[str] = mapped_column(String(80), default="")
    compared_to: Mapped[str] = mapped_column(String(200), default="")


class Gap(OfAPerson, db.Model):
    """Time out of work that the person explains; whole months, from the first to the last."""

    __tablename__ = "career_gap"
    __table_args__ = (CheckConstraint("started <= ended", name="ends_after_start"),)
    __reach__ = OWN
    __keeping__ = _told("started", "ended", "reason", "words")

    started: Mapped[date] = mapped_column(Date)
    ended: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(1000), default="")


class Training(OfAPerson, db.Model):
    __tablename__ = "training"
    __reach__ = REMINDED
    __keeping__ = _told("name", "provider", "completed", "expires")

    name: Mapped[str] = mapped_column(String(160))
    provider: Mapped[str] = mapped_column(String(160), default="")
    completed: Mapped[date | None] = mapped_column(Date)
    expires: Mapped[date | None] = mapped_column(Date)


class Language(OfAPerson, db.Model):
    """What a person can do in a language, in the words in which Census 2022 asks it of Gaelic."""

    __tablename__ = "language_skill"
    __reach__ = OWN
    __keeping__ = _told("language", "level")

    language: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(20), default="")
    understands: Mapped[bool] = mapped_column(default=False)
    speaks: Mapped[bool] = mapped_column(default=False)
    reads: Mapped[bool] = mapped_column(default=False)
    writes: Mapped[bool] = mapped_column(default=False)


class Registration(OfAPerson, db.Model):
    __tablename__ = "registration"
    __reach__ = REMINDED
    __keeping__ = _told("body", "number", "expires", "part", "groups")

    body: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(60), default="")
    expires: Mapped[date | None] = mapped_column(Date)
    # The part of the body's register, and of the PVG scheme the groups that the person may work with.
    part: Mapped[str] = mapped_column(String(120), default="")
    groups: Mapped[list[Any]] = mapped_column(JSON, default=list)


class Referee(OfAPerson, db.Model):
    __tablename__ = "referee"
    __reach__ = OWN
    __keeping__ = _told("name", "relationship", "organisation", "email", "phone")

    name: Mapped[str] = mapped_column(String(120))
    relationship: Mapped[str] = mapped_column(String(120))
    organisation: Mapped[str] = mapped_column(String(160), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    ask_me_first: Mapped[bool] = mapped_column(default=True)


class OwnGuarantee(OfAPerson, db.Model):
    """The schemes by which a person asks for a guaranteed interview, filled in where an application asks."""

    __tablename__ = "profile_guarantee"
    __table_args__ = (UniqueConstraint("account_id"),)
    __reach__ = OWN
    __keeping__ = _told("schemes")

    schemes: Mapped[list[Any]] = mapped_column(JSON, default=list)


class OwnSupport(OfAPerson, db.Model):
    """What a person needs to take part, filled in where an application asks."""

    __tablename__ = "profile_support"
    __table_args__ = (UniqueConstraint("account_id"),)
    __reach__ = OWN
    __keeping__ = _told("needs")

    needs: Mapped[str] = mapped_column(Text, default="")


class Reminder(OfAPerson, db.Model):
    """That a letter was written of one date; so each is written once, however long the worker was down."""

    __tablename__ = "expiry_reminder"
    __table_args__ = (UniqueConstraint("noun", "row_id", "expires", "days"),)
    __reach__ = REMINDED
    __keeping__ = Keeping(
        purpose="To remind of each date once",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"expires": Erasure.REMOVE_ROW},
        impersonal=("noun",),
    )

    noun: Mapped[str] = mapped_column(String(20))
    row_id: Mapped[int]
    expires: Mapped[date] = mapped_column(Date)
    days: Mapped[int]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


PARTS: tuple[type[Any], ...] = (
    Profile, Employment, Gap, Education, Training, Registration, Language, Referee, OwnGuarantee, OwnSupport, Reminder,
)  # fmt: skip
