"""The workplace points in this process's memory, read again whenever the table holds others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import func, select

from recruitment.extensions import db
from recruitment.places.islands import land_at
from recruitment.places.rules import EARTH_RADIUS_MILES, box_around
from recruitment.places.tables import Point

PLACE_IN_APP = "workplace_points"
DIAMETER_MILES = 2 * EARTH_RADIUS_MILES
_MARK = select(func.count(), func.max(Point.id), func.sum(Point.lat), func.sum(Point.lon)).select_from(Point)

# A workplace point, how many miles off it is, and its land as islands.land_at() tells it.
Near = tuple[int, float, str | None]


class Spot(NamedTuple):
    """A point with its place on the unit sphere, so that a distance is a chord and no sine need be found again."""

    lat: float
    lon: float
    x: float
    y: float
    z: float
    point: int
    land: str | None


@dataclass(frozen=True)
class Spots:
    by_lat: list[Spot]
    by_point: dict[int, Spot]


def on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = radians(lat), radians(lon)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


class Middle:
    """A spot, and how far the workplace points are from it by the great circle."""

    def __init__(self, lat: float, lon: float) -> None:
        self.lat, self.lon = lat, lon
        self.spot = on_sphere(lat, lon)
        self.spots = _every_spot()

    def points_within(self, miles: float) -> list[Near]:
        """Nearest first."""
        box, (a, b, c) = box_around(self.lat, self.lon, miles), self.spot
        west, east, spots = box.west, box.east, self.spots.by_lat
        band = spots[bisect_left(spots, (box.south,)) : bisect_right(spots, (box.north, 181.0))]
        near = sorted(
            [
                ((x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c), point, land)
                for _, lon, x, y, z, point, land in band
                if west <= lon <= east
            ]
        )
        found = [(point, _miles(square), land) for square, point, land in near]
        while found and found[-1][1] > miles:
            found.pop()
        return found

    def measured(self, points: Iterable[int]) -> list[Near]:
        """These points, as far as they are known; in their order."""
        (a, b, c), spots = self.spot, self.spots.by_point
        chords = [
            (point, (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c), land)
            for _, _, x, y, z, point, land in [spots[point] for point in points if point in spots]
        ]
        return [(point, _miles(square), land) for point, square, land in chords]


def _miles(square: float) -> float:
    """Along the ground, of the square of a chord of the unit sphere."""
    return DIAMETER_MILES * asin(min(1.0, sqrt(square) / 2))


def points_within(lat: float, lon: float, miles: float) -> list[tuple[int, float]]:
    """Workplace points in a radius, (point id, miles), nearest first."""
    return [(point, far) for point, far, _ in Middle(lat, lon).points_within(miles)]


def _every_spot() -> Spots:
    """One row tells whether the table is still as it was: points come, and are never changed."""
    mark = tuple(db.session.execute(_MARK).one())
    kept: tuple[Any, Spots] | None = current_app.extensions.get(PLACE_IN_APP)
    if kept is None or kept[0] != mark:
        rows = db.session.execute(select(Point.id, Point.lat, Point.lon, Point.island))
        spots = sorted(
            Spot(lat, lon, *on_sphere(lat, lon), key, land_at(lat, lon, island)) for key, lat, lon, island in rows
        )
        kept = current_app.extensions[PLACE_IN_APP] = (mark, Spots(spots, {spot.point: spot for spot in spots}))
    return kept[1]
