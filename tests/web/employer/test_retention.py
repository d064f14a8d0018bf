"""What an administrator sees of what is removed, and how a case is held."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.keeping.reading import KEEPING
from tests.builders.accounts import a_member, sign_in
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.search import later
from tests.builders.vacancies import a_vacancy

PAGE = "/employer/retention"


@pytest.fixture
def application(client: FlaskClient) -> Application:
    fife = an_organisation("fife-council")
    sign_in(client, a_member(fife, Role.ADMINISTRATOR))
    return an_application(a_vacancy(fife), state="unsuccessful", given_name="Ailsa", family_name="Craig")


def signed_in_later(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.ADMINISTRATOR))


def test_what_goes_soon_is_counted_by_vacancy(app: Flask, client: FlaskClient, application: Application) -> None:
    assert "Nothing is removed within that time" in client.get(PAGE).text
    with later(app, days=340):
        signed_in_later(client)
        words = words_of(client.get(PAGE).text)
    assert "Cleaner" in words and "12 months after its own end" in words and "Nothing is removed" not in words


def test_a_case_is_held_with_a_reason_and_released(client: FlaskClient, application: Application) -> None:
    listed = f"/employer/vacancies/{application.vacancy_id}/retention"
    hold = f"/employer/applications/{application.id}/hold"
    assert "Ailsa Craig" in client.get(listed).text
    refused = submit(client, hold, reason=" ")
    assert refused.status_code == 422 and "Say why the application is kept longer" in refused.text
    assert submit(client, hold, reason="A complaint of 3 May").location == listed
    assert "Held: A complaint of 3 May" in client.get(listed).text
    assert "A complaint of 3 May" in client.get(PAGE).text
    assert client.get(hold).location == f"/employer/applications/{application.id}/release"
    release = f"/employer/applications/{application.id}/release"
    assert submit(client, release).location == listed
    assert "Held" not in client.get(listed).text.partition("<main")[2]
    assert client.get(release).status_code == 409
    acts = [(act.act, act.reason) for act in db.session.scalars(visible(KEEPING, Act))]
    assert acts == [("hold", "A complaint of 3 May"), ("release", None)]


def test_only_administrators(client: FlaskClient, application: Application) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"/employer/vacancies/{application.vacancy_id}/retention").status_code == 403
    assert client.get(f"/employer/applications/{application.id}/hold").status_code == 403
