"""The workplace points in this process's memory, read again whenever the table holds others."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import asin, cos, pi, radians, sin, sqrt
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import func, select

from recruitment.extensions import db
from recruitment.places.islands import land_at
from recruitment.places.rules import EARTH_RADIUS_MILES, box_around
from recruitment.places.tables import Point

PLACE_IN_APP = "workplace_points"
DIAMETER_MILES = 2 * EARTH_RADIUS_MILES


# A workplace point, how many miles off it is, and its land as islands.land_at() tells it.
Near = tuple[int, float, str | None]


class Spot(NamedTuple):
    """A point with its place on the unit sphere, so that a distance is a chord and no sine need be found again."""

    lat: float
    x: float
    y: float
    z: float
    point: int
    land: str | None


def on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = radians(lat), radians(lon)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def points_near(lat: float, lon: float, miles: float) -> list[Near]:
    """Workplace points in a radius by the great circle, nearest first."""
    spots = _every_spot()
    box = box_around(lat, lon, miles)
    band = spots[bisect_left(spots, (box.south,)) : bisect_right(spots, (box.north, 2.0))]
    a, b, c = on_sphere(lat, lon)
    measured = [((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2, point, land) for _, x, y, z, point, land in band]
    # Against rounding a little more is let through here, and held to the radius below.
    farthest = min(4.0, (2 * sin(min(miles / EARTH_RADIUS_MILES, pi) / 2)) ** 2 * (1 + 1e-9) + 1e-18)
    near = sorted([each for each in measured if each[0] <= farthest])
    found = [(point, DIAMETER_MILES * asin(sqrt(square) / 2), land) for square, point, land in near]
    while found and found[-1][1] > miles:
        found.pop()
    return found


def points_within(lat: float, lon: float, miles: float) -> list[tuple[int, float]]:
    """The same without their lands: (point id, miles)."""
    return [(point, far) for point, far, _ in points_near(lat, lon, miles)]


def _every_spot() -> list[Spot]:
    """By latitude. One row tells whether the table is still as it was: points come, and are never changed."""
    told = select(func.count(), func.max(Point.id), func.sum(Point.lat), func.sum(Point.lon)).select_from(Point)
    mark = tuple(db.session.execute(told).one())
    kept: tuple[Any, list[Spot]] | None = current_app.extensions.get(PLACE_IN_APP)
    if kept is None or kept[0] != mark:
        rows = db.session.execute(select(Point.id, Point.lat, Point.lon, Point.island))
        spots = sorted(
            Spot(lat, *on_sphere(lat, lon), key, land_at(lat, lon, island)) for key, lat, lon, island in rows
        )
        kept = current_app.extensions[PLACE_IN_APP] = (mark, spots)
    return kept[1]


def _read() -> Iterator[Spot]:
    for point, lat, lon, island in db.session.execute(select(Point.id, Point.lat, Point.lon, Point.island)):
        yield Spot(lat, *on_sphere(lat, lon), point, land_at(lat, lon, island))
