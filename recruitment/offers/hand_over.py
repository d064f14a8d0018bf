"""Appointments for payroll and HR: put down when somebody is appointed, kept in step, and handed over."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, one_visible
from recruitment.core.viewers import ApiKey, Staff, System
from recruitment.extensions import db
from recruitment.offers.hand_over_tables import HR, Appointment, HandOver, HandOverLine
from recruitment.offers.offer_queries import Held
from recruitment.vacancies.tables import Vacancy

LETTERS: Final = System("letters")
CONTACT: Final = ("given_name", "family_name", "email", "phone", "address", "town", "postcode")
TERMS: Final = (
    "grade", "point", "pay_table", "pay_basis", "hourly", "annual", "actual", "allowances", "hours", "full_time_hours",
    "weeks_a_year", "contract_type", "contract_ends", "place", "manager", "probation",
)  # fmt: skip


def put_down(application: Application, vacancy: Vacancy, held: Held | None) -> Appointment:
    """What payroll will read of somebody who has just been appointed, with the terms that they accepted."""
    contact = one_visible(LETTERS, Contact, Contact.application_id == application.id)
    terms = held.sent if held is not None else None
    row = Appointment(
        organisation_id=application.organisation_id, application_id=application.id, account_id=application.account_id,
        vacancy_id=vacancy.id, reference=application.reference, vacancy_reference=vacancy.reference,
        position=vacancy.own_reference, title=application.title, department=vacancy.department,
        starts_on=held.offer.starts_on if held is not None else None,
        **{name: getattr(contact, name) for name in CONTACT},
        **({name: getattr(terms, name) for name in TERMS} if terms is not None else {}),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def keep_in_step(application_id: int, **changes: Any) -> None:
    """After the first day was moved, or came, or did not."""
    theirs = changing(LETTERS, Appointment).where(Appointment.application_id == application_id)
    db.session.execute(theirs.values(changed_at=clock.now(), **changes))


def require_hr(viewer: Staff) -> tuple[int, ...]:
    """Where this viewer hands people over. Raises Refused for everybody else."""
    ids = viewer.organisations_as(*HR)
    if not ids:
        raise Refused("Administrators and recruiters hand appointed people over to payroll.")
    return ids


def hand_over(viewer: Staff | ApiKey, organisation_id: int, rows: Sequence[Appointment]) -> HandOver:
    """Puts on record that these were handed over. Raises Refused where there are none."""
    if not rows:
        raise Refused("Nobody waits to be handed over with these choices.")
    now = clock.now()
    made = HandOver(
        organisation_id=organisation_id, at=now, people=len(rows),
        made_by=viewer.person if isinstance(viewer, Staff) else None,
        key_id=viewer.key if isinstance(viewer, ApiKey) else None,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        HandOverLine(organisation_id=organisation_id, hand_over_id=made.id, appointment_id=row.id) for row in rows
    )
    record(viewer, "hand_over", made)
    _mark(viewer, [row.id for row in rows], now)
    for row in rows:
        record(viewer, "hand_over", row)
    db.session.flush()
    return made


def _mark(viewer: Staff | ApiKey, ids: Collection[int], now: Any) -> None:
    """When it was handed over is no news of the person, so `changed_at` stays."""
    db.session.execute(changing(viewer, Appointment).where(Appointment.id.in_(ids)).values(handed_over_at=now))
