"""Rolling figures up, as the system, so that nobody who reads them needs to reach what they are made of."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from recruitment.advertising.rules import financial_year
from recruitment.advertising.tables import Placement
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.reporting.forgotten_tables import ForgottenFigure
from recruitment.reporting.tables import ApplicationFigure, SpendFigure

REPORTING = System("reporting")


def roll_up() -> None:
    """Makes all figures anew. Cheap enough to be whole, so that no figure can drift from what it is made of."""
    _replace(SpendFigure, _spend())
    _replace(ApplicationFigure, _applications())


def _replace(model: Any, rows: Iterable[Any]) -> None:
    fresh = list(rows)
    db.session.execute(removing(REPORTING, model))
    db.session.add_all(fresh)
    db.session.flush()


def _spend() -> Iterable[SpendFigure]:
    sums: dict[tuple[int, int, str], SpendFigure] = {}
    columns = (Placement.organisation_id, Placement.placed_on, Placement.medium, Placement.net, Placement.vat)
    wanted = visible(REPORTING, Placement).where(Placement.struck_at.is_(None)).with_only_columns(*columns)
    for organisation_id, placed_on, medium, net, vat in db.session.execute(wanted):
        year = financial_year(placed_on)
        figure = sums.setdefault(
            (organisation_id, year, medium),
            SpendFigure(organisation_id=organisation_id, year=year, medium=medium, placements=0, net=0, vat=0),
        )
        figure.placements += 1
        figure.net += net
        figure.vat += vat
    return sums.values()


def _applications() -> Iterable[ApplicationFigure]:
    columns = (Application.organisation_id, Application.submitted_at)
    wanted = visible(REPORTING, Application).where(Application.submitted_at.is_not(None)).with_only_columns(*columns)
    counts = Counter(
        (organisation_id, financial_year(clock.local(submitted_at).date()))
        for organisation_id, submitted_at in db.session.execute(wanted)
        if submitted_at is not None
    )
    for forgotten in db.session.scalars(visible(REPORTING, ForgottenFigure)):
        counts[forgotten.organisation_id, forgotten.year] += forgotten.applications
    return [
        ApplicationFigure(organisation_id=organisation_id, year=year, applications=count)
        for (organisation_id, year), count in counts.items()
    ]
