"""Nobody guesses a password or a code faster by writing an address, a form or a request another way."""

import pytest
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.actions import count_attempt
from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit

PASSWORD = "seven green puffins"
MOST = 10


@pytest.fixture
def person(database: None) -> Account:
    return an_account("somebody@test.example", password=hash_password(PASSWORD))


def guess(client: FlaskClient, network: str, email: str, password: str = "wrong") -> int:
    """The answer to one try at signing in from a network."""
    page = {"environ_base": {"REMOTE_ADDR": network}}
    token = TOKEN.search(client.get("/account/sign-in", **page).text).group(1)
    typed = {"csrf_token": token, "email": email, "password": password}
    return client.post("/account/sign-in", data=typed, **page).status_code


def tried(times: int, what: str, value: str) -> None:
    """As if somebody had been trying for a while."""
    for _ in range(times):
        count_attempt(f"{what}:login", value)
    db.session.commit()


def test_a_stranger_does_not_lock_the_owner_out(client: FlaskClient, person: Account) -> None:
    for _ in range(MOST):
        guess(client, "192.0.2.1", person.email)
    assert guess(client, "192.0.2.1", person.email, PASSWORD) == 429
    assert guess(client, "198.51.100.7", person.email, PASSWORD) == 302


def test_one_network_does_not_try_many_addresses(client: FlaskClient, person: Account) -> None:
    tried(99, "from", "192.0.2.1")
    assert guess(client, "192.0.2.1", "one@test.example") != 429
    assert guess(client, "192.0.2.1", "another@test.example") == 429
    assert guess(client, "192.0.2.2", "another@test.example") != 429


def test_many_networks_do_not_try_one_address_for_ever(client: FlaskClient, person: Account) -> None:
    tried(199, "who", person.email)
    assert guess(client, "192.0.2.1", person.email) != 429
    assert guess(client, "192.0.2.2", person.email, PASSWORD) == 429


def test_a_household_of_ipv6_is_one_network(client: FlaskClient, person: Account) -> None:
    for number in range(MOST):
        guess(client, f"2001:db8:0:1::{number + 1}", person.email)
    assert guess(client, "2001:db8:0:1:ffff::1", person.email, PASSWORD) == 429
    assert guess(client, "2001:db8:0:2::1", person.email, PASSWORD) == 302


def wide(domain: str, number: int) -> str:
    """The domain with some of its letters as full-width ones, which mean the same (UTS 46)."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isalpha() and number >> at & 1 else c for at, c in enumerate(domain))


def test_one_address_written_in_many_ways(client: FlaskClient, person: Account) -> None:
    for number in range(MOST):
        submit(client, "/account/sign-in", email=f"Somebody@{wide('test.example', number)}", password="wrong")
    assert submit(client, "/account/sign-in", email=person.email, password=PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("/account/verify", {"password": "wrong"}),
        (
            "/account/change-password",
            {"password": "wrong", "new_password": "four blue herons", "new_password_confirm": "four blue herons"},
        ),
    ],
)
def test_a_field_that_the_page_does_not_read(
    client: FlaskClient, person: Account, page: str, typed: dict[str, str]
) -> None:
    sign_in(client, person)
    for number in range(MOST):
        assert submit(client, page, **typed, email=f"other{number}@test.example").status_code == 422
    assert submit(client, page, **typed, email="one-more@test.example").status_code == 429


def test_codes_of_one_account_are_counted(client: FlaskClient, person: Account) -> None:
    a_member(an_organisation(), Role.ADMINISTRATOR, account=person)
    person.tf_totp_secret = "{}"
    db.session.commit()
    with client.session_transaction() as session:
        session.update({"tf_user_id": person.fs_uniquifier, "tf_state": "validating_profile",
                        "tf_primary_method": "authenticator", "tf_totp_secret": "{}"})  # fmt: skip
    page = client.get("/account/sign-in").text
    token = TOKEN.search(page).group(1)
    answers = []
    for _ in range(MOST + 1):
        with client.session_transaction() as session:
            session.update({"tf_user_id": person.fs_uniquifier, "tf_state": "none"})
        answers.append(
            client.post("/account/two-factor-code", data={"csrf_token": token, "code": "000000"}).status_code
        )
    assert answers[-1] == 429


def test_letters_to_a_new_address_are_counted(client: FlaskClient, person: Account) -> None:
    sign_in(client, person)
    answers = [submit(client, "/account/change-email", email=f"x{n}@test.example").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_the_pages_take_no_json_and_give_no_tokens(client: FlaskClient, person: Account) -> None:
    token = TOKEN.search(client.get("/account/sign-in").text).group(1)
    typed = {"email": person.email, "password": PASSWORD}
    sent = client.post("/account/sign-in", json=typed, headers={"X-CSRFToken": token})
    assert sent.status_code == 415
    assert client.post("/account/sign-in", json=[1], headers={"X-CSRFToken": token}).status_code == 415
    answer = client.post("/account/sign-in?include_auth_token", data={**typed, "csrf_token": token},
                         headers={"Accept": "application/json"})  # fmt: skip
    assert answer.status_code == 302
    assert "authentication_token" not in answer.text
