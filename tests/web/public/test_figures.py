"""Figures for everyone: counted from what is public, small numbers of people withheld."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.programme.loading import load_register
from recruitment.vacancies.categories import load_categories
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy


@pytest.fixture(autouse=True)
def reference(client: FlaskClient) -> None:
    load_register()
    load_categories()
    db.session.commit()


def test_nothing_open(client: FlaskClient) -> None:
    page = client.get("/figures").text
    assert "nothing to break down" in page
    assert "Fewer than 10" in page


def test_chart_and_table_say_the_same(client: FlaskClient) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    for organisation in (fife, fife, fife, orkney):
        a_vacancy(organisation, category_code="social_care")
    a_vacancy(orkney, category_code="social_care", closes_at=clock.now() - timedelta(hours=1))
    page = client.get("/figures").text
    assert "Most first: Fife Council has 3 of 4." in page
    assert "75.0%" in page and "25.0%" in page
    assert page.count("Social care") >= 3
    assert page.index("Fife Council</th>") < page.index("Orkney Islands Council</th>")


@pytest.mark.parametrize(("sent", "told"), [(9, "Fewer than 10"), (10, ">10<")])
def test_few_applications_are_not_counted_out(client: FlaskClient, sent: int, told: str) -> None:
    vacancy = a_vacancy(an_organisation("fife-council"))
    for _ in range(sent):
        an_application(vacancy)
    a_draft(vacancy)
    assert told in client.get("/figures").text
