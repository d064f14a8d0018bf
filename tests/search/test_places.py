"""Where somebody wants to work."""

import pytest

from recruitment.extensions import db
from recruitment.places.tables import Postcode
from recruitment.vacancies.tables import Workplace
from tests.builders.organisations import an_organisation
from tests.builders.search import a_place, a_point, an_advert, announce, asked, follow, titles

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


def test_water_between_is_told() -> None:
    a_place("Oban", *OBAN)
    an_advert(title="Mainland", at=a_point(56.4200, -5.4700))
    an_advert(title="Island", at=a_point(*KERRERA, island="kerrera"))
    follow()
    assert {hit.vacancy.title: hit.is_across_water for hit in asked(where="Oban").hits} == {
        "Mainland": False,
        "Island": True,
    }


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
