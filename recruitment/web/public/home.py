"""The front door: search, what is open, and how applying works."""

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import councils
from recruitment.search.answers import Hit
from recruitment.vacancies.live import live_by_category, live_by_organisation, live_totals, newest_live, workplaces_of
from recruitment.web.doors import public
from recruitment.web.public.results import result_of

NEWEST = 4


@public.get("/")
def home(viewer: Viewer) -> ResponseReturnValue:
    newest = newest_live(viewer, NEWEST)
    places = workplaces_of(viewer, newest)
    return render_template(
        "public/home/home.html",
        totals=live_totals(viewer),
        categories=[category for category in live_by_category(viewer) if category.vacancies],
        newest=[result_of(Hit(vacancy, places[vacancy.id])) for vacancy in newest],
        councils=councils(),
        open_at=live_by_organisation(viewer),
    )
