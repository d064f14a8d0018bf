"""Reads of appointments and of the times at which they were handed over to payroll and HR."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import ApiKey, Staff
from recruitment.extensions import db
from recruitment.offers.hand_over_tables import Appointment, HandOver, HandOverLine


@dataclass(frozen=True)
class Wanted:
    """Which appointments: by the day on which they were made, the first and the last included; of one vacancy; whether
    also those that were handed over and did not change since."""

    first: date | None = None
    last: date | None = None
    vacancy_id: int | None = None
    with_handed: bool = False


def is_new() -> ColumnElement[bool]:
    """Never handed over, or changed since."""
    return or_(Appointment.handed_over_at.is_(None), Appointment.handed_over_at < Appointment.changed_at)


def appointments(
    viewer: Staff, organisation_id: int, wanted: Wanted, begins: Any, ends: Any, *, limit: int | None = None
) -> Sequence[Appointment]:
    """Who was appointed first comes first. `begins`, `ends`: the moments between which a period lies, or None."""
    found = visible(viewer, Appointment).where(Appointment.organisation_id == organisation_id)
    if begins is not None:
        found = found.where(Appointment.appointed_at >= begins)
    if ends is not None:
        found = found.where(Appointment.appointed_at <= ends)
    if wanted.vacancy_id is not None:
        found = found.where(Appointment.vacancy_id == wanted.vacancy_id)
    if not wanted.with_handed:
        found = found.where(is_new())
    return db.session.scalars(found.order_by(Appointment.appointed_at, Appointment.id).limit(limit)).all()


def appointments_since(
    viewer: ApiKey, since: datetime | None, after: int, *, waiting: bool, limit: int
) -> Sequence[Appointment]:
    """Those that changed since a moment, what changed first comes first; of that very moment those beyond a number."""
    found = visible(viewer, Appointment)
    if since is not None:
        later = Appointment.changed_at > since
        found = found.where(or_(later, and_(Appointment.changed_at == since, Appointment.id > after)))
    if waiting:
        found = found.where(is_new())
    return db.session.scalars(found.order_by(Appointment.changed_at, Appointment.id).limit(limit)).all()


def appointments_called(viewer: ApiKey, references: Collection[str]) -> Sequence[Appointment]:
    """By the references of their applications."""
    wanted = visible(viewer, Appointment).where(Appointment.reference.in_(references))
    return db.session.scalars(wanted.order_by(Appointment.id)).all()


def number_to_hand_over(viewer: Staff, organisation_ids: Collection[int]) -> int:
    wanted = visible(viewer, Appointment).where(Appointment.organisation_id.in_(organisation_ids), is_new())
    return db.session.scalars(wanted.with_only_columns(func.count())).one()


def vacancies_with_appointments(viewer: Staff, organisation_id: int) -> dict[int, str]:
    """Their titles and references, by id."""
    wanted = visible(viewer, Appointment).where(Appointment.organisation_id == organisation_id)
    columns = (Appointment.vacancy_id, Appointment.title, Appointment.vacancy_reference)
    rows = db.session.execute(wanted.with_only_columns(*columns).distinct().order_by(Appointment.title))
    return {number: f"{title} ({reference})" for number, title, reference in rows}


def hand_overs(viewer: Staff, organisation_id: int, limit: int) -> Sequence[HandOver]:
    """The last ones, the newest first."""
    wanted = visible(viewer, HandOver).where(HandOver.organisation_id == organisation_id)
    return db.session.scalars(wanted.order_by(HandOver.id.desc()).limit(limit)).all()


def the_hand_over(viewer: Staff, hand_over_id: int) -> tuple[HandOver, Sequence[Appointment]]:
    """With the people of then who are still kept, as they are known now. Raises NotVisible."""
    found = db.session.scalars(visible(viewer, HandOver).where(HandOver.id == hand_over_id)).one_or_none()
    if found is None:
        raise NotVisible("no such hand-over")
    lines = visible(viewer, Appointment, HandOverLine).where(
        HandOverLine.hand_over_id == hand_over_id, Appointment.id == HandOverLine.appointment_id
    )
    return found, db.session.scalars(lines.order_by(Appointment.appointed_at, Appointment.id)).all()
