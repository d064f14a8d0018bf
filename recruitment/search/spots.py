"""Where somebody wants to work: what they typed, made points of the map and areas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Final

from sqlalchemy import select
from tantivy import Query

from recruitment.extensions import db
from recruitment.places.islands import is_water_between
from recruitment.places.points import Middle, cell_at
from recruitment.places.queries import (
    COUNCIL_AREA,
    ISLAND,
    REGION,
    WIDEST_AREA_MILES,
    Found,
    find_place,
)
from recruitment.places.tables import Point, Postcode
from recruitment.search.index import Reading
from recruitment.search.schema import SCHEMA, any_of
from recruitment.vacancies.queries import Advert

# Terms of a field that are looked for one by one.
MOST_APART: Final = 150
# Workplace points by their numbers in digits, as the index has them; and their miles from a place.
Points = tuple[str, ...]
Miles = dict[str, float]
Rings = dict[str, int]


@dataclass(frozen=True)
class Around:
    """A place and what counts as there. `miles`: the radius, None where the place is an area that has its own bounds.

    `own`: workplace points; `across` those that only water parts from it, which count when `is_over_water`. `area`: the
    code of a council area.
    """

    there: "Surroundings"
    miles: float | None
    own: Points = ()
    across: Points = ()
    is_over_water: bool = False
    area: str | None = None

    @property
    def place(self) -> Found:
        return self.there.place

    @property
    def points(self) -> Points:
        return (*self.own, *self.across) if self.is_over_water else self.own

    @cached_property
    def here(self) -> Query:
        """The adverts that have a workplace there."""
        if self.area:
            return Query.term_query(SCHEMA, "areas", self.area)
        cells, points = self.there.in_cells(self.points)
        return any_of([*_at("cells", cells), *_at("points", points)]) if cells or points else Query.empty_query()

    @property
    def has_distances(self) -> bool:
        """The middle of an area is no place to measure from."""
        return self.miles is not None

    @property
    def has_neighbours(self) -> bool:
        """Whether there is more round it that may be asked for."""
        return self.has_distances or bool(self.across)

    def by_land(self, points: Iterable[str]) -> tuple[Miles, Miles]:
        """Of these points those of the place's own land and those across water from it, however far off, with miles."""
        if self.has_distances:
            return self.there.measured(points)
        return dict.fromkeys(self.own, 0.0), dict.fromkeys(self.across, 0.0)

    def in_rings(self, points: Iterable[str], radii: Sequence[int]) -> tuple[Rings, Rings]:
        """The same with the number of the smallest of rising radii that takes each in; what is in an area is there."""
        if self.has_distances:
            return self.there.in_rings(points, radii)
        return dict.fromkeys(self.own, 0), dict.fromkeys(self.across, 0)


class Surroundings:
    """A place with the workplace points round it, found once for the questions that are asked about it."""

    def __init__(self, place: Found, index: Reading | None = None) -> None:
        self.place = place
        # An advert's points are there before the index hears of it.
        self._middle = Middle(place.lat, place.lon, index.commit if index else None)
        self._is_over = cache(partial(is_water_between, place.land))
        self._around: dict[tuple[int, bool], Around] = {}

    def around(self, miles: int, over_water: bool) -> Around:
        """What counts as there in a radius, as far as the place has no bounds of its own."""
        if (miles, over_water) not in self._around:
            self._around[miles, over_water] = self._found(miles, over_water)
        return self._around[miles, over_water]

    def _found(self, miles: int, over_water: bool) -> Around:
        place = self.place
        if place.kind == COUNCIL_AREA and place.council_code:
            return Around(self, None, area=place.council_code)
        if place.kind == REGION:
            return Around(self, None, tuple([point for point, _ in self._middle.points_within(WIDEST_AREA_MILES)]))
        near = self._middle.points_within(miles)
        over = {land for land in {land for _, land in near} if self._is_over(land)}
        own = tuple([point for point, land in near if land not in over])
        across = tuple([point for point, land in near if land in over]) if over else ()
        if place.kind == ISLAND and place.island:
            ids = db.session.scalars(select(Point.id).where(Point.island == place.island))
            return Around(self, None, tuple(map(str, ids)), across, over_water)
        return Around(self, float(miles), own, across, over_water)

    def in_cells(self, points: Points) -> tuple[list[str], list[str]]:
        """A few cells and the points at the edge are found in half the time that every point takes."""
        return self._middle.in_cells(points)

    def in_rings(self, points: Iterable[str], radii: Sequence[int]) -> tuple[Rings, Rings]:
        near = self._middle.in_rings(points, radii)
        lands = {land for _, _, land in near if self._is_over(land)}
        own = {point: ring for point, ring, land in near if land not in lands}
        over = {point: ring for point, ring, land in near if land in lands} if lands else {}
        return own, over

    def measured(self, points: Iterable[str]) -> tuple[Miles, Miles]:
        near = self._middle.measured(points)
        lands = {land for _, _, land in near if self._is_over(land)}
        own = {point: far for point, far, land in near if land not in lands}
        over = {point: far for point, far, land in near if land in lands} if lands else {}
        return own, over


def at_points(points: Iterable[int | str]) -> Query:
    return Query.term_set_query(SCHEMA, "points", list(map(str, points)))


def _at(field: str, values: Sequence[str]) -> list[Query]:
    """Some terms side by side are found in less time than a set of them takes, many in more."""
    if len(values) > MOST_APART:
        return [Query.term_set_query(SCHEMA, field, list(values))]
    return [Query.term_query(SCHEMA, field, each, index_option="basic") for each in values]


def surroundings(where: str, index: Reading | None = None) -> Surroundings | None:
    """None where no such place is known, or none is asked for. `index`: whose adverts are asked for there."""
    place = find_place(where) if where else None
    return Surroundings(place, index) if place else None


def around(there: Surroundings | None, miles: int, *, over_water: bool = False) -> Around | None:
    return there.around(miles, over_water) if there else None


def areas_of(adverts: Iterable[Advert]) -> dict[int, set[str]]:
    """The council areas in which the work of each advert is, by the vacancy's id.

    A council works in its own area; elsewhere the postcodes tell, and where there are none the name of the place.
    """
    adverts = list(adverts)
    codes = {place.postcode.replace(" ", "") for advert in adverts for place in advert.workplaces if place.postcode}
    rows = db.session.execute(select(Postcode.code, Postcode.council_code).where(Postcode.code.in_(codes)))
    area_by_postcode = {code: area for code, area in rows}
    return {advert.vacancy.id: _areas(advert, area_by_postcode) for advert in adverts}


def cells_of(adverts: Iterable[Advert]) -> dict[int, set[str]]:
    """The cells of the map in which the work of each advert is, by the vacancy's id."""
    points = {advert.vacancy.id: {place.point_id for place in advert.workplaces} for advert in adverts}
    asked = select(Point.id, Point.lat, Point.lon).where(Point.id.in_(set().union(*points.values())))
    cells = {key: cell_at(lat, lon) for key, lat, lon in db.session.execute(asked)}
    return {vacancy: {cells[key] for key in keys if key in cells} for vacancy, keys in points.items()}


def _areas(advert: Advert, area_by_postcode: dict[str, str]) -> set[str]:
    found = {area_by_postcode.get(place.postcode.replace(" ", ""), "") for place in advert.workplaces}
    if advert.organisation.gss_code:
        found.add(advert.organisation.gss_code)
    if not any(found):
        named = (find_place(place.label) for place in advert.workplaces)
        found = {place.council_code for place in named if place is not None}
    return found - {""}
