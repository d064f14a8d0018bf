"""Verbs on accounts."""

import json
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, func, or_

from recruitment.accounts.sealing import fingerprint, sealed
from recruitment.accounts.tables import Account, Attempt, EndedSession, Membership, NationalRole, ParkedForm
from recruitment.core import clock
from recruitment.core.errors import TooMany
from recruitment.core.tenancy import changing, removing, rows_hit, visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db

SIGN_IN = System("sign_in")


def park(person: int | None, path: str, typed: list[tuple[str, str]], key: str) -> int:
    """Keeps what was typed, sealed with a session's key, for an hour; returns its number. Without `person` it is
    nobody's, and shown to nobody, until somebody signs in there (`claim_parked`)."""
    row = ParkedForm(account_id=person, path=path, sealed=sealed(json.dumps(typed).encode(), key))
    db.session.add(row)
    db.session.flush()
    return row.id


def claim_parked(person: int, numbers: list[int]) -> None:
    """Gives what was parked in a session, before anybody was known, to whoever signs in there."""
    unclaimed = (ParkedForm.id.in_(numbers), ParkedForm.account_id.is_(None))
    db.session.execute(changing(SIGN_IN, ParkedForm).where(*unclaimed).values(account_id=person))


def forget_parked(viewer: Viewer, number: int, path: str) -> None:
    """Removes what was restored and then sent; with the request's transaction, so a refused form stays parked."""
    db.session.execute(removing(viewer, ParkedForm).where(ParkedForm.id == number, ParkedForm.path == path))


def tries(kind: str, value: str, within: timedelta) -> int:
    """How often `value` has been tried `within` the last while, on whatever host."""
    counted = visible(SIGN_IN, Attempt).where(
        Attempt.kind == kind, Attempt.subject == fingerprint(kind, value), Attempt.at > clock.now() - within
    )
    return db.session.scalar(counted.with_only_columns(func.count())) or 0


def refuse_if_too_many(kind: str, value: str, most: int, within: timedelta) -> None:
    """Raises TooMany when `value` has been tried `most` times `within` the last while."""
    if tries(kind, value, within) >= most:
        minutes = int(within.total_seconds() // 60)
        raise TooMany(f"There have been too many tries. Wait {minutes} minutes, then try again.", wait=within)


def count_attempt(kind: str, value: str) -> None:
    db.session.add(Attempt(kind=kind, subject=fingerprint(kind, value)))


def show_new_address(account: Account) -> None:
    """What colleagues read of a person follows the address that the person has confirmed."""
    for model in (Membership, NationalRole):
        held = changing(SIGN_IN, model).where(model.account_id == account.id)
        db.session.execute(held.values(email=account.email))


def end_session(key: str) -> None:
    """From now on no copy of this session's cookie is anybody's; ending it again changes nothing."""
    if not is_session_ended(key):
        db.session.add(EndedSession(digest=fingerprint("session", key)))


def is_session_ended(key: str) -> bool:
    return db.session.scalar(_ended(), {"digest": fingerprint("session", key)}) != 0


@cache
def _ended() -> Select[*tuple[Any, ...]]:
    """Asked with every page of whoever has signed in, so it is put together once."""
    wanted = visible(SIGN_IN, EndedSession).where(EndedSession.digest == bindparam("digest", type_=String))
    return wanted.with_only_columns(func.count())


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
