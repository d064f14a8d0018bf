"""The end of an account, and how its being used is noted."""

import secrets

from sqlalchemy import ColumnElement, select

from recruitment.accounts.tables import Account, Membership, NationalRole
from recruitment.core import clock
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import System
from recruitment.extensions import db

SIGN_IN = System("sign_in")
KEEPING = System("keeping")
# Reserved (RFC 2606): no letter ever goes there, and nobody can register with it.
NOWHERE = "removed.invalid"


def note_use(person: int) -> None:
    """Somebody signed in, so the account is in use and nobody is warned any more."""
    used = changing(SIGN_IN, Account).where(Account.id == person)
    db.session.execute(used.values(used_at=clock.now(), warned_at=None, warned_again_at=None))


def works_for_somebody(person: int) -> bool:
    """Whether the account belongs to an organisation's staff or to COSLA."""
    held = [visible(SIGN_IN, model).where(model.account_id == person).limit(1) for model in (Membership, NationalRole)]
    return any(db.session.scalars(wanted).first() is not None for wanted in held)


def empty(person: int) -> bool:
    """Takes everything personal from an account and signs it out everywhere; False when it was empty already.

    Its row stays, so that its number, by which the record of acts names the person, never becomes somebody else's.
    """
    emptied = {
        "email": f"account-{person}@{NOWHERE}",
        "name": "",
        "password": None,
        "active": False,
        # Every session names this.
        "fs_uniquifier": secrets.token_hex(16),
        "tf_primary_method": None,
        "tf_totp_secret": None,
        "tf_last_counter": None,
        "warned_at": None,
        "warned_again_at": None,
        "removed_at": clock.now(),
    }
    still_there = changing(KEEPING, Account).where(Account.id == person, Account.removed_at.is_(None))
    return rows_hit(still_there.values(**emptied)) == 1


def not_staff() -> tuple[ColumnElement[bool], ...]:
    """For a read of accounts: only those that work for nobody."""
    return tuple(Account.id.not_in(select(model.account_id)) for model in (Membership, NationalRole))
