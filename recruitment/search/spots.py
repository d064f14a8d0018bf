"""Where somebody wants to work: what they typed, made points of the map and areas."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from recruitment.extensions import db
from recruitment.places.queries import COUNCIL_AREA, ISLAND, REGION, WIDEST_AREA_MILES, Found, find_place, points_within
from recruitment.places.tables import Point, Postcode
from recruitment.vacancies.queries import Advert


@dataclass(frozen=True)
class Around:
    """A place and what counts as there. `miles`: the radius, None where the place is an area that has its own bounds.

    `points`: workplace points with their miles from the place, nearest first. `area`: the code of a council area.
    """

    place: Found
    miles: float | None
    points: tuple[tuple[int, float], ...] = ()
    area: str | None = None

    @cached_property
    def miles_to(self) -> dict[int, float]:
        return dict(self.points)

    @property
    def has_distances(self) -> bool:
        """The middle of an area is no place to measure from."""
        return self.miles is not None


def around(where: str, miles: int) -> Around | None:
    """None where no such place is known."""
    place = find_place(where) if where else None
    if place is None:
        return None
    if place.kind == COUNCIL_AREA and place.council_code:
        return Around(place, None, area=place.council_code)
    if place.kind == ISLAND and place.island:
        ids = db.session.scalars(select(Point.id).where(Point.island == place.island))
        return Around(place, None, tuple((point, 0.0) for point in ids))
    if place.kind == REGION:
        return Around(place, None, tuple(points_within(place.lat, place.lon, WIDEST_AREA_MILES)))
    return Around(place, float(miles), tuple(points_within(place.lat, place.lon, miles)))


def islands_of(points: Collection[int]) -> dict[int, str]:
    """The island of each point, "" on the mainland."""
    wanted = select(Point.id, Point.island).where(Point.id.in_(points))
    return {point: island for point, island in db.session.execute(wanted)}


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
