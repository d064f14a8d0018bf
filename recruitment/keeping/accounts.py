"""Accounts that nobody uses: two letters, then the end."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from flask import current_app
from sqlalchemy import ColumnElement, Select, func

from recruitment.accounts.leaving import not_staff
from recruitment.accounts.tables import Account, Membership, NationalRole
from recruitment.core import clock
from recruitment.core.faults import speechless
from recruitment.core.jobs import enqueue, handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.extensions import db
from recruitment.keeping.erasure import erase
from recruitment.keeping.reading import KEEPING
from recruitment.keeping.rules import FIRST_WARNING, LAST_WARNING, UNCONFIRMED_ACCOUNT, UNUSED_ACCOUNT

log = logging.getLogger(__name__)
TEND: Final = "tend_accounts"
BATCH: Final = 100
# Of an account older than the note, when it was made.
last_used = func.coalesce(Account.used_at, Account.created_at)


@handler(TEND, every=timedelta(days=1))
def tend_accounts() -> None:
    """Each account in a transaction of its own, so that one that fails keeps no other waiting.

    Nobody is removed without both letters, each with its full time, however long the worker was down.
    """
    with only_reading():
        over = [person for person, _ in accounts_over()][:BATCH]
        last = _ids(
            Account.warned_at <= clock.now() - (FIRST_WARNING - LAST_WARNING), Account.warned_again_at.is_(None)
        )
        unused = last_used <= clock.now() - (UNUSED_ACCOUNT - FIRST_WARNING)
        first = _ids(Account.confirmed_at.is_not(None), unused, Account.warned_at.is_(None))
    acts = [
        *(partial(_remove, person) for person in over),
        *(partial(_warn, person, "warned_again_at", LAST_WARNING) for person in last),
        *(partial(_warn, person, "warned_at", FIRST_WARNING) for person in first),
    ]
    if all([_done(act) for act in acts]) and BATCH in (len(over), len(last), len(first)):
        with transaction():
            enqueue(TEND)


def _done(act: Callable[[], None]) -> bool:
    """Whether it went well; where it did not, the account is looked at again on the next day."""
    try:
        act()
    except Exception as problem:
        db.session.rollback()
        log.error("an account could not be tended", exc_info=speechless(problem))
        return False
    return True


def accounts_over(*where: ColumnElement[bool]) -> list[tuple[int, datetime]]:
    """Accounts whose time is over, with the moment of their last use: warned twice, or never confirmed."""
    now = clock.now()
    warned = _wanted(*where, Account.warned_again_at <= now - LAST_WARNING, last_used <= now - UNUSED_ACCOUNT)
    unconfirmed = _wanted(*where, Account.confirmed_at.is_(None), last_used <= now - UNCONFIRMED_ACCOUNT)
    found = [*db.session.execute(warned), *db.session.execute(unconfirmed)]
    return [(person, used_at) for person, used_at in found]


def _ids(*where: ColumnElement[bool]) -> list[int]:
    return [person for person, _ in db.session.execute(_wanted(*where).limit(BATCH))]


def _wanted(*where: ColumnElement[bool]) -> Select[int, datetime]:
    living = visible(KEEPING, Account, Membership, NationalRole).where(Account.removed_at.is_(None), *not_staff())
    return living.where(*where).with_only_columns(Account.id, last_used).order_by(last_used, Account.id)


def _warn(person: int, column: str, ahead: timedelta) -> None:
    """Once: of two workers, and of the person who signs in meanwhile, the faster wins."""
    now = clock.now()
    with transaction():
        noted = changing(KEEPING, Account).where(
            Account.id == person, getattr(Account, column).is_(None), Account.removed_at.is_(None),
            last_used <= now - (UNUSED_ACCOUNT - FIRST_WARNING),
        )  # fmt: skip
        if rows_hit(noted.values({column: now})) != 1:
            return
        address = db.session.scalars(
            visible(KEEPING, Account).where(Account.id == person).with_only_columns(Account.email)
        ).one()
        link = f"{current_app.config['SETTINGS'].public_url}/account/sign-in"
        day = clock.local(now + ahead)
        facts = {"until": f"{day.day} {day:%B %Y}", "link": link}
        post("account_unused", address, facts, key=f"account_unused:{person}:{column}:{int(now.timestamp())}")


def _remove(person: int) -> None:
    with transaction():
        # Whoever signs in while this waits is asked for once more.
        if not accounts_over(Account.id == person):
            return
        taken = erase(KEEPING, person, act="remove_account")
        if taken.address:
            facts = {"link": f"{current_app.config['SETTINGS'].public_url}/account/register"}
            post("account_removed", taken.address, facts, key=f"account_removed:{person}")
    with only_reading():
        taken.remove_bytes()
