"""An account for somebody who has none: what staff enter for a person belongs to it, and nobody ever signs in to it."""

import secrets

from recruitment.accounts.leaving import NOWHERE
from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.extensions import db


def stand_in() -> Account:
    """From its first moment as empty as one that was deleted: no address, no password, no session, no warnings."""
    account = Account(
        email=f"{secrets.token_hex(16)}@{NOWHERE}",
        active=False,
        fs_uniquifier=secrets.token_hex(16),
        used_at=None,
        removed_at=clock.now(),
    )
    db.session.add(account)
    db.session.flush()
    return account
