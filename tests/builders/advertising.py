"""One builder a noun: placements."""

from datetime import date

from recruitment.advertising.actions import Purchase, place
from recruitment.advertising.tables import Placement
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy


def a_placement(
    viewer: Staff, vacancy: Vacancy, *, net: int = 10_000, vat: int = 2_000, medium: str = "local_press",
    placed_on: date = date(2026, 5, 4),
) -> Placement:  # fmt: skip
    """£100 and VAT in the local press."""
    row = place(
        viewer, vacancy,
        Purchase(medium=medium, supplier="Test Supplier", publication="The Test Courier", placed_on=placed_on,
                 net=net, vat=vat),
    )  # fmt: skip
    db.session.commit()
    return row
