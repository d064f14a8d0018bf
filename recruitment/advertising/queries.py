"""Reads of the ledger."""

from recruitment.advertising.tables import Placement
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db


def placements_of(viewer: Staff, vacancy_id: int) -> list[Placement]:
    """Every entry of a vacancy, struck ones too, oldest first."""
    wanted = visible(viewer, Placement).where(Placement.vacancy_id == vacancy_id)
    return list(db.session.scalars(wanted.order_by(Placement.placed_on, Placement.id)))


def placement(viewer: Staff, placement_id: int) -> Placement:
    return one_visible(viewer, Placement, Placement.id == placement_id)
