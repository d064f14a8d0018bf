"""An advert goes through several steps: what its author, its approvers and the holder of a link read."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_actions import send_for_approval
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.approval import a_chain
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_complete_vacancy

SignIn = Callable[..., Account]


@pytest.fixture
def people(fife: Organisation) -> dict[str, Account]:
    """An author and two approvers, each named in a step."""
    named = {
        "ann": a_member(fife, Role.RECRUITER, account=an_account(name="Ann Author")),
        "bo": a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss")),
        "flo": a_member(fife, Role.APPROVER, account=an_account(name="Flo Finance")),
    }
    a_chain(fife, {"Head": [named["bo"].id], "Finance": [named["flo"].id]})
    return named


@pytest.fixture
def vacancy(fife: Organisation, people: dict[str, Account]) -> Vacancy:
    return a_complete_vacancy(fife, created_by=people["ann"].id)


@pytest.fixture
def sent(fife: Organisation, people: dict[str, Account], vacancy: Vacancy) -> Vacancy:
    send_for_approval(as_staff(fife, person=people["ann"].id), vacancy)
    db.session.commit()
    return vacancy


def path_of_link(account: Account) -> str:
    """The link of the latest letter to somebody."""
    link: str = letters_to(account.email)[-1].facts["link"]
    return link.removeprefix("http://127.0.0.1")


def test_the_author_reads_the_steps_before_sending(
    client: FlaskClient, signed_in: SignIn, people: dict[str, Account], vacancy: Vacancy
) -> None:
    signed_in(account=people["ann"])
    page = words_of(client.get(f"/employer/vacancies/{vacancy.id}/send").text)
    assert "It is approved in 2 steps, one after another: Head : Bo Boss Finance : Flo Finance" in page


def test_the_author_is_told_which_step_has_nobody(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, vacancy: Vacancy, people: dict[str, Account]
) -> None:
    both = a_member(fife, Role.RECRUITER, account=people["flo"])
    signed_in(account=both)
    page = client.get(f"/employer/vacancies/{vacancy.id}/send").text
    assert "may approve the step “Finance” of this advert" in page
    assert ">Send for approval</button>" not in page


def test_step_by_step_to_its_approval(
    client: FlaskClient, signed_in: SignIn, people: dict[str, Account], sent: Vacancy
) -> None:
    page, shown = f"/employer/vacancies/{sent.id}/approval", f"/employer/vacancies/{sent.id}"
    signed_in(account=people["flo"])
    assert client.get(page).status_code == 403
    assert "It waits" not in client.get("/employer/").text
    assert "This advert waits for other colleagues" in client.get(shown).text
    assert "Read and decide" not in client.get(shown).text
    signed_in(account=people["bo"])
    assert ">Cleaner</a>" in client.get("/employer/").text
    read = words_of(client.get(page).text)
    assert "It waits for you at Head (step 1 of 2)" in read
    assert "it goes to the next step: Finance" in read
    done = submit(client, page, act="approve", reason="")
    assert "You approved this step" in client.get(done.location).text
    assert ">Cleaner</a>" not in client.get("/employer/").text
    signed_in(account=people["flo"])
    assert ">Cleaner</a>" in client.get("/employer/").text
    read = words_of(client.get(page).text)
    assert "1. Head Bo Boss Approved" in read and "2. Finance Flo Finance Waits for a decision" in read
    assert "Once you approve it, a recruiter can publish it." in read
    assert "The advert is approved." in client.get(submit(client, page, act="approve").location).text
    signed_in(account=people["ann"])
    history = words_of(client.get(shown).text)
    assert "Sent by Ann Author" in history and "2. Finance Flo Finance Approved" in history
    assert "Approved a step Bo Boss" in history


def test_who_comes_too_late_reads_who_was_faster(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, people: dict[str, Account], sent: Vacancy
) -> None:
    signed_in(account=people["bo"])
    page = f"/employer/vacancies/{sent.id}/approval"
    step = client.get(page).text.partition('name="step" value="')[2].partition('"')[0]
    submit(client, page, act="approve", step=step)
    signed_in(account=people["flo"])
    late = submit(client, page, act="return", reason="Too dear", step=step)
    assert late.status_code == 409
    assert "Bo Boss approved the step “Head” since this page was opened" in late.text


def test_the_link_of_a_letter_asks_for_sign_in_and_leads_to_the_advert(
    client: FlaskClient, people: dict[str, Account], sent: Vacancy
) -> None:
    link = path_of_link(people["bo"])
    assert link.startswith("/link/approval/")
    onward = client.get(link)
    page = f"/employer/vacancies/{sent.id}/approval"
    assert (onward.status_code, onward.location) == (303, page)
    asked = client.get(page)
    assert asked.status_code == 302 and "/account/sign-in" in asked.location and str(sent.id) in asked.location
    sign_in(client, people["bo"])
    assert "Your decision" in client.get(client.get(link).location).text


def test_a_link_opens_nothing_to_anybody_else(client: FlaskClient, people: dict[str, Account], sent: Vacancy) -> None:
    link = path_of_link(people["bo"])
    sign_in(client, a_member(an_organisation("orkney-islands-council"), Role.APPROVER))
    assert client.get(client.get(link).location).status_code == 404
    sign_in(client, people["flo"])
    assert client.get(client.get(link).location).status_code == 403
    assert client.get(link[:-2] + "zz").status_code == 404


def test_a_link_says_when_it_is_over(
    client: FlaskClient, signed_in: SignIn, people: dict[str, Account], sent: Vacancy
) -> None:
    link = path_of_link(people["bo"])
    signed_in(account=people["bo"])
    submit(client, f"/employer/vacancies/{sent.id}/approval", act="approve")
    assert "This advert waits for you no longer" in client.get(link).text
    assert path_of_link(people["flo"]) != link
