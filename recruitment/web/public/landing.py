"""Landing pages: what is open of a kind of work, in a place, or both, with ways on to neighbours and the search."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.search.answers import number_of
from recruitment.search.index import IndexUnreadable
from recruitment.search.landing_places import LandingPlace, called, landing_places, nearest
from recruitment.search.landings import Landing, Tally, landing, open_landings, tallies
from recruitment.search.questions import USUAL_RADIUS, Question
from recruitment.vacancies.live import live_by_category
from recruitment.vacancies.queries import categories
from recruitment.vacancies.tables import Category
from recruitment.web.doors import public
from recruitment.web.public.landing_words import lowered, sentences, summary
from recruitment.web.public.results import cannot_search, result_of
from recruitment.web.public.vacancies import address_of

# Places of which the page asks how many jobs they have, and those of them that it then names.
ASKED, NAMED = 10, 8


@dataclass(frozen=True)
class Way:
    """A link to another landing page and how many jobs are there."""

    text: str
    href: str
    number: int


@public.get("/jobs")
def jobs(viewer: Viewer) -> ResponseReturnValue:
    try:
        counted = [tally for tally in tallies() if tally.number]
    except IndexUnreadable as problem:
        return cannot_search(problem)
    kinds = [
        Way(each.name, url_for("public.jobs_of_a_kind", category=each.slug), each.vacancies)
        for each in live_by_category(viewer)
        if each.vacancies
    ]
    return render_template(
        "public/landing/jobs.html",
        kinds=kinds,
        areas=_ways(tally for tally in counted if tally.place.is_area),
        islands=_ways(tally for tally in counted if tally.place.is_island),
        towns=_ways(tally for tally in counted if not (tally.place.is_area or tally.place.is_island)),
        miles=USUAL_RADIUS,
        canonical=_absolute(url_for("public.jobs")),
    )


@public.get("/jobs/<category>")
def jobs_of_a_kind(viewer: Viewer, category: str) -> ResponseReturnValue:
    return _page(viewer, category, "")


@public.get("/jobs-in/<place>")
def jobs_in_a_place(viewer: Viewer, place: str) -> ResponseReturnValue:
    return _page(viewer, "", place)


@public.get("/jobs/<category>/in/<place>")
def jobs_of_a_kind_in_a_place(viewer: Viewer, category: str, place: str) -> ResponseReturnValue:
    return _page(viewer, category, place)


def landing_addresses() -> list[tuple[str, int]]:
    """Path and number of jobs of every landing page that has any. Raises index.IndexUnreadable."""
    return [(_path(category, place), number) for category, place, number in open_landings()]


def _category(slug: str) -> Category:
    found = next((category for category in categories() if category.slug == slug), None)
    if found is None:
        raise NotVisible("no such kind of work")
    return found


def _page(viewer: Viewer, category_slug: str, place_slug: str) -> ResponseReturnValue:
    """Of a kind of work, of a place, or of both; "" for every kind, or all of Scotland."""
    places = landing_places()
    category = _category(category_slug) if category_slug else None
    place = called(place_slug, places) if place_slug else None
    question = _question(category, place)
    try:
        found = landing(question, viewer)
        nearby = _nearby(category, nearest(place, places, ASKED), place.is_area) if place else []
    except IndexUnreadable as problem:
        return cannot_search(problem)
    title = _title(category, place)
    return render_template(
        "public/landing/_landing.html",
        title=title,
        category=category,
        place=place,
        landing=found,
        sentences=sentences(found, _what(category, place, found)),
        summary=summary(found, title),
        results=[result_of(hit, found.found.place) for hit in found.found.hits],
        search=address_of(question),
        nearby=nearby,
        miles=USUAL_RADIUS,
        kinds=_kinds(found, place) if place and not category else [],
        areas=_areas(found, category, places) if category and not place else [],
        parents=_parents(category, place, places),
        canonical=_absolute(_path(category_slug, place_slug)),
    )


def _question(category: Category | None, place: LandingPlace | None) -> Question:
    return Question(where=place.where if place else "", category=(category.slug,) if category else ())


def _title(category: Category | None, place: LandingPlace | None) -> str:
    """Jobs in Cupar; Social care jobs; Social care jobs in Cupar"""
    what = f"{category.name} jobs" if category else "Jobs"
    return f"{what} {place.in_words}" if place else what


def _what(category: Category | None, place: LandingPlace | None, found: Landing) -> str:
    kind = f"in {lowered(category.name)}" if category else ""
    where = ""
    if place:
        is_measured = found.found.around is not None and found.found.around.has_distances
        where = f"within {found.found.question.miles} miles of {place.name}" if is_measured else place.in_words
    return " ".join(part for part in (kind, where or "across Scotland") if part)


def _path(category: str, place: str) -> str:
    if category and place:
        return url_for("public.jobs_of_a_kind_in_a_place", category=category, place=place)
    if category:
        return url_for("public.jobs_of_a_kind", category=category)
    return url_for("public.jobs_in_a_place", place=place)


def _absolute(path: str) -> str:
    return f"{current_app.config['SETTINGS'].public_url}{path}"


def _ways(counted: Iterable[Tally]) -> list[Way]:
    return [Way(tally.place.label, _path("", tally.place.slug), tally.number) for tally in counted]


def _nearby(category: Category | None, asked: list[LandingPlace], is_inside: bool) -> list[Way]:
    """The same elsewhere, nearest first; of the places inside an area those with most."""
    slug = category.slug if category else ""
    ways = [Way(each.label, _path(slug, each.slug), number_of(_question(category, each))) for each in asked]
    found = [way for way in ways if way.number]
    return (sorted(found, key=lambda way: -way.number) if is_inside else found)[:NAMED]


def _kinds(found: Landing, place: LandingPlace) -> list[Way]:
    return [Way(each.name, _path(each.value, place.slug), each.count) for each in found.found.choices["category"]]


def _areas(found: Landing, category: Category, places: list[LandingPlace]) -> list[Way]:
    return [
        Way(place.label, _path(category.slug, place.slug), found.by_area[place.area_code])
        for place in places
        if place.is_area and found.by_area.get(place.area_code)
    ]


def _parents(
    category: Category | None, place: LandingPlace | None, places: list[LandingPlace]
) -> list[tuple[str, str]]:
    """Wider pages: (what they say, where they are)."""
    if category and place:
        return [
            (f"All jobs {place.in_words}", _path("", place.slug)),
            (f"{category.name} jobs across Scotland", _path(category.slug, "")),
        ]
    if place and not place.is_area:
        area = next((each for each in places if each.is_area and each.area_code == place.area_code), None)
        return [(f"All jobs {area.in_words}", _path("", area.slug))] if area else []
    return []
