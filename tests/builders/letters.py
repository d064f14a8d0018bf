"""What stands in the outbox."""

from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db


def letters_to(address: str) -> list[Letter]:
    """Every letter to an address, oldest first."""
    db.session.expire_all()
    wanted = visible(System("mail"), Letter).where(Letter.to == address).order_by(Letter.id)
    return list(db.session.scalars(wanted.execution_options(populate_existing=True)))
