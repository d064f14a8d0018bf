"""One builder a noun: placements, campaigns."""

from datetime import date
from typing import Any

from recruitment.advertising.actions import Purchase, place, place_shared
from recruitment.advertising.campaign_tables import Campaign
from recruitment.advertising.campaigns import make_campaign
from recruitment.advertising.sharing import Sharing, over
from recruitment.advertising.tables import Placement
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy


def a_purchase(**facts: Any) -> Purchase:
    """£100 and VAT in the local press."""
    usual: dict[str, Any] = {"medium": "local_press", "supplier": "Test Supplier", "publication": "The Test Courier",
                             "placed_on": date(2026, 5, 4), "net": 10_000, "vat": 2_000}  # fmt: skip
    return Purchase(**usual | facts)


def a_placement(viewer: Staff, vacancy: Vacancy, **facts: Any) -> Placement:
    """For one vacancy: £100 and VAT in the local press."""
    row = place(viewer, vacancy, a_purchase(**facts))
    db.session.commit()
    return row


def a_shared_placement(
    viewer: Staff, vacancies: list[Vacancy], rule: str = "equally", *, sharing: Sharing | None = None, **facts: Any
) -> Placement:
    """Over several vacancies."""
    organisation_id = vacancies[0].organisation_id
    row = place_shared(viewer, organisation_id, a_purchase(**facts), sharing or over(rule, vacancies))
    db.session.commit()
    return row


def a_campaign(viewer: Staff, organisation: Organisation, *vacancies: Vacancy, **facts: Any) -> Campaign:
    usual: dict[str, Any] = {"name": "Autumn campaign", "department": "", "shared_by": "equally"}
    row = make_campaign(viewer, organisation.id, vacancies=vacancies, **usual | facts)
    db.session.commit()
    return row
