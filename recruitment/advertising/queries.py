"""Reads of the ledger."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func

from recruitment.advertising.tables import Placement
from recruitment.core import clock
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db

LOOKED_BACK = timedelta(days=731)


def placements_of(viewer: Staff, vacancy_id: int) -> list[Placement]:
    """Every entry of a vacancy, struck ones too, oldest first."""
    wanted = visible(viewer, Placement).where(Placement.vacancy_id == vacancy_id)
    return list(db.session.scalars(wanted.order_by(Placement.placed_on, Placement.id)))


def placement(viewer: Staff, placement_id: int) -> Placement:
    return one_visible(viewer, Placement, Placement.id == placement_id)


@dataclass(frozen=True)
class UsualCost:
    """What a placement cost on average, in pence without VAT, and of how many that is the average."""

    net: int
    placements: int


def usual_cost(viewer: Staff, organisation_id: int, medium: str) -> UsualCost | None:
    """Of the organisation's own placements in a medium in the last two years; None where there is none."""
    counted = (
        visible(viewer, Placement)
        .where(
            Placement.organisation_id == organisation_id,
            Placement.medium == medium,
            Placement.struck_at.is_(None),
            Placement.placed_on > clock.today() - LOOKED_BACK,
        )
        .with_only_columns(func.avg(Placement.net), func.count())
    )
    average, number = db.session.execute(counted).one()
    return UsualCost(round(average), number) if number else None
