"""One builder a noun: pay tables, their rates and their points."""

from datetime import date
from decimal import Decimal
from typing import Any

from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.organisations.pay_actions import Rates, store_first_rates, store_rates
from recruitment.organisations.pay_queries import pay_table_called
from recruitment.organisations.pay_reading import PointLine
from recruitment.organisations.pay_tables import YEAR_WEEKS, PayVersion
from recruitment.organisations.tables import Organisation

EMPLOYEES = "Local government employees"
# (grade, point, pence an hour): two grades that share a point.
SPINE = (("Grade 4", "23", 1400), ("Grade 4", "24", 1450), ("Grade 4", "25", 1500), ("Grade 5", "25", 1500),
         ("Grade 5", "26", 1600))  # fmt: skip


def rates_of(*points: tuple[str, str, int], holds_from: date = date(2026, 4, 1), **facts: Any) -> Rates:
    """Hourly rates for 37 hours unless `facts` say otherwise."""
    given: dict[str, Any] = {
        "basis": "hourly", "full_time_hours": Decimal(37), "year_weeks": YEAR_WEEKS, **facts,
    }  # fmt: skip
    lines = [PointLine(row, *point) for row, point in enumerate(points or SPINE, 2)]
    return Rates(holds_from, lines=lines, **given)


def some_rates(
    viewer: Staff, organisation: Organisation, *points: tuple[str, str, int], name: str = EMPLOYEES,
    kind: str = "employees", **facts: Any,
) -> PayVersion:  # fmt: skip
    """Rates of the organisation's table of that name, which is begun where there is none."""
    rates = rates_of(*points, **facts)
    table = pay_table_called(viewer, organisation.id, name)
    stored = (
        store_rates(viewer, table, rates) if table else store_first_rates(viewer, organisation.id, name, kind, rates)
    )
    db.session.commit()
    return stored.version
