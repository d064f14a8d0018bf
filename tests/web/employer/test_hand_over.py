"""Handing appointed people over to payroll: once, on record, and with nothing that a spreadsheet would run."""

import csv
import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.offers.actions import appoint
from recruitment.offers.offer_queries import the_offer
from recruitment.offers.starting import move_start
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.offers import an_offer_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

PAGE = "/employer/hand-over"


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


def appointed(given_name: str = "Jo", **terms: object) -> tuple[Application, int]:
    vacancy = a_vacancy(an_organisation(), own_reference="POS-77")
    application = an_application(vacancy, state="offered", given_name=given_name, family_name="Example")
    offer = an_offer_to(application, "unconditional", **terms)
    appoint(as_staff(an_organisation()), application)
    db.session.commit()
    return application, offer.id


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}/people.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


@pytest.mark.usefixtures("recruiter")
def test_a_file_has_a_row_a_person_and_nobody_is_in_two_unasked(client: FlaskClient) -> None:
    application, _ = appointed(place="=HYPERLINK(1)")
    assert "Jo Example" in client.get(PAGE).text
    made = submit(client, PAGE)
    assert made.status_code == 303, words_of(made.text)
    (row,) = rows_of(client, made.location)
    told = {
        "organisation": "Fife Council", "reference": application.reference, "position": "POS-77",
        "given_name": "Jo", "grade": "Grade 4", "point": "23", "pay_hourly": "14.00", "hours": "20.00",
        "contract_type": "permanent", "place": "'=HYPERLINK(1)", "state": "appointed",
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    assert "Nobody waits to be handed over." in words_of(client.get(PAGE).text)
    again = submit(client, PAGE)
    assert (again.status_code, "Nobody waits to be handed over with these choices" in again.text) == (422, True)
    assert submit(client, PAGE, with_handed="y").status_code == 303


@pytest.mark.usefixtures("recruiter")
def test_whoever_changed_since_waits_again(client: FlaskClient) -> None:
    _, offer_id = appointed()
    submit(client, PAGE)
    recruiter = as_staff(an_organisation())
    move_start(recruiter, the_offer(recruiter, offer_id), clock.today() + timedelta(days=90))
    db.session.commit()
    assert "Changed since it was handed over" in client.get(PAGE).text
    made = submit(client, PAGE)
    (row,) = rows_of(client, made.location)
    assert row["starts_on"] == (clock.today() + timedelta(days=90)).isoformat()


@pytest.mark.usefixtures("recruiter")
def test_a_period_or_a_vacancy_narrows_it(client: FlaskClient) -> None:
    first, _ = appointed("Jo")
    appointed("Kit")
    tomorrow = clock.today() + timedelta(days=1)
    boxes = [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]
    assert submit(client, PAGE, first=boxes).status_code == 422
    made = submit(client, PAGE, vacancy=str(first.vacancy_id))
    assert [row["given_name"] for row in rows_of(client, made.location)] == ["Jo"]


@pytest.mark.usefixtures("recruiter")
def test_each_hand_over_is_on_record(client: FlaskClient) -> None:
    appointed()
    made = submit(client, PAGE)
    rows_of(client, made.location)
    viewer = as_staff(an_organisation())
    acts = visible(viewer, Act).where(Act.noun.in_(("hand_over", "appointment"))).order_by(Act.id)
    assert [(act.noun, act.act) for act in db.session.scalars(acts)] == [
        ("hand_over", "hand_over"), ("appointment", "hand_over"), ("hand_over", "take_copy"),
    ]  # fmt: skip
    assert "Ailsa Recruiter" in client.get(PAGE).text


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_others_do_not_hand_over(client: FlaskClient, role: Role) -> None:
    sign_in(client, a_member(an_organisation(), role))
    assert client.get(PAGE).status_code == 403
