"""Distances and names, without a database."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.places.rules import box_around, folded, miles_between, outcode_in, postcode_in

LATS = st.floats(-89.9, 89.9)
LONS = st.floats(-180, 180)
SCOTTISH_LATS = st.floats(54.5, 61)
SCOTTISH_LONS = st.floats(-8.7, -0.7)


def test_known_distances() -> None:
    # Edinburgh Castle to Glasgow Cathedral, about 42 miles; a degree of latitude, about 69.
    assert miles_between(55.9486, -3.1999, 55.8631, -4.2347) == pytest.approx(40.6, abs=0.5)
    assert miles_between(56, -3, 57, -3) == pytest.approx(69.09, abs=0.02)
    assert miles_between(0, 0, 0, 180) == pytest.approx(math.pi * 3958.761)


@given(LATS, LONS, LATS, LONS)
def test_distance_is_the_same_both_ways_and_never_negative(a: float, b: float, c: float, d: float) -> None:
    assert miles_between(a, b, c, d) == pytest.approx(miles_between(c, d, a, b), abs=1e-6)
    assert miles_between(a, b, c, d) >= 0
    assert miles_between(a, b, a, b) == 0


@given(SCOTTISH_LATS, SCOTTISH_LONS, SCOTTISH_LATS, SCOTTISH_LONS, st.floats(0, 300))
def test_a_box_misses_nothing_within_its_circle(a: float, b: float, c: float, d: float, miles: float) -> None:
    box = box_around(a, b, miles)
    if miles_between(a, b, c, d) <= miles:
        assert box.south <= c <= box.north
        assert box.west <= d <= box.east


def test_a_box_at_the_pole_goes_all_the_way_round() -> None:
    box = box_around(89.9, 10, 50)
    assert (box.west, box.east, box.north) == (-180, 180, 90)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("St Andrews", "saint  andrews"),
        ("St. Andrews", "ST ANDREWS"),
        ("Dùn Èideann", "dun eideann"),
        ("Port-na-Long", "Port na Long"),
        ("St Margaret’s Hope", "st margarets hope"),
        ("Perth & Kinross", "perth and kinross"),
        ("The Highlands", "highlands"),
        ("Isle of Lewis", "isle  of lewis "),
    ],
)
def test_spellings_that_fold_alike(name: str, same: str) -> None:
    assert folded(name) == folded(same) != ""


@given(st.text())
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    once = folded(name)
    assert "\0" not in once
    assert folded(once) in (once, once.removeprefix("the "))


@pytest.mark.parametrize(
    ("text", "postcode", "outcode"),
    [
        ("KW15 1LD", "KW151LD", "KW15"),
        (" kw151ld ", "KW151LD", "KW15"),
        ("eh1 1yj", "EH11YJ", "EH1"),
        ("EH11YJ", "EH11YJ", "EH1"),
        ("G2 1DU", "G21DU", "G2"),
        ("EC1A 1BB", "EC1A1BB", "EC1A"),
        ("eh1", None, "EH1"),
        ("EH1 1", None, "EH1"),
        ("Elgin", None, None),
        ("EH1 1YJ, Edinburgh", None, None),
        ("", None, None),
        ("E٤1 1YJ", None, None),
    ],
)
def test_codes_in_what_people_type(text: str, postcode: str | None, outcode: str | None) -> None:
    assert postcode_in(text) == postcode
    assert outcode_in(text) == outcode
