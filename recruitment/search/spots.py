"""Where somebody wants to work: what they typed, made points of the map and areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.places.islands import is_water_between
from recruitment.places.points import Middle, points_within
from recruitment.places.queries import (
    COUNCIL_AREA,
    ISLAND,
    REGION,
    WIDEST_AREA_MILES,
    Found,
    find_place,
)
from recruitment.places.tables import Point, Postcode
from recruitment.vacancies.queries import Advert

# Points with their miles from a place.
Points = tuple[tuple[int, float], ...]
Miles = dict[int, float]


@dataclass(frozen=True)
class Around:
    """A place and what counts as there. `miles`: the radius, None where the place is an area that has its own bounds.

    `points`: workplace points with their miles from the place, nearest first; `across` those that only water parts
    from it, which count when `is_over_water`. `area`: the code of a council area.
    """

    there: "Surroundings"
    miles: float | None
    points: Points = ()
    across: Points = ()
    is_over_water: bool = False
    area: str | None = None

    @property
    def place(self) -> Found:
        return self.there.place

    @cached_property
    def miles_to(self) -> dict[int, float]:
        return dict((*self.points, *self.across) if self.is_over_water else self.points)

    @cached_property
    def points_across(self) -> frozenset[int]:
        return frozenset(point for point, _ in self.across)

    @property
    def has_distances(self) -> bool:
        """The middle of an area is no place to measure from."""
        return self.miles is not None

    @property
    def has_neighbours(self) -> bool:
        """Whether there is more round it that may be asked for."""
        return self.has_distances or bool(self.across)

    def by_land(self, points: Iterable[int]) -> tuple[Miles, Miles]:
        """Of these points those of the place's own land and those across water from it, however far off."""
        return self.there.measured(points) if self.has_distances else (dict(self.points), dict(self.across))


class Surroundings:
    """A place with the workplace points round it, found once for the questions that are asked about it."""

    def __init__(self, place: Found) -> None:
        self.place = place
        self._from = Middle(place.lat, place.lon)
        self._is_over = cache(partial(is_water_between, place.land))
        self._within: dict[float, tuple[Points, Points]] = {}

    def within(self, miles: float) -> tuple[Points, Points]:
        """Points of the place's own land in a radius, and those across water from it, nearest first."""
        if miles not in self._within:
            near = self._from.points_within(miles)
            own = tuple((point, far) for point, far, land in near if not self._is_over(land))
            over = tuple((point, far) for point, far, land in near if self._is_over(land))
            self._within[miles] = own, over
        return self._within[miles]

    def measured(self, points: Iterable[int]) -> tuple[Miles, Miles]:
        own: Miles = {}
        over: Miles = {}
        for point, far, land in self._from.measured(points):
            (over if self._is_over(land) else own)[point] = far
        return own, over


def surroundings(where: str) -> Surroundings | None:
    """None where no such place is known, or none is asked for."""
    place = find_place(where) if where else None
    return Surroundings(place) if place else None


def around(there: Surroundings | None, miles: int, *, over_water: bool = False) -> Around | None:
    """What counts as there."""
    if there is None:
        return None
    place = there.place
    if place.kind == COUNCIL_AREA and place.council_code:
        return Around(there, None, area=place.council_code)
    if place.kind == REGION:
        return Around(there, None, tuple(points_within(place.lat, place.lon, WIDEST_AREA_MILES)))
    own, over = there.within(miles)
    if place.kind == ISLAND and place.island:
        ids = db.session.scalars(select(Point.id).where(Point.island == place.island))
        return Around(there, None, tuple((point, 0.0) for point in ids), over, over_water)
    return Around(there, float(miles), own, over, over_water)


def areas_of(adverts: Iterable[Advert]) -> dict[int, set[str]]:
    """The council areas in which the work of each advert is, by the vacancy's id.

    A council works in its own area; elsewhere the postcodes tell, and where there are none the name of the place.
    """
    adverts = list(adverts)
    codes = {place.postcode.replace(" ", "") for advert in adverts for place in advert.workplaces if place.postcode}
    rows = db.session.execute(select(Postcode.code, Postcode.council_code).where(Postcode.code.in_(codes)))
    area_by_postcode = {code: area for code, area in rows}
    return {advert.vacancy.id: _areas(advert, area_by_postcode) for advert in adverts}


def _areas(advert: Advert, area_by_postcode: dict[str, str]) -> set[str]:
    found = {area_by_postcode.get(place.postcode.replace(" ", ""), "") for place in advert.workplaces}
    if advert.organisation.gss_code:
        found.add(advert.organisation.gss_code)
    if not any(found):
        named = (find_place(place.label) for place in advert.workplaces)
        found = {place.council_code for place in named if place is not None}
    return found - {""}
