"""Figures for everyone: what is open now, by kind of work and by employer."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import organisations
from recruitment.reporting.reports.methods import METHODS
from recruitment.reporting.rules import smallest_shown
from recruitment.vacancies.live import live_by_category, live_by_organisation, live_totals
from recruitment.web.doors import public


@public.get("/figures")
def figures(viewer: Viewer) -> ResponseReturnValue:
    open_at = live_by_organisation(viewer)
    employers = [(each, open_at[each.id]) for each in organisations() if each.id in open_at]
    categories = [(each, each.vacancies) for each in live_by_category(viewer) if each.vacancies]
    return render_template(
        "public/figures/figures.html",
        totals=live_totals(viewer),
        applications=applications_told(),
        categories=_most_first(categories),
        employers=_most_first(employers),
        counted_at=clock.now(),
        fewest=smallest_shown(),
    )


@public.get("/figures/methods")
def methods(_viewer: Viewer) -> ResponseReturnValue:
    """Where every figure of every report leads."""
    return render_template("public/figures/methods.html", methods=METHODS, smallest=smallest_shown())


def applications_received() -> int:
    """Applications sent to all employers since the portal opened; a number, and nothing of any of them."""
    sent = visible(System("reporting"), Application).where(Application.submitted_at.is_not(None))
    return db.session.scalars(sent.with_only_columns(func.count())).one()


def applications_told() -> str:
    """The same in words that never point to a person."""
    count = applications_received()
    fewest = smallest_shown()
    return f"{count:,}" if count >= fewest else f"fewer than {fewest}"


def _most_first(counted: list[tuple[Any, int]]) -> list[tuple[Any, int]]:
    return sorted(counted, key=lambda pair: -pair[1])
