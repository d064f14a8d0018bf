"""A candidate's own checks: what waits for them, their referees, and a number given once."""

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.applications.wallet_queries import shown_checks
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.offers.check_actions import Said, act_on_check
from recruitment.offers.check_queries import blockers
from recruitment.offers.reference_actions import Referee
from recruitment.offers.reference_answers import decline
from recruitment.offers.reference_queries import reference_request, requests_of
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.checks import a_check, a_given, a_referee_asked, asked, in_checks
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of

ASK_FIRST = Referee("Robin Referee", "Line manager", "Example School", "robin@test.example", ask_first=True)
SYSTEM = System("keeping")


@pytest.fixture
def recruiter(client: FlaskClient) -> Staff:
    return as_staff(an_organisation("fife-council"))


@pytest.fixture
def chosen(client: FlaskClient) -> Account:
    account = an_account("jo@test.example")
    sign_in(client, account)
    return account


@pytest.fixture
def application(recruiter: Staff, chosen: Account) -> Application:
    return in_checks(recruiter, account=chosen, registration="sssc")


def test_the_page_says_what_the_employer_waits_for(
    client: FlaskClient, recruiter: Staff, application: Application
) -> None:
    act_on_check(recruiter, application, a_check(application, "disclosure"), "ask", Said(told="Look for a link."))
    db.session.commit()
    url = f"/candidate/applications/{application.id}/your-checks"
    words = words_of(client.get(url).text)
    for said in ("For you to do", "Fife Council writes: Look for a link.", "Give your registration number",
                 "has not chosen a referee yet"):  # fmt: skip
        assert said in words
    assert url in links_of(client.get(f"/candidate/applications/{application.id}").text).values()
    sign_in(client, an_account())
    assert client.get(url).status_code == 404


def test_a_yes_asks_the_referee(client: FlaskClient, recruiter: Staff, application: Application) -> None:
    request = a_referee_asked(recruiter, application, ASK_FIRST)
    url = f"/candidate/references/{request.id}"
    assert url in client.get(f"/candidate/applications/{application.id}/your-checks").text
    assert submit(client, url).status_code == 422
    assert submit(client, url, answer="yes").status_code == 303
    assert [each.name for each in letters_to("robin@test.example")] == ["reference_asked"]
    assert "You have answered" in words_of(client.get(url).text)
    assert "Robin Referee was asked on" in words_of(
        client.get(f"/candidate/applications/{application.id}/your-checks").text
    )


def test_after_a_no_somebody_else_is_named(client: FlaskClient, recruiter: Staff, application: Application) -> None:
    request = a_referee_asked(recruiter, application, ASK_FIRST)
    naming = f"/candidate/checks/{request.check_id}/referee"
    assert submit(client, f"/candidate/references/{request.id}", answer="no").location == naming
    wrong = submit(client, naming, name="Sam Other", relationship="Colleague")
    assert wrong.status_code == 422 and "Enter an email address or a telephone number" in words_of(wrong.text)
    assert (
        submit(client, naming, name="Sam Other", relationship="Colleague", email="sam@test.example").status_code == 303
    )
    newest = requests_of(recruiter, application.id)[request.check_id][0]
    assert (newest.name, newest.state, newest.named_by) == ("Sam Other", "named", "candidate")
    assert client.get(naming).status_code == 409


def test_why_a_referee_declined_is_told_nowhere(
    client: FlaskClient, recruiter: Staff, application: Application
) -> None:
    request = a_referee_asked(recruiter, application)
    decline(asked(request), "I would not employ them again.")
    db.session.commit()
    page = client.get(f"/candidate/applications/{application.id}/your-checks").text
    assert "Name another referee" in page and "employ them again" not in page


def test_what_was_given_in_confidence_is_told_nowhere(
    client: FlaskClient, recruiter: Staff, application: Application
) -> None:
    request = a_given(recruiter, application)
    page = client.get(f"/candidate/applications/{application.id}/your-checks").text
    assert "I led their team" not in page and "Being looked at" in page
    assert reference_request(SYSTEM, request.id).state == "given"


def test_a_registration_number_goes_into_the_wallet_and_is_shown(
    client: FlaskClient, recruiter: Staff, application: Application
) -> None:
    check = a_check(application, "registration")
    url = f"/candidate/checks/{check.id}/registration"
    assert submit(client, url, number="", since=["", "", ""]).status_code == 422
    assert submit(client, url, number="1234567", since=["1", "6", "2024"]).status_code == 303
    (shown,) = shown_checks(recruiter, application.id)
    assert (shown.entry.number, shown.entry.kind) == ("1234567", "registration")
    assert client.get(f"/candidate/checks/{a_check(application, 'fitness').id}/registration").status_code == 404


def test_who_has_all_done_reads_so(client: FlaskClient, recruiter: Staff, application: Application) -> None:
    for check in blockers(recruiter, application):
        act = "waive" if check.kind == "reference" else "clear"
        act_on_check(recruiter, application, check, act, Said(reason="Known to us"))
    db.session.commit()
    words = words_of(client.get(f"/candidate/applications/{application.id}/your-checks").text)
    assert "The checks that had to come first are done." in words
