"""The page on which a draft begins from earlier applications."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_actions import answer
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.page_queries import page_changes
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.together import CLEANING, TEAM, a_job


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


def texts_of(account: Account, number: int) -> set[str]:
    return {text for text in draft_of(Candidate(account.id), number).texts.values() if text}


@pytest.fixture
def earlier(account: Account) -> int:
    """An earlier draft for Orkney that answers two criteria."""
    viewer = Candidate(account.id)
    draft = draft_of(viewer, a_draft(a_job(an_organisation("orkney-islands-council"), [CLEANING, TEAM]), account).id)
    answer(viewer, draft.application, draft.questions, {each.id: f"On {each.text}" for each in draft.questions})
    db.session.commit()
    return draft.application.id


def test_starting_offers_it(client: FlaskClient, account: Account, earlier: int) -> None:
    vacancy = a_job(an_organisation(), [CLEANING, TEAM])
    draft = submit(client, f"/candidate/vacancies/{vacancy.reference}/apply").location
    page = client.get(draft).text
    assert "You have answered 2 questions like those of this job before" in words_of(page)
    shown = words_of(client.get(links_of(page)["Start from an earlier application"]).text)
    assert "2 answers from your draft for Orkney Islands Council" in shown
    assert f"On {CLEANING}" in shown


def test_all_or_one_by_one_and_undo(client: FlaskClient, account: Account, earlier: int) -> None:
    draft = a_draft(a_job(an_organisation(), [CLEANING, "Works well in teams", "Speaks Norn"]), account)
    path = f"/candidate/applications/{draft.id}/earlier"
    page = client.get(path).text
    assert "There it was asked: “Works well in a team”" in words_of(page)
    submit(client, path, use="all")
    assert texts_of(account, draft.id) == {f"On {CLEANING}"}
    (offer,) = re.findall(r'name="use" value="([^"]+)"', client.get(path).text)
    submit(client, path, use=offer)
    assert texts_of(account, draft.id) == {f"On {CLEANING}", f"On {TEAM}"}
    undoing = re.findall(r'name="undo" value="([^"]+)"', client.get(path).text)
    assert len(undoing) == 2
    submit(client, path, undo=undoing[0])
    assert texts_of(account, draft.id) == {f"On {TEAM}"}
    for stale in ({"use": offer}, {"undo": undoing[0]}, {"use": "nonsense"}, {}):
        submit(client, path, **stale)
    assert texts_of(account, draft.id) == {f"On {TEAM}"}


def test_where_nothing_fits_nothing_is_offered(client: FlaskClient, account: Account, earlier: int) -> None:
    draft = a_draft(a_job(an_organisation(), ["Speaks Norn"]), account)
    assert "before" not in words_of(client.get(f"/candidate/applications/{draft.id}").text)
    assert "None of your other applications" in client.get(f"/candidate/applications/{draft.id}/earlier").text
    foreign = a_draft(a_job(an_organisation(), [CLEANING]))
    assert client.get(f"/candidate/applications/{foreign.id}/earlier").status_code == 404


def test_what_stood_there_is_among_the_versions(client: FlaskClient, account: Account, earlier: int) -> None:
    draft = a_draft(a_job(an_organisation(), [CLEANING]), account)
    path = f"/candidate/applications/{draft.id}/earlier"
    submit(client, path, use="all")
    (undoing,) = re.findall(r'name="undo" value="([^"]+)"', client.get(path).text)
    submit(client, path, undo=undoing)
    changes, _ = page_changes(Candidate(account.id), draft.id, most=9)
    assert [(change.version.page, change.version.how) for change in changes] == [("criteria", "saved")] * 2
    assert [f"On {CLEANING}"] in changes[0].version.facts.values()
