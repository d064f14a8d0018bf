"""The shipped postcodes, outward codes, place names, islands and councils: whole, consistent, islands told apart."""

import csv
import gzip
import io
import re
from collections import Counter
from importlib import resources

import pytest

PLACES_DATA = resources.files("recruitment.places") / "data"
COUNCILS_DATA = resources.files("recruitment.organisations") / "data"

Row = dict[str, str]


def _rows(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def councils() -> list[Row]:
    return _rows((COUNCILS_DATA / "councils.csv").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def islands() -> dict[str, Row]:
    return {row["slug"]: row for row in _rows((PLACES_DATA / "islands.csv").read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def postcodes() -> dict[str, Row]:
    text = gzip.decompress((PLACES_DATA / "postcodes.csv.gz").read_bytes()).decode()
    return {row["postcode"]: row for row in _rows(text)}


@pytest.fixture(scope="module")
def places() -> list[Row]:
    return _rows((PLACES_DATA / "places_scotland.csv").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outcodes() -> dict[str, Row]:
    return {row["outcode"]: row for row in _rows((PLACES_DATA / "outcodes_gb.csv").read_text(encoding="utf-8"))}


def _is_in_scotland(row: Row) -> bool:
    return 54.5 < float(row["lat"]) < 61 and -8.7 < float(row["lon"]) < -0.6


def test_the_32_councils(councils: list[Row]) -> None:
    assert (
        len(councils)
        == len({row["gss_code"] for row in councils})
        == len({row["council_name"] for row in councils})
        == 32
    )
    assert all(re.fullmatch(r"S120000\d\d", row["gss_code"]) for row in councils)


def test_every_postcode_is_there_with_its_council(postcodes: dict[str, Row], councils: list[Row]) -> None:
    assert len(postcodes) == 230_031
    assert {row["council_code"] for row in postcodes.values()} == {row["gss_code"] for row in councils}
    assert Counter(row["live"] for row in postcodes.values()) == {"1": 161_026, "0": 69_005}
    assert all(map(_is_in_scotland, postcodes.values()))


@pytest.mark.parametrize(
    ("postcode", "lat", "lon", "council_code"),
    [
        ("AB1 0AA", "57.10147", "-2.24285", "S12000033"),
        ("TD11 3XH", "55.7839", "-2.21", "S12000026"),
        ("EH1 1YJ", "55.95", "-3.19", "S12000036"),
        ("G2 1DU", "55.861", "-4.25", "S12000049"),
    ],
)
def test_known_postcodes_stand_where_they_stand(
    postcodes: dict[str, Row], postcode: str, lat: str, lon: str, council_code: str
) -> None:
    row = postcodes[postcode]
    assert float(row["lat"]) == pytest.approx(float(lat), abs=0.02)
    assert float(row["lon"]) == pytest.approx(float(lon), abs=0.02)
    assert row["council_code"] == council_code


def test_outward_codes_of_great_britain(
    outcodes: dict[str, Row], postcodes: dict[str, Row], councils: list[Row]
) -> None:
    assert len(outcodes) == 2_997
    assert {postcode.split()[0] for postcode in postcodes} <= outcodes.keys()
    scottish = {row["council_code"] for row in outcodes.values() if row["council_code"].startswith("S")}
    assert scottish <= {row["gss_code"] for row in councils}
    assert outcodes["TD15"]["council_code"].startswith("E")  # a candidate may search from Berwick


def test_place_names(places: list[Row], outcodes: dict[str, Row], councils: list[Row]) -> None:
    assert len(places) == 5_863
    assert all(row["name"] and row["outcode"] in outcodes and _is_in_scotland(row) for row in places)
    assert {row["council_code"] for row in places} == {row["gss_code"] for row in councils}
    exact_points = [(row["lat"], row["lon"]) for row in places if row["exact"] == "1"]
    assert len(exact_points) == len(set(exact_points)) == 2_018


def test_islands_are_told_apart_and_joined_to_islands_or_the_mainland(
    islands: dict[str, Row], councils: list[Row]
) -> None:
    assert len(islands) == 57
    assert {row["joined_to"] for row in islands.values()} <= islands.keys() | {"", "mainland"}
    assert {row["council_code"] for row in islands.values()} <= {row["gss_code"] for row in councils}


def test_every_island_has_a_live_postcode_of_its_own_council(
    islands: dict[str, Row], postcodes: dict[str, Row]
) -> None:
    live = [row for row in postcodes.values() if row["island"] and row["live"] == "1"]
    assert {row["island"] for row in live} == islands.keys()
    assert all(row["council_code"] == islands[row["island"]]["council_code"] for row in live)


def test_islands_of_the_places_resolve(islands: dict[str, Row], places: list[Row]) -> None:
    on_islands = [row for row in places if row["island"]]
    assert len(on_islands) == 621
    assert all(row["council_code"] == islands[row["island"]]["council_code"] for row in on_islands)


@pytest.mark.parametrize("council_code", ["S12000013", "S12000023", "S12000027"])
def test_island_councils_have_hardly_a_postcode_without_island(postcodes: dict[str, Row], council_code: str) -> None:
    without = [row for row in postcodes.values() if row["council_code"] == council_code and not row["island"]]
    assert len(without) <= 9
    assert sum(row["live"] == "1" for row in without) <= 2


@pytest.mark.parametrize(
    ("postcode", "island"),
    [
        ("KA27 8AS", "arran"),
        ("KA28 0DH", "great-cumbrae"),
        ("PA20 9AS", "bute"),
        ("IV51 9BS", "skye"),
        ("IV40 8PB", "raasay"),
        ("PA34 5UJ", "lismore"),
        ("PA73 6LZ", "ulva"),
        ("PH41 2RP", "muck"),
        ("PH42 4RL", "eigg"),
        ("HS1 2AD", "lewis"),
        ("HS6 5BF", "berneray"),
        ("HS8 5JP", "eriskay"),
        ("KW15 1LD", "orkney-mainland"),
        ("KW16 3NP", "flotta"),
        ("KW17 2SU", "burray"),
        ("KW17 2RL", "south-ronaldsay"),
        ("ZE2 9AA", "whalsay"),
        ("ZE2 9JU", "fair-isle"),
        ("IV40 8AA", ""),  # Kyle of Lochalsh
        ("IV54 8LR", ""),  # Applecross, whatever its neighbours' codes say
        ("PH41 4PU", ""),  # Mallaig
        ("PA34 4AA", ""),  # Oban
        ("KA30 8AA", ""),  # Largs
        ("KA27 8SW", ""),  # a mail office in Irvine that serves Arran
        ("EH1 1YJ", ""),
    ],
)
def test_known_postcodes_stand_on_their_island(postcodes: dict[str, Row], postcode: str, island: str) -> None:
    assert postcodes[postcode]["island"] == island
