"""The list of all employers' live vacancies: searched, filtered, sorted, page by page. No cookie, no session."""

import logging
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.places.queries import Found
from recruitment.search.answers import PAGE_SIZE, Answer, Hit, answer
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import SORTS, Question, question_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import public
from recruitment.web.public.asking import address_of, subject_of
from recruitment.web.public.filters import chosen_of, filters_of, radii_of
from recruitment.web.public.suggestions import Suggestion, suggestions_for
from recruitment.web.public.words import Card, card, closing_in_words

LONGEST_SUMMARY = 200
RETRY_AFTER = 30
Tag = tuple[str, str | None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """One card of the list."""

    card: Card
    distance: str
    closes_at: datetime | None
    closing_exactly: str
    is_closing_moved: bool
    summary: str
    tags: list[Tag]
    is_across_water: bool


@dataclass(frozen=True)
class Pages:
    """As the pagination macro wants them."""

    question: Question
    pages: int

    @property
    def page(self) -> int:
        return self.question.page

    def url_for_page(self, number: int) -> str:
        return address_of(self.question.but(page=number))


@public.get("/vacancies")
def vacancies(viewer: Viewer) -> ResponseReturnValue:
    asked = question_of(request.args)
    try:
        found = answer(asked, viewer=viewer)
        suggestions = [] if found.total else suggestions_for(found)
    except IndexUnreadable as problem:
        log.error("vacancies cannot be searched: %s", problem)
        page = render_template("public/vacancies/_unavailable.html")
        return make_response(page, 503, {"Retry-After": str(RETRY_AFTER)})
    question = found.question
    return render_template(
        "public/vacancies/vacancies.html",
        question=question,
        found=found,
        subject=subject_of(found),
        results=[_result(hit, found.place) for hit in found.hits],
        first=(question.page - 1) * PAGE_SIZE + 1,
        filters=filters_of(found),
        chosen=chosen_of(found),
        unfiltered=address_of(question.unfiltered()),
        radii=radii_of(found),
        sorts=[(sort, name) for sort, name in SORTS.items() if _means_something(sort, found)],
        pages=Pages(question, found.pages),
        over_water=address_of(question.but(water=not question.water)),
        others=[(place.label, address_of(question.but(where=place.label))) for place in _others(found.place)],
        suggestions=suggestions,
        as_typed=address_of(question.but(q=found.typed, exactly=True)) if found.typed else "",
        offers=[Suggestion(offer.text, address_of(offer.question), offer.number) for offer in found.offers],
        canonical=current_app.config["SETTINGS"].public_url + address_of(question),
        feed=url_for("machine.vacancies_atom", **question.but(sort="").arguments()),
    )


def _means_something(sort: str, found: Answer) -> bool:
    if sort == "relevance":
        return bool(found.question.q)
    if sort == "distance":
        return found.around is not None and found.around.has_distances
    return True


def _others(place: Found | None) -> tuple[Found, ...]:
    return place.alternatives if place else ()


def _result(hit: Hit, place: Found | None) -> Result:
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


def _cut(summary: str) -> str:
    """The beginning of a long summary, to the end of a word."""
    return textwrap.shorten(summary, LONGEST_SUMMARY, placeholder="…")


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
    if vacancy.posts > 1:
        yield f"{vacancy.posts} posts", "blue"
    if vacancy.is_home_based and hit.workplaces:
        yield "Can be home-based", "teal"
    if hit.is_across_water:
        yield "Across water", "purple"
