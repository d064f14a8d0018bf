"""The list of all employers' live vacancies: searched, filtered, sorted, page by page. No cookie, no session."""

import logging
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.places.queries import Found
from recruitment.search.answers import PAGE_SIZE, Answer, Hit, answer, number_of
from recruitment.search.index import IndexUnreadable
from recruitment.search.matching import PAY, parts_of
from recruitment.search.questions import CHOICES, RADII, SORTS, Question, question_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import public
from recruitment.web.public.words import Card, card, closing_in_words, days_until, time_left

FILTER_NAMES = {
    "council": "Employer",
    "category": "Kind of work",
    "contract": "Contract",
    "pattern": "Working pattern",
    PAY: "Pay for a full-time year",
}
# Filters that stand open from the start; the others open when something is chosen in them.
OPEN = ("category", "council")
# Days within which a closing date is told by how far off it is.
SOON = 14
LONGEST_SUMMARY = 200
# Of more choices than this some are out of sight until they are scrolled to, so those that are on come first.
IN_SIGHT = 9
RETRY_AFTER = 30
MOST_WORDS_ALONE = 4
MOST_SUGGESTIONS = 8
EVERYTHING = "Every job that is open"
QUOTE = '"'
Tag = tuple[str, str | None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """One card of the list."""

    card: Card
    distance: str
    closes_at: datetime | None
    closing: str
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


@dataclass(frozen=True)
class Suggestion:
    """A question near one that found nothing, and how many jobs it finds."""

    text: str
    href: str
    number: int


@public.get("/vacancies")
def vacancies(viewer: Viewer) -> ResponseReturnValue:
    asked = question_of(request.args)
    try:
        found = answer(asked, viewer=viewer)
        suggestions = [] if found.total else suggestions_for(found)
        from_home = _from_home(found)
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
        filters=_filters(found),
        chosen=_chosen(found),
        unfiltered=address_of(question.unfiltered()),
        radii=RADII,
        sorts=[(sort, name) for sort, name in SORTS.items() if _means_something(sort, found)],
        pages=Pages(question, found.pages),
        others=[(place.label, address_of(question.but(where=place.label))) for place in _others(found.place)],
        suggestions=suggestions,
        from_home=from_home,
        canonical=current_app.config["SETTINGS"].public_url + address_of(question),
        alert=url_for("public.alert", **question.but(sort="").arguments()),
        feed=url_for("machine.vacancies_atom", **question.but(sort="").arguments()),
    )


def address_of(question: Question, **options: Any) -> str:
    return url_for("public.vacancies", **question.arguments(), **options)


def subject_of(found: Answer) -> str:
    """What the list holds, after the number of jobs: for “support worker” within 20 miles of Stornoway"""
    said = f"for “{found.question.q}” " if found.question.q else ""
    if found.around is None:
        return said + ("in Scotland" if not said else "")
    if found.around.has_distances:
        return f"{said}within {found.question.miles} miles of {found.around.place.label}"
    return f"{said}in {found.around.place.label}"


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
        closing=closing_soon(closes) if closes else "",
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


def closing_soon(closes_at: datetime) -> str:
    """in 3 days, Friday 27 November; 4 March 2027 when it is farther off."""
    here = clock.local(closes_at)
    if days_until(closes_at) > SOON:
        return f"{here.day} {here:%B %Y}"
    return f"{time_left(closes_at)}, {here:%A} {here.day} {here:%B}"


def _tags(vacancy: Vacancy, hit: Hit) -> Iterator[Tag]:
    if vacancy.posts > 1:
        yield f"{vacancy.posts} posts", "blue"
    if vacancy.is_home_based and hit.workplaces:
        yield "Can be home-based", "teal"
    if hit.is_across_water:
        yield "Across water", "purple"


def _filters(found: Answer) -> list[dict[str, Any]]:
    """The groups of choices as the facets macro wants them."""
    groups = []
    for name, legend in FILTER_NAMES.items():
        options = [
            {"value": each.value, "text": each.name, "count": each.count, "checked": each.is_chosen}
            for each in found.choices[name]
        ]
        if len(options) > IN_SIGHT:
            options.sort(key=lambda option: not option["checked"])
        if name == PAY:
            options.insert(0, {"value": "", "text": "Any pay", "checked": found.question.pay_from is None})
        groups.append({"name": name, "legend": legend, "options": options, "open": name in OPEN,
                       "kind": "radio" if name == PAY else "checkbox"})  # fmt: skip
    return groups


def _chosen(found: Answer) -> list[dict[str, Any]]:
    """The filters that are on, each with the address of the list without it."""
    question = found.question
    groups = [
        {"name": FILTER_NAMES[name], "chosen": [
            {"text": each.name, "href": address_of(_without(question, name, each.value))}
            for each in found.choices[name] if each.is_chosen
        ]}
        for name in CHOICES
    ]  # fmt: skip
    if question.pay_from is not None:
        floor = {"text": f"£{question.pay_from:,} or more", "href": address_of(question.but(pay_from=None))}
        groups.append({"name": FILTER_NAMES[PAY], "chosen": [floor]})
    return groups


def _without(question: Question, name: str, value: str) -> Question:
    return question.but(**{name: tuple(other for other in getattr(question, name) if other != value)})


def _from_home(found: Answer) -> Suggestion | None:
    """Beside a place: the same with home working, for which no place need be near."""
    question = found.question
    if found.around is None or question.pattern:
        return None
    near = question.but(where="", pattern=("home",))
    number = number_of(near)
    return Suggestion("Home working, wherever you live", address_of(near), number) if number else None


def suggestions_for(found: Answer) -> list[Suggestion]:
    """Questions near one that found nothing, of which each finds something; the nearest first."""
    kept: dict[Question, Suggestion] = {}
    for text, near in _near(found):
        if near not in kept and (number := number_of(near)):
            kept[near] = Suggestion(EVERYTHING if near.is_open else text, address_of(near), number)
        if len(kept) == MOST_SUGGESTIONS:
            break
    return list(kept.values())


def _near(found: Answer) -> Iterator[tuple[str, Question]]:
    question = found.question
    yield from _farther(found)
    for name in (*CHOICES, PAY):
        if getattr(question, name):
            without = question.but(**{name: None if name == PAY else ()})
            yield f"The same without the filter “{FILTER_NAMES[name].lower()}”", without
    yield "The same without any filter", question.unfiltered()
    yield "The same anywhere in Scotland", question.but(where="")
    yield "The same words anywhere, without any filter", question.unfiltered().but(where="")
    yield from _by_word(question)
    if found.around is not None:
        yield (
            f"Every job {subject_of(found).removeprefix(f'for “{question.q}” ')}",
            Question(where=question.where, miles=question.miles),
        )
    yield EVERYTHING, Question()


def _farther(found: Answer) -> Iterator[tuple[str, Question]]:
    if found.around is not None and found.around.has_distances:
        for radius in RADII:
            if radius > found.question.miles:
                yield f"Within {radius} miles of {found.around.place.name}", found.question.but(miles=radius)


def _by_word(question: Question) -> Iterator[tuple[str, Question]]:
    """Each word by itself, where the place and the filters are; then each anywhere."""
    parts = parts_of(question.q)[:MOST_WORDS_ALONE]
    if len(parts) == 1:
        return
    for part in parts:
        yield f"Only “{part.strip(QUOTE)}”", question.but(q=part)
    for part in parts:
        yield f"Only “{part.strip(QUOTE)}”, anywhere and without any filter", Question(q=part)
