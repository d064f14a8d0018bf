"""What is one land, and what only water parts."""

import pytest
from flask import Flask
from sqlalchemy import select

from recruitment.extensions import db
from recruitment.places.islands import MAINLAND, is_water_between, land_at, land_of
from recruitment.places.queries import find_place
from recruitment.places.tables import Place
from tests.builders.places import some_geography

pytestmark = pytest.mark.usefixtures("database")
ISLAND_COUNCILS = {"S12000013", "S12000023", "S12000027"}


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.mark.parametrize(
    "joined",
    [
        ("", "skye"),
        ("lewis", "harris", "scalpay"),
        ("berneray", "north-uist", "benbecula", "south-uist", "eriskay"),
        ("orkney-mainland", "burray", "south-ronaldsay"),
    ],
)
def test_islands_joined_by_road_are_one_land(joined: tuple[str, ...]) -> None:
    assert len({land_of(island) for island in joined}) == 1


@pytest.mark.parametrize(
    "parted", [("", "mull"), ("mull", "iona"), ("lewis", "north-uist"), ("orkney-mainland", "hoy"), ("", "bute"),
               ("yell", "unst"), ("shetland-mainland", "bressay"), ("skye", "raasay"), ("barra", "eriskay")]
)  # fmt: skip
def test_others_are_parted_by_water(parted: tuple[str, str]) -> None:
    assert is_water_between(*map(land_of, parted))


@pytest.mark.parametrize(
    ("place", "other"),
    [("Kyle of Lochalsh", "Portree"), ("Stornoway", "Tarbert, Na h-Eileanan Siar"), ("Clachan-Seil", "Oban")],
)
def test_places_of_one_land(place: str, other: str) -> None:
    here, there = find_place(place), find_place(other)
    assert here is not None and there is not None
    assert here.land is not None and here.land == there.land


def test_where_the_data_does_not_know_the_island_no_land_is_claimed() -> None:
    """Every place of the island councils has an island or an unknown land; none elsewhere loses its own."""
    for place in db.session.scalars(select(Place).where(Place.kind.not_in(("Council area", "Region")))):
        land = land_at(place.lat, place.lon, place.island)
        if place.council_code in ISLAND_COUNCILS:
            assert land != MAINLAND, place.name
        elif not place.island:
            assert land == MAINLAND, place.name
    assert not is_water_between(None, MAINLAND) and not is_water_between("mull", None)
