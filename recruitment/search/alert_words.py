"""A search in words, and the new vacancies of a letter."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from flask import current_app

from recruitment.core import clock
from recruitment.search import queries
from recruitment.search.answers import Hit
from recruitment.search.questions import Question
from recruitment.search.spots import around, surroundings
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from recruitment.vacancies.words import pay_in_short, place_in_short, time_of_day

# Parameters that are no filter: words and place stand in the subject, the rest is how a list is shown.
NO_FILTERS: Final = ("q", "where", "miles", "sort", "page")
LAST_MINUTE: Final = (23, 59)
Names = Callable[[Sequence[str]], Mapping[str, str]]
FILTERS: Final[Mapping[str, tuple[str, Names]]] = {
    "council": ("Employer", queries.organisation_names),
    "category": ("Kind of work", lambda _: queries.category_names()),
    "contract": ("Contract", lambda _: CONTRACT_TYPES),
    "pattern": ("Working pattern", lambda _: PATTERNS),
}


def subject_of(question: Question) -> str:
    """What a search is for, after “new jobs”: for “cook” within 10 miles of Oban"""
    said = [f"for “{question.q}”"] if question.q else []
    if question.where:
        there = around(surroundings(question.where), question.miles)
        name = there.place.label if there else question.where
        is_area = there is not None and not there.has_distances
        said.append(f"in {name}" if is_area else f"within {question.miles} miles of {name}")
    return " ".join(said) or "in Scotland"


def filters_of(question: Question) -> list[tuple[str, str]]:
    """The filters that are on, as (what, which)."""
    told = []
    for name, value in question.arguments().items():
        if name == "pay_from":
            told.append(("Pay for a full-time year", f"£{value:,} or more"))
        elif name in FILTERS:
            label, names_of = FILTERS[name]
            names = names_of(value)
            told.append((label, " or ".join(names.get(each, each) for each in value)))
        elif name not in NO_FILTERS:
            told.append((name.replace("_", " ").capitalize(), _listed(value)))
    return told


def _listed(value: Any) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


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
