"""Whoever registers an address that is not theirs does not get the staff account that its owner is invited to."""

from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from recruitment.accounts.staff import invite
from recruitment.core.viewers import Role
from recruitment.extensions import db
from tests.builders.accounts import a_member, as_staff
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.conftest import Browser

VICTIM, GUESSED, OWN = "victim@test.example", "seven green puffins", "four blue herons wading"


def test_an_unconfirmed_account_of_the_invited_address_belongs_to_nobody(app: Flask, client: FlaskClient) -> None:
    organisation = an_organisation()
    administrator = a_member(organisation, Role.ADMINISTRATOR)
    thief = Browser(app, app.response_class, use_cookies=True)
    submit(thief, "/account/register", email=VICTIM, password=GUESSED, password_confirm=GUESSED)
    viewer = as_staff(organisation, Role.ADMINISTRATOR, person=administrator.id)
    invite(viewer, organisation, "Victim", VICTIM, [Role.ADMINISTRATOR])
    db.session.commit()
    letters = {letter.name: letter.facts for letter in letters_to(VICTIM)}
    answer = submit(client, urlsplit(letters["staff_invited"]["link"]).path, password=OWN, again=OWN)
    assert answer.status_code == 303
    # The owner of the mailbox follows every letter that came.
    client.get(urlsplit(letters["account_welcome"]["confirmation_link"]).path)
    submit(thief, "/account/sign-in", email=VICTIM, password=GUESSED)
    assert thief.get("/account/").location.startswith("/account/sign-in")
    assert submit(client, "/account/sign-in", email=VICTIM, password=OWN).status_code == 302
