"""Adverts in a list, each answering before the click: who, where, how far, what it pays, when it closes."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Response, current_app, make_response, render_template

from recruitment.core import clock
from recruitment.places.queries import Found
from recruitment.search.answers import Hit
from recruitment.search.index import IndexUnreadable
from recruitment.vacancies.tables import Vacancy
from recruitment.web.public.words import Card, card, closing_in_words

NEW_FOR = timedelta(days=2)
LONGEST_SUMMARY = 200
RETRY_AFTER = 30
Tag = tuple[str, str | None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """One card of a list."""

    card: Card
    distance: str
    closes_at: datetime | None
    closing_exactly: str
    is_closing_moved: bool
    summary: str
    tags: list[Tag]
    is_across_water: bool


def result_of(hit: Hit, place: Found | None = None) -> Result:
    vacancy = hit.vacancy
    others = [workplace for workplace in hit.workplaces if workplace is not hit.nearest]
    closes = vacancy.closes_at
    return Result(
        card=card(vacancy, [hit.nearest, *others] if hit.nearest else others),
        distance=_distance(hit, place),
        closes_at=closes,
        is_closing_moved=vacancy.is_closing_moved and current_app.config["SETTINGS"].is_demonstration,
        summary=_cut(vacancy.summary),
        closing_exactly=closing_in_words(closes) if closes else "",
        tags=list(_tags(vacancy, hit)),
        is_across_water=hit.is_across_water,
    )


def cannot_search(problem: IndexUnreadable) -> Response:
    """The page for the moment in which there is no index."""
    log.error("vacancies cannot be searched: %s", problem)
    page = render_template("public/vacancies/_unavailable.html")
    return make_response(page, 503, {"Retry-After": str(RETRY_AFTER)})


def _cut(summary: str) -> str:
    """The beginning of a long summary, to the end of a word."""
    line = " ".join(summary.split())
    return line if len(line) <= LONGEST_SUMMARY else f"{line[:LONGEST_SUMMARY].rpartition(' ')[0]}…"


def _distance(hit: Hit, place: Found | None) -> str:
    """2.4 miles, 12 miles; "about" where one end of it is only the middle of a wider area."""
    miles = hit.miles
    if miles is None or hit.nearest is None or place is None:
        return ""
    is_exact = place.is_exact and hit.nearest.kind != "area"
    if miles < 1:
        return "less than a mile" if is_exact else "about a mile"
    rounded = f"{miles:.1f}".removesuffix(".0") if miles < 10 else f"{miles:.0f}"
    said = "1 mile" if rounded == "1" else f"{rounded} miles"
    return said if is_exact else f"about {said}"


def _tags(vacancy: Vacancy, hit: Hit) -> Iterator[Tag]:
    if vacancy.public_from and clock.now() - vacancy.public_from < NEW_FOR:
        yield "New", "green"
    if vacancy.posts > 1:
        yield f"{vacancy.posts} posts", "blue"
    if vacancy.is_home_based and hit.workplaces:
        yield "Can be home-based", "teal"
    if hit.is_across_water:
        yield "Across water", "purple"
    if vacancy.gaelic == "essential":
        yield "Gaelic essential", "teal"
    if vacancy.disclosure_level == "pvg":
        yield "PVG check", "grey"
