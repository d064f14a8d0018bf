import csv
from pathlib import Path

import pytest

from recruitment.organisations.tables import KINDS
from recruitment.vacancies.reading.employer import kind_of, normal_name
from tests.vacancies.reading.adverts import ADVERTS, texts

_COUNCILS = Path(__file__).parents[3] / "recruitment/organisations/data/councils.csv"
with _COUNCILS.open(encoding="utf-8", newline="") as _file:
    COUNCILS = [row["council_name"] for row in csv.DictReader(_file)]

# Normal name and kind of each employer of the real adverts.
EMPLOYERS = {
    "Scottish Borders Council": ("scottish borders council", "council"),
    "East Lothian Council": ("east lothian council", "council"),
    "Fife Council": ("fife council", "council"),
    "Fife Health & Social Care Partnership": ("fife health and social care partnership", "partnership"),
    "Moray Council": ("moray council", "council"),
    "The City of Edinburgh Council": ("edinburgh council", "council"),
    "Aberdeen City Council": ("aberdeen council", "council"),
    "Midlothian Council": ("midlothian council", "council"),
    "Comhairle nan Eilean Siar": ("comhairle nan eilean siar", "council"),
    "Orkney Islands Council": ("orkney islands council", "council"),
    "Shetland Islands Council": ("shetland islands council", "council"),
    "Police Scotland": ("police scotland", "police"),
    "East Dunbartonshire Council": ("east dunbartonshire council", "council"),
    "The Highland Council": ("highland council", "council"),
    "Aberdeenshire Council": ("aberdeenshire council", "council"),
    "NHS Orkney": ("nhs orkney", "health_board"),
    "NHS Fife": ("nhs fife", "health_board"),
    "The State Hospital (NHS Scotland)": ("state hospital", "health_board"),
    "NHS Lothian": ("nhs lothian", "health_board"),
    "NHS Lanarkshire": ("nhs lanarkshire", "health_board"),
    "NHS Tayside": ("nhs tayside", "health_board"),
    "NHS Highland": ("nhs highland", "health_board"),
    "The Scottish Government": ("scottish government", "government"),
    "Marine Scotland": ("marine scotland", "government"),
    "Play Midlothian": ("play midlothian", "charity"),
    "National Trust for Scotland": ("national trust for scotland", "charity"),
}


def test_every_employer_of_the_adverts_is_in_the_table():
    assert {(name,) for name in EMPLOYERS} == texts("employer")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_real_advert(advert):
    name, kind = EMPLOYERS[advert["employer"]]
    assert normal_name(advert["employer"]) == name
    assert kind_of(advert["sector"], advert["employer"]) == kind


def test_every_council_of_the_adverts_is_one_of_the_32():
    councils = {normal_name(name) for name in COUNCILS}
    assert len(councils) == 32
    assert {name for name, kind in EMPLOYERS.values() if kind == "council"} <= councils


@pytest.mark.parametrize("name", COUNCILS)
def test_a_council_is_a_council_by_its_name_alone_and_its_normal_name_is_stable(name):
    assert kind_of(None, name) == "council"
    assert normal_name(normal_name(name)) == normal_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The City of Edinburgh Council", "Edinburgh Council"),
        ("City of Edinburgh Council", "CITY OF EDINBURGH COUNCIL"),
        ("The Moray Council", "Moray Council"),
        ("The Highland Council", "Highland Council"),
        ("Glasgow City Council", "Glasgow Council"),
        ("Dundee City Council", "City of Dundee Council"),
        ("Argyll & Bute Council", "Argyll and Bute Council"),
        ("Western Isles Council", "Comhairle nan Eilean Siar"),
        ("Comhairle nan Eilean Siar (Western Isles Council)", "Comhairle nan Eilean Siar"),
        ("  Fife   Council ", "Fife Council"),
        ("Police Service of Scotland", "Police Scotland"),
    ],
)
def test_one_employer_in_two_spellings(one, other):
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fife Health & Social Care Partnership", "Fife Council"),
        ("NHS Fife", "Fife Council"),
        ("Aberdeen City Council", "Aberdeenshire Council"),
        ("East Lothian Council", "West Lothian Council"),
        ("Midlothian Council", "Play Midlothian"),
        ("Edinburgh", "Edinburgh Council"),
    ],
)
def test_two_employers(one, other):
    assert normal_name(one) != normal_name(other)


@pytest.mark.parametrize(
    ("sector", "name", "kind"),
    [
        ("council", "High Life Highland", "other"),
        ("council", "Aberdeen City Health and Social Care Partnership", "partnership"),
        (None, "NHS Grampian", "health_board"),
        (None, "Scottish Government", "government"),
        (None, "Police Scotland", "police"),
        (None, "Scottish Social Services Council", "other"),
        (None, "General Teaching Council", "other"),
        ("charity", "Leith Community Council", "charity"),
        ("NHS", "The Golden Jubilee", "health_board"),
        (None, None, "other"),
        ("fire", "Scottish Fire and Rescue Service", "other"),
    ],
)
def test_kinds(sector, name, kind):
    assert kind in KINDS
    assert kind_of(sector, name) == kind


def test_nothing_but_brackets_still_has_a_name():
    assert normal_name("(NHS Scotland)") == "nhs scotland"
    assert normal_name(None) == ""
