"""COSLA's page of spend: by organisation, medium and year, its totals, and the same as CSV."""

import csv
import io
from datetime import date

import pytest
from flask.testing import FlaskClient

from recruitment.reporting.actions import roll_up
from tests.builders.accounts import a_member, a_national, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, words_of
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def analyst(client: FlaskClient) -> FlaskClient:
    for slug, net, medium, day in [
        ("fife-council", 12_345, "local_press", date(2026, 4, 1)),
        ("fife-council", 10_000, "job_board", date(2026, 3, 31)),
        ("orkney-islands-council", 50_000, "national_press", date(2026, 5, 1)),
    ]:
        organisation = an_organisation(slug)
        a_placement(as_staff(organisation), a_vacancy(organisation), net=net, vat=0, medium=medium, placed_on=day)
    roll_up()
    sign_in(client, a_national("analyst"))
    return client


def test_all_councils_and_their_total(analyst: FlaskClient) -> None:
    page = analyst.get("/cosla/spend").text
    for shown in ("Fife Council", "Orkney Islands Council", "£223.45", "£500.00", "£723.45", "2025–26", "2026–27"):
        assert shown in page


def test_whatever_kind_of_body_spent_it_is_an_organisation(analyst: FlaskClient) -> None:
    page = words_of(analyst.get("/cosla/spend").text)
    assert "Spend by organisation" in page
    assert "by council" not in page


def test_an_operator_finds_the_way_back(client: FlaskClient) -> None:
    sign_in(client, a_national("operator"))
    assert "/cosla/organisations" in links_of(client.get("/cosla/spend").text).values()


def test_filters_narrow_every_table(analyst: FlaskClient) -> None:
    page = analyst.get("/cosla/spend?year=2026&council=fife-council").text
    assert "£123.45" in page
    assert "£500.00" not in page
    assert "£100.00" not in page


def test_nonsense_in_the_address_is_left_out(analyst: FlaskClient) -> None:
    assert analyst.get("/cosla/spend?year=soon&medium=%00&council=' OR 1=1").status_code == 200


def test_the_csv_is_the_table(analyst: FlaskClient) -> None:
    answer = analyst.get("/cosla/spend/organisation.csv?year=2026")
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [(row["Organisation"], row["Net £"]) for row in rows] == [
        ("Orkney Islands Council", "500.00"),
        ("Fife Council", "123.45"),
    ]
    assert analyst.get("/cosla/spend/elsewhere.csv").status_code == 404


def test_a_recruiter_is_no_analyst(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation()))
    assert client.get("/cosla/spend").status_code == 403
