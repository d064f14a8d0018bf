"""What the worker runs so that nothing entered for somebody outlives its use."""

from datetime import timedelta

from sqlalchemy import select

from recruitment.accounts.tables import Account
from recruitment.applications.assisted_lifecycle import CORRECTABLE
from recruitment.applications.assisted_tables import AssistedApplication
from recruitment.applications.profile_tables import PARTS
from recruitment.core.jobs import handler
from recruitment.core.tenancy import removing
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

KEEPING = System("keeping")


@handler("forget_entered", every=timedelta(days=1))
def forget_what_was_entered() -> None:
    """An account that is gone has no profile, but for one that stands in for somebody whose application staff are
    still entering: what is left when retention took the application goes here."""
    gone = select(Account.id).where(Account.removed_at.is_not(None))
    wanted = select(AssistedApplication.account_id).where(AssistedApplication.state.in_(CORRECTABLE))
    with transaction():
        for part in PARTS:
            left = removing(KEEPING, part, Account, AssistedApplication).where(
                part.account_id.in_(gone), part.account_id.not_in(wanted)
            )
            db.session.execute(left)
