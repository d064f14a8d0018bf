"""Telling an applicant that they were not chosen, and why."""

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance
from recruitment.extensions import db
from recruitment.selection.queries import acts_on
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.deciding import jo, page_of, told
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


@pytest.mark.usefixtures("recruiter")
def test_reasons_first_then_the_feedback_drafted_from_them(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    page = page_of(application, "reject")
    assert "Essential: Criterion 1" in client.get(page).text
    nothing_chosen = client.get(f"{page}?reasons-asked=1").text
    assert "Choose at least one reason" in nothing_chosen
    second = client.get(f"{page}?reasons-asked=1&reason=others&state=submitted").text
    assert "<textarea" in second
    assert "Other applicants showed more fully how they meet what the job asks for.</textarea>" in second
    assert f'href="{page}?state=submitted"' in second
    assert told(application)[0] == "submitted"


def test_rejecting(client: FlaskClient, recruiter: Account, vacancy: Vacancy) -> None:
    application = jo(vacancy)
    page = page_of(application, "reject", "?reasons-asked=1&reason=others&reason=required")
    assert submit(client, page, feedback=" ").status_code == 422
    assert submit(client, page, feedback="You lack a licence.").status_code == 303
    assert told(application) == ("unsuccessful", "You lack a licence.")
    reason = acts_on(as_staff(an_organisation()), application)[-1].reason
    assert reason == (
        "Others met the criteria more fully; Lacks a registration, qualification or licence that the post requires"
    )
    shown = client.get(page_of(application)).text
    assert reason in shown
    assert "You lack a licence." in shown
    assert "by you" in shown


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize("words", ["", "?reasons-asked=1", "?reasons-asked=1&reason=criterion-999999"])
def test_nobody_is_rejected_without_a_reason(client: FlaskClient, vacancy: Vacancy, words: str) -> None:
    application = jo(vacancy)
    proper = page_of(application, "reject", "?reasons-asked=1&reason=others")
    answer = submit(client, page_of(application, "reject", words), page=proper, feedback="Sorry.")
    assert answer.status_code == 422
    assert told(application)[0] == "submitted"


@pytest.mark.usefixtures("recruiter")
def test_a_claim_to_an_interview_is_said_before_rejecting(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy, scheme="disabled")
    assert "This applicant claims a guaranteed interview" in client.get(page_of(application, "reject")).text


@pytest.mark.usefixtures("recruiter")
def test_whom_a_colleague_has_shortlisted_is_not_rejected_unseen(client: FlaskClient, vacancy: Vacancy) -> None:
    """The move would be legal from where the application stands now, but the page showed another stage."""
    application = jo(vacancy)
    page = page_of(application, "reject", "?reasons-asked=1&reason=others")
    assert 'name="seen" value="submitted"' in client.get(page).text
    advance(as_staff(an_organisation()), application, "shortlist")
    db.session.commit()
    answer = submit(client, page, seen="submitted", feedback="Others showed more.")
    assert answer.status_code == 409
    assert told(application)[0] == "shortlisted"
