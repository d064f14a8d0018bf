"""Which posts a person at risk could do, and why: in points, and in words that anybody can check. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from recruitment.places.islands import is_water_between, land_at
from recruitment.places.rules import miles_between
from recruitment.vacancies.pay import pay_three_ways
from recruitment.vacancies.queries import Advert
from recruitment.vacancies.redeployment_tables import AtRisk
from recruitment.vacancies.suggesting import suggest_unit_group

# Points. What one could do counts most: where it is and what it pays can only rule a post out, or round it off.
SAME_OCCUPATION, SAME_CATEGORY, A_SKILL, CLOSE_PAY, SAME_HOURS, IN_REACH = 20, 40, 10, 15, 5, 10
MOST_SKILLS: Final = 3
ENOUGH: Final = 40
# Pay that is suitable lies within so much of the present pay, either way.
BAND: Final = 0.1
# Hours a week that make no difference.
ABOUT: Final = 2
# Endings that a word may have and still be the word that was meant.
ENDINGS: Final = ("s", "es", "ing", "er", "ed")


@dataclass(frozen=True)
class Match:
    """An advert that a person at risk could do: why, in words, and `points` to order it by."""

    person: AtRisk
    advert: Advert
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Home:
    """From where somebody can travel."""

    lat: float
    lon: float
    island: str


Points = list[tuple[int, str]]


def match(person: AtRisk, advert: Advert, home: Home | None) -> Match | None:
    """None where the post is too far away, its pay is out of the band, or too little speaks for it."""
    does = [*_work(person, advert), *_skills(person, advert)]
    pay, place = _pay(person, advert), _place(person, advert, home)
    if not does or pay is None or place is None:
        return None
    found = [*does, *pay, *_hours(person, advert), *place]
    points = sum(number for number, _ in found)
    return Match(person, advert, points, tuple(reason for _, reason in found)) if points >= ENOUGH else None


def _work(person: AtRisk, advert: Advert) -> Points:
    found = []
    if advert.vacancy.category_code == person.category_code and advert.category is not None:
        found.append((SAME_CATEGORY, f"The same kind of work: {advert.category.name}"))
    group = suggest_unit_group(person.post)
    if group is not None and group == suggest_unit_group(advert.vacancy.title):
        found.append((SAME_OCCUPATION, f"The same occupation as “{person.post}”"))
    return found


def _skills(person: AtRisk, advert: Advert) -> Points:
    vacancy = advert.vacancy
    asked = " ".join((vacancy.title, vacancy.summary, vacancy.duties, *(each.text for each in advert.criteria)))
    held = asked_for(person.skills, asked)[:MOST_SKILLS]
    return [(A_SKILL * len(held), f"It asks for: {', '.join(held)}")] if held else []


def asked_for(skills: Sequence[str], text: str) -> list[str]:
    """Those of the skills of which every word stands in a text, whatever its ending."""
    there = set(_words(text))
    return [skill for skill in skills if (words := _words(skill)) and all(word in there for word in words)]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [_stem(word) for word in re.findall(r"[a-z0-9+#]+", plain)]


def _stem(word: str) -> str:
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) - len(each) >= 4), "")
    return word.removesuffix(ending)


def _pay(person: AtRisk, advert: Advert) -> Points | None:
    """Nothing is ruled out on a guess: where either says nothing of pay, it says nothing for or against."""
    offered = pay_three_ways(advert.vacancy).annual
    if person.pay is None or offered is None:
        return []
    if offered.high < person.pay * (1 - BAND) or offered.low > person.pay * (1 + BAND):
        return None
    return [(CLOSE_PAY, "Its pay is within a tenth of the present pay")]


def _hours(person: AtRisk, advert: Advert) -> Points:
    low, high = advert.vacancy.hours_low, advert.vacancy.hours_high or advert.vacancy.hours_low
    if person.hours is None or low is None or high is None or not low - ABOUT <= person.hours <= high + ABOUT:
        return []
    return [(SAME_HOURS, "About the same hours")]


def _place(person: AtRisk, advert: Advert, home: Home | None) -> Points | None:
    if advert.vacancy.is_home_based:
        return [(IN_REACH, "Worked from home")]
    points = [each.point for each in advert.workplaces if each.point is not None]
    if home is None or person.miles is None or not points:
        return []
    nearest = min((miles for point in points if (miles := _miles(home, point)) is not None), default=None)
    if nearest is None or nearest > person.miles:
        return None
    return [
        (IN_REACH, f"{max(round(nearest), 1)} {'mile' if round(nearest) <= 1 else 'miles'} away, in a straight line")
    ]


def _miles(home: Home, point: Any) -> float | None:
    """None across water: no straight line leads there."""
    lands = (land_at(home.lat, home.lon, home.island), land_at(point.lat, point.lon, point.island))
    return None if is_water_between(*lands) else miles_between(home.lat, home.lon, point.lat, point.lon)


def best_first(matches: Iterable[Match | None]) -> list[Match]:
    return sorted((each for each in matches if each is not None), key=lambda each: (-each.points, each.person.id))
