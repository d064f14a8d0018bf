"""A page that was open for too long comes back as it was filled, and says why; what is refused answers 422."""

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.tables import Account
from tests.builders.accounts import an_account, sign_in
from tests.builders.letters import letters_to
from tests.builders.pages import TOKEN, submit
from tests.web.account.test_second_factor import code_of, set_up_app

PASSWORD = "seven green puffins"
NEW = "four blue herons wading"
ADDRESS = "somebody@test.example"
STALE = {"csrf_token": "stale"}
SIGNED_OUT = {
    "/account/sign-in": {"email": ADDRESS, "password": PASSWORD},
    "/account/register": {"email": "new@test.example", "password": PASSWORD, "password_confirm": PASSWORD},
    "/account/recover": {"email": ADDRESS},
    "/account/confirm": {"email": ADDRESS},
}
SIGNED_IN = {
    "/account/verify": {"password": PASSWORD},
    "/account/change-password": {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW},
    "/account/change-email": {"email": "moved@test.example"},
    "/account/two-factor": {"setup": "authenticator"},
}


@pytest.fixture
def person(database: None) -> Account:
    return an_account(ADDRESS, password=hash_password(PASSWORD))


def explained(client: FlaskClient, url: str, typed: dict[str, str]) -> str:
    """The page in answer to a stale token: filled again but for passwords, and good to be sent at once."""
    answer = client.post(url, data={**typed, **STALE})
    assert answer.status_code == 422
    assert "open for too long" in answer.text
    assert PASSWORD not in answer.text and NEW not in answer.text
    if "email" in typed:
        assert f'value="{typed["email"]}"' in answer.text
    again = client.post(url, data={**typed, "csrf_token": TOKEN.search(answer.text).group(1)})
    assert "open for too long" not in again.text
    return answer.text


@pytest.mark.parametrize("url", SIGNED_OUT)
def test_signed_out(client: FlaskClient, person: Account, url: str) -> None:
    client.get(url)
    explained(client, url, SIGNED_OUT[url])


@pytest.mark.parametrize("url", SIGNED_IN)
def test_signed_in(client: FlaskClient, person: Account, url: str) -> None:
    sign_in(client, person)
    explained(client, url, SIGNED_IN[url])


def test_a_new_password(client: FlaskClient, person: Account) -> None:
    submit(client, "/account/recover", email=ADDRESS)
    link = urlsplit(letters_to(ADDRESS)[-1].facts["reset_link"]).path
    explained(client, link, {"password": NEW, "password_confirm": NEW})


def test_a_code(client: FlaskClient, person: Account) -> None:
    sign_in(client, person)
    key = set_up_app(client)
    person.tf_last_counter = None
    client.delete_cookie("recruitment")
    submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD)
    explained(client, "/account/two-factor-code", {"code": code_of(key)})


@pytest.mark.parametrize("url", ["/account/sign-in", "/account/register", "/account/recover"])
def test_nothing_is_done(client: FlaskClient, person: Account, url: str) -> None:
    client.get(url)
    client.post(url, data={**SIGNED_OUT[url], **STALE})
    assert client.get("/account/").location.startswith("/account/sign-in")
    assert letters_to(ADDRESS) == letters_to("new@test.example") == []


def test_nor_is_a_stale_page_a_try(client: FlaskClient, person: Account) -> None:
    for _ in range(11):
        client.post("/account/sign-in", data={**SIGNED_OUT["/account/sign-in"], **STALE})
    assert submit(client, "/account/sign-in", email=ADDRESS, password=PASSWORD).status_code == 302


def test_whoever_is_signed_out_signs_in(client: FlaskClient, person: Account) -> None:
    answer = client.post("/account/change-password", data={**SIGNED_IN["/account/change-password"], **STALE})
    assert answer.location.startswith("/account/sign-in")


@pytest.mark.parametrize("url", SIGNED_OUT)
def test_another_site_gets_nothing_not_even_a_cookie(client: FlaskClient, person: Account, url: str) -> None:
    answer = client.post(url, data=SIGNED_OUT[url], headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("/account/sign-in", {"email": ADDRESS, "password": "wrong"}),
        ("/account/sign-in", {}),
        ("/account/register", {"email": "new@test.example", "password": "short", "password_confirm": "short"}),
        ("/account/recover", {"email": "nonsense"}),
    ],
)
def test_what_is_refused_answers_so(client: FlaskClient, person: Account, url: str, typed: dict[str, str]) -> None:
    answer = submit(client, url, **typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


@pytest.mark.parametrize(
    ("url", "typed"),
    [
        ("/account/verify", {"password": "wrong"}),
        ("/account/change-password", {"password": "wrong", "new_password": NEW, "new_password_confirm": NEW}),
        ("/account/change-email", {"email": "nonsense"}),
        ("/account/two-factor", {"setup": "nonsense"}),
    ],
)
def test_so_do_pages_of_somebody_signed_in(client: FlaskClient, person: Account, url: str, typed: dict) -> None:
    sign_in(client, person)
    assert submit(client, url, **typed).status_code == 422
