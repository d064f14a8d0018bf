"""What the worker runs so that nobody is surprised by a registration that has run out."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from flask import current_app
from sqlalchemy import ColumnElement, exists
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_of
from recruitment.applications.expiry import REMIND_AT, Ending, ending_of, reminder_due
from recruitment.applications.profile_tables import Profile, Registration, Reminder, Training
from recruitment.applications.wallet_tables import CheckEntry
from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import enqueue, handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import removing, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

log = logging.getLogger(__name__)
LETTERS, KEEPING = System("letters"), System("keeping")
REMIND: Final = "remind_of_expiry"
# Rows of one kind that are looked at in one run.
BATCH: Final = 200
DATED: Final = (
    ("registration", Registration, Registration.expires),
    ("training", Training, Training.expires),
    ("check_entry", CheckEntry, CheckEntry.expires),
    ("right_to_work", Profile, Profile.right_to_work_until),
    ("driving", Profile, Profile.driving_until),
)


@handler(REMIND, every=timedelta(hours=1))
def remind_of_expiry() -> None:
    """Writes of what ends soon, once at each of REMIND_AT.

    After a stop of the worker the reminder whose time it is now is written, and none that it has overtaken.
    """
    today = clock.today()
    with transaction():
        due, was_full = _due(today)
    by_person: dict[int, list[Ending]] = defaultdict(list)
    for ending in due:
        by_person[ending.account_id].append(ending)
    for person, theirs in by_person.items():
        try:
            with transaction():
                _remind(person, theirs, today)
        except Exception as problem:
            # One person keeps no other waiting: they are tried again within the hour.
            log.error("nobody was reminded of what expires", exc_info=speechless(problem))
    if was_full and by_person:
        with transaction():
            enqueue(REMIND)


def _due(today: date) -> tuple[list[Ending], bool]:
    found: list[Ending] = []
    was_full = False
    earlier = today
    for days in sorted(REMIND_AT):
        # Each reminder has a span of its own: up to 14 days ahead, then up to 60.
        until = today + timedelta(days=days)
        for noun, model, column in DATED:
            rows = _unreminded(noun, model, column, (column >= earlier, column <= until), days)
            was_full |= len(rows) == BATCH
            endings = (ending_of(noun, row, getattr(row, column.key)) for row in rows)
            found += [ending for ending in endings if ending is not None]
        earlier = until + timedelta(days=1)
    return found, was_full


def _unreminded(noun: str, model: Any, column: Any, when: Iterable[ColumnElement[bool]], days: int) -> list[Any]:
    """Rows in this span of which no such reminder was written, of people who want any."""
    told = exists().where(
        Reminder.noun == noun, Reminder.row_id == model.id, Reminder.expires == column, Reminder.days == days
    )
    if model is Profile:
        wanted = visible(LETTERS, Profile, Reminder).where(Profile.wants_reminders)
    else:
        unwanted = exists().where(Profile.account_id == model.account_id, Profile.wants_reminders.is_(False))
        wanted = visible(LETTERS, model, Profile, Reminder).where(~unwanted)
    return list(db.session.scalars(wanted.where(*when, ~told).order_by(column, model.id).limit(BATCH)))


def _remind(person: int, theirs: list[Ending], today: date) -> None:
    """One letter of all that is due; the rows of Reminder go with it, and refuse a second worker's."""
    try:
        with db.session.begin_nested():
            rows = [
                Reminder(
                    account_id=person, noun=one.noun, row_id=one.row_id, expires=one.expires,
                    days=reminder_due(one.days_left(today)),
                )
                for one in theirs
            ]  # fmt: skip
            db.session.add_all(rows)
    except IntegrityError:
        return
    basics = db.session.scalars(visible(LETTERS, Profile).where(Profile.account_id == person)).one_or_none()
    facts = {
        "name": basics.given_name if basics else "",
        "endings": [[one.name, f"{one.expires.day} {one.expires:%B %Y}"] for one in theirs],
        "link": f"{current_app.config['SETTINGS'].public_url}/candidate/profile",
        "stop_link": f"{current_app.config['SETTINGS'].public_url}/candidate/profile/reminders",
    }
    post("expiry_near", to=address_of(person), facts=facts, key=f"expiry_near:{rows[0].id}")


@handler("forget_reminders", every=timedelta(hours=12))
def forget_reminders() -> None:
    """What is over is not reminded of again."""
    with transaction():
        db.session.execute(removing(KEEPING, Reminder).where(Reminder.expires < clock.today()))
