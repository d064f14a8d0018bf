"""A public body asks through the form, confirms by the letter's link, and an operator decides on its pages."""

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.joining import TOLD, a_request
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

ASKED = {**TOLD, "vacancies_a_year": "40", "agreed": "y", "contact_email": "asker@trust-example.org"}
LIST = "/cosla/requests"


@pytest.fixture
def operator(client: FlaskClient) -> Account:
    account = a_national("operator")
    sign_in(client, account)
    return account


def test_asking_and_confirming(client: FlaskClient) -> None:
    a_national("operator")
    answer = submit(client, "/join", **ASKED)
    assert answer.status_code == 303
    letter = letters_to(ASKED["contact_email"])[-1]
    assert letter.facts["reference"] in client.get(answer.location).text
    link = urlsplit(letter.facts["link"]).path
    assert "Waiting for you to confirm it" in words_of(client.get(link).text)
    assert submit(client, link).status_code == 303
    assert "With COSLA" in words_of(client.get(link).text)
    assert submit(client, link, text="").status_code == 422
    assert submit(client, link, text="The council owns it.").status_code == 303
    assert "The council owns it." in client.get(link).text
    assert client.get(link[:-1] + "0").status_code == 404 or client.get(link[:-1] + "1").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the name"), ("name", "!!!", "in letters"), ("kind", "circus", "Choose the kind"),
        ("website", "trust", "in full"), ("why", "", "public body"), ("vacancies_a_year", "-1", "how many vacancies"),
        ("vacancies_a_year", "many", "whole number"), ("contact_email", "x@gmail.com", "Anybody can have"),
        ("contact_email", "x", "in the right form"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(client: FlaskClient, field: str, value: str, said: str) -> None:
    answer = submit(client, "/join", **{**ASKED, field: value})
    assert answer.status_code == 422
    assert said in words_of(answer.text)
    assert "Test Asker" in answer.text


def test_without_the_terms_nothing_is_kept(client: FlaskClient) -> None:
    assert submit(client, "/join", **{**ASKED, "agreed": ""}).status_code in (303, 422)
    told = {name: value for name, value in ASKED.items() if name != "agreed"}
    assert submit(client, "/join", **told).status_code == 422


def test_a_flood_is_stopped(client: FlaskClient) -> None:
    for _ in range(5):
        assert submit(client, "/join", **ASKED).status_code == 303
    assert submit(client, "/join", **ASKED).status_code == 429


def test_the_operator_asks_and_approves(client: FlaskClient, operator: Account) -> None:
    request = a_request()
    page = f"{LIST}/{request.id}"
    assert request.reference in client.get(LIST).text
    assert "Nobody else has asked for it." in words_of(client.get(page).text)
    assert submit(client, f"{page}/ask", text="").status_code == 422
    assert submit(client, f"{page}/ask", text="Who owns it?").location == page
    assert submit(client, f"{page}/approve", name="Fife Council", kind="other").status_code == 422
    assert submit(client, f"{page}/approve", name="Example Leisure Trust", kind="leisure_trust").location == page
    assert "Who owns it?" in client.get(page).text
    assert client.get("/councils/example-leisure-trust").status_code == 200
    assert client.get(f"{page}/approve").status_code == 409


def test_the_operator_refuses(client: FlaskClient, operator: Account) -> None:
    page = f"{LIST}/{a_request().id}"
    assert submit(client, f"{page}/refuse", reason="").status_code == 422
    assert submit(client, f"{page}/refuse", reason="It is a company.").location == page
    assert "It is a company." in client.get(page).text


def test_an_analyst_decides_nothing(client: FlaskClient) -> None:
    request = a_request()
    sign_in(client, a_national("analyst"))
    for path in (LIST, f"{LIST}/{request.id}", f"{LIST}/{request.id}/approve"):
        assert client.get(path).status_code == 403


def test_suspending_and_resuming(client: FlaskClient, operator: Account) -> None:
    fife = an_organisation("fife-council")
    vacancy = a_vacancy(fife)
    recruiter = a_member(fife, Role.RECRUITER)
    db.session.commit()
    address = f"/vacancies/{vacancy.reference}/cleaner"
    assert client.get(address).status_code == 200
    suspend = f"/cosla/organisations/{fife.id}/suspend"
    assert submit(client, suspend, reason="").status_code == 422
    assert submit(client, suspend, reason="Not real posts.").status_code == 303
    assert client.get(suspend).status_code == 409
    assert "Suspended" in client.get("/cosla/organisations?q=fife").text
    paused = client.get(address)
    assert (paused.status_code, "This advert is paused" in paused.text) == (404, True)
    assert "Not real posts." not in paused.text
    assert "not shown at present" in client.get("/councils/fife-council").text
    staff = client.application.test_client()
    sign_in(staff, recruiter)
    assert "Not real posts." in staff.get("/employer/").text
    resume = f"/cosla/organisations/{fife.id}/resume"
    assert submit(client, resume, reason="Put right.").status_code == 303
    assert client.get(address).status_code == 200
    assert "is suspended here" not in staff.get("/employer/").text
