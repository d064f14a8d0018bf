"""The workplace points in this process's memory, read again whenever the table holds others."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, floor, inf, nextafter, pi, radians, sin, sqrt
from operator import itemgetter
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import func, select

from recruitment.core.memory import kept
from recruitment.extensions import db
from recruitment.places.islands import land_at
from recruitment.places.rules import EARTH_RADIUS_MILES, box_around
from recruitment.places.tables import Point

PLACE_IN_APP = "workplace_points"
# A cell of the map is about as high as it is wide in Scotland, some five kilometres.
CELLS_A_DEGREE_NORTH, CELLS_A_DEGREE_EAST = 20, 10
# Of the chord to the other side of the unit sphere.
LARGEST_SQUARE = 4.0
DIAMETER_MILES = 2 * EARTH_RADIUS_MILES
_MARK = select(func.count(), func.max(Point.id), func.sum(Point.lat), func.sum(Point.lon)).select_from(Point)

# A workplace point by its number in digits, as the index has it; how many miles off; its land as land_at() tells it.
Near = tuple[str, float, str | None]


class Spot(NamedTuple):
    """A point with its place on the unit sphere, so that a distance is a chord and no sine need be found again."""

    lat: float
    lon: float
    x: float
    y: float
    z: float
    point: str
    land: str | None
    cell: str


@dataclass(frozen=True)
class Spots:
    """`cells`: the number of points in each cell of the map that has any."""

    by_lat: list[Spot]
    by_point: dict[str, Spot]
    cells: Mapping[str, int]


def cell_at(lat: float, lon: float) -> str:
    """The cell of the map in which a spot lies."""
    return f"{floor(lat * CELLS_A_DEGREE_NORTH)} {floor(lon * CELLS_A_DEGREE_EAST)}"


def on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = radians(lat), radians(lon)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


class Middle:
    """A spot, and how far the workplace points are from it by the great circle.

    `state`: while it is the same, points that came within the last second do not matter.
    """

    def __init__(self, lat: float, lon: float, state: object = None) -> None:
        self.lat, self.lon = lat, lon
        self.spot = on_sphere(lat, lon)
        self.spots = _every_spot() if state is None else kept(PLACE_IN_APP, state, _every_spot)

    def points_within(self, miles: float) -> list[tuple[str, str | None]]:
        """(point, land) of those in a radius."""
        box, (a, b, c) = box_around(self.lat, self.lon, miles), self.spot
        west, east, spots = box.west, box.east, self.spots.by_lat
        band = spots[bisect_left(spots, (box.south,)) : bisect_right(spots, (box.north, 181.0))]
        edge = _farthest(miles)
        return [
            (point, land)
            for _, lon, x, y, z, point, land, _ in band
            if west <= lon <= east and (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c) <= edge
        ]

    def in_cells(self, points: Collection[str]) -> tuple[list[str], list[str]]:
        """The same points told in fewer words: the cells of which every known point is among them, and the others."""
        spots, number = self.spots.by_point, self.spots.cells
        told = [(point, spots[point].cell if point in spots else "") for point in points]
        whole = {cell for cell, held in Counter(cell for _, cell in told).items() if held == number.get(cell)}
        return list(whole), [point for point, cell in told if cell not in whole]

    def in_rings(self, points: Iterable[str], radii: Iterable[float]) -> list[tuple[str, int, str | None]]:
        """(point, number of the smallest of the rising radii that takes it in, land) of the points that are known."""
        (a, b, c), spots, edges = self.spot, self.spots.by_point, [_farthest(miles) for miles in radii]
        return [
            (point, bisect_left(edges, (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c)), land)
            for _, _, x, y, z, point, land, _ in [spots[point] for point in points if point in spots]
        ]

    def measured(self, points: Iterable[str]) -> list[Near]:
        """These points, as far as they are known; in their order."""
        (a, b, c), spots = self.spot, self.spots.by_point
        squares = [
            (point, (x - a) * (x - a) + (y - b) * (y - b) + (z - c) * (z - c), land)
            for _, _, x, y, z, point, land, _ in [spots[point] for point in points if point in spots]
        ]
        # As _miles(), which it would cost as much again to call for each of some hundreds.
        return [(point, DIAMETER_MILES * asin(min(1.0, sqrt(square) / 2)), land) for point, square, land in squares]


def _miles(square: float) -> float:
    """Along the ground, of the square of a chord of the unit sphere."""
    return DIAMETER_MILES * asin(min(1.0, sqrt(square) / 2))


@lru_cache
def _farthest(miles: float) -> float:
    """The largest square of a chord that _miles() makes no more than these."""
    square = (2 * sin(min(miles / EARTH_RADIUS_MILES, pi) / 2)) ** 2
    while _miles(square) > miles:
        square = nextafter(square, 0)
    while square < LARGEST_SQUARE and _miles(nextafter(square, inf)) <= miles:
        square = nextafter(square, inf)
    return square


def points_within(lat: float, lon: float, miles: float) -> list[tuple[int, float]]:
    """Workplace points in a radius, (point id, miles), nearest first."""
    middle = Middle(lat, lon)
    near = middle.measured(point for point, _ in middle.points_within(miles))
    return sorted([(int(point), far) for point, far, _ in near], key=itemgetter(1, 0))


def _every_spot() -> Spots:
    """One row tells whether the table is still as it was: points come, and are never changed."""
    mark = tuple(db.session.execute(_MARK).one())
    known: tuple[Any, Spots] | None = current_app.extensions.get(PLACE_IN_APP)
    if known is None or known[0] != mark:
        rows = db.session.execute(select(Point.id, Point.lat, Point.lon, Point.island))
        spots = sorted(
            Spot(lat, lon, *on_sphere(lat, lon), str(key), land_at(lat, lon, island), cell_at(lat, lon))
            for key, lat, lon, island in rows
        )
        by_point, cells = {spot.point: spot for spot in spots}, Counter(spot.cell for spot in spots)
        known = current_app.extensions[PLACE_IN_APP] = (mark, Spots(spots, by_point, cells))
    return known[1]
