"""Asking for help to apply: for anybody, at an address of its own, and told to those alone who arrange it."""

import pytest
from flask.testing import FlaskClient

from recruitment.applications.adjustment_tables import AdjustmentNeed, AdjustmentRequest
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_vacancy

ASKED = {"kinds": ["large_print", "time"], "needs": "Print of 20 points", "name": "Morag Asker", "reach_by": "email",
         "email": "morag@test.example"}  # fmt: skip


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation("fife-council"))


def advert_of(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}"


def kept() -> list[AdjustmentRequest]:
    return list(db.session.scalars(visible(System("keeping"), AdjustmentRequest)))


def needs() -> list[AdjustmentNeed]:
    return list(db.session.scalars(visible(System("keeping"), AdjustmentNeed)))


def test_the_advert_leads_there_and_sets_no_cookie(client: FlaskClient, vacancy: Vacancy) -> None:
    advert = client.get(advert_of(vacancy))
    assert "Set-Cookie" not in advert.headers
    assert links_of(advert.text)["Ask for help to apply"] == f"{advert_of(vacancy)}/adjustments"


def test_what_is_asked_is_kept_and_confirmed(client: FlaskClient, vacancy: Vacancy) -> None:
    answer = submit(client, f"{advert_of(vacancy)}/adjustments", **ASKED)
    assert answer.status_code == 303
    (request,), (need,) = kept(), needs()
    assert answer.location == f"/adjustments/asked/{request.reference}"
    assert (request.name, request.email, request.phone, request.account_id) == ("Morag Asker", ASKED["email"], "", None)
    assert (need.kinds, need.needs) == (["large_print", "time"], "Print of 20 points")
    page = words_of(client.get(answer.location).text)
    assert request.reference in page and "Morag" not in page and "20 points" not in page
    assert client.get("/adjustments/asked/R-nothing").status_code == 404


def test_the_page_promises_an_answer_and_says_who_reads_it(client: FlaskClient, vacancy: Vacancy) -> None:
    page = words_of(client.get(f"{advert_of(vacancy)}/adjustments").text)
    assert "within 2 working days" in page
    assert "recruiters and administrators" in page and "It is removed" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kinds": [], "needs": ""}, "Choose what would help you, or write it below"),
        ({"kinds": ["other"], "needs": " "}, "Write what would help you"),
        ({"kinds": ["made-up"]}, "Choose one of the answers that the page offers"),
        ({"name": " "}, "Enter your name"),
        ({"reach_by": ""}, "Choose how we should answer you"),
        ({"email": ""}, "Enter your email address, or choose another way"),
        ({"email": "nobody"}, "Enter an email address in the right form"),
        ({"reach_by": "phone"}, "Enter your telephone number, or choose another way"),
        ({"reach_by": "post"}, "Enter your postal address, or choose another way"),
        ({"needs": "x" * 2001}, "Use at most 2,000 characters"),
    ],
)
def test_a_faulty_form_says_what_to_do(
    client: FlaskClient, vacancy: Vacancy, fields: dict[str, str], said: str
) -> None:
    answer = submit(client, f"{advert_of(vacancy)}/adjustments", **{**ASKED, **fields})
    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert not kept()
    if "name" not in fields:
        assert "Morag Asker" in answer.text


def test_of_several_ways_the_chosen_one_is_kept(client: FlaskClient, vacancy: Vacancy) -> None:
    both = {**ASKED, "reach_by": "phone", "phone": "01334 000001", "address": "1 Example Street"}
    assert submit(client, f"{advert_of(vacancy)}/adjustments", **both).status_code == 303
    (request,) = kept()
    assert (request.email, request.phone, request.address) == ("", "01334 000001", "")


def test_nobody_asks_without_end(client: FlaskClient, vacancy: Vacancy) -> None:
    answers = [submit(client, f"{advert_of(vacancy)}/adjustments", **ASKED).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]


def test_an_account_helps(client: FlaskClient, vacancy: Vacancy) -> None:
    account = an_account("own@test.example")
    a_profile(account, given_name="Ailsa", family_name="Applicant")
    sign_in(client, account)
    path = f"/candidate/vacancies/{vacancy.reference}/adjustments"
    page = client.get(path).text
    assert 'value="Ailsa Applicant"' in page and 'value="own@test.example"' in page
    answer = submit(client, path, **ASKED)
    assert answer.status_code == 303 and "Your request is sent" in client.get(answer.location).text
    (request,) = kept()
    assert request.account_id == account.id
