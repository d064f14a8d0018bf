"""Open geography for tests: every place, and the postcodes that tests speak of."""

from flask import Flask

from recruitment.core.transactions import transaction
from recruitment.places.actions import point_at
from recruitment.places.loading import load_geography
from recruitment.places.queries import find_place
from recruitment.places.tables import Point

OUTCODES = ("AB15", "EH1", "EH21", "EH22", "HS1", "IV30", "KW15", "KW17", "KY1", "KY7", "TD11", "ZE1")


def some_geography(app: Flask) -> None:
    """All places and outward codes, with the postcodes of OUTCODES; stays for the tests that follow."""
    with app.app_context(), transaction():
        load_geography(lambda _line: None, outcodes=OUTCODES)


def a_point(where: str) -> Point:
    """The workplace point at a place or postcode that some_geography() knows."""
    found = find_place(where)
    assert found is not None, where
    return point_at(found.lat, found.lon, found.island)
