"""Distances over the earth, and names made comparable. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_MILES = 3958.761
# A metre or so: finer than any source knows.
DECIMALS = 5
LONGEST_NAME = 120
TOWN_KINDS = ("City", "Town", "Village")
# The source calls some towns so (Stornoway is a "Place", Giffnock a "Suburb"); they are told by their population.
COUNTED_KINDS = ("Suburb", "Place")
# Where no town is near, the least of places still tells where something is: Castlebay and Lochinver are a "Place".
SETTLED_KINDS = (*TOWN_KINDS, *COUNTED_KINDS, "Hamlet")
# A town's radius grows with the square root of its people: Kirkcaldy has 1.7 miles, Glasgow 5.9.
MILES_BY_ROOT_OF_PEOPLE = 0.0075
SMALLEST_TOWN_MILES = 0.5
# How far beyond its edge a town still tells where something is; and from the middle of any.
OUTSKIRTS_MILES = 1.5
FARTHEST_TOWN_MILES = 8.0
_WORD = re.compile(r"[^\W_]+")
_OUTWARD = r"([A-Z]{1,2}\d[A-Z\d]?)"
_POSTCODE = re.compile(rf"{_OUTWARD}\s*(\d[A-Z]{{2}})", re.ASCII)
_OUTCODE = re.compile(rf"{_OUTWARD}(?:\s+\d[A-Z]?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees that hold every spot within a radius, and some beyond it."""

    south: float
    north: float
    west: float
    east: float


class Settlement(NamedTuple):
    """A place near some spot. `population` is 0 where nobody counted it."""

    name: str
    kind: str
    population: int
    miles: float

    @property
    def is_town(self) -> bool:
        return self.kind in TOWN_KINDS or (self.kind in COUNTED_KINDS and self.population > 0)

    @property
    def radius(self) -> float:
        """A suburb may be counted with the town around it, so it is never large."""
        people = 0 if self.kind == "Suburb" else self.population
        return max(SMALLEST_TOWN_MILES, MILES_BY_ROOT_OF_PEOPLE * sqrt(people))

    @property
    def is_around(self) -> bool:
        """What is known to be so large that it takes the spot in, and the suburbs and old villages about it."""
        return self.kind != "Suburb" and self.population > 0 and self.miles <= self.radius


def miles_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great circle between two spots given in degrees (haversine), in miles."""
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord)))


def box_around(lat: float, lon: float, miles: float) -> Box:
    """The box that just holds a circle; whole way round the earth where the circle holds a pole."""
    angle = miles / EARTH_RADIUS_MILES
    tall = degrees(angle) + 10**-DECIMALS
    south, north = lat - tall, lat + tall
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), min(north, 90.0), -180.0, 180.0)
    wide = degrees(asin(min(1.0, sin(angle) / cos(radians(lat))))) + 10**-DECIMALS
    return Box(south, north, lon - wide, lon + wide)


def rounded(degrees_: float) -> float:
    return round(degrees_, DECIMALS)


def folded(name: str) -> str:
    """A name as it is looked up: no case, accents, apostrophes, hyphens or leading "the"; "Saint" is "st"."""
    unaccented = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = unaccented.casefold().replace("'", "").replace("\u2019", "").replace("&", " and ")
    words = ["st" if word == "saint" else word for word in _WORD.findall(plain)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def is_named_in(text: str, name: str) -> bool:
    """Whether a text says a name, in whole words: "Elgin High School" says "Elgin"."""
    return f" {folded(name)} " in f" {folded(text)} "


def town_among(settlements: Iterable[Settlement], label: str = "") -> str:
    """The town of a spot, of the settlements near it; empty where all are too far off.

    It is the one that the spot's label names, else the one around it, else the nearest for its size. What is no town
    counts only where no town is near.
    """
    near = [each for each in settlements if each.miles <= _reach(each)]
    nearest = min(
        [each for each in near if each.is_town] or near,
        key=lambda each: (not is_named_in(label, each.name), not each.is_around, each.miles / each.radius),
        default=None,
    )
    return nearest.name if nearest else ""


def _reach(settlement: Settlement) -> float:
    return min(settlement.radius + OUTSKIRTS_MILES, FARTHEST_TOWN_MILES)


def spaced(code: str) -> str:
    """A postcode as it is written: "KW151AA" → "KW15 1AA"."""
    return f"{code[:-3]} {code[-3:]}"


def postcode_in(text: str) -> str | None:
    """The postcode, without its space, that a text consists of."""
    found = _POSTCODE.fullmatch(_shouted(text))
    return found[1] + found[2] if found else None


def outcode_in(text: str) -> str | None:
    """The outward code that a text consists of or begins: "eh1", "EH1 1", "EH1 1YJ"."""
    shouted = _shouted(text)
    found = _OUTCODE.fullmatch(shouted) or _POSTCODE.fullmatch(shouted)
    return found[1] if found else None


def _shouted(text: str) -> str:
    return " ".join(text[:LONGEST_NAME].upper().split())
