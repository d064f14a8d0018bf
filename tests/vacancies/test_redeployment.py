"""The register of people at risk: who may see and change it, what fits whom, and that each is told once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Public, Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.actions import point_at
from recruitment.vacancies.queries import advert_of, workplaces_of
from recruitment.vacancies.redeployment_actions import (
    change_registration,
    end_registration,
    forget_registrations,
    register,
    tell_of,
    withdraw_consent,
)
from recruitment.vacancies.redeployment_jobs import tell_redeployees
from recruitment.vacancies.redeployment_queries import (
    adverts_to_tell_of,
    matches_for,
    note_on,
    own_registrations,
    person_at_risk,
    registered,
)
from recruitment.vacancies.redeployment_rules import Home, asked_for, match
from recruitment.vacancies.redeployment_tables import AtRisk, AtRiskNote, ToldFirst
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.stages import DAY, an_early_vacancy, somebody_at_risk, takes_part
from tests.builders.vacancies import a_category, a_complete_vacancy

pytestmark = pytest.mark.dialect
FACTS: dict[str, Any] = {
    "name": "Test Person", "email": "Risk@Test.Example", "post": "Cleaner", "category_code": "cleaning", "grade": "",
    "pay": None, "hours": None, "skills": [], "postcode": "", "miles": None, "until": None, "is_shared": True,
}  # fmt: skip


@pytest.fixture
def fife(database: None) -> Organisation:
    a_category()
    return an_organisation("fife-council")


@pytest.fixture
def orkney(database: None) -> Organisation:
    return an_organisation("orkney-islands-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife)


def a_fitting_vacancy(organisation: Organisation, **facts: Any) -> Vacancy:
    """A cleaner's post at the stage for redeployees."""
    return an_early_vacancy(
        organisation, "redeployees", **{"title": "Cleaner", "category_code": a_category().code, **facts}
    )


def fitting(viewer: Staff, vacancy: Vacancy) -> list[int]:
    return [each.person.id for each in matches_for(viewer, advert_of(viewer, vacancy.id))]


def test_somebody_is_registered_once_and_told_so(fife: Organisation, recruiter: Staff) -> None:
    row = register(recruiter, fife.id, FACTS, "Notice given in March")
    assert row.email == "risk@test.example"
    assert [letter.name for letter in letters_to("risk@test.example")] == ["redeployee_registered"]
    assert note_on(recruiter, row.id) == "Notice given in March"
    with pytest.raises(Refused, match="already"):
        register(recruiter, fife.id, FACTS)
    end_registration(recruiter, row, "redeployed", "To the library")
    register(recruiter, fife.id, FACTS)
    acts = [
        act.act for act in db.session.scalars(visible(recruiter, Act).where(Act.noun == "at_risk").order_by(Act.id))
    ]
    assert acts == ["register", "end", "register"]


def test_only_hr_keeps_the_register(fife: Organisation, orkney: Organisation) -> None:
    row = somebody_at_risk(fife)
    for role in (Role.APPROVER, Role.HIRING_MANAGER, Role.PANEL_MEMBER):
        viewer = as_staff(fife, role)
        with pytest.raises(Refused):
            register(viewer, fife.id, FACTS)
        with pytest.raises(NotVisible):
            person_at_risk(viewer, row.id)
    with pytest.raises(NotVisible):
        register(as_staff(orkney), fife.id, FACTS)
    with pytest.raises(NotVisible):
        visible(Public(), AtRisk)


def test_what_has_ended_neither_changes_nor_ends_again(fife: Organisation, recruiter: Staff) -> None:
    row = somebody_at_risk(fife)
    change_registration(recruiter, row, {**FACTS, "post": "Cook"}, "")
    assert person_at_risk(recruiter, row.id).post == "Cook"
    end_registration(recruiter, row, "left", "Retired")
    for act in (lambda: end_registration(recruiter, row, "left", "Again"),
                lambda: change_registration(recruiter, row, FACTS, "")):  # fmt: skip
        with pytest.raises(IllegalMove):
            act()


def test_another_councils_hr_sees_whoever_agreed_where_both_take_part(fife: Organisation, orkney: Organisation) -> None:
    agreed, silent = somebody_at_risk(orkney, is_shared=True, note="Off sick in May"), somebody_at_risk(orkney)
    vacancy, viewer = a_fitting_vacancy(fife), as_staff(fife)
    takes_part(fife)
    assert fitting(viewer, vacancy) == []
    takes_part(orkney)
    assert fitting(viewer, vacancy) == [agreed.id]
    assert registered(viewer, [fife.id]) == []
    assert note_on(viewer, agreed.id) == "", "notes stay with the council that wrote them"
    assert note_on(as_staff(orkney), agreed.id) == "Off sick in May"
    with pytest.raises(NotVisible):
        end_registration(viewer, agreed, "left", "Not theirs to end")
    with pytest.raises(NotVisible):
        person_at_risk(viewer, silent.id)
    withdraw_consent(Candidate(an_account(agreed.email).id), agreed)
    db.session.commit()
    assert fitting(viewer, vacancy) == []


def test_a_person_reads_their_own_registration_alone(fife: Organisation) -> None:
    row, _other = somebody_at_risk(fife, email="own@test.example"), somebody_at_risk(fife)
    viewer = Candidate(an_account("Own@test.example").id)
    assert [each.id for each in own_registrations(viewer)] == [row.id]
    with pytest.raises(IllegalMove):
        withdraw_consent(viewer, row)
    with pytest.raises(NotVisible):
        visible(viewer, AtRiskNote)


@pytest.mark.parametrize(("facts", "reasons"), [
    ({}, ("The same kind of work: Cleaning and caretaking",)),
    ({"category_code": "catering", "skills": ["Food hygiene"]}, None),
    ({"pay": 2_400_000}, ("tenth",)),
    ({"pay": 4_000_000}, None),
    ({"pay": 1_000_000}, None),
    ({"hours": Decimal(21)}, ("same hours",)),
    ({"hours": Decimal(36)}, ("The same kind",)),
    ({"skills": ["Cleaned classroom", "Juggling"]}, ("It asks for: Cleaned classroom",)),
])  # fmt: skip
def test_what_fits_and_why(
    fife: Organisation, recruiter: Staff, facts: dict[str, Any], reasons: tuple[str, ...] | None
) -> None:
    a_category("catering", "Catering")
    vacancy = a_fitting_vacancy(fife)
    found = match(somebody_at_risk(fife, **facts), advert_of(recruiter, vacancy.id), None)
    if reasons is None:
        assert found is None
        return
    assert found is not None
    for reason in reasons:
        assert any(reason in each for each in found.reasons), found.reasons


def test_what_lies_too_far_away_does_not_fit(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    workplaces_of(recruiter, vacancy.id)[0].point_id = point_at(56.11, -3.16, "").id
    db.session.commit()
    db.session.expire_all()
    advert = advert_of(recruiter, vacancy.id)
    person = somebody_at_risk(fife, category_code=vacancy.category_code, postcode="KY11AA", miles=10)
    near, far = Home(56.11, -3.16, ""), Home(57.5, -4.2, "")
    assert match(person, advert, near) is not None
    assert match(person, advert, far) is None
    assert match(person, advert, None) is not None, "nothing is ruled out on a guess"


def test_skills_are_found_in_whatever_form() -> None:
    text = "Confidence with Microsoft Excel; experience of managing budgets"
    held = ["microsoft excel", "Budget", "Manages people", "", "C++"]
    assert asked_for(held, text) == ["microsoft excel", "Budget"]


def told(vacancy: Vacancy) -> int:
    return len(
        db.session.scalars(visible(System("letters"), ToldFirst).where(ToldFirst.vacancy_id == vacancy.id)).all()
    )


def test_each_is_told_first_and_once(fife: Organisation) -> None:
    row, _cook = somebody_at_risk(fife), somebody_at_risk(fife, category_code=a_category("catering", "Catering").code)
    vacancy = a_fitting_vacancy(fife)
    for _ in range(2):
        tell_redeployees()
    assert [letter.name for letter in letters_to(row.email)] == ["told_first"]
    assert told(vacancy) == 1
    late = somebody_at_risk(fife)
    tell_redeployees()
    assert [len(letters_to(each.email)) for each in (row, late)] == [1, 1], "who is registered later is told later"


@pytest.mark.parametrize("facts", [
    {"redeployees_from": None, "internal_from": "begun"}, {"state": "withdrawn"}, {"closes_at": "begun"},
    {"public_from": "begun", "redeployees_from": "before"}, {"redeployees_from": "soon"},
])  # fmt: skip
def test_nobody_is_told_at_any_other_stage(fife: Organisation, facts: dict[str, Any]) -> None:
    now = clock.now()
    moments = {"begun": now - timedelta(hours=1), "before": now - DAY, "soon": now + DAY}
    row = somebody_at_risk(fife)
    vacancy = a_fitting_vacancy(fife, **{name: moments.get(value, value) for name, value in facts.items()})
    tell_redeployees()
    assert (letters_to(row.email), told(vacancy)) == ([], 0)


def test_of_two_workers_that_look_at_once_one_tells(fife: Organisation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked who was told before either wrote."""
    row = somebody_at_risk(fife)
    vacancy = a_fitting_vacancy(fife)
    advert = adverts_to_tell_of()[0]
    assert tell_of(advert) == 1
    db.session.commit()
    db.session.expunge_all()
    monkeypatch.setattr("recruitment.vacancies.redeployment_actions.told_of", lambda *_: {})
    assert tell_of(adverts_to_tell_of()[0]) == 0
    db.session.commit()
    assert (len(letters_to(row.email)), told(vacancy)) == (1, 1)


def test_what_was_withdrawn_meanwhile_is_told_to_nobody(fife: Organisation) -> None:
    row, vacancy = somebody_at_risk(fife), a_fitting_vacancy(fife)
    advert = adverts_to_tell_of()[0]
    vacancy.state = "withdrawn"
    db.session.commit()
    assert tell_of(advert) == 0
    assert letters_to(row.email) == []


def test_it_is_forgotten_when_its_council_says(fife: Organisation, orkney: Organisation) -> None:
    ended = clock.now() - 200 * DAY
    takes_part(orkney)
    over = {"ended_at": ended, "outcome": "left"}
    gone = [somebody_at_risk(fife, **over, note="Gone"), somebody_at_risk(fife, until=ended)]
    kept = [
        somebody_at_risk(fife, ended_at=clock.now(), outcome="left"),
        somebody_at_risk(fife, until=clock.now() + DAY),
    ]
    assert forget_registrations() == 2
    db.session.commit()
    left = set(db.session.scalars(visible(System("keeping"), AtRisk).with_only_columns(AtRisk.id)))
    assert left == {row.id for row in kept}
    assert not left & {row.id for row in gone}
    assert db.session.scalars(visible(System("keeping"), AtRiskNote)).all() == []
