"""Showing by a work address that one works for an organisation: a letter with a link, good for a year."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask import current_app
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.accounts.sealing import fingerprint
from recruitment.accounts.work_tables import WorkAddress
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, removing, rows_hit, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.organisations.domains import approved_domain, domain_of
from recruitment.organisations.queries import names_of_organisations

LINK_WORKS: Final = timedelta(hours=24)
GOOD_FOR: Final = timedelta(days=365)
REMINDED_BEFORE: Final = timedelta(days=14)
# How long what was never shown, or not shown again, stays in the person's list.
KEPT: Final = timedelta(days=30)
KIND: Final = "work_address"
MOST_LETTERS: Final = 5
WITHIN: Final = timedelta(hours=1)
BATCH: Final = 200
LETTERS, KEEPING = System("letters"), System("keeping")


def addresses_of(viewer: Candidate) -> Sequence[WorkAddress]:
    wanted = visible(viewer, WorkAddress).options(selectinload(WorkAddress.organisation))
    return db.session.scalars(wanted.order_by(WorkAddress.email)).all()


def address(viewer: Candidate, address_id: int) -> WorkAddress:
    row: WorkAddress = one_visible(viewer, WorkAddress, WorkAddress.id == address_id)
    return row


def ask_to_show(viewer: Candidate, email: str) -> WorkAddress:
    """Writes to a work address with a link. Raises Refused for one of no organisation here, TooMany for many letters.

    An address that counts already goes on counting until its year is over.
    """
    refuse_if_too_many(KIND, str(viewer.person), MOST_LETTERS, WITHIN)
    email = email.strip().lower()
    found = approved_domain(viewer, email)
    if found is None:
        raise Refused(
            f"No organisation here has addresses at {domain_of(email)}. Check the address, or ask your HR team"
        )
    count_attempt(KIND, str(viewer.person))
    row = db.session.scalars(visible(viewer, WorkAddress).where(WorkAddress.email == email)).one_or_none()
    if row is None:
        row = WorkAddress(account_id=viewer.person, email=email)
        db.session.add(row)
    row.organisation_id, row.domain_id = found.organisation_id, found.id
    link = secrets.token_urlsafe(32)
    row.token_digest, row.link_until = fingerprint(KIND, link), clock.now() + LINK_WORKS
    db.session.flush()
    record(viewer, "ask_to_show", row)
    facts = {
        "organisation": names_of_organisations([found.organisation_id])[found.organisation_id],
        "link": f"{current_app.config['SETTINGS'].public_url}/candidate/work-addresses/confirm/{link}",
    }
    post("show_work_address", email, facts, key=f"show_work_address:{row.id}:{row.token_digest}")
    return row


def waiting_address(viewer: Candidate, link: str) -> WorkAddress:
    """What a link would confirm. Raises NotVisible for one that was used, has expired or is another person's."""
    row: WorkAddress = one_visible(
        viewer, WorkAddress, WorkAddress.token_digest == fingerprint(KIND, link), WorkAddress.link_until > clock.now()
    )
    return row


def show(viewer: Candidate, link: str) -> WorkAddress:
    """Uses a link up, once. Raises NotVisible as `waiting_address` does."""
    row = waiting_address(viewer, link)
    unused = changing(viewer, WorkAddress).where(
        WorkAddress.id == row.id, WorkAddress.token_digest == row.token_digest, WorkAddress.link_until > clock.now()
    )
    shown = {"token_digest": None, "link_until": None, "good_until": clock.now() + GOOD_FOR, "reminded_at": None}
    if rows_hit(unused.values(**shown)) != 1:
        raise NotVisible("the link was used")
    for name, value in shown.items():
        set_committed_value(row, name, value)
    record(viewer, "show", row)
    return row


def remove_address(viewer: Candidate, row: WorkAddress) -> None:
    record(viewer, "remove", row)
    db.session.flush()
    db.session.execute(removing(viewer, WorkAddress).where(WorkAddress.id == row.id))
    db.session.expunge(row)


def tend_addresses() -> None:
    """Reminds whoever's year ends soon, and removes what was not shown, or not shown again."""
    now = clock.now()
    long_ago = now - KEPT
    never = (WorkAddress.good_until.is_(None), WorkAddress.link_until < long_ago)
    db.session.execute(removing(KEEPING, WorkAddress).where(*never))
    db.session.execute(removing(KEEPING, WorkAddress).where(WorkAddress.good_until < long_ago))
    ending = visible(LETTERS, WorkAddress).where(
        WorkAddress.good_until > now, WorkAddress.good_until <= now + REMINDED_BEFORE, WorkAddress.reminded_at.is_(None)
    )
    for row in db.session.scalars(ending.order_by(WorkAddress.id).limit(BATCH)).all():
        row.reminded_at = now
        facts = {
            "organisation": names_of_organisations([row.organisation_id])[row.organisation_id],
            "until": f"{clock.local(row.good_until):%-d %B %Y}" if row.good_until else "",
            "link": f"{current_app.config['SETTINGS'].public_url}/candidate/work-addresses",
        }
        post("work_address_ends", row.email, facts, key=f"work_address_ends:{row.id}:{facts['until']}")
