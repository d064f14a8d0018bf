"""Verbs on accounts."""

import json
from datetime import timedelta

from sqlalchemy import func, or_

from recruitment.accounts.sealing import fingerprint, sealed
from recruitment.accounts.tables import Account, Attempt, ParkedForm
from recruitment.core import clock
from recruitment.core.errors import TooMany
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.viewers import System
from recruitment.extensions import db

SIGN_IN = System("sign_in")


def park(person: int, path: str, typed: list[tuple[str, str]]) -> int:
    """Keeps what a person typed, sealed, for an hour; returns its number."""
    row = ParkedForm(account_id=person, path=path, sealed=sealed(json.dumps(typed).encode()))
    db.session.add(row)
    db.session.flush()
    return row.id


def refuse_if_too_many(kind: str, value: str, most: int, within: timedelta) -> None:
    """Raises TooMany when `value` has been tried `most` times `within` the last while, on whatever host."""
    tries = db.session.scalar(
        visible(SIGN_IN, Attempt)
        .where(Attempt.kind == kind, Attempt.subject == fingerprint(kind, value), Attempt.at > clock.now() - within)
        .with_only_columns(func.count())
    )
    if (tries or 0) >= most:
        minutes = int(within.total_seconds() // 60)
        raise TooMany(f"There have been too many tries. Wait {minutes} minutes, then try again.")


def count_attempt(kind: str, value: str) -> None:
    db.session.add(Attempt(kind=kind, subject=fingerprint(kind, value)))


def take_code(person: int, secret: str, counter: int) -> bool:
    """Uses up an app's code and all before it; False when it was used, so of two requests at once one wins.

    `counter` is its half minute. Codes of another secret than the account's are counted anew: a new app is set up.
    """
    unused = or_(
        Account.tf_totp_secret.is_distinct_from(secret),
        Account.tf_last_counter.is_(None),
        Account.tf_last_counter < counter,
    )
    taken = changing(SIGN_IN, Account).where(Account.id == person, unused).values(tf_last_counter=counter)
    return rows_hit(taken) == 1
