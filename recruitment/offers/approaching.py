"""Approaches: an employer asks somebody of the pool to think of one of its vacancies; the person says yes or no."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import func, or_
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_in_use
from recruitment.applications.profile_queries import basics, email_of
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.moves import make_move
from recruitment.core.outbox import post
from recruitment.core.tenancy import one_visible, removing, visible
from recruitment.core.viewers import Candidate, Staff, System
from recruitment.extensions import db
from recruitment.offers.lifecycle import APPROACH
from recruitment.offers.pool_queries import pooled, require_seekers, vacancies_to_name
from recruitment.offers.pool_rules import (
    ANSWER_WITHIN,
    CONTACT_KEPT,
    LONGEST_MESSAGE,
    MOST_A_DAY,
    MOST_A_WEEK,
    SHOWN_AFTER,
    WEEK,
)  # fmt: skip
from recruitment.offers.pool_tables import Approach, ApproachContact, PoolEntry
from recruitment.organisations.queries import names_of_organisations
from recruitment.vacancies.tables import Vacancy

LETTERS = System("letters")
DAY = timedelta(days=1)
ANSWERS = {"accept": "has said yes", "decline": "is not interested"}


def approach(viewer: Staff, entry: PoolEntry, vacancy: Vacancy, message: str) -> Approach:
    """Writes to somebody through the portal; who they are stays unknown until they say yes.

    Raises NotVisible where the person has left or hides, Refused when the vacancy cannot be named, the person was
    asked already, or too many were written to.
    """
    require_seekers(viewer)
    entry = pooled(viewer, entry.id)
    if vacancy.id not in {each.id for each in vacancies_to_name(viewer)}:
        raise Refused("Choose a vacancy of yours that is open, or that will be.")
    if not message.strip() or len(message) > LONGEST_MESSAGE:
        raise Refused(f"Write a message of up to {LONGEST_MESSAGE:,} characters.")
    _require_few(entry, vacancy.organisation_id)
    row = Approach(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=entry.account_id,
        reference=entry.reference, message=message.strip(), sent_by=viewer.person, until=clock.now() + ANSWER_WITHIN,
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as beaten:
        raise Refused("This person was asked about this vacancy already.") from beaten
    record(viewer, "approach", row, after="sent")
    to = address_in_use(entry.account_id)
    if to is not None:
        facts = {**_about(row, vacancy.title), "message": row.message, "until": _day(row),
                 "link": f"{_root()}/candidate/approaches/{row.id}"}  # fmt: skip
        post("approach_received", to, facts, key=f"approach_received:{row.id}")
    return row


def _require_few(entry: PoolEntry, organisation_id: int) -> None:
    """Counted across employers for the person, so as no employer could."""
    now = clock.now()
    counted = visible(LETTERS, Approach).with_only_columns(func.count())
    ours = counted.where(Approach.organisation_id == organisation_id, Approach.sent_at > now - DAY)
    if (db.session.scalar(ours) or 0) >= MOST_A_DAY:
        raise Refused(f"Your organisation has written to {MOST_A_DAY} people within a day. Write to others tomorrow.")
    theirs = counted.where(Approach.account_id == entry.account_id, Approach.sent_at > now - WEEK)
    if (db.session.scalar(theirs) or 0) >= MOST_A_WEEK:
        raise Refused("This person has been written to often in the last week. Try again in some days.")


def say_yes(viewer: Candidate, row: Approach) -> None:
    """From now on this employer, and no other, sees name and contact. Raises IllegalMove when it is too late."""
    make_move(viewer, row, APPROACH, "accept", answered_at=clock.now())
    told, email = basics(viewer), email_of(viewer)
    name = f"{told.given_name} {told.family_name}".strip() if told is not None else ""
    db.session.add(
        ApproachContact(
            approach_id=row.id,
            organisation_id=row.organisation_id,
            account_id=viewer.person,
            name=name or email,
            email=email,
            phone=told.phone if told is not None else "",
        )
    )
    db.session.flush()
    _tell_sender(row, "accept")


def say_no(viewer: Candidate, row: Approach) -> None:
    make_move(viewer, row, APPROACH, "decline", answered_at=clock.now())
    _tell_sender(row, "decline")


def _tell_sender(row: Approach, act: str) -> None:
    to = address_in_use(row.sent_by)
    if to is not None:
        facts = {**_about(row, _title_of(row)), "answer": ANSWERS[act], "link": f"{_root()}/employer/approaches"}
        post("approach_answered", to, facts, key=f"approach_answered:{row.id}")


def forget_approaches() -> None:
    """Lapses what nobody answered, and removes what was not accepted, or was long ago."""
    now = clock.now()
    silent = visible(LETTERS, Approach).where(Approach.state == "sent", Approach.until <= now)
    for row in db.session.scalars(silent).all():
        make_move(LETTERS, row, APPROACH, "lapse", answered_at=now)
    not_wanted = (Approach.state.in_(("declined", "lapsed"))) & (Approach.answered_at <= now - SHOWN_AFTER)
    long_ago = (Approach.state == "accepted") & (Approach.answered_at <= now - CONTACT_KEPT)
    db.session.flush()
    db.session.execute(removing(LETTERS, Approach).where(or_(not_wanted, long_ago)))


def _title_of(row: Approach) -> str:
    vacancy: Vacancy = one_visible(LETTERS, Vacancy, Vacancy.id == row.vacancy_id)
    return vacancy.title


def _about(row: Approach, title: str) -> dict[str, str]:
    name = names_of_organisations([row.organisation_id])[row.organisation_id]
    return {"title": title, "organisation": name, "reference": row.reference}


def _day(row: Approach) -> str:
    local = clock.local(row.until)
    return f"{local.day} {local:%B %Y}"


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
