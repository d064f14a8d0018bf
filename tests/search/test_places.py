"""Where somebody wants to work."""

import pytest

from recruitment.extensions import db
from recruitment.places.tables import Postcode
from recruitment.vacancies.tables import Workplace
from tests.builders.organisations import an_organisation
from tests.builders.search import a_place, a_point, an_advert, announce, asked, follow, titles, work_also_at

pytestmark = pytest.mark.usefixtures("index")
OBAN, KERRERA, LISMORE = (56.4152, -5.4710), (56.3980, -5.5350), (56.5100, -5.5200)


def test_a_radius_holds_what_lies_within_it() -> None:
    a_place("Oban", *OBAN)
    an_advert(title="Near", at=a_point(56.4200, -5.4700))
    an_advert(title="Far", at=a_point(56.8170, -5.1120))
    follow()
    assert titles(where="oban", miles="10") == ["Near"]
    assert titles(where="oban", miles="50", sort="distance") == ["Near", "Far"]


def test_distance_is_to_the_nearest_workplace() -> None:
    a_place("Oban", *OBAN)
    near, far = a_point(56.4200, -5.4700), a_point(56.8170, -5.1120)
    both = an_advert(title="Both", at=far, label="Fort William")
    db.session.add(
        Workplace(organisation_id=both.organisation_id, vacancy_id=both.id, position=2, kind="place", label="Oban",
                  point_id=near.id)
    )  # fmt: skip
    announce(both)
    an_advert(title="Between", at=a_point(56.4500, -5.4300))
    follow()
    first, second = asked(where="Oban", miles="50", sort="distance").hits
    assert (first.vacancy.title, second.vacancy.title) == ("Both", "Between")
    assert first.nearest is not None and first.nearest.label == "Oban"
    assert first.miles is not None and first.miles < 1 < (second.miles or 0) < 4


def test_within_one_distance_the_newest_stands_first() -> None:
    a_place("Oban", *OBAN)
    point = a_point(56.4200, -5.4700)
    first, second = an_advert(at=point), an_advert(at=point)
    follow()
    assert [hit.vacancy.id for hit in asked(where="Oban", sort="distance").hits] == [second.id, first.id]


def test_water_is_crossed_when_asked() -> None:
    a_place("Oban", *OBAN)
    an_advert(title="Mainland", at=a_point(56.4200, -5.4700))
    an_advert(title="Island", at=a_point(*KERRERA, island="kerrera"))
    follow()
    dry, wet = asked(where="Oban"), asked(where="Oban", water="1")
    assert [(hit.vacancy.title, hit.is_across_water) for hit in dry.hits] == [("Mainland", False)]
    assert {hit.vacancy.title: hit.is_across_water for hit in wet.hits} == {"Mainland": False, "Island": True}
    assert (dry.across, wet.across) == (1, 1)


def test_from_an_island_the_mainland_is_across_water() -> None:
    a_place("Achnacroish", *LISMORE, island="lismore")
    an_advert(title="Mainland", at=a_point(56.5000, -5.4000))
    an_advert(title="Island", at=a_point(56.5300, -5.5000, island="lismore"))
    follow()
    assert titles(where="Achnacroish") == ["Island"]
    assert set(titles(where="Achnacroish", water="1")) == {"Mainland", "Island"}


def test_a_bridge_is_no_water() -> None:
    a_place("Kyle", 57.281, -5.714)
    an_advert(title="Kyleakin", at=a_point(57.270, -5.737, island="skye"))
    an_advert(title="Raasay", at=a_point(57.353, -6.076, island="raasay"))
    follow()
    found = asked(where="Kyle", miles="30")
    assert ([hit.vacancy.title for hit in found.hits], found.across) == (["Kyleakin"], 1)


def test_where_nobody_knows_the_island_nothing_is_kept_back() -> None:
    a_place("Scalloway", 60.137, -1.276)
    an_advert(title="Lerwick", at=a_point(60.153, -1.144, island="shetland-mainland"))
    an_advert(title="Somewhere", at=a_point(60.148, -1.093))
    follow()
    assert (set(titles(where="Scalloway")), asked(where="Scalloway").across) == ({"Lerwick", "Somewhere"}, 0)


def test_an_advert_of_both_sides_is_not_across_water() -> None:
    a_place("Oban", *OBAN)
    both = an_advert(title="Both", at=a_point(*KERRERA, island="kerrera"))
    work_also_at(both, a_point(56.4900, -5.4000))
    follow()
    found = asked(where="Oban")
    assert [(hit.vacancy.title, hit.is_across_water) for hit in found.hits] == [("Both", False)]
    assert found.across == 0


def test_an_advert_of_several_places_is_found_at_each_and_counted_once() -> None:
    a_place("Oban", *OBAN)
    a_place("Fort William", 56.8170, -5.1120)
    both = an_advert(title="Both", at=a_point(56.8170, -5.1120))
    work_also_at(both, a_point(56.4200, -5.4700))
    work_also_at(both, a_point(56.5200, -5.4700))
    an_advert(title="Far", at=a_point(56.9, -5.1))
    follow()
    assert titles(where="Oban", miles="5") == titles(where="Fort William", miles="5") == ["Both"]
    assert asked(where="Oban", miles="7").numbers == {
        1: 1, 2: 1, 5: 1, 7: 1, 10: 1, 20: 1, 30: 1, 50: 2, 75: 2, 100: 2,
    }  # fmt: skip


def test_work_from_home_comes_along_when_asked_and_stands_last() -> None:
    a_place("Oban", *OBAN)
    an_advert(title="Near", at=a_point(56.4200, -5.4700))
    an_advert(title="Home", is_home_based=True)
    an_advert(title="Near home", at=a_point(56.4300, -5.4700), patterns=["home"])
    an_advert(title="Elsewhere", at=a_point(55.9, -3.2))
    follow()
    assert set(titles(where="Oban")) == {"Near", "Near home"}
    found = asked(where="Oban", home="1", sort="distance")
    assert [(hit.vacancy.title, hit.miles is None) for hit in found.hits] == [
        ("Near", False), ("Near home", False), ("Home", True),
    ]  # fmt: skip
    assert (found.total, found.from_home, found.numbers[1], found.numbers[2]) == (3, 2, 3, 3)
    assert asked(where="Oban", q="near").from_home == 1


def test_an_unknown_place_is_told_and_left_out() -> None:
    an_advert(title="Cook")
    follow()
    found = asked(where="Nowhereland", sort="distance")
    assert (found.total, found.is_place_unknown, found.order) == (1, True, "newest")
    assert "Nowhereland" in found.messages[0]


def test_an_area_has_its_own_bounds() -> None:
    a_place("Fife", 56.23, -3.2, kind="Council area", council_code="S12000047")
    health = an_organisation("nhs-orkney")
    db.session.add(Postcode(code="KY161AA", lat=56.34, lon=-2.8, council_code="S12000047", is_live=True))
    db.session.commit()
    an_advert(title="Of the council")
    elsewhere = an_advert(health, title="By postcode")
    db.session.add(
        Workplace(organisation_id=health.id, vacancy_id=elsewhere.id, position=1, kind="site", label="St Andrews",
                  postcode="KY16 1AA")
    )  # fmt: skip
    announce(elsewhere)
    a_place("Cupar", 56.32, -3.01, council_code="S12000047")
    an_advert(health, title="By name", label="Cupar")
    an_advert(health, title="Elsewhere")
    follow()
    found = asked(where="fife", sort="distance")
    assert {hit.vacancy.title for hit in found.hits} == {"Of the council", "By postcode", "By name"}
    assert found.order == "newest" and found.hits[0].miles is None


def test_an_island_is_the_whole_of_it() -> None:
    a_place("Lismore", *LISMORE, kind="Island", island="lismore")
    an_advert(title="On it", at=a_point(56.5300, -5.5000, island="lismore"))
    an_advert(title="Across", at=a_point(56.5000, -5.4000))
    follow()
    assert titles(where="Lismore", miles="50") == ["On it"]


def test_an_island_may_take_in_what_is_near_across_water() -> None:
    a_place("Lismore", *LISMORE, kind="Island", island="lismore")
    an_advert(title="On it", at=a_point(56.5300, -5.5000, island="lismore"))
    an_advert(title="Across", at=a_point(56.5000, -5.4000))
    an_advert(title="Far", at=a_point(56.8170, -5.1120))
    follow()
    found = asked(where="Lismore")
    assert ([hit.vacancy.title for hit in found.hits], found.across, found.numbers) == (["On it"], 1, {})
    assert set(titles(where="Lismore", water="1")) == {"On it", "Across"}


def test_work_from_home_comes_along_with_an_area_too() -> None:
    a_place("Fife", 56.23, -3.2, kind="Council area", council_code="S12000047")
    an_advert(title="Of the council")
    an_advert(an_organisation("nhs-orkney"), title="From home", is_home_based=True)
    an_advert(an_organisation("nhs-orkney"), title="Elsewhere")
    follow()
    assert titles(where="Fife") == ["Of the council"]
    assert set(titles(where="Fife", home="1")) == {"Of the council", "From home"}
