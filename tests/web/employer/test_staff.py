"""Staff are invited by their administrator, by a letter's link that works once."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.queries import members, posts_of
from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit

NEW = "new.colleague@test.example"
PASSWORD = "seven green puffins"


@pytest.fixture
def administrator(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), Role.ADMINISTRATOR)
    sign_in(client, account)
    return account


def invite(client: FlaskClient, email: str = NEW) -> str:
    """Invites and returns the path of the letter's link."""
    answer = submit(
        client, "/employer/staff/invite", organisation=an_organisation().id, name="New Colleague", email=email,
        roles=["recruiter", "panel_member"],
    )  # fmt: skip
    assert answer.status_code == 303
    return urlsplit(letters_to(email)[-1].facts["link"]).path


def test_a_new_person_joins_by_the_link(client: FlaskClient, administrator: Account) -> None:
    link = invite(client)
    assert "New Colleague" in client.get("/employer/staff").text
    client.delete_cookie("recruitment")
    assert "recruiter" in client.get(link).text
    assert submit(client, link, password=PASSWORD, again=PASSWORD).status_code == 303
    assert "You have joined" in client.get("/account/sign-in?next=/employer/").text
    used = client.get(link)
    assert used.status_code == 404
    assert "This invitation cannot be used" in used.text
    answer = submit(client, "/account/sign-in?next=/employer/", email=NEW, password=PASSWORD)
    assert answer.location == "/employer/"


def test_an_empty_password_is_told_of_once(client: FlaskClient, administrator: Account) -> None:
    answer = submit(client, invite(client), password="", again="")
    assert answer.status_code == 422
    assert answer.text.count("Choose a password") == 2
    assert "at least 10 characters</a>" not in answer.text


def test_somebody_with_an_account_keeps_it(client: FlaskClient, administrator: Account) -> None:
    known = an_account(email=NEW, password=hash_password(PASSWORD))
    link = invite(client)
    assert "You have an account" in client.get(link).text
    assert submit(client, link).status_code == 303
    (post,) = posts_of(known.id)
    assert post.roles == {Role.RECRUITER, Role.PANEL_MEMBER}


def test_a_link_is_for_a_week(client: FlaskClient, administrator: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    link = invite(client)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=7, seconds=1))
    assert client.get(link).status_code == 404


def test_a_withdrawn_link_works_no_longer(client: FlaskClient, administrator: Account) -> None:
    link = invite(client)
    page = client.get("/employer/staff").text
    withdraw = page.split("/employer/staff/invitations/")[1].split('"')[0]
    assert submit(client, f"/employer/staff/invitations/{withdraw}").status_code == 303
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "", "email": NEW, "roles": ["recruiter"]}, "Enter the person’s name"),
        ({"name": "A", "email": "no address", "roles": ["recruiter"]}, "Enter an email address in the right form"),
        ({"name": "A", "email": NEW, "roles": []}, "Choose at least one role"),
    ],
)
def test_a_mistake_is_said_beside_its_field(client, administrator, fields: dict[str, object], message: str) -> None:
    answer = submit(client, "/employer/staff/invite", organisation=an_organisation().id, **fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert letters_to(NEW) == []


@pytest.mark.parametrize("foreign", [True, False], ids=["another's", "none"])
def test_which_organisation_is_asked_of_who_has_several(
    client: FlaskClient, administrator: Account, foreign: bool
) -> None:
    """Only the administrator's own are offered, and what was never offered is said beside the box."""
    a_member(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR, account=administrator)
    another = {"organisation": an_organisation("nhs-orkney").id} if foreign else {}
    fields = {"name": "A", "email": NEW, "roles": ["recruiter"]}
    answer = submit(client, "/employer/staff/invite", **fields, **another)
    assert (answer.status_code, letters_to(NEW)) == (422, [])
    assert "Choose one of the answers that the page offers" in answer.text


def test_the_last_administrator_stays(client: FlaskClient, administrator: Account) -> None:
    viewer = as_staff(an_organisation(), Role.ADMINISTRATOR, person=administrator.id)
    (own,) = members(viewer, an_organisation().id)
    answer = submit(client, f"/employer/staff/{own.id}", roles=["recruiter"])
    assert answer.status_code == 422
    assert "Make somebody else an administrator first" in answer.text
    assert posts_of(administrator.id)[0].roles == {Role.ADMINISTRATOR}


def test_a_recruiter_has_no_staff_pages(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    assert client.get("/employer/staff").status_code == 404


def test_leaving_takes_every_role(client: FlaskClient, administrator: Account) -> None:
    colleague = a_member(an_organisation(), Role.RECRUITER, Role.APPROVER)
    viewer = as_staff(an_organisation(), Role.ADMINISTRATOR, person=administrator.id)
    row = next(row for row in members(viewer, an_organisation().id) if row.account_id == colleague.id)
    assert submit(client, f"/employer/staff/{row.id}").status_code == 303
    assert posts_of(colleague.id) == ()
