"""The talent pool and reserve lists by their pages; and that nobody is shown to an employer from which they hide."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.profile_tables import Employment
from recruitment.applications.queries import the_application
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.offers.pool_queries import hidden_from, looked_at_by, own_approaches, own_entry
from recruitment.offers.reserve_queries import open_place
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import a_profile, an_application
from tests.builders.estate import an_estate
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.pool import a_pool_entry, a_reserve_place, an_approach
from tests.builders.vacancies import a_category, a_postcode, a_vacancy

pytestmark = pytest.mark.usefixtures("database")
SECRET = "I tame dragons in primary schools"


@pytest.fixture
def person() -> Account:
    account = an_account("jo@test.example")
    a_profile(account, given_name="Jo", family_name="Bloggs")
    return account


def joined(client: FlaskClient, person: Account, **fields: object) -> int:
    a_category()
    a_postcode("KY155AA")
    sign_in(client, person)
    told = {"summary": SECRET, "categories": ["cleaning"], "postcode": "KY15 5AA", "miles": "20", "agrees": "y"}
    return submit(client, "/candidate/pool/join", **{**told, **fields}).status_code


def test_a_person_joins_hides_changes_and_leaves(client: FlaskClient, person: Account) -> None:
    viewer, fife = Candidate(person.id), an_organisation()
    assert joined(client, person, parts=["registrations"], hide_from=[fife.id]) == 303
    entry = own_entry(viewer)
    assert entry is not None
    assert (entry.registrations, entry.miles, hidden_from(viewer)) == (["pvg"], 20, {fife.id})
    page = words_of(client.get("/candidate/pool").text)
    assert SECRET in page and "You never appear to: Fife Council" in page
    assert submit(client, "/candidate/pool/stay").status_code == 303
    assert submit(client, "/candidate/pool/leave").status_code == 303
    assert own_entry(viewer) is None


def test_nothing_is_shown_without_a_tick_under_the_agreement(client: FlaskClient, person: Account) -> None:
    assert joined(client, person, agrees="") == 422
    assert own_entry(Candidate(person.id)) is None


def test_what_does_not_fit_is_said_beside_the_field_and_kept(client: FlaskClient, person: Account) -> None:
    sign_in(client, person)
    answer = submit(client, "/candidate/pool/join", summary=SECRET, postcode="EC1A 1BB", miles="900", agrees="y")
    page = words_of(answer.text)
    assert answer.status_code == 422 and SECRET in page
    for said in ("Choose at least one kind of work", "Enter a postcode in Scotland", "Enter a number from 1 to 200"):
        assert said in page


def test_the_present_employer_is_offered_to_hide_from(client: FlaskClient) -> None:
    account = an_account()
    a_profile(account)
    db.session.add(
        Employment(
            account_id=account.id, employer="Fife Council", job_title="Cook", started=date(2021, 3, 1), duties=""
        )
    )
    db.session.commit()
    sign_in(client, account)
    page = client.get("/candidate/pool/join").text
    fife = an_organisation().id
    box = page[page.index(f'value="{fife}"', page.index("hide_from")) :].partition(">")[0]
    assert "checked" in box


def test_a_recruiter_finds_asks_and_learns_who_it_is_after_yes(client: FlaskClient, person: Account) -> None:
    fife = an_organisation()
    entry, vacancy = a_pool_entry(person, summary=SECRET), a_vacancy(fife)
    member = a_member(fife)
    sign_in(client, member)
    page = words_of(client.get("/employer/pool?q=dragons&category=cleaning&level=x&miles=9z&page=0").text)
    assert SECRET in page and "1 person" in page and "Bloggs" not in page
    assert client.get(f"/employer/pool/{entry.id}").status_code == 200
    assert looked_at_by(Candidate(person.id)) == 1
    asked = submit(client, f"/employer/pool/{entry.id}/approach", vacancy=vacancy.id, message="Come and see us.")
    assert asked.status_code == 303
    assert "Bloggs" not in client.get("/employer/approaches").text
    (row,) = own_approaches(Candidate(person.id))
    sign_in(client, person)
    assert submit(client, f"/candidate/approaches/{row.id}", answer="").status_code == 422
    assert submit(client, f"/candidate/approaches/{row.id}", answer="yes").status_code == 303
    assert f"/candidate/vacancies/{vacancy.reference}/apply" in client.get(f"/candidate/approaches/{row.id}").text
    sign_in(client, member)
    assert "Jo Bloggs" in client.get("/employer/approaches").text


@pytest.mark.parametrize("role", [Role.APPROVER, Role.HIRING_MANAGER, Role.PANEL_MEMBER])
def test_others_of_the_staff_are_refused(client: FlaskClient, role: Role) -> None:
    entry = a_pool_entry()
    sign_in(client, a_member(an_organisation(), role))
    for path in ("/employer/pool", f"/employer/pool/{entry.id}", f"/employer/pool/{entry.id}/approach"):
        assert client.get(path).status_code == 403


def test_no_page_of_an_employer_shows_whoever_hides_from_it(
    app: Flask, client: FlaskClient, person: Account, subtests: pytest.Subtests
) -> None:
    """Made from the address map, so that a new page joins it by itself."""
    fife = an_organisation()
    entry = a_pool_entry(person, summary=SECRET, hidden_from=[fife])
    place = a_reserve_place(a_vacancy(an_organisation("nhs-orkney")), account=person, state="accepted", is_shared=True)
    shared = a_pool_entry(person, summary=SECRET, reserve_id=place.id, reference="P-TEST-SHRD", hidden_from=[fife])
    an_approach(fife)
    estate = an_estate(fife)
    sign_in(client, a_member(fife, *Role))
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("employer.")]
    assert len(rules) > 60
    for rule in rules:
        if "GET" not in (rule.methods or set()):
            continue
        path = app.url_map.bind("127.0.0.1").build(rule.endpoint, {name: estate[name] for name in rule.arguments})
        with subtests.test(path=rule.rule):
            answer = client.get(path)
            assert not any(told.encode() in answer.data for told in (SECRET, entry.reference, "P-TEST-SHRD"))
    for hidden in (entry, shared):
        for path in (f"/employer/pool/{hidden.id}", f"/employer/pool/{hidden.id}/approach"):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in (404, 405)
    assert looked_at_by(Candidate(person.id)) == 0
    sign_in(client, a_member(an_organisation("orkney-islands-council"), *Role))
    assert SECRET in client.get("/employer/pool").text


def test_a_council_asks_about_its_reserve_list_and_the_candidate_answers(client: FlaskClient, person: Account) -> None:
    fife = an_organisation()
    application = an_application(a_vacancy(fife), account=person, state="interview", family_name="Bloggs")
    member = a_member(fife)
    sign_in(client, member)
    path = f"/employer/applications/{application.id}/reserve"
    assert path in client.get(f"/employer/applications/{application.id}").text
    assert submit(client, path, months="40").status_code == 422
    assert submit(client, path, months="6", criteria=["0"], offers_sharing="y", message="Well done.").status_code == 303
    assert client.get(path).status_code == 409
    place = open_place(Candidate(person.id), application.id)
    assert place is not None and len(place.criteria) == 1
    own = f"/candidate/reserve/{place.id}"
    sign_in(client, person)
    assert own in client.get(f"/candidate/applications/{application.id}").text
    assert submit(client, own).status_code == 422
    assert submit(client, own, answer="shared").status_code == 422
    assert submit(client, own, answer="own").status_code == 303
    assert the_application(System("keeping"), application.id).state == "reserve"
    assert "Leave the reserve list" in client.get(own).text
    sign_in(client, member)
    page = words_of(client.get("/employer/reserve?category=cleaning").text)
    assert "Bloggs" in page and "On the list" in page
    assert submit(client, f"/employer/reserve/{place.id}/end", message="No more posts.").status_code == 303
    assert the_application(System("keeping"), application.id).state == "unsuccessful"


def test_a_shared_place_is_found_by_others_and_left_by_its_person(client: FlaskClient, person: Account) -> None:
    a_category()
    place = a_reserve_place(a_vacancy(an_organisation()), account=person, offers_sharing=True)
    sign_in(client, person)
    told = {"answer": "shared", "summary": SECRET, "categories": ["cleaning"], "postcode": ""}
    assert submit(client, f"/candidate/reserve/{place.id}", **told).status_code == 303
    assert "From a reserve list" in client.get("/candidate/pool").text
    sign_in(client, a_member(an_organisation("orkney-islands-council")))
    page = words_of(client.get("/employer/pool?reserves=1").text)
    assert SECRET in page and "Cleaner at Fife Council" in page
    sign_in(client, person)
    assert submit(client, f"/candidate/reserve/{place.id}/leave").status_code == 303
    sign_in(client, a_member(an_organisation("orkney-islands-council")))
    assert SECRET not in client.get("/employer/pool").text
