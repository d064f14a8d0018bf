"""Sessions end; what was typed does not."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.queries import open_invitations
from recruitment.accounts.tables import ParkedForm
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, System
from recruitment.extensions import db
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit

PASSWORD = "seven green puffins"
PAGE = "/employer/staff/invite"
TYPED = {"name": "Test Colleague", "email": "colleague@test.example", "roles": ["recruiter", "approver"]}


@pytest.fixture
def administrator():
    account = an_account(password=hash_password(PASSWORD))
    return a_member(an_organisation(), Role.ADMINISTRATOR, account=account)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch):
    """Moves the clock forward."""
    real = clock.now

    def move(span: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: real() + span)

    return move


def type_into(client: FlaskClient) -> dict[str, object]:
    """Opens the page and returns what will be posted from it."""
    page = client.get(PAGE).text
    return {**TYPED, "csrf_token": TOKEN.search(page).group(1)}


def test_staff_step_up_after_half_an_hour_and_lose_nothing(client, administrator, later) -> None:
    sign_in(client, administrator)
    typed = type_into(client)
    later(timedelta(minutes=31))
    refused = client.post(PAGE, data=typed)
    assert refused.location.startswith("/account/verify?next=/employer/staff/invite?parked")
    # Flask-Security keeps the moment of the password by the machine's own clock.
    with client.session_transaction() as session:
        session["seen_at"] = int(clock.now().timestamp())
    restored = client.get(re.search(r"next=(.*)", refused.location).group(1).replace("%3D", "="))
    assert 'value="Test Colleague"' in restored.text
    assert 'value="colleague@test.example"' in restored.text
    assert re.search(r'value="approver"\s+checked', restored.text)
    assert open_invitations(as_staff(an_organisation(), person=administrator.id), an_organisation().id) == []


def test_what_was_typed_is_sealed_and_only_for_the_same_person(client, administrator, later) -> None:
    sign_in(client, administrator)
    typed = type_into(client)
    later(timedelta(minutes=31))
    back = re.search(r"next=(.*)", client.post(PAGE, data=typed).location).group(1).replace("%3D", "=")
    parked = db.session.scalars(visible(System("keeping"), ParkedForm)).one()
    assert b"Colleague" not in parked.sealed
    client.delete_cookie("recruitment")
    sign_in(client, a_member(an_organisation(), Role.ADMINISTRATOR))
    assert "Test Colleague" not in client.get(back).text


def test_it_is_forgotten_after_an_hour(client, administrator, later) -> None:
    sign_in(client, administrator)
    typed = type_into(client)
    later(timedelta(minutes=31))
    back = re.search(r"next=(.*)", client.post(PAGE, data=typed).location).group(1).replace("%3D", "=")
    later(timedelta(minutes=95))
    with client.session_transaction() as session:
        session["began_at"] = session["seen_at"] = int(clock.now().timestamp())
    page = client.get(back)
    assert page.status_code == 200
    assert "Test Colleague" not in page.text


def test_a_session_ends_for_good(client, administrator, later) -> None:
    sign_in(client, administrator)
    later(timedelta(hours=25))
    assert client.get("/account/").location.startswith("/account/sign-in")
    later(timedelta(0))
    assert client.get("/account/").location.startswith("/account/sign-in")


def test_a_stale_token_returns_the_filled_form(client, administrator) -> None:
    sign_in(client, administrator)
    typed = {**type_into(client), "csrf_token": "stale"}
    answer = client.post(PAGE, data=typed)
    assert answer.status_code == 422
    assert 'value="Test Colleague"' in answer.text
    assert "open for too long" in answer.text


def test_a_button_with_a_stale_token_does_nothing(client, administrator) -> None:
    sign_in(client, administrator)
    submit(client, PAGE, **{name: value for name, value in type_into(client).items() if name != "csrf_token"})
    viewer = as_staff(an_organisation(), Role.ADMINISTRATOR, person=administrator.id)
    (invitation,) = open_invitations(viewer, an_organisation().id)
    answer = client.post(f"/employer/staff/invitations/{invitation.id}/withdraw", data={"csrf_token": "stale"})
    assert answer.status_code in (200, 400, 422)
    assert len(open_invitations(viewer, an_organisation().id)) == 1


def test_the_password_opens_the_way_back(client, administrator) -> None:
    """After two idle hours the same person signs in again and finds the form as it was."""
    administrator.tf_primary_method = None
    db.session.commit()
    sign_in(client, administrator)
    with client.session_transaction() as session:
        session["seen_at"] -= 3 * 3600
        session["fs_paa"] -= 3 * 3600
    refused = client.get(PAGE)
    assert refused.location == "/account/sign-in?next=/employer/staff/invite"
    answer = submit(client, refused.location, email=administrator.email, password=PASSWORD)
    assert answer.location == PAGE
