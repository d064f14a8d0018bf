"""Administrators make keys for their HR system, see them once, rotate and revoke them."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.key_tables import KeyOfProgram
from recruitment.accounts.keys import admitted, digest_of, keys_of
from recruitment.accounts.tables import Account
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import as_staff
from tests.builders.pages import submit, words_of

SignIn = Callable[..., Account]
NEW = "/employer/api-keys/new"


@pytest.fixture
def viewer(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR)


def made(client: FlaskClient) -> tuple[str, str]:
    """The address of a new key, and what it showed."""
    answer = submit(client, NEW, name="HR system", scopes=["vacancies:read"])
    return answer.location, shown(client, answer.location)


def shown(client: FlaskClient, address: str) -> str:
    found = re.search(r"serp_[\w-]{43}", client.get(address).text)
    return found[0] if found else ""


def only(viewer: Staff, fife: Organisation) -> KeyOfProgram:
    db.session.expire_all()
    (key,) = keys_of(viewer, fife.id)
    return key


def test_a_key_is_shown_once_and_kept_as_a_hash(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, fife: Organisation
) -> None:
    signed_in(Role.ADMINISTRATOR)
    address, secret = made(client)
    key = only(viewer, fife)
    assert (key.digest, key.scopes) == (digest_of(secret), ["vacancies:read"])
    assert shown(client, address) == ""
    with client.session_transaction() as session:
        assert secret not in str(dict(session))
    assert "Last used Never" in words_of(client.get(address).text)
    assert "HR system" in client.get("/employer/api-keys").text


def test_rotating_and_revoking(client: FlaskClient, signed_in: SignIn, viewer: Staff, fife: Organisation) -> None:
    signed_in(Role.ADMINISTRATOR)
    address, first = made(client)
    assert submit(client, f"{address}/rotate").location == address
    second = shown(client, address)
    assert first != second and admitted(first) and admitted(second)
    assert "The key before it works until" in words_of(client.get(address).text)
    assert submit(client, f"{address}/revoke").location == "/employer/api-keys"
    assert admitted(first) is None and admitted(second) is None
    for act in ("rotate", "revoke"):
        assert client.get(f"{address}/{act}").status_code == 409
    acts = db.session.scalars(visible(viewer, Act).where(Act.noun == "api_key")).all()
    assert [act.act for act in acts] == ["make_key", "rotate_key", "revoke_key"]


def test_what_is_lacking_is_asked_for(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, fife: Organisation
) -> None:
    signed_in(Role.ADMINISTRATOR)
    refused = submit(client, NEW, name="")
    assert refused.status_code == 422
    said = words_of(refused.text)
    assert "Enter a name for the key" in said and "Choose what the key may do" in said
    assert submit(client, NEW, name="x", scopes=["everything"]).status_code == 422
    assert list(keys_of(viewer, fife.id)) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_see_no_keys(client: FlaskClient, signed_in: SignIn, role: Role) -> None:
    signed_in(Role.ADMINISTRATOR)
    address, _ = made(client)
    signed_in(role)
    for page in ("/employer/api-keys", NEW, address, f"{address}/rotate", f"{address}/revoke"):
        assert client.get(page).status_code == 404
