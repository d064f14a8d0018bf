"""Rolling figures up, as the system, so that nobody who reads them needs to reach what they are made of."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from recruitment.advertising.rules import financial_year
from recruitment.advertising.tables import Placement
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.reporting.forgotten_tables import ForgottenFigure
from recruitment.reporting.tables import ApplicationFigure, OutcomeFigure, PromiseFigure, SpendFigure
from recruitment.vacancies.after_tables import Outcome, PromiseKept, StillInPost
from recruitment.vacancies.outcomes import ORIGINS

REPORTING = System("reporting")
STAYING = ("still", "gone", "unknown")


def roll_up() -> None:
    """Makes all figures anew. Cheap enough to be whole, so that no figure can drift from what it is made of."""
    _replace(SpendFigure, _spend())
    _replace(ApplicationFigure, _applications())
    _replace(PromiseFigure, _promises())
    _replace(OutcomeFigure, _outcomes())


def _replace(model: Any, rows: Iterable[Any]) -> None:
    fresh = list(rows)
    db.session.execute(removing(REPORTING, model))
    db.session.add_all(fresh)
    db.session.flush()


def _spend() -> Iterable[SpendFigure]:
    sums: dict[tuple[int, int, str], SpendFigure] = {}
    columns = (
        Placement.organisation_id, Placement.placed_on, Placement.medium, Placement.net, Placement.vat,
        Placement.credits_id,
    )  # fmt: skip
    wanted = visible(REPORTING, Placement).where(Placement.struck_at.is_(None)).with_only_columns(*columns)
    for organisation_id, placed_on, medium, net, vat, credits_id in db.session.execute(wanted):
        year = financial_year(placed_on)
        figure = sums.setdefault(
            (organisation_id, year, medium),
            SpendFigure(organisation_id=organisation_id, year=year, medium=medium, placements=0, net=0, vat=0),
        )
        figure.placements += credits_id is None
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


def _promises() -> Iterable[PromiseFigure]:
    """What was done by its day was kept; whatever else is on record was missed."""
    figures: dict[tuple[int, int, str], PromiseFigure] = {}
    columns = (PromiseKept.organisation_id, PromiseKept.kind, PromiseKept.due_on, PromiseKept.done_on)
    wanted = visible(REPORTING, PromiseKept).with_only_columns(*columns)
    for organisation_id, kind, due_on, done_on in db.session.execute(wanted):
        key = (organisation_id, financial_year(due_on), kind)
        figure = figures.setdefault(
            key, PromiseFigure(organisation_id=key[0], year=key[1], kind=kind, kept=0, missed=0)
        )
        if done_on is not None and done_on <= due_on:
            figure.kept += 1
        else:
            figure.missed += 1
    return figures.values()


def _outcomes() -> Iterable[OutcomeFigure]:
    """Each in the financial year in which its vacancy ended."""
    figures: dict[tuple[int, int], OutcomeFigure] = {}

    def figure_of(organisation_id: int, day: date) -> OutcomeFigure:
        key = (organisation_id, financial_year(day))
        empty = dict.fromkeys((*ORIGINS, *STAYING, "unfilled"), 0)
        return figures.setdefault(key, OutcomeFigure(organisation_id=key[0], year=key[1], **empty))

    for outcome in db.session.scalars(visible(REPORTING, Outcome)):
        figure = figure_of(outcome.organisation_id, outcome.ended_on)
        for name in ORIGINS:
            setattr(figure, name, getattr(figure, name) + getattr(outcome, name))
        figure.unfilled += outcome.reason is not None
    answered = visible(REPORTING, StillInPost).where(StillInPost.answered_at.is_not(None))
    for row in db.session.scalars(answered):
        figure = figure_of(row.organisation_id, row.filled_on)
        for name in STAYING:
            setattr(figure, name, getattr(figure, name) + (getattr(row, name) or 0))
    return figures.values()
