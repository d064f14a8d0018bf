"""What was typed when nobody was signed in any more is kept for whoever typed it, and for nobody else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.test import TestResponse

from recruitment.accounts.tables import Account, ParkedForm
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit
from tests.conftest import Browser
from tests.web.account.test_second_factor import code_of, key_page

PASSWORD = "seven green puffins"
PAGE = "/candidate/profile/contact"
TYPED = {
    "given_name": "Seonag", "family_name": "NicLeòid", "phone": "01851 496 0000", "address": "1 Example Street",
    "town": "Stornoway", "postcode": "HS1 2BW",
}  # fmt: skip
OURS = {"Sec-Fetch-Site": "same-origin"}
COLLEAGUE = {"name": "Test Colleague", "email": "colleague@test.example", "roles": "recruiter"}


@pytest.fixture
def person(database: None) -> Account:
    return an_account("somebody@test.example", password=hash_password(PASSWORD))


@pytest.fixture
def other(database: None) -> Account:
    return an_account("other@test.example", password=hash_password(PASSWORD))


def enter(client: FlaskClient, account: Account, page: str = "/account/sign-in") -> TestResponse:
    return submit(client, page, email=account.email, password=PASSWORD)


def leave(client: FlaskClient) -> None:
    submit(client, "/account/sign-out", page="/account/")


def back_in(answer: TestResponse) -> str:
    """The page to return to after signing in."""
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.location).query)["next"][0]


def parked() -> list[ParkedForm]:
    return list(db.session.scalars(visible(System("keeping"), ParkedForm)))


def send_after_leaving(client: FlaskClient, person: Account) -> TestResponse:
    """From a page left open in one tab, after signing out in another."""
    enter(client, person)
    token = TOKEN.search(client.get(PAGE).text).group(1)
    leave(client)
    return client.post(PAGE, data={**TYPED, "csrf_token": token}, headers=OURS)


def test_sent_after_signing_out_in_another_tab(client: FlaskClient, person: Account) -> None:
    refused = send_after_leaving(client, person)
    answer = enter(client, person, refused.location)
    assert answer.location == back_in(refused)
    restored = client.get(answer.location).text
    assert 'value="NicLeòid"' in restored
    assert "Your session had ended" in restored


def test_nobody_else_who_signs_in_there_is_shown_it(client: FlaskClient, person: Account, other: Account) -> None:
    refused = send_after_leaving(client, person)
    enter(client, other)
    assert "Seonag" not in client.get(back_in(refused)).text
    leave(client)
    enter(client, person)
    assert "Seonag" in client.get(back_in(refused)).text


def test_nor_can_it_be_read_in_another_browser(app: Flask, client: FlaskClient, person: Account) -> None:
    refused = send_after_leaving(client, person)
    elsewhere = Browser(app, app.response_class, use_cookies=True)
    enter(elsewhere, person)
    answer = elsewhere.get(back_in(refused))
    assert answer.status_code == 200
    assert "Seonag" not in answer.text


def test_the_second_tab_after_the_first_timed_out(client: FlaskClient, person: Account) -> None:
    sign_in(client, person)
    token = TOKEN.search(client.get(PAGE).text).group(1)
    with client.session_transaction() as session:
        for moment in ("began_at", "seen_at", "fs_paa"):
            session[moment] -= 3 * 3600
    first = client.post(PAGE, data={**TYPED, "csrf_token": token}, headers=OURS)
    second = client.post(PAGE, data={**TYPED, "given_name": "Second Tab", "csrf_token": token}, headers=OURS)
    enter(client, person)
    assert "Seonag" in client.get(back_in(first)).text
    assert "Second Tab" in client.get(back_in(second)).text


def test_it_goes_once_it_is_sent_and_stays_while_it_is_refused(client: FlaskClient, person: Account) -> None:
    back = back_in(send_after_leaving(client, person))
    enter(client, person)
    assert submit(client, back, **{**TYPED, "given_name": ""}).status_code == 422
    assert len(parked()) == 1
    assert submit(client, back, **TYPED).status_code == 303
    assert parked() == []


def test_the_rest_of_the_address_is_kept(client: FlaskClient, person: Account) -> None:
    client.get("/account/sign-in")
    refused = client.post(f"{PAGE}?application=7", data=TYPED, headers=OURS)
    assert back_in(refused).startswith(f"{PAGE}?application=7&parked=")


class TestNobodyKnown:
    """The browser kept its pages and lost its cookie."""

    def test_it_is_for_whoever_signs_in_there_next(self, client: FlaskClient, person: Account, other: Account) -> None:
        refused = client.post(PAGE, data=TYPED, headers=OURS)
        assert [row.account_id for row in parked()] == [None]
        enter(client, person)
        assert "Seonag" in client.get(back_in(refused)).text
        leave(client)
        enter(client, other)
        assert "Seonag" not in client.get(back_in(refused)).text

    def test_in_that_browser(self, app: Flask, client: FlaskClient, person: Account) -> None:
        refused = client.post(PAGE, data=TYPED, headers=OURS)
        elsewhere = Browser(app, app.response_class, use_cookies=True)
        enter(elsewhere, person)
        assert "Seonag" not in elsewhere.get(back_in(refused)).text

    def test_the_origin_says_it_where_the_browser_says_nothing_else(self, client: FlaskClient) -> None:
        client.post(PAGE, data=TYPED, headers={"Origin": "http://localhost"})
        assert len(parked()) == 1

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
        ],
    )
    def test_another_sites_form_is_not_kept(self, client: FlaskClient, headers: dict[str, str]) -> None:
        refused = client.post(PAGE, data=TYPED, headers=headers)
        assert back_in(refused) == PAGE
        assert parked() == []
        assert "Set-Cookie" not in refused.headers

    def test_nor_a_form_of_staff(self, client: FlaskClient) -> None:
        assert back_in(client.post("/employer/staff/invite", data=COLLEAGUE, headers=OURS)) == "/employer/staff/invite"
        assert parked() == []

    def test_nor_more_than_one_person_types(self, client: FlaskClient) -> None:
        client.post(PAGE, data={**TYPED, "address": "x" * 200_001}, headers=OURS)
        assert parked() == []
        for _ in range(31):
            client.post(PAGE, data=TYPED, headers=OURS)
        assert len(parked()) == 30


def test_through_the_set_up_of_a_second_factor(client: FlaskClient, person: Account) -> None:
    """Staff are sent to set up an app first; the form that they had sent is there when they have."""
    member = a_member(an_organisation(), Role.ADMINISTRATOR, account=person, has_app=False)
    sign_in(client, member)
    token = TOKEN.search(client.get("/account/").text).group(1)
    refused = client.post("/employer/staff/invite", data={**COLLEAGUE, "csrf_token": token})
    assert refused.location.startswith("/account/two-factor?next=")
    action, key = key_page(client, refused.location)
    done = client.post(action, data={"csrf_token": token, "code": code_of(key)})
    assert done.location == back_in(refused)
    assert 'value="Test Colleague"' in client.get(done.location).text


def test_the_set_up_leads_to_no_other_site(client: FlaskClient, person: Account) -> None:
    sign_in(client, person)
    for next_page in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        action, key = key_page(client, f"/account/two-factor?next={next_page}")
        token = TOKEN.search(client.get("/account/").text).group(1)
        answer = client.post(action, data={"csrf_token": token, "code": code_of(key)})
        assert answer.location == "/account/", next_page
