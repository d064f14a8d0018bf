"""The town that a workplace is in: the rule by itself, and over real postcodes from all of Scotland."""

from collections.abc import Collection

import pytest
from flask import Flask

from recruitment.places.queries import town_of
from recruitment.places.rules import Settlement, is_named_in, town_among
from recruitment.places.shipped import rows_of
from recruitment.places.tables import Postcode
from tests.builders.places import some_geography

# Postcode and town, as people who work there write it.
TOWNS = {
    "KY1 1XT": "Kirkcaldy",
    "KY1 1AB": "Kirkcaldy",
    "KY11 2XX": "Rosyth",
    "EH1 1YJ": "Edinburgh",
    "EH6 6JJ": "Edinburgh",
    "EH10 4DG": "Edinburgh",
    "EH12 8TS": "Edinburgh",
    "EH13 0HB": "Edinburgh",
    "EH15 2QR": "Edinburgh",
    "EH21 6UY": "Musselburgh",
    "G2 1DU": "Glasgow",
    "G51 4TF": "Glasgow",
    "G46 6UG": "Giffnock",
    "G61 2TL": "Bearsden",
    "ML3 8HG": "Hamilton",
    "DD1 3BY": "Dundee",
    "DD6 8AR": "Newport-on-Tay",
    "AB10 1AB": "Aberdeen",
    "AB12 3JG": "Aberdeen",
    "IV1 1DX": "Inverness",
    "IV63 6TU": "Drumnadrochit",
    "PA34 4AA": "Oban",
    "PA75 6PR": "Tobermory",
    "KW15 1AA": "Kirkwall",
    "ZE1 0HB": "Lerwick",
    "HS1 2BW": "Stornoway",
    "HS1 2DB": "Stornoway",
    # What the source counts nobody in.
    "HS9 5XD": "Castlebay",
    "IV27 4LH": "Lochinver",
    "HS6 5AA": "Lochmaddy",
    "FK20 8QS": "Crianlarich",
    "PH17 2QG": "Camghouran",
    "PA65 6AY": "Craignure",
    "HS3 3DJ": "Tarbert",
    "HS7 5LA": "Balivanich",
}
# Along Loch Shin, and by Loch Rannoch.
FAR_FROM_TOWNS = ("IV27 4DJ", "PH17 2QN")


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.fixture(scope="module")
def spots() -> dict[str, Postcode]:
    return _spots({*TOWNS, *FAR_FROM_TOWNS, "PA65 6AY", "KY1 4DQ"})


def _spots(codes: Collection[str]) -> dict[str, Postcode]:
    """Shipped postcodes, of which the database of tests holds few."""
    return {
        row["postcode"]: Postcode(code=row["postcode"].replace(" ", ""), lat=float(row["lat"]), lon=float(row["lon"]),
                                  council_code=row["council_code"], island=row["island"], is_live=True)
        for row in rows_of("postcodes.csv.gz")
        if row["postcode"] in codes
    }  # fmt: skip


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("code", TOWNS)
def test_towns_of_real_postcodes(spots: dict[str, Postcode], code: str) -> None:
    assert town_of(spots[code]) == TOWNS[code]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("code", FAR_FROM_TOWNS)
def test_what_is_far_from_every_town_has_none(spots: dict[str, Postcode], code: str) -> None:
    assert town_of(spots[code]) == ""


@pytest.mark.usefixtures("database")
def test_no_town_across_water_lends_its_name(spots: dict[str, Postcode]) -> None:
    """Mull, were it to lie in Oban's bay."""
    oban, ferry = spots["PA34 4AA"], spots["PA65 6AY"]
    assert ferry.island == "mull"
    moved = Postcode(code="PA656AY", lat=oban.lat, lon=oban.lon, council_code=oban.council_code, island="mull")
    assert town_of(oban) == "Oban"
    assert (town_of(moved), town_of(ferry)) == ("", "Craignure")


@pytest.mark.usefixtures("database")
def test_a_town_that_the_label_names_is_believed(spots: dict[str, Postcode]) -> None:
    assert town_of(spots["KY1 4DQ"]) == "Glenrothes"
    assert town_of(spots["KY1 4DQ"], "Thornton Community Centre") == "Thornton"
    assert town_of(spots["KY1 4DQ"], "Oban Road Depot") == "Glenrothes"


def test_what_is_no_town_counts_where_no_town_is_near() -> None:
    hamlet, village = Settlement("Smallton", "Hamlet", 0, 0.3), Settlement("Largo", "Village", 0, 1.9)
    assert town_among([hamlet]) == "Smallton"
    assert town_among([hamlet, village]) == "Largo"
    assert town_among([Settlement("Smallton", "Hamlet", 0, 2.1)]) == ""


CITY = Settlement("Largo", "City", 500_000, 4.0)


@pytest.mark.parametrize(
    ("others", "town"),
    [
        ([], "Largo"),
        # Inside a city its suburbs and what nobody counted do not matter, a town of its own does.
        ([Settlement("Smallton", "Village", 0, 0.2)], "Largo"),
        ([Settlement("Smallton", "Suburb", 9_000, 0.2)], "Largo"),
        ([Settlement("Smallton", "Town", 9_000, 0.2)], "Smallton"),
        ([Settlement("Smallton", "Hamlet", 9_000, 0.2)], "Largo"),
    ],
)
def test_in_a_city(others: list[Settlement], town: str) -> None:
    assert town_among([CITY, *others]) == town_among([*others, CITY]) == town


@pytest.mark.parametrize(
    ("settlements", "town"),
    [
        ([], ""),
        ([Settlement("Near", "Village", 0, 1.9)], "Near"),
        ([Settlement("Far", "Village", 0, 2.1)], ""),
        ([Settlement("Big", "Town", 50_000, 3.1)], "Big"),
        ([Settlement("Big", "Town", 50_000, 3.1), Settlement("Near", "Village", 0, 1.5)], "Big"),
        ([Settlement("Big", "Town", 50_000, 3.1), Settlement("Near", "Village", 0, 0.6)], "Near"),
        ([Settlement("Uncounted", "Place", 0, 0.1), Settlement("Near", "Place", 700, 0.8)], "Near"),
        ([Settlement("Vast", "City", 9_000_000, 8.1)], ""),
    ],
)
def test_beyond_the_edge_the_nearest_for_its_size_and_none_too_far(settlements: list[Settlement], town: str) -> None:
    assert town_among(settlements) == town


@pytest.mark.parametrize(
    ("text", "name", "is_named"),
    [
        ("Elgin High School, High School Drive, ELGIN", "Elgin", True),
        ("Saint Andrews Nursery", "St Andrews", True),
        ("Bo'ness Library", "Bo’ness", True),
        ("Perthshire House", "Perth", False),
        ("Depot", "Kirkcaldy", False),
    ],
)
def test_names_in_a_label_are_whole_words(text: str, name: str, is_named: bool) -> None:
    assert is_named_in(text, name) is is_named
