"""The open figures: CSV that is what its package says, the same as JSON, and nothing of one employer's spend."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from recruitment.advertising.price_tables import Baseline
from recruitment.advertising.prices import load_prices
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.reporting.actions import roll_up
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category
from tests.builders.vacancies import a_vacancy

# Pounds spent in 2007–08.
BEFORE = {"fife-council": 714_000, "orkney-islands-council": 295_000, "nhs-orkney": 346_000}
# How a value of each type of Table Schema is written.
TYPES = {
    "string": re.compile(r".+"),
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}
NAME = re.compile(r"[a-z0-9._-]+")


def spends(slug: str, pounds: int, year: int = 2021) -> Organisation:
    council = an_organisation(slug)
    a_placement(
        as_staff(council),
        a_vacancy(council, category_code="cleaning"),
        net=pounds * 100,
        vat=0,
        medium="event",
        placed_on=date(year, 5, 1),
    )
    return council


@pytest.fixture
def figures(client: FlaskClient) -> FlaskClient:
    a_category("cleaning")
    load_prices()
    db.session.execute(delete(Baseline).where(Baseline.organisation_id.is_not(None)))
    for slug, pounds in BEFORE.items():
        organisation = spends(slug, 1_000)
        db.session.add(Baseline(organisation_id=organisation.id, year=2007, amount=pounds * 100, source="A test"))
    spends("fife-council", 700, year=2020)
    roll_up()
    db.session.commit()
    return client


def package_of(client: FlaskClient) -> dict[str, Any]:
    return client.get("/figures/datapackage.json").get_json()


def lines_of(client: FlaskClient, resource: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(re.sub(r"^https?://[^/]+", "", resource["path"])).text)))


def test_the_package_is_one_by_the_standard(figures: FlaskClient) -> None:
    """Data Package and Table Schema: what must be there, and how it must be written."""
    package = package_of(figures)
    assert NAME.fullmatch(package["name"]) and package["profile"] == "tabular-data-package"
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    names = [resource["name"] for resource in package["resources"]]
    assert names and len(set(names)) == len(names)
    for resource in package["resources"]:
        assert NAME.fullmatch(resource["name"]) and resource["path"].startswith("http")
        assert (resource["profile"], resource["format"]) == ("tabular-data-resource", "csv")
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert len(set(fields)) == len(fields)
        assert {field["type"] for field in resource["schema"]["fields"]} <= TYPES.keys()
        assert resource["schema"]["primaryKey"] in fields


def test_every_file_is_what_the_package_says(figures: FlaskClient) -> None:
    for resource in package_of(figures)["resources"]:
        schema, lines = resource["schema"], lines_of(figures, resource)
        assert lines, resource["name"]
        keys = [line[schema["primaryKey"]] for line in lines]
        assert len(set(keys)) == len(keys)
        for line in lines:
            assert list(line) == [field["name"] for field in schema["fields"]]
            for field in schema["fields"]:
                value = line[field["name"]]
                if value in schema["missingValues"]:
                    assert "constraints" not in field
                else:
                    assert TYPES[field["type"]].fullmatch(value), (field["name"], value)


def test_a_year_tells_spend_and_saving_of_several_and_of_no_single_one(figures: FlaskClient) -> None:
    years = {line["year"]: line for line in lines_of(figures, package_of(figures)["resources"][0])}
    of_three, of_one = years["2021–22"], years["2020–21"]
    assert (of_three["net_pounds"], of_three["compared"]) == ("3000.00", "3")
    assert (of_three["before_pounds"], of_three["saved_pounds"]) == ("1355000.00", "1352000.00")
    assert float(of_three["saved_real_pounds"]) > float(of_three["saved_pounds"])
    assert (of_one["net_pounds"], of_one["placements"], of_one["saved_pounds"]) == ("withheld", "withheld", "")


def test_json_holds_the_same(figures: FlaskClient) -> None:
    told = figures.get("/figures.json").get_json()
    for resource in package_of(figures)["resources"]:
        rows = told[resource["name"].replace("-", "_")]
        as_text = [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]
        assert as_text == lines_of(figures, resource)


def test_everybody_may_keep_and_read_them(figures: FlaskClient) -> None:
    for path in ("/figures/years.csv", "/figures.json", "/figures/datapackage.json"):
        answer = figures.get(path)
        assert answer.headers["Cache-Control"].startswith("public")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
    assert figures.get("/figures/elsewhere.csv").status_code == 404


def test_the_page_tells_the_same(figures: FlaskClient) -> None:
    page = figures.get("/figures").text
    assert "3 councils spent £3,000 on advertising, against £1.4 million in a year before the portal" in page
    assert "£3,000.00" in page and "£700" not in page
    assert clock.local(clock.now()).strftime("%Y") in page
