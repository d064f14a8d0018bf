"""What people type becomes a spot on the map; what is near it is found exactly."""

from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, false

from recruitment.extensions import db
from recruitment.places.actions import point_at
from recruitment.places.points import points_within
from recruitment.places.queries import area_names, find_outcode, find_place, find_postcode
from recruitment.places.rules import miles_between
from tests.builders.places import a_point, some_geography

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.mark.parametrize("typed", ["KW15 1LD", "kw151ld", " Kw15  1lD "])
def test_a_postcode_however_it_is_typed(typed: str) -> None:
    postcode = find_postcode(typed)
    found = find_place(typed)
    assert postcode is not None and found is not None
    assert (postcode.code, postcode.island, postcode.council_code) == ("KW151LD", "orkney-mainland", "S12000023")
    assert (found.name, found.kind, found.area, found.is_exact) == ("KW15 1LD", "Postcode", "Orkney Islands", True)


def test_an_unknown_postcode_is_found_by_its_outward_code() -> None:
    assert find_postcode("KW15 7QQ") is None
    found = find_place("KW15 7QQ")
    assert found is not None
    assert (found.name, found.kind, found.is_exact) == ("KW15", "Outward code", False)


def test_outward_codes_of_great_britain() -> None:
    berwick = find_outcode("td15")
    assert berwick is not None
    assert (round(berwick.lat, 1), berwick.area_name) == (55.7, "")
    assert find_place("TD15 1AA") is not None
    assert find_outcode("ZZ99") is find_place("ZZ99") is None


@pytest.mark.parametrize(("code", "island"), [("HS1", "lewis"), ("KW17", ""), ("EH1", "")])
def test_an_outward_code_is_on_an_island_when_all_of_it_is(code: str, island: str) -> None:
    found = find_place(code)
    assert found is not None
    assert found.island == island


@pytest.mark.parametrize(
    ("typed", "label", "kind", "lat", "lon"),
    [
        ("Perth", "Perth", "City", 56.395, -3.431),
        ("St Andrews", "St Andrews, Fife", "Town", 56.339, -2.799),
        ("saint andrews", "St Andrews, Fife", "Town", 56.339, -2.799),
        ("St. Andrews", "St Andrews, Fife", "Town", 56.339, -2.799),
        ("Glaschu", "Glasgow", "City", 55.865, -4.258),
        ("DUN EIDEANN", "Edinburgh", "City", 55.952, -3.196),
        ("Isle of Lewis", "Lewis", "Island", 58.209, -6.386),
        ("Leòdhas", "Lewis", "Island", 58.209, -6.386),
        ("An t-Eilean Sgitheanach", "Skye", "Island", 57.413, -6.194),
        ("Bàgh a' Chaisteil", "Castlebay, Na h-Eileanan Siar", "Place", 56.955, -7.489),
        ("Earra-Ghàidheal agus Bòd", "Argyll and Bute", "Council area", 56.036, -5.223),
        ("Isle of Raasay", "Raasay", "Island", 57.353, -6.077),
        ("Fife", "Fife", "Council area", 56.172, -3.185),
        ("Orkney", "Orkney Islands", "Council area", 58.994, -3.037),
        ("The Highlands", "Highland", "Council area", 57.604, -4.366),
        ("Western Isles", "Na h-Eileanan Siar", "Council area", 57.969, -6.713),
        ("Lanarkshire", "Lanarkshire", "Region", 55.801, -4.017),
        ("Stirling", "Stirling", "City", 56.119, -3.937),
        ("st margarets hope", "St Margaret's Hope, Orkney Islands", "Village", 58.825, -2.958),
        ("Glasgow, Scotland", "Glasgow", "City", 55.865, -4.258),
        ("Dalry, North Ayrshire", "Dalry, North Ayrshire", "Village", 55.710, -4.722),
        ("tarbert argyll", "Tarbert, Argyll and Bute", "Village", 55.863, -5.416),
        ("Tarbert, Harris", "Tarbert, Na h-Eileanan Siar", "Village", 57.9, -6.8),
        ("Castlebay, Isle of Barra", "Castlebay, Na h-Eileanan Siar", "Place", 56.955, -7.489),
        ("12 High Street, Elgin", "Elgin, Moray", "Town", 57.649, -3.318),
        ("Hardgate, East Lothian", "East Lothian", "Council area", 55.967, -2.857),
    ],
)
def test_a_name_becomes_the_place_most_likely_meant(typed: str, label: str, kind: str, lat: float, lon: float) -> None:
    found = find_place(typed)
    assert found is not None
    assert (found.label, found.kind) == (label, kind)
    assert miles_between(found.lat, found.lon, lat, lon) < 3


def test_a_name_of_several_places_offers_the_others_and_each_is_found_by_its_label() -> None:
    found = find_place("Newton")
    assert found is not None
    assert len(found.alternatives) > 3
    assert found.label not in {other.label for other in found.alternatives}
    for other in found.alternatives:
        again = find_place(other.label)
        assert again is not None
        assert (again.area, again.name) == (other.area, "Newton")


@pytest.mark.parametrize("typed", ["Glasgow", "St Andrews", "Livingston", "Aberdeen", "Perth"])
def test_a_well_known_name_is_not_ambiguous(typed: str) -> None:
    found = find_place(typed)
    assert found is not None
    assert found.alternatives == ()


@pytest.mark.parametrize("typed", ["", " ", ",", "Xyzzy", "a\0b", "\ud800", "x" * 5_000, "%", "_", "'; --"])
def test_what_is_no_place(typed: str) -> None:
    assert find_place(typed) is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_a_place_or_none(typed: str) -> None:
    found = find_place(typed)
    assert found is None or -90 < found.lat < 90


def test_every_council_area_has_its_name() -> None:
    assert area_names(["S12000047", "S12000013", "S12000047", ""]) == {
        "S12000047": "Fife",
        "S12000013": "Na h-Eileanan Siar",
    }


def test_points_of_one_spot_are_one() -> None:
    point = point_at(58.984400001, -2.95899999, "orkney-mainland")
    assert point_at(58.9844, -2.959) is point
    assert (point.lat, point.lon, point.island) == (58.9844, -2.959, "orkney-mainland")


@pytest.mark.dialect
def test_a_point_that_somebody_else_made_at_the_same_time_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = point_at(58.5, -3.5)
    look, looks = db.session.scalars, []

    def too_early_at_first(statement: Select[Any]) -> Any:
        looks.append(statement)
        return look(statement.where(false()) if len(looks) == 1 else statement)

    monkeypatch.setattr(db.session, "scalars", too_early_at_first)
    assert point_at(58.5, -3.5) is theirs
    assert len(looks) == 2


def test_points_within_are_exactly_those_of_the_circle() -> None:
    names = ["Kirkwall", "Stromness", "Hoy", "Sanday", "Lerwick", "Wick", "Thurso", "Elgin", "Perth", "Glasgow"]
    points = {name: a_point(name) for name in names}
    kirkwall = points["Kirkwall"]
    for miles in (0.0, 5.0, 13.0, 25.0, 60.0, 110.0, 400.0):
        near = points_within(kirkwall.lat, kirkwall.lon, miles)
        expected = {
            point.id
            for point in points.values()
            if miles_between(kirkwall.lat, kirkwall.lon, point.lat, point.lon) <= miles
        }
        assert {point_id for point_id, _ in near} & {point.id for point in points.values()} == expected
        assert all(a <= b for (_, a), (_, b) in pairwise(near))
    assert points_within(kirkwall.lat, kirkwall.lon, 0.0) == [(kirkwall.id, 0.0)]
