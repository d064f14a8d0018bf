"""The checks wallet: facts of checks that were made of a person, and to which council they show which of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Date,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
    and_,
    select,
)  # fmt: skip
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.profile_tables import OfAPerson
from recruitment.applications.tables import Application, once_known
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.core.viewers import Role
from recruitment.extensions import db

# Who makes the checks before an appointment.
CHECKERS = (Role.ADMINISTRATOR, Role.RECRUITER)


def _consented(viewer: Any, model: Any) -> Any:
    """A consent that stands, where the application went and only once it was sent."""
    whole = aliased(Application)
    sent = select(whole.id).where(whole.submitted_at.is_not(None)).scalar_subquery()
    return and_(
        model.organisation_id.in_(viewer.organisations_as(*CHECKERS)),
        model.withdrawn_at.is_(None),
        model.application_id.in_(sent),
    )


# A number can tell who it is, so it waits where names do.
_consented_to_staff = once_known(_consented)


def _shown_to_staff(viewer: Any, model: Any) -> Any:
    """The entries to which such a consent leads, and no other of the person's."""
    consent = aliased(CheckConsent)
    return model.id.in_(select(consent.entry_id).where(_consented_to_staff(viewer, consent)).scalar_subquery())


class CheckEntry(OfAPerson, db.Model):
    """One check as the person tells it: what it was of, its number, when, and until when it holds."""

    __tablename__ = "check_entry"
    __table_args__ = (UniqueConstraint("account_id", "id"),)
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_shown_to_staff, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration", "letters"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show a check that was made to the councils that the person chooses",
        period=Period.ACCOUNT,
        subject="account_id",
        personal=dict.fromkeys(
            ("kind", "checked_by", "number", "checked_on", "expires", "detail"), Erasure.REMOVE_ROW
        ),
    )  # fmt: skip

    kind: Mapped[str] = mapped_column(String(20))
    checked_by: Mapped[str] = mapped_column(String(160), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    checked_on: Mapped[date] = mapped_column(Date)
    expires: Mapped[date | None] = mapped_column(Date)
    detail: Mapped[str] = mapped_column(String(300), default="")


class CheckConsent(OfAPerson, db.Model):
    """That the organisation of one application may see one entry, until the person takes it back."""

    __tablename__ = "check_consent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "application_id"], ["application.organisation_id", "application.id"], ondelete="CASCADE"
        ),
        # Both keys, so that nobody can show what is somebody else's.
        ForeignKeyConstraint(
            ["account_id", "entry_id"], ["check_entry.account_id", "check_entry.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("application_id", "entry_id"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_consented_to_staff, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To know what the person allows an employer to see",
        period=Period.CASE,
        subject="account_id",
        personal={},
    )

    organisation_id: Mapped[int]
    application_id: Mapped[int]
    entry_id: Mapped[int]
    given_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    seen_at: Mapped[datetime | None] = mapped_column(clock.Moment)
