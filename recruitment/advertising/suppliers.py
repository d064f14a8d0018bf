"""The suppliers that an organisation pays, and those that COSLA offers to all."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from recruitment.advertising.roles import require_ledger, require_operator
from recruitment.advertising.rules import Sum, name_key
from recruitment.advertising.supplier_tables import SharedSupplier, Supplier
from recruitment.advertising.tables import Placement
from recruitment.core.audit import record
from recruitment.core.errors import Refused
from recruitment.core.tenancy import changing, one_visible, visible
from recruitment.core.viewers import Operator, Staff, System
from recruitment.extensions import db

SHARING = System("onboarding")


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


def add_supplier(viewer: Staff, organisation_id: int, name: str) -> Supplier:
    """Puts one on the organisation's list, or offers it again."""
    require_ledger(viewer, organisation_id)
    row = supplier_named(viewer, organisation_id, name)
    if not row.is_offered:
        offer_supplier(viewer, row, offered=True)
    return row


def offer_supplier(viewer: Staff, row: Supplier, *, offered: bool) -> None:
    """Whether it is offered while somebody records a placement; what was paid to it stays."""
    require_ledger(viewer, row.organisation_id)
    row.is_offered = offered
    db.session.flush()
    record(viewer, "offer_supplier" if offered else "hide_supplier", row)


def rename_supplier(viewer: Staff, row: Supplier, name: str) -> None:
    """Changes the name everywhere, as it is the same supplier. Raises Refused where another has the name."""
    require_ledger(viewer, row.organisation_id)
    before = row.name
    shared = db.session.scalars(select(SharedSupplier).where(SharedSupplier.key == name_key(name))).one_or_none()
    try:
        with db.session.begin_nested():
            row.name, row.key, row.shared_id = name, name_key(name), shared.id if shared else None
            db.session.flush()
    except IntegrityError as problem:
        raise Refused("You have a supplier of this name. Choose another one") from problem
    record(viewer, "rename_supplier", row, before=before[:40], after=name[:40])


def share_supplier(viewer: Operator, name: str) -> SharedSupplier:
    """Puts one on the list that all organisations are offered; their own of the same name are told as it."""
    require_operator(viewer)
    held = select(SharedSupplier).where(SharedSupplier.key == name_key(name))
    row = db.session.scalars(held).one_or_none()
    if row is None:
        row = SharedSupplier(name=" ".join(name.split()), key=name_key(name))
        db.session.add(row)
    row.is_offered = True
    db.session.flush()
    same = changing(SHARING, Supplier).where(Supplier.key == row.key)
    db.session.execute(same.values(shared_id=row.id))
    record(viewer, "share_supplier", row)
    return row


def supplier(viewer: Staff, supplier_id: int) -> Supplier:
    """Raises NotVisible."""
    row: Supplier = one_visible(viewer, Supplier, Supplier.id == supplier_id)
    return row


def paid_to(viewer: Staff, organisation_ids: Collection[int]) -> dict[int, Sum]:
    """What each supplier was paid, less what it gave back."""
    wanted = (
        visible(viewer, Placement)
        .where(Placement.organisation_id.in_(organisation_ids), Placement.struck_at.is_(None))
        .group_by(Placement.supplier_id)
        .with_only_columns(Placement.supplier_id, func.sum(Placement.net), func.sum(Placement.vat))
    )
    return {key: Sum(int(net), int(vat)) for key, net, vat in db.session.execute(wanted)}


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
