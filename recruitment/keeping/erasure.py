"""The end of an account: what the portal kept for the person goes at once; what an employer keeps stays, and points to
nobody."""

from sqlalchemy import func

from recruitment.accounts.leaving import empty, works_for_somebody
from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core.audit import forget_reasons, record
from recruitment.core.errors import Refused
from recruitment.core.keeping import Erasure, Period
from recruitment.core.tenancy import changing, one_visible, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.keeping.reading import (
    KEEPING,
    Model,
    goes_with_account,
    keeping_of,
    kept_models,
    leads_somewhere,
    touched_by_whose,
    whose,
)  # fmt: skip
from recruitment.keeping.removing import Taken, take_with_root


def erase(viewer: Viewer, person: int, *, act: str) -> Taken:
    """Removes an account with all that the portal keeps for the person.

    The caller writes to its address, if it was confirmed (`address`), and removes the bytes (`remove_bytes`) after the
    commit. Raises Refused for whoever works for an
    organisation or COSLA, and when the account is gone already.
    """
    if works_for_somebody(person):
        raise Refused("Your account belongs to the staff of an organisation, so it cannot be deleted here.")
    account: Account = one_visible(KEEPING, Account, Account.id == person)
    address = account.email
    # An address that nobody confirmed may be somebody else's, with alerts of their own.
    own_address = address if account.confirmed_at is not None else ""
    taken = Taken()
    _take_what_is_theirs(taken, person, own_address)
    _take_drafts(taken, person)
    db.session.flush()
    if not empty(person):
        raise Refused("The account is deleted already.")
    record(viewer, act, account)
    forget_reasons(KEEPING, Account.__tablename__, [person])
    db.session.expunge(account)
    taken.address = own_address
    return taken


def _take_what_is_theirs(taken: Taken, person: int, address: str) -> None:
    for model in kept_models():
        if model is Account or not leads_somewhere(model):
            continue
        keeping = keeping_of(model)
        if goes_with_account(model):
            taken.take(model, whose(model, person, address), *touched_by_whose(model))
        elif address and keeping.address and keeping.personal.get(keeping.address) is Erasure.BLANK:
            _take_address(model, keeping.address, address)


def _take_address(model: Model, column: str, address: str) -> None:
    """An employer's row, such as a report of an advert, stays for its time without saying whose it is.

    Where the address is not declared to be emptied, as in an employer's own list of its staff, it goes with the row.
    """
    is_nullable = model.__table__.columns[column].nullable
    theirs = changing(KEEPING, model).where(func.lower(getattr(model, column)) == address.lower())
    db.session.execute(theirs.values({column: None if is_nullable else ""}))


def _take_drafts(taken: Taken, person: int) -> None:
    """No employer has seen them."""
    drafts = visible(KEEPING, Application).where(Application.account_id == person, Application.state == "draft")
    ids = list(db.session.scalars(drafts.with_only_columns(Application.id)))
    take_with_root(taken, Period.CASE, ids, with_root=True)
