"""Place texts become workplaces near their employer, or stay labels in doubt."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.organisations.loading import load_councils
from recruitment.organisations.queries import organisation_by_slug
from recruitment.organisations.tables import Organisation
from recruitment.places.rules import miles_between
from recruitment.vacancies.importing_places import LONGEST_LABEL, MOST_SITES, Site, read_sites
from tests.builders.places import some_geography

PIECES = ("Elgin", "; ", ", ", "IV30 6UD", "Fife", "(", ")", "Home based", "throughout", "Primary School")
pytestmark = pytest.mark.usefixtures("database", "councils")


@pytest.fixture(scope="module", autouse=True)
def geography(app: Flask) -> None:
    some_geography(app)


@pytest.fixture
def councils(database: None) -> None:
    load_councils()


def employer(name: str) -> Organisation:
    return organisation_by_slug(name) if name.islower() else Organisation(name=name, kind="other", gss_code=None)


def only_site(location: str, name: str) -> tuple[Site, tuple[str, ...]]:
    sites = read_sites(location, employer(name))
    assert len(sites.sites) == 1
    return sites.sites[0], sites.doubts


def is_near(site: Site, lat: float, lon: float) -> bool:
    return site.spot is not None and miles_between(site.spot.lat, site.spot.lon, lat, lon) < 2


def test_a_postcode_is_the_site() -> None:
    site, doubts = only_site("Elgin High School (Kestrel House), High School Drive, Elgin, IV30 6UD", "moray-council")
    assert (site.kind, site.postcode) == ("site", "IV306UD")
    assert site.label == "Elgin High School (Kestrel House), High School Drive, Elgin"
    assert is_near(site, 57.64, -3.33)
    assert doubts == ()


@pytest.mark.parametrize(
    ("location", "name", "locality"),
    [
        ("Kestrel House, High School Drive, IV30 6UD", "moray-council", "Elgin"),
        ("Bell Baxter High School, Cupar", "fife-council", "Cupar"),
        ("Steòrnabhagh", "Comhairle nan Eilean Siar", ""),
        ("Isle of Bute", "argyll-and-bute-council", ""),
        ("Throughout Fife", "fife-council", ""),
        ("Xyzzy", "fife-council", ""),
    ],
)
def test_the_town_of_a_site_or_that_a_place_names(location: str, name: str, locality: str) -> None:
    assert only_site(location, name)[0].locality == locality


def test_a_postcode_in_another_council_area_is_doubtful() -> None:
    _, doubts = only_site("Kestrel House, IV30 6UD", "fife-council")
    assert doubts == ("The postcode IV30 6UD lies in Moray, not in Fife.",)


def test_an_unknown_postcode_leaves_the_name_and_else_its_outward_code() -> None:
    site, doubts = only_site("Kirkwall, KW15 7QQ", "orkney-islands-council")
    assert is_near(site, 58.98, -2.96) and doubts == ("The postcode KW15 7QQ is not known.",)
    site, doubts = only_site("Unit 4, KW15 7QQ", "orkney-islands-council")
    assert site.spot is not None and doubts[-1] == "The middle of KW15 stands for the workplace."


def test_an_unknown_postcode_of_several_is_called_so_and_placed_by_its_outward_code() -> None:
    sites = read_sites("Moray, IV30 6UD & KW15 7QQ", employer("moray-council"))
    assert [(site.kind, site.label, site.postcode) for site in sites.sites] == [
        ("site", "IV30 6UD", "IV306UD"), ("place", "KW15 7QQ", ""),
    ]  # fmt: skip
    assert is_near(sites.sites[1], 58.98, -2.96)
    assert sites.doubts == ("The postcode KW15 7QQ is not known.", "The middle of KW15 stands for the workplace.")
    sites = read_sites("KW15 7QQ; QQ9 9QQ", employer("orkney-islands-council"))
    assert sites.sites[1] == Site("place", "QQ9 9QQ")
    assert sites.doubts[-1] == "The postcode QQ9 9QQ is not known."


@pytest.mark.parametrize(
    ("location", "name", "lat", "lon"),
    [
        ("Donibristle Primary School, Dalgety Bay", "fife-council", 56.035, -3.350),
        ("Cardenden Primary School", "fife-council", 56.143, -3.257),
        ("St Andrews Nursery", "fife-council", 56.339, -2.799),
        ("Castlebay Secondary School, Isle of Barra", "comhairle-nan-eilean-siar", 56.955, -7.489),
        ("Macduff Harbour", "aberdeenshire-council", 57.670, -2.497),
        ("Cove", "argyll-and-bute-council", 56.00, -4.85),
        ("Cove", "aberdeen-city-council", 57.10, -2.08),
        ("The Balfour, Kirkwall", "NHS Orkney", 58.985, -2.959),
        ("Perth Royal Infirmary", "NHS Tayside", 56.395, -3.431),
        ("Isle of Raasay", "NHS Highland", 57.353, -6.077),
        ("Shetland, Lerwick", "Police Scotland", 60.153, -1.144),
        ("Broxburn", "NHS Lothian", 55.934, -3.471),
    ],
)
def test_a_name_is_meant_near_its_employer(location: str, name: str, lat: float, lon: float) -> None:
    site, doubts = only_site(location, name)
    assert (site.kind, site.label, doubts) == ("place", location, ())
    assert is_near(site, lat, lon)


def test_a_place_known_only_by_its_outward_code_is_doubtful() -> None:
    site, doubts = only_site("Newton", "west-lothian-council")
    assert is_near(site, 55.937, -3.487)
    assert doubts == ("Where Newton lies is known only by its outward code, EH52.",)


def test_a_name_that_its_area_does_not_know_is_not_looked_for_elsewhere() -> None:
    site, doubts = only_site("Hardgate, East Lothian", "east-lothian-council")
    assert (site.kind, site.label) == ("area", "Hardgate, East Lothian")
    assert is_near(site, 55.967, -2.857)
    assert doubts == ("The workplace is not known; the middle of East Lothian stands for it.",)


def test_the_middle_of_a_small_area_stands_for_an_unknown_building_but_not_that_of_a_large_one() -> None:
    site, doubts = only_site("Tynecastle High School", "city-of-edinburgh-council")
    assert is_near(site, 55.943, -3.220)
    assert doubts == ("'Tynecastle High School' is not known; the middle of City of Edinburgh stands for it.",)
    site, doubts = only_site("Xyzzy High School", "highland-council")
    assert (site.label, site.spot) == ("Xyzzy High School", None)
    assert doubts == ("'Xyzzy High School' could not be placed on the map.",)


def test_a_well_known_town_outside_the_council_is_believed_and_doubted() -> None:
    site, doubts = only_site("Glasgow", "argyll-and-bute-council")
    assert is_near(site, 55.865, -4.258)
    assert doubts == ("Glasgow lies outside Argyll and Bute.",)


def test_an_employer_named_after_an_area_may_work_beyond_it() -> None:
    site, doubts = only_site("Oban", "NHS Highland")
    assert is_near(site, 56.415, -5.472)
    assert doubts == ("Oban lies outside Highland.",)


@pytest.mark.parametrize("location", ["Fife", "Various locations, Fife", "Throughout Fife"])
def test_work_all_over_an_area(location: str) -> None:
    site, doubts = only_site(location, "fife-council")
    assert (site.kind, site.label, doubts) == ("area", location, ())


def test_many_places_in_one_advert() -> None:
    sites = read_sites(
        "Kirkwall Area; West Mainland Area; Sanday Area; Hoy Area (4 locations), Orkney Islands",
        employer("orkney-islands-council"),
    )
    assert [(site.label, site.spot and site.spot.island) for site in sites.sites] == [
        ("Kirkwall", "orkney-mainland"), ("West Mainland", None), ("Sanday", "sanday"), ("Hoy", "hoy"),
    ]  # fmt: skip
    assert sites.doubts == ("No place called 'West Mainland' is known in Orkney Islands.",)
    many = read_sites("; ".join(f"Xyzzy{'x' * number}" for number in range(60)), employer("fife-council"))
    assert len(many.sites) == MOST_SITES
    assert many.doubts[-1] == "Only the first 40 of 60 places were taken."


@pytest.mark.parametrize("location", ["Dunoon & Isle of Bute", "Dunoon and Isle of Bute, Argyll & Bute"])
def test_two_known_places_that_and_joins_are_two(location: str) -> None:
    sites = read_sites(location, employer("argyll-and-bute-council"))
    assert [site.label for site in sites.sites] == ["Dunoon", "Isle of Bute"]
    assert all(site.spot for site in sites.sites)


def test_a_name_with_and_in_it_of_which_a_part_is_unknown_is_not_split() -> None:
    site, _ = only_site("Dunoon and Xyzzy", "argyll-and-bute-council")
    assert site.label == "Dunoon and Xyzzy" and is_near(site, 55.95, -4.93)


def test_home_based_work_needs_no_place() -> None:
    sites = read_sites("Home based", employer("fife-council"))
    assert (sites.sites, sites.is_home_based, sites.doubts) == ((), True, ())
    sites = read_sites("Home based / Glenrothes", employer("fife-council"))
    assert sites.is_home_based and len(sites.sites) == 1


def test_no_place_is_stated() -> None:
    assert read_sites("", employer("fife-council")).doubts == ("No place is stated.",)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_gives_sites_that_fit(location: str) -> None:
    for name in ("fife-council", "Police Scotland"):
        for site in read_sites(location.replace("\0", ""), employer(name)).sites:
            assert 0 < len(site.label) <= LONGEST_LABEL
            assert len(site.postcode) <= 8
