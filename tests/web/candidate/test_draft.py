"""A draft's pages: starting, stopping, what is asked, and what nobody else may open."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.profile_tables import Employment
from recruitment.applications.queries import applications_of_person
from recruitment.applications.tables import Declaration
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def test_starting_twice_opens_the_same_draft(client: FlaskClient, account: Account) -> None:
    path = f"/candidate/vacancies/{a_vacancy(an_organisation()).reference}/apply"
    token = TOKEN.search(client.get(path).text).group(1)
    first, second = (client.post(path, data={"csrf_token": token}) for _ in range(2))
    assert first.location == second.location == client.get(path).location
    assert len(applications_of_person(Candidate(account.id))) == 1


def test_signing_in_comes_first(client: FlaskClient) -> None:
    answered = client.get(f"/candidate/vacancies/{a_vacancy(an_organisation()).reference}/apply")
    assert answered.status_code == 302
    assert "/account/sign-in" in answered.location


def test_a_closed_vacancy_says_when_it_closed(client: FlaskClient, account: Account) -> None:
    vacancy = a_vacancy(an_organisation(), closes_at=clock.now() - timedelta(minutes=1))
    page = client.get(f"/candidate/vacancies/{vacancy.reference}/apply").text
    assert "You can no longer apply for this job" in page
    assert "It closed on" in page
    assert "<button" not in page.split("<main")[1].split("house_reading")[1]


def test_closing_between_page_and_button(
    client: FlaskClient, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = a_vacancy(an_organisation())
    path = f"/candidate/vacancies/{vacancy.reference}/apply"
    token = TOKEN.search(client.get(path).text).group(1)
    monkeypatch.setattr("recruitment.applications.closing.Closing.is_open", lambda *_: False)
    answered = client.post(path, data={"csrf_token": token})
    assert answered.status_code == 409
    assert applications_of_person(Candidate(account.id)) == []


@pytest.mark.parametrize("state", ["draft", "awaiting_approval", "approved", "withdrawn"])
def test_what_is_not_published_is_not_there(client: FlaskClient, account: Account, state: str) -> None:
    vacancy = a_vacancy(an_organisation(), state=state)
    assert client.get(f"/candidate/vacancies/{vacancy.reference}/apply").status_code == 404
    assert client.get("/candidate/vacancies/NOSUCH/apply").status_code == 404


def test_what_a_draft_asks_by_disclosure_level(client: FlaskClient, account: Account, subtests) -> None:
    for level, said, unsaid in (
        ("none", "Declarations", "onvictions"),
        ("level_1", "Do you have any unspent convictions?", "always shows"),
        ("level_2", "or spent ones that this check always shows?", "any unspent"),
        ("pvg", "or spent ones that this check always shows?", "any unspent"),
    ):
        with subtests.test(level):
            draft = a_draft(a_vacancy(an_organisation(), disclosure_level=level), account)
            page = client.get(f"/candidate/applications/{draft.id}/declarations").text
            assert said in page
            assert unsaid not in page


def test_convictions_are_not_stored_where_they_are_not_asked(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation(), disclosure_level="none"), account)
    told = {"related": "no", "right_to_work": "yes", "convictions": "yes", "convictions_detail": "Long ago"}
    assert submit(client, f"/candidate/applications/{draft.id}/declarations", **told).status_code == 303
    stored = db.session.scalars(visible(Candidate(account.id), Declaration)).one()
    assert (stored.convictions, stored.convictions_detail) == ("", "")


def test_declarations_ask_for_what_follows_from_yes(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation(), disclosure_level="pvg"), account)
    base = f"/candidate/applications/{draft.id}/declarations"
    empty = submit(client, base)
    for said in ("Say whether you are related", "Say whether you have the right", "Say whether you have convictions"):
        assert said in empty.text
    bad = submit(client, base, related="yes", right_to_work="yes", convictions="yes")
    assert bad.status_code == 422
    assert "Enter the name of the person" in bad.text
    assert "Enter what the convictions were and when" in bad.text
    told = {"related": "yes", "related_to": "Councillor Example", "right_to_work": "yes", "convictions": "no",
            "convictions_detail": "typed, then thought better of"}  # fmt: skip
    submit(client, base, **told)
    stored = db.session.scalars(visible(Candidate(account.id), Declaration)).one()
    assert (stored.related_to, stored.convictions_detail) == ("Councillor Example", "")


def test_the_right_to_work_is_filled_from_the_profile(client: FlaskClient, account: Account) -> None:
    a_profile(account, right_to_work="limited")
    draft = a_draft(a_vacancy(an_organisation()), account)
    page = client.get(f"/candidate/applications/{draft.id}/declarations").text
    assert re.search(r'value="limited"\s*checked', page)


def test_an_answer_too_long_is_kept_on_the_page(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    essential, desirable = draft_of(Candidate(account.id), draft.id).questions
    long = {f"answer_{essential.id}": "x" * 6001, f"answer_{desirable.id}": "A short one"}
    bad = submit(client, f"/candidate/applications/{draft.id}/criteria", **long)
    assert bad.status_code == 422
    assert "x" * 6001 in bad.text
    assert "A short one" in bad.text


def test_an_advert_without_criteria_asks_for_a_statement(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation(), criteria=0), account)
    page = f"/candidate/applications/{draft.id}/criteria"
    assert "why you are right for this job" in client.get(page).text
    submit(client, page, answer_0="Because I garden well.")
    assert "Because I garden well." in client.get(page).text


def test_nothing_typed_is_lost_when_the_session_ends(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation(), criteria=0), account)
    page = f"/candidate/applications/{draft.id}/criteria"
    token = TOKEN.search(client.get(page).text).group(1)
    with client.session_transaction() as session:
        for moment in ("seen_at", "fs_paa"):
            session[moment] -= 3 * 60 * 60
    turned_away = client.post(page, data={"csrf_token": token, "answer_0": "An hour of writing"})
    assert turned_away.status_code == 302
    back = re.search(r"parked%3D(\d+)", turned_away.location).group(1)
    sign_in(client, account)
    assert "An hour of writing" in client.get(f"{page}?parked={back}").text


def test_a_draft_is_deleted_after_asking(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    path = f"/candidate/applications/{draft.id}/delete"
    assert "Keep the draft" in client.get(path).text
    assert submit(client, path).location == "/candidate/"
    assert client.get(f"/candidate/applications/{draft.id}").status_code == 404


def test_a_section_of_what_was_sent_leads_to_its_progress(client: FlaskClient, account: Account) -> None:
    sent = an_application(a_vacancy(an_organisation()), account=account)
    for section in ("contact", "history", "criteria", "referees", "declarations", "support", "source", "check"):
        answered = client.get(f"/candidate/applications/{sent.id}/{section}")
        assert (answered.status_code, answered.location) == (302, f"/candidate/applications/{sent.id}")


def test_another_persons_ids_answer_404(app: Flask, client: FlaskClient, account: Account, subtests) -> None:
    """Made from the address map: every candidate page with an id, opened by another candidate."""
    other = an_account()
    a_profile(other)
    (job,) = db.session.scalars(visible(Candidate(other.id), Employment))
    drafts = {"application_id": a_draft(a_vacancy(an_organisation()), other).id}
    sent = {"application_id": an_application(a_vacancy(an_organisation()), account=other, state="offered").id}
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("candidate.") and rule.arguments & {"application_id", "row_id"}
    ]
    assert len(rules) > 15
    others = {"form": "pdf", "kind": "closing"}
    for rule in rules:
        for ids in (
            (drafts, sent) if "application_id" in rule.arguments else ({"row_id": job.id, "part": "employment"},)
        ):
            values = {name: ids.get(name, others.get(name, 1)) for name in rule.arguments}
            path = app.url_map.bind("127.0.0.1").build(rule.endpoint, values)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                with subtests.test(method=method, path=path):
                    assert client.open(path, method=method).status_code == 404
    assert client.get(f"/candidate/profile/employment?application={drafts['application_id']}").status_code == 404
