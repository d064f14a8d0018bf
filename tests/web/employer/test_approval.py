"""Sending an advert, and deciding on it: two pairs of eyes, and of two clicks one wins."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_actions import send_for_approval
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.letters import letters_to
from tests.builders.pages import TOKEN, submit
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]


def state_of(fife: Organisation, vacancy: Vacancy) -> str:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy.state


@pytest.fixture
def author(fife: Organisation) -> Account:
    return a_member(fife, account=an_account(name="Ann Author"))


@pytest.fixture
def sent(fife: Organisation, author: Account) -> Vacancy:
    """An advert that waits for an approver."""
    a_member(fife, Role.APPROVER)
    vacancy = a_complete_vacancy(fife, created_by=author.id)
    send_for_approval(as_staff(fife, person=author.id), vacancy)
    db.session.commit()
    return vacancy


def test_an_advert_is_checked_and_sent(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    approver = a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss"))
    vacancy = a_complete_vacancy(fife)
    signed_in()
    page = f"/employer/vacancies/{vacancy.id}/send"
    shown = client.get(page).text
    assert "Bo Boss" in shown and "<li>clean classrooms</li>" in shown
    done = submit(client, page)
    assert (done.status_code, done.location) == (303, f"/employer/vacancies/{vacancy.id}")
    assert "The advert is with your approvers" in client.get(done.location).text
    assert state_of(fife, vacancy) == "awaiting_approval"
    assert [letter.name for letter in letters_to(approver.email)] == ["approval_wanted"]


def test_an_unfinished_advert_is_told_what_it_lacks(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    a_member(fife, Role.APPROVER)
    vacancy = a_vacancy(fife, state="draft", duties="")
    signed_in()
    page = client.get(f"/employer/vacancies/{vacancy.id}/send").text
    assert f'href="/employer/vacancies/{vacancy.id}/about">Describe what the job involves</a>' in page
    assert ">Send for approval</button>" not in page
    forced = submit(client, f"/employer/vacancies/{vacancy.id}/send")
    assert forced.status_code == 403
    assert state_of(fife, vacancy) == "draft"


def test_without_an_approver_the_page_says_whom_to_ask(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in(Role.RECRUITER, Role.APPROVER)
    vacancy = a_complete_vacancy(fife)
    page = client.get(f"/employer/vacancies/{vacancy.id}/send").text
    assert "Nobody else at Fife Council may approve adverts" in page
    assert ">Send for approval</button>" not in page


def test_the_approver_reads_the_whole_advert_and_approves(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, author: Account, sent: Vacancy
) -> None:
    signed_in(Role.APPROVER)
    page = f"/employer/vacancies/{sent.id}/approval"
    shown = client.get(page).text
    for words in ("Ann Author sent this advert", "Criterion 1", "£25,885.80 to £28,175.91", "Cleaner"):
        assert words in shown
    done = submit(client, page, act="approve", reason="")
    assert done.status_code == 303
    assert state_of(fife, sent) == "approved"
    assert [letter.name for letter in letters_to(author.email)] == ["advert_approved"]


def test_a_returned_advert_carries_its_reason(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, author: Account, sent: Vacancy
) -> None:
    signed_in(Role.APPROVER)
    page = f"/employer/vacancies/{sent.id}/approval"
    refused = submit(client, page, act="return", reason="  ")
    assert refused.status_code == 422
    assert refused.text.count("Say what should change") == 2
    for act in ({}, {"act": "other"}):
        assert "Choose one of the buttons" in submit(client, page, reason="", **act).text
    too_long = submit(client, page, act="return", reason="x" * 2001)
    assert (too_long.status_code, "x" * 2001 in too_long.text) == (422, True)
    assert state_of(fife, sent) == "awaiting_approval"
    assert submit(client, page, act="return", reason="Grade is wrong").status_code == 303
    assert state_of(fife, sent) == "draft"
    (letter,) = letters_to(author.email)
    assert (letter.name, letter.facts["reason"]) == ("advert_returned", "Grade is wrong")
    signed_in(account=author)
    assert "Grade is wrong" in client.get(f"/employer/vacancies/{sent.id}").text


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.ADMINISTRATOR, Role.HIRING_MANAGER])
def test_only_approvers_decide(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, sent: Vacancy, role: Role
) -> None:
    signed_in(role)
    refused = client.get(f"/employer/vacancies/{sent.id}/approval")
    assert refused.status_code == 403
    assert "Your role does not let you approve this advert" in refused.text


def test_an_author_does_not_decide(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, author: Account, sent: Vacancy
) -> None:
    signed_in(account=a_member(fife, Role.APPROVER, account=author))
    refused = client.get(f"/employer/vacancies/{sent.id}/approval")
    assert refused.status_code == 403
    assert "somebody else has to approve it" in refused.text


@pytest.mark.parametrize("act", ["approve", "return"])
def test_of_two_who_decide_the_second_reads_what_happened(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, sent: Vacancy, act: str
) -> None:
    """Both have the page open; the first approves."""
    page = f"/employer/vacancies/{sent.id}/approval"
    signed_in(Role.APPROVER)
    found = TOKEN.search(client.get(page).text)
    assert found
    answer = {"csrf_token": found.group(1), "reason": "Too late"}
    assert client.post(page, data={**answer, "act": "approve"}).status_code == 303
    second = client.post(page, data={**answer, "act": act})
    assert second.status_code == 409
    assert "has changed since the page was opened" in second.text
    assert state_of(fife, sent) == "approved"


def test_the_author_takes_it_back(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, author: Account, sent: Vacancy
) -> None:
    signed_in(account=author)
    page = f"/employer/vacancies/{sent.id}/take-back"
    assert "Take the advert back?" in client.get(page).text
    assert submit(client, page).location == f"/employer/vacancies/{sent.id}"
    assert state_of(fife, sent) == "draft"
    assert client.get(page).status_code == 409


def test_an_approver_does_not_take_back(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, sent: Vacancy
) -> None:
    signed_in(Role.APPROVER)
    assert client.get(f"/employer/vacancies/{sent.id}/take-back").status_code == 403


def test_a_page_that_was_open_too_long_decides_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, sent: Vacancy
) -> None:
    signed_in(Role.APPROVER)
    page = f"/employer/vacancies/{sent.id}/approval"
    client.get(page)
    forged = client.post(page, data={"act": "return", "reason": "Forged", "csrf_token": "forged"})
    assert forged.status_code == 422
    assert "Forged" in forged.text
    assert state_of(fife, sent) == "awaiting_approval"
