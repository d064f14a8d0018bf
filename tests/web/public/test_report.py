"""Reporting an advert: kept for its employer, limited, and without a cookie on the advert itself."""

import pytest
from flask.testing import FlaskClient

from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.report_tables import AdvertReport
from recruitment.vacancies.rules import slug_of
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

REPORT = {"reason": "scam", "details": "It asks for money first.", "email": "reader@test.example"}


def reports_to(slug: str) -> list[AdvertReport]:
    viewer = as_staff(an_organisation(slug), Role.RECRUITER)
    return list(db.session.scalars(visible(viewer, AdvertReport)))


def form_of(vacancy: Vacancy) -> str:
    return f"/vacancies/{vacancy.reference}/{slug_of(vacancy.title)}/report"


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation("fife-council"))


def test_a_report_reaches_the_employer_alone(client: FlaskClient, vacancy: Vacancy) -> None:
    answer = submit(client, form_of(vacancy), **REPORT)
    assert answer.status_code == 303
    assert "Thank you" in client.get(answer.location).text
    (kept,) = reports_to("fife-council")
    assert (kept.vacancy_id, kept.reason, kept.details, kept.email) == (vacancy.id, *REPORT.values())
    assert reports_to("orkney-islands-council") == []


def test_the_act_is_recorded_without_the_person(client: FlaskClient, vacancy: Vacancy) -> None:
    submit(client, form_of(vacancy), **REPORT)
    viewer = as_staff(an_organisation("fife-council"), Role.RECRUITER)
    act = db.session.scalars(visible(viewer, Act).where(Act.act == "report_advert")).one()
    assert (act.door, act.person, act.reason) == ("public", None, None)


def test_the_address_may_be_left_out(client: FlaskClient, vacancy: Vacancy) -> None:
    assert submit(client, form_of(vacancy), reason="wrong", details="The place is wrong.").status_code == 303
    assert reports_to("fife-council")[0].email == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"details": "x"}, "Choose what is wrong with the advert"),
        ({"reason": "wrong", "details": "   "}, "Tell us what is wrong, in a few words"),
        ({"reason": "wrong", "details": "x" * 2001}, "Use at most 2,000 characters"),
        ({"reason": "wrong", "details": "x", "email": "nobody"}, "Enter an email address in the right form"),
        ({"reason": "made-up", "details": "x"}, "Choose what is wrong with the advert"),
    ],
)
def test_a_faulty_form_says_what_to_do(
    client: FlaskClient, vacancy: Vacancy, fields: dict[str, str], said: str
) -> None:
    answer = submit(client, form_of(vacancy), **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert reports_to("fife-council") == []


def test_many_reports_from_one_place_are_slowed_down(client: FlaskClient, vacancy: Vacancy) -> None:
    for _ in range(10):
        assert submit(client, form_of(vacancy), **REPORT).status_code == 303
    assert submit(client, form_of(vacancy), **REPORT).status_code == 429
    assert len(reports_to("fife-council")) == 10


def test_an_advert_that_nobody_sees_cannot_be_reported(client: FlaskClient) -> None:
    assert client.get(form_of(a_vacancy(an_organisation("fife-council"), state="draft"))).status_code == 404


def test_an_old_title_leads_to_the_right_form(client: FlaskClient, vacancy: Vacancy) -> None:
    answer = client.get(f"/vacancies/{vacancy.reference}/old-title/report")
    assert (answer.status_code, answer.location) == (301, form_of(vacancy))
