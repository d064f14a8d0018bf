"""The places that have a page of their own: council areas, islands, and towns large enough to be asked for by name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import or_, select

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.places.queries import COUNCIL_AREA, ISLAND
from recruitment.places.rules import folded, miles_between
from recruitment.places.tables import Place

# People of the smallest town with a page.
TOWN: Final = 3_000
_NO_SLUG = re.compile(r"[^a-z0-9]+")
# Areas that English gives an article.
_WITH_ARTICLE = re.compile(r"City of .*|.* (Islands|Borders)")


@dataclass(frozen=True)
class LandingPlace:
    """`where`: what finds exactly this place in the search box. `area_code`: of the council area it is or lies in."""

    slug: str
    name: str
    kind: str
    where: str
    lat: float
    lon: float
    island: str
    area_code: str
    population: int
    # Another place has the page of this name, so this one's area is said with it.
    is_namesake: bool = False

    @property
    def is_area(self) -> bool:
        return self.kind == COUNCIL_AREA

    @property
    def is_island(self) -> bool:
        return self.kind == ISLAND

    @property
    def in_words(self) -> str:
        """in Cupar, on Mull, in the Orkney Islands, in the Falkirk council area"""
        if self.is_area and self.is_namesake:
            return f"in the {self.name} council area"
        article = "the " if self.is_area and _WITH_ARTICLE.fullmatch(self.name) else ""
        return f"{'on' if self.is_island else 'in'} {article}{self.label}"

    @property
    def label(self) -> str:
        if not self.is_namesake:
            return self.name
        return f"{self.name} (council area)" if self.is_area else self.where

    def miles_to(self, other: "LandingPlace") -> float:
        return miles_between(self.lat, self.lon, other.lat, other.lon)


def landing_places() -> list[LandingPlace]:
    """All of them by name."""
    rows = db.session.scalars(
        select(Place).where(or_(Place.kind.in_((COUNCIL_AREA, ISLAND)), Place.population >= TOWN))
    ).all()
    areas = {place.council_code: place.name for place in rows if place.kind == COUNCIL_AREA}
    by_slug: dict[str, list[Place]] = defaultdict(list)
    for place in rows:
        by_slug[slugged(place.name)].append(place)
    found = [
        _landing_place(place, slug, areas, is_first=number == 0)
        for slug, namesakes in by_slug.items()
        for number, place in enumerate(sorted(namesakes, key=_prominence))
    ]
    return sorted(found, key=lambda place: (folded(place.name), place.slug))


def called(slug: str, places: Iterable[LandingPlace]) -> LandingPlace:
    """Raises NotVisible where none of the places has this slug."""
    found = next((place for place in places if place.slug == slug), None)
    if found is None:
        raise NotVisible("no such place")
    return found


def nearest(to: LandingPlace, places: Iterable[LandingPlace], most: int) -> list[LandingPlace]:
    """Other places on the same side of the water, nearest first; of an area the largest places in it."""
    if to.is_area:
        inside = (place for place in places if place.area_code == to.area_code and not place.is_area)
        return sorted(inside, key=lambda place: -place.population)[:most]
    others = (place for place in places if place.slug != to.slug and not place.is_area and place.island == to.island)
    return sorted(others, key=to.miles_to)[:most]


def slugged(name: str) -> str:
    return _NO_SLUG.sub("-", folded(name)).strip("-")


def _prominence(place: Place) -> tuple[bool, bool, int, int]:
    """Of one name a town is meant before the island, and both before the council area."""
    return (place.kind == COUNCIL_AREA, place.kind == ISLAND, -place.population, place.id)


def _landing_place(place: Place, slug: str, areas: dict[str, str], *, is_first: bool) -> LandingPlace:
    area = areas.get(place.council_code, "")
    more = {COUNCIL_AREA: "council-area", ISLAND: "island"}.get(place.kind, slugged(area))
    return LandingPlace(
        slug=slug if is_first else f"{slug}-{more}",
        name=place.name,
        kind=place.kind,
        where=_where(place, area, is_first=is_first),
        lat=place.lat,
        lon=place.lon,
        island=place.island,
        area_code=place.council_code,
        population=place.population,
        is_namesake=not is_first,
    )


def _where(place: Place, area: str, *, is_first: bool) -> str:
    if place.kind == COUNCIL_AREA:
        return place.name if is_first else f"{place.name} Council"
    says_area = place.kind == ISLAND or set(folded(place.name).split()) <= set(folded(area).split())
    return place.name if says_area or not area else f"{place.name}, {area}"
