"""Places offered to whoever is typing one."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.places.offering import MOST_OFFERED, places_beginning, well_known
from recruitment.places.queries import find_place
from recruitment.places.rules import miles_between
from tests.builders.places import some_geography

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Edin", "Edinburgh"),
        ("oba", "Oban, Argyll and Bute"),
        ("Glaschu", "Glasgow"),
        ("Steòrnabh", "Stornoway, Na h-Eileanan Siar"),
        ("isle of mu", "Mull"),
        ("kw1", "KW1"),
        ("Saint Andr", "St Andrews, Fife"),
        ("An t-Eilean Sg", "Skye"),
        ("lodainn an iar", "West Lothian"),
        ("fif", "Fife"),
    ],
)
def test_a_place_is_offered_first_by_any_of_its_names(typed: str, first: str) -> None:
    assert places_beginning(typed)[0].place.label == first


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("port righ", "Port Rìgh"),
        ("PORT RÌ", "Port Rìgh"),
        ("steorn", "Steòrnabhagh"),
        ("dun eid", "Dùn Èideann"),
        ("forfarsh", "Forfarshire"),
        ("portr", ""),
        ("isle of mu", ""),
        ("st andr", ""),
        ("kw1", ""),
    ],
)
def test_another_name_that_was_typed_is_told_as_it_is_written(typed: str, called: str) -> None:
    assert places_beginning(typed)[0].called == called


@pytest.mark.parametrize("typed", ["", "g", "?", "%", "_", "\\", "zzzzz", "x" * 5000])
def test_nothing_is_offered_for_what_begins_no_place(typed: str) -> None:
    assert places_beginning(typed) == []


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abcdeghiklmnorstu ", min_size=2, max_size=5))
def test_what_is_offered_is_found_by_its_label(typed: str) -> None:
    offered = [each.place for each in places_beginning(typed)]
    assert len({place.label for place in offered}) == len(offered) <= MOST_OFFERED
    for place in offered:
        found = find_place(place.label)
        assert found is not None
        assert miles_between(found.lat, found.lon, place.lat, place.lon) < 1, place.label


def test_every_well_known_place_is_found() -> None:
    assert {"Fife", "Mull", "Glasgow", "Ayr"} <= set(well_known())
    assert [name for name in well_known() if find_place(name) is None] == []
