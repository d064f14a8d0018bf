"""Figures for everyone: what is open now, what advertising costs and saves by year, and the way to the open data."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func

from recruitment.advertising.rules import year_name
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.organisations.queries import organisations
from recruitment.reporting.public_figures import FEWEST_EMPLOYERS, PublicYear, public_years
from recruitment.reporting.reports.frame import Absent
from recruitment.reporting.reports.methods import METHODS
from recruitment.reporting.reports.words import about, pounds
from recruitment.reporting.rules import smallest_shown
from recruitment.vacancies.live import live_by_category, live_by_organisation, live_totals
from recruitment.web.charts import Drawing, Series, draw
from recruitment.web.doors import public
from recruitment.web.open_figures import RESOURCES, WITHHELD

# Fewer are no trend.
FEWEST_YEARS = 2


@public.get("/figures")
def figures(viewer: Viewer) -> ResponseReturnValue:
    open_at, totals, years = live_by_organisation(viewer), live_totals(viewer), public_years()
    employers = [(each.name, open_at[each.id]) for each in organisations() if each.id in open_at]
    categories = [(each.name, each.vacancies) for each in live_by_category(viewer) if each.vacancies]
    return render_template(
        "public/figures/figures.html",
        totals=totals,
        applications=applications_told(),
        categories=_counted("kinds", "Vacancies by kind of work", categories, totals.vacancies),
        employers=_counted("employers", "Vacancies by employer", employers, totals.vacancies),
        years=[year_in_words(each) for each in years],
        spend_chart=_spend_chart(years),
        saving=next((each.saving for each in years if each.saving), None),
        about=about,
        year_name=year_name,
        counted_at=clock.now(),
        fewest=smallest_shown(),
        fewest_employers=FEWEST_EMPLOYERS,
        resources=RESOURCES,
    )


def _counted(code: str, title: str, counted: list[tuple[str, int]], whole: int) -> dict[str, Any] | None:
    """A chart and its table, most first; None where there is nothing to count."""
    if not counted:
        return None
    listed = sorted(counted, key=lambda pair: -pair[1])
    says = f"Most first: {listed[0][0]} has {listed[0][1]:,} of {whole:,}."
    labels, values = zip(*listed, strict=True)
    drawn = Drawing(code, title, says, "bars", labels, (Series("Vacancies", values),), lambda number: f"{number:,.0f}")
    rows = [[name, f"{count:,}", f"{count / whole:.1%}"] for name, count in listed]
    return {"title": title, "says": says, "chart": draw(drawn), "rows": rows}


def year_in_words(each: PublicYear) -> list[str]:
    """The cells of one year: name, placements, net spend, applications, saved in cash and in real terms."""
    saving = each.saving
    return [
        year_name(each.year),
        WITHHELD if each.placements is None else f"{each.placements:,}",
        WITHHELD if each.net is None else pounds(each.net),
        WITHHELD if each.applications is None else f"{each.applications:,}",
        pounds(saving.in_cash) if saving else Absent.NOTHING,
        pounds(saving.in_real_terms) if saving and saving.in_real_terms is not None else Absent.NOTHING,
    ]


def _spend_chart(years: list[PublicYear]) -> Any:
    told = [(year_name(each.year), each.net) for each in reversed(years) if each.net is not None]
    if len(told) < FEWEST_YEARS:
        return None
    labels, values = zip(*told, strict=True)
    says = f"In {labels[-1]} it was {about(values[-1])}, in {labels[0]} {about(values[0])}."
    drawn = Drawing("spend", "Net spend by year", says, "bars", labels, (Series("Net spend", values),), in_pounds)
    return {"says": says, "chart": draw(drawn)}


def in_pounds(pence: float) -> str:
    return pounds(int(pence))


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
