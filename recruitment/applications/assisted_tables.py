"""Applications that staff entered for somebody who cannot use the portal.

Such an application belongs to an account like every other, so that reach, copies, retention and the keys of all its
parts hold without an exception. The account is one that nobody signs in to: from its first moment it is as empty as one
that was deleted (`accounts.standing_in`), so letters go to the address in the application, no sign-in and no warning
meets it, and nothing is left of a person when the application goes. An application without an account would have made
every part's owner optional, and with it the rule by which each of them is reached.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, String, Text, UniqueConstraint, and_, literal
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.adjustment_tables import of_hr
from recruitment.applications.tables import HANDS_ON, OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

TOKEN_KIND = "assisted"


def _of_those_who_decide(viewer: Any, model: Any) -> Any:
    """Not the panel: how somebody applied is no part of how they are judged."""
    return model.organisation_id.in_(viewer.organisations_as(*HANDS_ON))


def _of_link(viewer: Any, model: Any) -> Any:
    return and_(literal(viewer.token_kind == TOKEN_KIND), model.application_id == viewer.row)


class AssistedApplication(OfAnApplication, db.Model):
    """Who of the staff entered an application, from what, and whether the person has confirmed it.

    When it was received is the application's `submitted_at`; `handed_in_at` is when staff handed it in here. Where the
    two differ `received_reason` says why.
    """

    __tablename__ = "assisted_application"
    __table_args__ = to_application(
        UniqueConstraint("application_id"),
        CheckConstraint("state in ('entering','unconfirmed','disputed','confirmed')", name="known_state"),
        CheckConstraint("(state = 'entering') = (handed_in_at is null)", name="handed_in_has_moment"),
        CheckConstraint(
            "(state = 'confirmed') = (confirmed_on is not null) and (confirmed_on is null) = (confirmed_by = '')",
            name="confirmed_in_some_way",
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_of_those_who_decide, cosla=nothing, operator=nothing,
        api_key=nothing, token=_of_link, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show that an application was entered by staff, and that the person confirmed it",
        period=Period.CASE,
        subject="account_id",
        personal={"received_reason": Erasure.REMOVE_ROW, "confirmed_on": Erasure.REMOVE_ROW},
        impersonal=("state", "received_by", "confirmed_by"),
    )

    state: Mapped[str] = mapped_column(String(12), default="entering")
    entered_by: Mapped[int]
    entered_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    handed_in_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    # How it reached the employer, of assisted_lifecycle.RECEIVED_BY.
    received_by: Mapped[str] = mapped_column(String(10))
    received_at: Mapped[datetime] = mapped_column(clock.Moment)
    received_reason: Mapped[str] = mapped_column(Text, default="")
    # How and when the person confirmed it, of assisted_lifecycle.CONFIRMED_BY.
    confirmed_by: Mapped[str] = mapped_column(String(10), default="")
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    # When the person took it into an account of their own.
    claimed_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class AssistedPerson(OfAnApplication, db.Model):
    """Where such a person is written to, the link that was sent, and what they said is wrong: for HR alone."""

    __tablename__ = "assisted_person"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=of_hr, cosla=nothing, operator=nothing,
        api_key=nothing, token=_of_link, system={"letters", "keeping", "sign_in"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To have the person confirm what was entered for them",
        period=Period.CASE,
        subject="account_id",
        personal={"email": Erasure.REMOVE_ROW, "objection": Erasure.REMOVE_ROW},
        impersonal=("link_digest",),
        secret=("link_digest",),
    )

    email: Mapped[str] = mapped_column(String(254), default="")
    objection: Mapped[str] = mapped_column(Text, default="")
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_until: Mapped[datetime | None] = mapped_column(clock.Moment)
