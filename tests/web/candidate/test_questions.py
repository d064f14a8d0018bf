"""The section of an application in which the employer's questions are answered."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, submit, words_of
from tests.builders.vacancies import QUESTIONS, a_vacancy

YES_NO, SEVERAL, ONE, LONG, SHORT, NUMBER, DAY = (f"q_{asked.key}" for asked in QUESTIONS)
ANSWERS = {
    YES_NO: "no", SEVERAL: ["Early", "Night"], ONE: "South", LONG: "At work.", SHORT: "Cupar High", NUMBER: "1,200.5",
    DAY: ["4", "1", "2027"],
}  # fmt: skip


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), questions=[asked.facts for asked in QUESTIONS])


@pytest.fixture
def draft(vacancy: Vacancy, account: Account) -> Application:
    return a_draft(vacancy, account)


def section(application: Application, name: str = "questions") -> str:
    return f"/candidate/applications/{application.id}/{name}"


def answered(account: Account, application: Application) -> dict[str, list[str]]:
    db.session.expire_all()
    return {f"q_{key}": given for key, given in draft_of(Candidate(account.id), application.id).answered.items()}


def test_each_kind_has_its_control_and_the_section_is_in_the_list(client: FlaskClient, draft: Application) -> None:
    assert "The employer’s questions" in client.get(f"/candidate/applications/{draft.id}").text
    page = client.get(section(draft)).text
    assert page.count(f'type="radio" id="{YES_NO}') == 2, "a required one has no “No answer” before it is answered"
    assert page.count(f'name="{ONE}" value=""') == 1
    assert "Can you work weekends? You need to answer" in words_of(page)
    assert "Which depot do you prefer? (optional)" in words_of(page)
    assert page.count(f'type="checkbox" id="{SEVERAL}') == 3
    assert re.search(rf'<textarea[^>]*id="{LONG}"', page)
    assert "You can enter up to 20 words" in page
    assert 'inputmode="decimal"' in page
    assert page.count(f'name="{DAY}"') == 3
    assert "The name is enough." in page
    assert "a person decides" in page


def test_the_marked_answers_are_not_told_to_the_candidate(client: FlaskClient, draft: Application) -> None:
    submit(client, section(draft), **ANSWERS)
    for page in (section(draft), section(draft, "check")):
        assert "look at" not in client.get(page).text.lower()


def test_answers_are_kept_and_shown_again(client: FlaskClient, account: Account, draft: Application) -> None:
    assert submit(client, section(draft), **ANSWERS).status_code == 303
    assert answered(account, draft) == {
        YES_NO: ["no"], SEVERAL: ["Early", "Night"], ONE: ["South"], LONG: ["At work."], SHORT: ["Cupar High"],
        NUMBER: ["1200.5"], DAY: ["2027-01-04"],
    }  # fmt: skip
    shown = filled(client.get(section(draft)).text)
    assert (shown[YES_NO], shown[SEVERAL], shown[ONE]) == (["no"], ["Early", "Night"], ["South"])
    assert shown[DAY] == ["4", "1", "2027"]
    check = words_of(client.get(section(draft, "check")).text)
    for said in ("Can you work weekends? No", "4 January 2027", "At work."):
        assert said in check


def test_a_choice_can_be_taken_back(client: FlaskClient, account: Account, draft: Application) -> None:
    submit(client, section(draft), **ANSWERS)
    assert filled(client.get(section(draft)).text)[YES_NO] == ["no"]
    submit(client, section(draft), **{**ANSWERS, YES_NO: "", ONE: ""})
    given = answered(account, draft)
    assert (given[YES_NO], given[ONE], given[SEVERAL]) == ([], [], ["Early", "Night"])


def test_what_cannot_be_read_is_said_and_nothing_is_lost(
    client: FlaskClient, account: Account, draft: Application
) -> None:
    wrong = {NUMBER: "about five", DAY: ["31", "2", "2027"], LONG: "word " * 21}
    page = submit(client, section(draft), **{**ANSWERS, **wrong})
    assert page.status_code == 422
    for said in (
        "Enter a number, for example 3 or 2.5",
        "Enter a real date",
        "The answer has 21 words",
        "about five",
    ):
        assert said in page.text
    assert 'value="31"' in page.text
    assert answered(account, draft) == {}
    forged = submit(client, section(draft), **{**ANSWERS, ONE: "West", SEVERAL: ["Noon"]})
    assert forged.status_code == 422


def test_a_job_without_questions_has_no_such_page(client: FlaskClient, account: Account) -> None:
    plain = a_draft(a_vacancy(an_organisation()), account)
    assert "The employer’s questions" not in client.get(f"/candidate/applications/{plain.id}").text
    assert client.get(section(plain)).location == f"/candidate/applications/{plain.id}"


def test_nobody_else_opens_it(client: FlaskClient, draft: Application) -> None:
    sign_in(client, an_account())
    assert client.get(section(draft)).status_code == 404


@pytest.mark.parametrize("name", ["heard_from", "employed_by_council"])
def test_an_optional_radio_can_be_unset(client: FlaskClient, account: Account, draft: Application, name: str) -> None:
    given = {"heard_from": "portal", "employed_by_council": "yes"}
    submit(client, section(draft, "source"), **given)
    page = client.get(section(draft, "source")).text
    assert filled(page)[name] == [given[name]]
    assert f'name="{name}" value=""' in page
    submit(client, section(draft, "source"), **{**given, name: ""})
    db.session.expire_all()
    assert getattr(draft_of(Candidate(account.id), draft.id).application, name) == ""
