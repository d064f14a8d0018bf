"""Where somebody wants to work: what they typed, made points of the map and areas."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from operator import itemgetter

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.places.islands import is_water_between
from recruitment.places.points import Near, points_near, points_within
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


@dataclass(frozen=True)
class Around:
    """A place and what counts as there. `miles`: the radius, None where the place is an area that has its own bounds.

    `points`: workplace points with their miles from the place, nearest first; `across` those that only water parts
    from it, which count when `is_over_water`. `area`: the code of a council area. `farther`: points beyond the radius
    too, as far as was looked.
    """

    place: Found
    miles: float | None
    points: Points = ()
    across: Points = ()
    is_over_water: bool = False
    area: str | None = None
    farther: Points = ()

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


class Surroundings:
    """A place with the workplace points round it, found once for the questions that are asked about it."""

    def __init__(self, place: Found) -> None:
        self.place = place
        self._looked = -1.0
        self._by_land: tuple[Points, Points] = ((), ())

    def by_land(self, miles: float) -> tuple[Points, Points]:
        """Points of the place's own land, and those across water from it, nearest first, at least so far."""
        if miles > self._looked:
            self._looked = miles
            self._by_land = _parted(self.place.land, points_near(self.place.lat, self.place.lon, miles))
        return self._by_land


def surroundings(where: str) -> Surroundings | None:
    """None where no such place is known, or none is asked for."""
    place = find_place(where) if where else None
    return Surroundings(place) if place else None


def around(there: Surroundings | None, miles: int, *, over_water: bool = False, look: int = 0) -> Around | None:
    """What counts as there. `look`: how far beyond the radius points are to be known too."""
    if there is None:
        return None
    place = there.place
    if place.kind == COUNCIL_AREA and place.council_code:
        return Around(place, None, area=place.council_code)
    if place.kind == REGION:
        return Around(place, None, tuple(points_within(place.lat, place.lon, WIDEST_AREA_MILES)))
    own, over = there.by_land(max(miles, look))
    across = _up_to(over, miles)
    if place.kind == ISLAND and place.island:
        ids = db.session.scalars(select(Point.id).where(Point.island == place.island))
        return Around(place, None, tuple((point, 0.0) for point in ids), across, over_water)
    farther = (*own, *over) if over_water else own
    return Around(place, float(miles), _up_to(own, miles), across, over_water, farther=farther if look else ())


def _parted(land: str | None, near: Iterable[Near]) -> tuple[Points, Points]:
    own: list[tuple[int, float]] = []
    over: list[tuple[int, float]] = []
    is_over = cache(partial(is_water_between, land))
    for point, miles, other in near:
        (over if is_over(other) else own).append((point, miles))
    return tuple(own), tuple(over)


def _up_to(points: Points, miles: float) -> Points:
    return points[: bisect_right(points, miles, key=itemgetter(1))]


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
