"""A search in words, and the new vacancies of a letter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app

from recruitment.core import clock
from recruitment.search import queries
from recruitment.search.answers import Hit
from recruitment.search.facets import FACETS, Facet, Steps
from recruitment.search.questions import Question
from recruitment.search.spots import around, surroundings
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.words import pay_in_short, place_in_short, time_of_day

LAST_MINUTE: Final = (23, 59)
# Names that the database holds.
SLUGS: Final[Mapping[str, Callable[[Sequence[str]], Mapping[str, str]]]] = {
    "council": queries.organisation_names,
    "category": lambda _: queries.category_names(),
}
# What else narrows or widens a search: parameter, what, which.
SWITCHES: Final = (
    ("exactly", "Words", "Exactly as typed"),
    ("water", "Place", "Also jobs across water"),
    ("home", "Place", "Also jobs done from home"),
)


def subject_of(question: Question) -> str:
    """What a search is for, after “new jobs”: for “cook” within 10 miles of Oban"""
    said = [f"for “{question.q}”"] if question.q else []
    if question.where:
        there = around(surroundings(question.where), question.miles)
        name = there.place.label if there else question.where
        is_area = there is not None and not there.has_distances
        miles = "1 mile" if question.miles == 1 else f"{question.miles} miles"
        said.append(f"in {name}" if is_area else f"within {miles} of {name}")
    return " ".join(said) or "in Scotland"


def filters_of(question: Question) -> list[tuple[str, str]]:
    """The filters that are on, as (what, which)."""
    said = question.arguments()
    switched = [(what, which) for name, what, which in SWITCHES if name in said]
    return switched + [(facet.legend, _said(facet, said[name])) for name, facet in FACETS.items() if name in said]


def _said(facet: Facet, chosen: Any) -> str:
    if isinstance(facet, Steps):
        return facet.say(chosen)
    names = SLUGS[facet.name](chosen) if facet.names is None else facet.names
    return " or ".join(names.get(each, each) for each in chosen)


def list_url(question: Question) -> str:
    """The whole list of a search, newest first."""
    query = urlencode({**question.but(sort="newest").arguments()}, doseq=True)
    return f"{current_app.config['SETTINGS'].public_url}/vacancies?{query}"


def job_of(hit: Hit) -> dict[str, str]:
    """A vacancy as a letter shows it."""
    vacancy = hit.vacancy
    path = f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"
    return {
        "title": vacancy.title,
        "employer": vacancy.organisation.name,
        "place": place_in_short(vacancy, hit.workplaces),
        "pay": pay_in_short(vacancy),
        "closing": closing_date(vacancy.closes_at) if vacancy.closes_at else "",
        "href": current_app.config["SETTINGS"].public_url + path,
    }


def closing_date(closes_at: datetime) -> str:
    """Friday 5 June 2026, and the time of day where it is not the day's end. Never “today”: letters are read later."""
    here = clock.local(closes_at)
    day = f"{here:%A} {here.day} {here:%B %Y}"
    return day if (here.hour, here.minute) == LAST_MINUTE else f"{day} at {time_of_day(here)}"
