import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.reading.place import PlaceReading, read_place
from tests.vacancies.reading.adverts import ADVERTS, texts


def place(*names, postcode=None, **more):
    return PlaceReading(postcode, names, **more)


AREAS_OF_ORKNEY = (
    "Kirkwall", "Shapinsay", "West Mainland", "Sanday", "Flotta", "Stronsay", "South Isles", "Eday", "Rousay",
    "North Ronaldsay", "Hoy", "Westray", "East Mainland", "Stromness",
)  # fmt: skip
PLACES = {
    "Galashiels / various": place("Galashiels", is_area_wide=True),
    "Chirnside Primary School, Chirnside, Berwickshire, TD11 3XH": place(
        "Chirnside", "Berwickshire", postcode="TD11 3XH"
    ),
    "Hardgate, East Lothian": place("Hardgate", "East Lothian"),
    "Donibristle Primary School, Dalgety Bay": place("Dalgety Bay", "Donibristle"),
    "Kirkcaldy": place("Kirkcaldy"),
    "Fife House, North Street, Glenrothes, KY7 5LT": place("Glenrothes", postcode="KY7 5LT"),
    "Donibristle Out of School Club, Dalgety Bay": place("Dalgety Bay", "Donibristle"),
    "Crail Nursery": place("Crail"),
    "Cardenden Primary School": place("Cardenden"),
    "Greenwards Primary School, Elgin": place("Elgin", "Greenwards"),
    "Tynecastle High School": place("Tynecastle"),
    "Various locations, Edinburgh": place("Edinburgh", is_area_wide=True),
    "City Wide, Edinburgh": place("Edinburgh", is_area_wide=True),
    "Kittybrewster School, Aberdeen": place("Aberdeen", "Kittybrewster"),
    "Hazlehead Nursery Aberdeen, AB15 8LD": place("Aberdeen", "Hazlehead", postcode="AB15 8LD"),
    "Dalkeith House 11 Woodburn Court Midlothian, Dalkeith, EH22 2EJ": place(
        "Dalkeith", "Midlothian", postcode="EH22 2EJ"
    ),
    "Dalkeith and throughout Midlothian": place("Dalkeith", "Midlothian", is_area_wide=True),
    "St Andrews Nursery": place("St Andrews"),
    "Rosslyn Special School, Kirkcaldy": place("Kirkcaldy", "Rosslyn"),
    "Glenwood High School, Glenrothes": place("Glenrothes", "Glenwood"),
    "Fife": place("Fife", is_area_wide=True),
    "Castlebay Secondary School, Isle of Barra": place("Isle of Barra", "Barra", "Castlebay"),
    "Orkney": place("Orkney", is_area_wide=True),
    "Anderson High School, Lerwick": place("Lerwick", "Anderson"),
    "Shetland (see advert), Shetland Islands": place("Shetland", "Shetland Islands", is_area_wide=True),
    "Gremista, Lerwick": place("Gremista", "Lerwick"),
    "8 North Ness, Lerwick": place("Lerwick"),
    (
        "Kirkwall Area; Shapinsay Area; West Mainland Area; Sanday Area; Flotta Area; Stronsay Area; South Isles Area; "
        "Eday Area; Rousay Area; North Ronaldsay Area; Hoy Area; Westray Area; East Mainland Area; Stromness Area "
        "(14 locations), Orkney Islands"
    ): place(*AREAS_OF_ORKNEY, "Orkney Islands", workplaces=AREAS_OF_ORKNEY),
    "Shetland, Lerwick": place("Lerwick", "Shetland"),
    "Elgin High School (Kestrel House), High School Drive, Elgin, IV30 6UD": place("Elgin", postcode="IV30 6UD"),
    "Varied within East Dunbartonshire Council": place("East Dunbartonshire", is_area_wide=True),
    "Inverness": place("Inverness"),
    "Macduff Harbour": place("Macduff"),
    "East Lothian": place("East Lothian", is_area_wide=True),
    "Aberdeen": place("Aberdeen"),
    "The Balfour, Kirkwall": place("Kirkwall"),  # a hospital; the village of Balfour is on another island
    "The State Hospital, Carstairs": place("Carstairs"),
    "Main Recovery, Royal Infirmary of Edinburgh": place("Edinburgh"),
    "Lanarkshire": place("Lanarkshire", is_area_wide=True),
    "Royal Edinburgh Hospital, Edinburgh": place("Edinburgh"),
    "Perth Royal Infirmary": place("Perth"),
    "Isle of Raasay": place("Isle of Raasay", "Raasay"),
    "St Andrews House, Regent Road, Edinburgh, EH1 3DG": place("Edinburgh", postcode="EH1 3DG"),
    "Freshwater Laboratory, Montrose": place("Montrose"),
    "Midlothian (Dalkeith office)": place("Dalkeith", "Midlothian"),
    "Newhailes, Musselburgh, EH21 6RY": place("Newhailes", "Musselburgh", postcode="EH21 6RY"),
}


def test_every_location_of_the_adverts_is_in_the_table():
    assert {(text,) for text in PLACES} == texts("location")


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert["title"])
def test_real_advert(advert):
    assert read_place(advert["location"]) == PLACES[advert["location"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, place()),
        ("Home based", place(is_home_based=True)),
        ("Home-based, anywhere in Scotland", place("Scotland", is_area_wide=True, is_home_based=True)),
        ("Working from home / Stirling", place("Stirling", is_home_based=True)),
        ("Kirkcaldy/Glenrothes", place("Kirkcaldy", "Glenrothes", workplaces=("Kirkcaldy", "Glenrothes"))),
        ("EH1 3DG; ky75lt", place(postcode="EH1 3DG", workplaces=("EH1 3DG", "KY7 5LT"))),
        ("Cupar, KY15 5AA; Leven Library", place(
            "Cupar", "Leven", postcode="KY15 5AA", workplaces=("KY15 5AA", "Leven"))),
        ("EH1 3DG, KY7 5LT", place(postcode="EH1 3DG", workplaces=("EH1 3DG", "KY7 5LT"))),
        ("Fife; Angus", place("Fife", "Angus", is_area_wide=True, workplaces=("Fife", "Angus"))),
        ("Mull and Iona", place("Mull", "Iona", joined=("Mull", "Iona"))),
        ("Cupar & Isle of Bute", place(
            "Cupar", "Isle of Bute", "Bute", joined=("Cupar", "Isle of Bute"))),
        ("Coll & Tiree, Argyll & Bute", place(
            "Coll", "Tiree", "Argyll and Bute", joined=("Coll", "Tiree"))),
        ("Kelso and Various, Hawick", place("Kelso", "Hawick", is_area_wide=True)),
        ("Dunoon, Rothesay and Oban", place("Dunoon", "Rothesay", "Oban")),
        ("Argyll and Bute", place("Argyll and Bute", is_area_wide=True)),
        ("Various schools throughout South Lanarkshire", place("South Lanarkshire", is_area_wide=True)),
        ("Peripatetic across Fife", place("Fife", is_area_wide=True)),
        ("Stirling Council Offices, Viewforth, Stirling", place("Viewforth", "Stirling")),
        ("Council HQ, Glenurquhart Road, Inverness, IV3 5NX", place("Inverness", postcode="IV3 5NX")),
        ("12 High Street Elgin", place("Elgin")),
        ("Kirk Wynd, Cupar", place("Cupar")),
        ("Town House, Aberdeen", place("Aberdeen")),
        ("Bridge of Allan", place("Bridge of Allan")),
        ("Bo’ness", place("Bo'ness")),
        ("the Highlands", place("Highlands", is_area_wide=True)),
        ("to be confirmed", place()),
    ],
)  # fmt: skip
def test_other_ways_to_write_it(text, expected):
    assert read_place(text) == expected


@given(st.from_regex(r"\A[A-Z]{1,2}[1-9][0-9]? ?[0-9][A-Z]{2}\Z"), st.booleans())
def test_a_postcode_is_found_in_one_form(postcode, is_lower):
    written = postcode.lower() if is_lower else postcode
    reading = read_place(f"Town House, Falkirk, {written}")
    assert reading.postcode is not None
    assert reading.postcode.replace(" ", "") == postcode.replace(" ", "")
    assert reading.postcode[-4] == " "
    assert reading.names == ("Falkirk",)
