"""A published advert as the index holds it. Pure."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import tantivy

from recruitment.places.rules import spaced
from recruitment.search.schema import SCHEMA, SPOTS_APART, all_words
from recruitment.search.words import plain
from recruitment.vacancies.duties import plain_text
from recruitment.vacancies.pay import pay_three_ways
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from recruitment.vacancies.words import place_in_words

# Bits of an order that hold the advert's id; seconds since 1970 or pence stand above them.
ID_BITS: Final = 31
# Seconds since 1970 of an advert that does not say when it closes: in the year 2106, after every other.
NEVER: Final = 2**32 - 1


def patterns_of(vacancy: Vacancy) -> list[str]:
    """The working patterns of an advert; a home-based one is home working, whether it says so or not."""
    return sorted({*vacancy.patterns, "home"} if vacancy.is_home_based else set(vacancy.patterns))


def schemes_of(vacancy: Vacancy) -> list[str]:
    """The schemes of an advert; an apprenticeship is one, and is told by the contract."""
    is_apprenticeship = vacancy.contract_type == "apprenticeship"
    return sorted({*vacancy.schemes, "apprenticeship"} if is_apprenticeship else set(vacancy.schemes))


def disclosure_of(vacancy: Vacancy) -> list[str]:
    """No check, some level of disclosure, or PVG; nothing where the advert does not say."""
    level = vacancy.disclosure_level
    return [level if level in ("none", "pvg") else "level"] if level else []


def document_of(advert: Advert, areas: Collection[str], cells: Collection[str]) -> tantivy.Document:
    """`areas`: statistical codes of the council areas in which the work is; `cells` of the map.

    Raises ValueError where a value does not fit the schema.
    """
    words = _words(advert)
    placed = {"areas": sorted(areas), "cells": sorted(cells)}
    facts = {**_exact(advert), **placed, **words, **all_words(words), **_numbers(advert.vacancy)}
    # With the schema given a value that does not fit fails here, not at the commit that holds a thousand others.
    return tantivy.Document.from_dict(facts, SCHEMA)


def _exact(advert: Advert) -> dict[str, Any]:
    vacancy = advert.vacancy
    points = sorted({str(place.point_id) for place in advert.workplaces if place.point_id is not None})
    return {
        "id": str(vacancy.id),
        "council": advert.organisation.slug,
        "category": [advert.category.slug] if advert.category else [],
        "contract": [vacancy.contract_type] if vacancy.contract_type else [],
        "pattern": patterns_of(vacancy),
        "disclosure": disclosure_of(vacancy),
        "gaelic": vacancy.gaelic,
        "scheme": schemes_of(vacancy),
        "points": points,
        "spots": [SPOTS_APART.join(points)] if points else [],
    }


def _words(advert: Advert) -> dict[str, Any]:
    vacancy = advert.vacancy
    title = plain(vacancy.title)
    employer = [plain(advert.organisation.name), plain(vacancy.department)]
    category = plain(advert.category.name) if advert.category else ""
    labels = [plain(place_in_words(place)) for place in advert.workplaces]
    # Beside the English words, as both languages of an advert are equal in rank.
    gaelic = {name: plain(plain_text(vacancy.in_gaelic.get(name, ""))) for name in ("title", "summary", "duties")}
    return {
        "title": [title, gaelic["title"]],
        "employer": employer,
        "category_name": category,
        "terms": [
            CONTRACT_TYPES.get(vacancy.contract_type or "", ""),
            *(PATTERNS.get(code, "") for code in patterns_of(vacancy)),
        ],
        "places": [_placed(label, place.postcode) for label, place in zip(labels, advert.workplaces, strict=True)],
        "plain": [title, gaelic["title"], *employer, category, *labels],
        "reference": [vacancy.reference, vacancy.own_reference],
        "summary": [plain(vacancy.summary), gaelic["summary"]],
        "criteria": [plain(criterion.text) for criterion in advert.criteria],
        "duties": [plain(plain_text(vacancy.duties)), gaelic["duties"]],
    }


def _placed(label: str, postcode: str) -> str:
    """Postcodes are written with their space, so that the outward code is a word."""
    return f"{label} {spaced(postcode)}" if postcode else label


def _numbers(vacancy: Vacancy) -> dict[str, Any]:
    opens, closes = _seconds(vacancy.public_from, 0), _seconds(vacancy.closes_at, NEVER)
    annual = pay_three_ways(vacancy).annual
    pay = {"pay_low": annual.low, "pay_high": annual.high} if annual else {}
    return {
        "public_from": opens,
        # Adverts from elsewhere open on the day they were posted there, which may be long before they came to us.
        "new_from": max(opens, _seconds(vacancy.published_at, 0)),
        "closes_at": closes,
        "by_opening": _ordered(opens, vacancy.id),
        "by_closing": _ordered(closes, vacancy.id),
        "by_pay": _ordered(annual.high if annual else 0, vacancy.id),
        **pay,
    }


def _seconds(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else int(moment.timestamp())


def _ordered(value: int, vacancy_id: int) -> int:
    return (value << ID_BITS) | vacancy_id
