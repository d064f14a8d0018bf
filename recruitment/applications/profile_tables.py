"""The profile: told once, the person's own, copied into each application as it stands then."""

from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

OWN = Reach(
    public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"keeping", "demonstration"},
)  # fmt: skip


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
    __reach__ = OWN
    __keeping__ = _told(
        "given_name", "family_name", "phone", "address", "town", "postcode", "right_to_work", "driving", "languages",
        "gaps",
    )  # fmt: skip

    given_name: Mapped[str] = mapped_column(String(80), default="")
    family_name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    town: Mapped[str] = mapped_column(String(80), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    right_to_work: Mapped[str] = mapped_column(String(20), default="")
    driving: Mapped[str] = mapped_column(String(20), default="")
    languages: Mapped[str] = mapped_column(String(300), default="")
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
    __keeping__ = _told("institution", "qualification", "subject", "grade")

    institution: Mapped[str] = mapped_column(String(160))
    qualification: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(160), default="")
    grade: Mapped[str] = mapped_column(String(60), default="")
    year: Mapped[int | None]


class Registration(OfAPerson, db.Model):
    __tablename__ = "registration"
    __reach__ = OWN
    __keeping__ = _told("body", "number", "expires")

    body: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(60), default="")
    expires: Mapped[date | None] = mapped_column(Date)


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


PARTS: tuple[type[Any], ...] = (Profile, Employment, Education, Registration, Referee)
