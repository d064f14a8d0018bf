"""Equality figures of one's organisation, and of all together to compare: who applied, and who went how far."""

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from recruitment.accounts.queries import workplaces_of
from recruitment.advertising.rules import year_name
from recruitment.core.viewers import Staff
from recruitment.reporting.equality_queries import equality_years, funnels
from recruitment.reporting.rules import smallest_shown
from recruitment.web.doors import employer
from recruitment.web.equality_tables import Shown, as_csv, year_asked

ALL = "all"


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `organisation_id` is None for all organisations together."""

    year: int | None
    of: str
    name: str
    organisation_id: int | None


def _asked(viewer: Staff) -> Asked:
    ours = workplaces_of(viewer.person)
    year = year_asked(equality_years(viewer))
    of = request.args.get("of", "") or ours[0].slug
    if of == ALL:
        return Asked(year, ALL, "All organisations together", None)
    for each in ours:
        if each.slug == of:
            return Asked(year, of, each.name, each.id)
    raise NotFound


def _tables(viewer: Staff, asked: Asked) -> list[Shown]:
    if asked.year is None:
        return []
    return [Shown(funnel) for funnel in funnels(viewer, asked.year, asked.organisation_id)]


@employer.get("/equality")
def equality(viewer: Staff) -> ResponseReturnValue:
    asked = _asked(viewer)
    places = [(each.slug, each.name) for each in workplaces_of(viewer.person)]
    return render_template(
        "employer/equality/equality.html",
        asked=asked,
        tables=_tables(viewer, asked),
        years=[(year, year_name(year)) for year in equality_years(viewer)],
        year=year_name(asked.year) if asked.year is not None else "",
        choices=[*places, (ALL, "All organisations together")],
        smallest=smallest_shown(),
        csv_address=url_for("employer.equality_csv", year=asked.year, of=asked.of),
    )


@employer.get("/equality.csv")
def equality_csv(viewer: Staff) -> Response:
    asked = _asked(viewer)
    return as_csv(_tables(viewer, asked), f"equality-{asked.of}-{asked.year or 'none'}")
