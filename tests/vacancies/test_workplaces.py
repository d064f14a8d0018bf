"""Where the work of a draft is: written, replaced, and put on the map."""

import pytest

from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Place, PlaceName
from recruitment.vacancies import draft_actions
from recruitment.vacancies.draft_actions import Site
from recruitment.vacancies.queries import advert_of
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.search import a_place
from tests.builders.vacancies import a_postcode, a_vacancy


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def test_workplaces_of_one_postcode_share_a_point(fife: Organisation, recruiter: Staff) -> None:
    vacancy, other = a_vacancy(fife, state="draft"), a_vacancy(fife, state="draft")
    school = Site("Auchmuty Nursery", a_postcode("KY11AA", island=""))
    draft_actions.set_workplaces(recruiter, vacancy, [school, Site("Depot", a_postcode("KY12BB", lat=56.2, lon=-3.0))])
    draft_actions.set_workplaces(recruiter, other, [school])
    first, second = advert_of(recruiter, vacancy.id).workplaces
    (third,) = advert_of(recruiter, other.id).workplaces
    assert (first.kind, first.label, first.postcode) == ("site", "Auchmuty Nursery", "KY11AA")
    assert first.point_id == third.point_id != second.point_id


def test_a_workplace_tells_its_town_and_an_old_one_when_saved_again(fife: Organisation, recruiter: Staff) -> None:
    postcode = a_postcode()
    a_place("Kirkcaldy", 56.115, -3.16, council_code=postcode.council_code, population=49_460)
    vacancy = a_vacancy(fife, state="draft")
    draft_actions.set_workplaces(recruiter, vacancy, [Site("Depot", postcode)])
    (depot,) = advert_of(recruiter, vacancy.id).workplaces
    assert depot.locality == "Kirkcaldy"
    depot.locality = ""
    db.session.commit()
    draft_actions.set_workplaces(recruiter, vacancy, [Site("Depot", postcode)])
    assert [row.locality for row in advert_of(recruiter, vacancy.id).workplaces] == ["Kirkcaldy"]


def test_one_kind_of_place_replaces_another(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife, state="draft")
    draft_actions.set_workplaces(recruiter, vacancy, [Site("School", a_postcode())])
    draft_actions.set_whole_area(recruiter, vacancy, "Nowhere that maps know")
    found = advert_of(recruiter, vacancy.id)
    area = ("area", "Nowhere that maps know", None)
    assert [(row.kind, row.label, row.point_id) for row in found.workplaces] == [area]
    draft_actions.set_home_based(recruiter, vacancy)
    found = advert_of(recruiter, vacancy.id)
    assert (list(found.workplaces), found.vacancy.is_home_based) == ([], True)
    draft_actions.set_whole_area(recruiter, vacancy, "Fife")
    assert not advert_of(recruiter, vacancy.id).vacancy.is_home_based


def test_an_area_is_found_by_its_middle(fife: Organisation, recruiter: Staff) -> None:
    db.session.add(Place(id=9_000_001, name="Testshire", kind="Council area", lat=56.5, lon=-3.5, is_exact=False))
    db.session.flush()
    db.session.add(PlaceName(place_id=9_000_001, folded="testshire", is_main=True))
    vacancy = a_vacancy(fife, state="draft")
    draft_actions.set_whole_area(recruiter, vacancy, "Testshire")
    (area,) = advert_of(recruiter, vacancy.id).workplaces
    assert area.point is not None
    assert (area.point.lat, area.point.lon) == (56.5, -3.5)
