"""The suppliers that an organisation pays, and those that COSLA offers to all."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from recruitment.advertising.rules import name_key
from recruitment.advertising.supplier_tables import SharedSupplier, Supplier
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db


def supplier_named(viewer: Staff, organisation_id: int, name: str) -> Supplier:
    """The organisation's supplier of this name, however its capitals are written; one that is not there is added, and
    takes its name from COSLA's list where it stands there."""
    key = name_key(name)
    wanted = visible(viewer, Supplier).where(Supplier.organisation_id == organisation_id, Supplier.key == key)
    if known := db.session.scalars(wanted).one_or_none():
        return known
    shared = db.session.scalars(select(SharedSupplier).where(SharedSupplier.key == key)).one_or_none()
    row = Supplier(
        organisation_id=organisation_id,
        name=shared.name if shared else " ".join(name.split()),
        key=key,
        shared_id=shared.id if shared else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Somebody else was first.
        return db.session.scalars(wanted).one()
    return row


def suppliers_of(viewer: Staff, organisation_ids: Collection[int]) -> list[Supplier]:
    """Every one, by name."""
    wanted = visible(viewer, Supplier).where(Supplier.organisation_id.in_(organisation_ids))
    return sorted(db.session.scalars(wanted), key=lambda row: row.key)


def shared_suppliers() -> Sequence[SharedSupplier]:
    return db.session.scalars(select(SharedSupplier).order_by(SharedSupplier.key)).all()


def offered_names(viewer: Staff, organisation_id: int) -> list[str]:
    """What is offered while somebody writes who was paid: the organisation's own list and COSLA's, each name once."""
    ours = suppliers_of(viewer, [organisation_id])
    names = {row.key: row.name for row in shared_suppliers() if row.is_offered}
    names |= {row.key: row.name for row in ours if row.is_offered}
    hidden = {row.key for row in ours if not row.is_offered}
    return [names[key] for key in sorted(names.keys() - hidden)]
