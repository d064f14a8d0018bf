"""Who was appointed, as payroll and HR take it over, and each time that somebody was handed over."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    UniqueConstraint,
)  # fmt: skip
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, RefereeCopy, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy

# Who hands people over: those who look after the whole of recruiting.
HR = (Role.ADMINISTRATOR, Role.RECRUITER)


def _of_hr(viewer: Any, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*HR))


class Appointment(OfAnApplication, db.Model):
    """One person appointed, with all that payroll needs; what changes until the first day changes here too.

    `reference`: the application's; `position`: the vacancy's reference in the council's own system. `pay`, `hourly`,
    `annual`, `actual`: pence, as in OfferTerms. `changed_at` moves with every change, so that who asks for what is new
    since then misses none; `handed_over_at`: the last time, empty before. `is_off`: nobody came.
    """

    __tablename__ = "appointment"
    __table_args__ = to_application(
        to_vacancy(),
        UniqueConstraint("application_id"),
        UniqueConstraint("organisation_id", "id"),
        Index("ix_appointment_changed", "organisation_id", "changed_at", "id"),
        Index("ix_appointment_vacancy_id", "vacancy_id"),
        Index("ix_appointment_account_id", "account_id"),
    )
    __reach__ = replace(
        RefereeCopy.__reach__, api_key=own_organisation, system=frozenset({"letters", "keeping", "demonstration"})
    )
    __keeping__ = Keeping(
        purpose="To put you on the payroll",
        period=Period.CASE,
        subject="account_id",
        personal={name: Erasure.REMOVE_ROW for name in (
            "given_name", "family_name", "email", "phone", "address", "town", "postcode", "starts_on", "attended_on",
            "grade", "point", "contract_ends", "place", "manager", "allowances",
        )},
        impersonal=("reference", "vacancy_reference", "position", "title", "department", "pay_table", "pay_basis",
                    "contract_type"),
    )  # fmt: skip

    vacancy_id: Mapped[int]
    reference: Mapped[str] = mapped_column(String(14))
    vacancy_reference: Mapped[str] = mapped_column(String(12))
    position: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(String(200))
    department: Mapped[str] = mapped_column(String(120), default="")
    given_name: Mapped[str] = mapped_column(String(80))
    family_name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(300))
    town: Mapped[str] = mapped_column(String(80))
    postcode: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date | None] = mapped_column(Date)
    attended_on: Mapped[date | None] = mapped_column(Date)
    grade: Mapped[str] = mapped_column(String(80), default="")
    point: Mapped[str] = mapped_column(String(12), default="")
    pay_table: Mapped[str] = mapped_column(String(160), default="")
    pay_basis: Mapped[str | None] = mapped_column(String(10))
    hourly: Mapped[int | None]
    annual: Mapped[int | None]
    actual: Mapped[int | None]
    allowances: Mapped[list[Any]] = mapped_column(JSON, default=list)
    hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    full_time_hours: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    weeks_a_year: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    contract_type: Mapped[str | None] = mapped_column(String(20))
    contract_ends: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(300), default="")
    manager: Mapped[str] = mapped_column(String(120), default="")
    probation: Mapped[int] = mapped_column(default=0)
    is_off: Mapped[bool] = mapped_column(default=False)
    appointed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    handed_over_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class HandOver(db.Model):
    """One time that people were handed over: to a file by somebody, or to a program with its key."""

    __tablename__ = "hand_over"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("(made_by is null) <> (key_id is null)", name="by_somebody"),
        CheckConstraint("people > 0", name="of_somebody"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_hr, cosla=nothing, operator=nothing,
        api_key=own_organisation, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Impersonal("how many were handed over, when, and by which of the staff")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    made_by: Mapped[int | None]
    key_id: Mapped[int | None]
    people: Mapped[int]


class HandOverLine(db.Model):
    """Somebody who was handed over then; it goes with them, and the count stays."""

    __tablename__ = "hand_over_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "hand_over_id"], ["hand_over.organisation_id", "hand_over.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["organisation_id", "appointment_id"], ["appointment.organisation_id", "appointment.id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("hand_over_id", "appointment_id"),
        Index("ix_hand_over_line_appointment_id", "appointment_id"),
    )  # fmt: skip
    __reach__ = HandOver.__reach__
    __keeping__ = Impersonal("which rows were handed over together")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    hand_over_id: Mapped[int]
    appointment_id: Mapped[int]
