"""Accounts, memberships, invitations, and what sign-in needs to remember."""

from datetime import datetime
from typing import Any

from flask_security import UserMixin
from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation, own_person
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation

NATIONAL_ROLES = ("analyst", "keeper", "operator")


class Account(db.Model, UserMixin):
    """A person's sign-in. One account can be a candidate's and a member of staff's at once: the door decides."""

    __tablename__ = "account"
    __reach__ = Reach(
        public=nothing, candidate=lambda viewer, model: model.id == viewer.person,
        staff=lambda viewer, model: model.id == viewer.person, cosla=lambda viewer, model: model.id == viewer.person,
        operator=lambda viewer, model: model.id == viewer.person, api_key=nothing, token=nothing,
        system={"sign_in", "letters", "keeping", "demonstration", "onboarding"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To sign in",
        period=Period.ACCOUNT,
        subject="id",
        # The emptied row stays, so that its number, which the record of acts names, is never another person's.
        personal=dict.fromkeys(("email", "name", "password", "tf_totp_secret", "fs_uniquifier"), Erasure.BLANK),
        impersonal=("tf_primary_method",),
        secret=("password", "tf_totp_secret", "fs_uniquifier", "tf_last_counter"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    created_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    # The half minute of the newest code taken: that code, and any older one, is worth nothing any more.
    tf_last_counter: Mapped[int | None]
    # When the person last signed in, and was warned, first and again, that the unused account will be removed.
    used_at: Mapped[datetime | None] = mapped_column(clock.Moment, default=clock.now, index=True)
    warned_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    warned_again_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    removed_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class Membership(db.Model):
    """One role of one person at one organisation."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("account_id", "organisation_id", "role"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing, system={"sign_in", "letters", "keeping", "demonstration", "onboarding"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To say what a person may do at an organisation",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"role": Erasure.REMOVE_ROW, "name": Erasure.REMOVE_ROW, "email": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    # What colleagues are shown, so that they need no reach to the account itself.
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    since: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class NationalRole(db.Model):
    """COSLA's analysts and operators, and who keeps the register for the Improvement Service."""

    __tablename__ = "national_role"
    __table_args__ = (UniqueConstraint("account_id", "role"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing, system={"sign_in", "keeping", "demonstration", "onboarding"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To say who reads the national figures and who keeps the register",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"role": Erasure.REMOVE_ROW, "name": Erasure.REMOVE_ROW, "email": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))
    # What operators are shown, so that they need no reach to the account itself.
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))


class Invitation(db.Model):
    """An administrator's invitation; only the hash of its link is kept."""

    __tablename__ = "invitation"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=everything, api_key=nothing,
        token=lambda viewer, model: model.id == viewer.row, system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To let a person join an organisation’s staff",
        period=Period.WEEK,
        personal={"email": Erasure.REMOVE_ROW, "name": Erasure.REMOVE_ROW, "token_digest": Erasure.REMOVE_ROW},
        impersonal=("roles",),
        address="email",
        forgotten_by="forget_invitations",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120))
    roles: Mapped[list[Any]] = mapped_column(JSON)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(clock.Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class ParkedForm(db.Model):
    """What a person had typed when their session ended, encrypted, for an hour; of nobody until somebody claims it."""

    __tablename__ = "parked_form"
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=own_person, cosla=own_person, operator=own_person,
        api_key=nothing, token=nothing, system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To keep what you had typed when you were signed out",
        period=Period.HOUR,
        subject="account_id",
        personal={"sealed": Erasure.REMOVE_ROW},
        impersonal=("path",),
        forgotten_by="forget_parked_forms",
        secret=("sealed",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    path: Mapped[str] = mapped_column(String(500))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    parked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class Attempt(db.Model):
    """One try at something that is limited; `subject` is a keyed hash, so that nobody can be read from it."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_counted", "kind", "subject", "at"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To slow down anyone who guesses passwords",
        period=Period.DAY,
        personal={"subject": Erasure.REMOVE_ROW},
        impersonal=("kind",),
        forgotten_by="forget_attempts",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class EndedSession(db.Model):
    """A session that somebody signed out of: whoever kept its cookie gets in no longer. Only its key's hash is kept."""

    __tablename__ = "ended_session"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To keep a session ended that you signed out of",
        period=Period.DAY,
        personal={"digest": Erasure.REMOVE_ROW},
        forgotten_by="forget_ended_sessions",
    )

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    ended_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now, index=True)
