"""Reads of the ledger."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, func
from sqlalchemy.orm import contains_eager

from recruitment.advertising.rules import Sum
from recruitment.advertising.supplier_tables import Supplier
from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db

LOOKED_BACK = timedelta(days=731)
WITH_SUPPLIER = contains_eager(Placement.supplier)


@dataclass(frozen=True)
class Line:
    """An entry as one vacancy bears it."""

    entry: Placement
    net: int
    vat: int

    @property
    def gross(self) -> int:
        return self.net + self.vat

    @property
    def is_part(self) -> bool:
        return (self.net, self.vat) != (self.entry.net, self.entry.vat)


def placements_of(viewer: Staff, vacancy_id: int) -> list[Line]:
    """Every entry of which a vacancy bears a share, struck ones and credit notes too, oldest first."""
    wanted = (
        visible(viewer, PlacementShare, Placement, Supplier)
        .join(Placement, Placement.id == PlacementShare.placement_id)
        .join(Placement.supplier)
        .where(PlacementShare.vacancy_id == vacancy_id)
        .order_by(Placement.placed_on, Placement.id)
        .with_only_columns(Placement, PlacementShare.net, PlacementShare.vat)
        .options(WITH_SUPPLIER)
    )
    return [Line(entry, net, vat) for entry, net, vat in db.session.execute(wanted)]


def placement(viewer: Viewer, placement_id: int) -> Placement:
    """With its supplier. Raises NotVisible."""
    wanted = visible(viewer, Placement, Supplier).join(Placement.supplier).where(Placement.id == placement_id)
    row: Placement | None = db.session.scalars(wanted.options(WITH_SUPPLIER)).one_or_none()
    if row is None:
        raise NotVisible("no such placement for this viewer")
    return row


def shares_of(viewer: Viewer, placement_ids: Collection[int]) -> dict[int, list[PlacementShare]]:
    """By entry, in the order in which they were made."""
    wanted = visible(viewer, PlacementShare).where(PlacementShare.placement_id.in_(placement_ids))
    found: dict[int, list[PlacementShare]] = defaultdict(list)
    for share in db.session.scalars(wanted.order_by(PlacementShare.id)):
        found[share.placement_id].append(share)
    return found


def credits_of(viewer: Viewer, placement_id: int) -> list[Placement]:
    """The credit notes against a placement, struck ones too, oldest first."""
    wanted = visible(viewer, Placement).where(Placement.credits_id == placement_id)
    return list(db.session.scalars(wanted.order_by(Placement.id)))


def borne(viewer: Viewer, row: Placement) -> tuple[Sum, dict[int, Sum]]:
    """What a placement still costs after its credit notes: as a whole, and by vacancy in the order of its shares."""
    entries = [row, *(each for each in credits_of(viewer, row.id) if each.struck_at is None)]
    left: dict[int, Sum] = {}
    shares = shares_of(viewer, [each.id for each in entries])
    for entry in entries:
        for share in shares[entry.id]:
            before = left.get(share.vacancy_id, Sum())
            left[share.vacancy_id] = Sum(before.net + share.net, before.vat + share.vat)
    return Sum(sum(each.net for each in entries), sum(each.vat for each in entries)), left


@dataclass(frozen=True)
class UsualCost:
    """What a placement cost on average, in pence without VAT, and of how many that is the average."""

    net: int
    placements: int


def usual_cost(viewer: Staff, organisation_id: int, medium: str) -> UsualCost | None:
    """Of the organisation's own placements in a medium in the last two years; None where there is none. What credit
    notes took back is not counted as cost."""
    counted = (
        visible(viewer, Placement)
        .where(
            Placement.organisation_id == organisation_id,
            Placement.medium == medium,
            Placement.struck_at.is_(None),
            Placement.placed_on > clock.today() - LOOKED_BACK,
        )
        .with_only_columns(func.sum(Placement.net), func.sum(case((Placement.credits_id.is_(None), 1), else_=0)))
    )
    net, number = db.session.execute(counted).one()
    return UsualCost((2 * net + number) // (2 * number), number) if number else None
