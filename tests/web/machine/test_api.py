"""What machines read: the API, its description, and feeds."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from recruitment.core import clock
from recruitment.search.questions import Question
from recruitment.web.machine.sitemap import SPAN
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_place, a_point, an_advert, an_index_at, follow, later, leave
from tests.builders.vacancies import a_vacancy

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        yield


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json


def require(value: Any, schema: dict[str, Any], schemas: dict[str, Any], where: str = "") -> None:
    """Fails where a value is not what its schema says, or says more than it."""
    if "$ref" in schema:
        require(value, schemas[schema["$ref"].rpartition("/")[2]], schemas, where)
    elif "oneOf" in schema:
        chosen = schema["oneOf"][1 if value is None else 0]
        require(value, chosen, schemas, where)
    else:
        kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool,
                 "null": type(None)}  # fmt: skip
        assert isinstance(value, kinds[schema["type"]]), where
        assert value in schema.get("enum", [value]), where
        if schema.get("format") == "date-time":
            assert datetime.fromisoformat(value).tzinfo is not None, where
        for number, each in enumerate(value if schema["type"] == "array" else []):
            require(each, schema["items"], schemas, f"{where}[{number}]")
        if "properties" in schema:
            assert set(value) == set(schema["properties"]), where
            for name, part in schema["properties"].items():
                require(value[name], part, schemas, f"{where}.{name}")


def test_answers_are_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    category = a_category()
    a_place("Cupar", 56.32, -3.01)
    rich = an_advert(category_code=category.code, at=a_point(56.32, -3.0), label="Depot", locality="Cupar",
                     hours_note="Evenings")  # fmt: skip
    an_advert(contract_type=None, closes_at=None, pay_basis=None, pay_low=None, pay_high=None, hours_low=None,
              hours_high=None, full_time_hours=None, patterns=[])  # fmt: skip
    follow()
    schemas = described["components"]["schemas"]
    for address in ("/api/v1/vacancies", "/api/v1/vacancies?where=cupar&page_size=1"):
        require(client.get(address).json, schemas["Page"], schemas)
    told = client.get(f"/api/v1/vacancies/{rich.reference}").json
    require(told, schemas["Vacancy"], schemas)
    assert told["places"][0]["locality"] == "Cupar"


def test_the_description_names_every_route(app: Flask, described: dict[str, Any]) -> None:
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower(), rule.endpoint.split(".")[1])
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described["openapi"] == "3.1.0"
    assert routes == {
        (path, method, operation["operationId"])
        for path, item in described["paths"].items()
        for method, operation in item.items()
    }


def test_the_description_names_every_parameter(described: dict[str, Any]) -> None:
    named = {each["name"] for each in described["paths"]["/api/v1/vacancies"]["get"]["parameters"]}
    assert named == {*Question.__dataclass_fields__, "page_size"}


def test_a_page_of_results(client: FlaskClient) -> None:
    for number in range(5):
        an_advert(title=f"Cook {number}")
    an_advert(title="Driver")
    follow()
    page = client.get("/api/v1/vacancies?q=cook&page_size=2&page=2").json
    assert (page["total"], page["page"], page["pages"], page["page_size"], len(page["results"])) == (5, 2, 3, 2, 2)
    assert page["links"] == {
        "self": "http://127.0.0.1/api/v1/vacancies?q=cook&page=2&page_size=2",
        "prev": "http://127.0.0.1/api/v1/vacancies?q=cook&page_size=2",
        "next": "http://127.0.0.1/api/v1/vacancies?q=cook&page=3&page_size=2",
        "html": "http://127.0.0.1/vacancies?q=cook",
    }


@pytest.mark.parametrize(("asked", "given"), [("5000", 50), ("0", 1), ("x", 20), ("", 20), ("-4", 20), ("9" * 99, 20)])
def test_a_page_has_at_most_fifty(client: FlaskClient, asked: str, given: int) -> None:
    follow()
    assert client.get(f"/api/v1/vacancies?page_size={asked}").json["page_size"] == given


def test_one_vacancy_whole(client: FlaskClient) -> None:
    facts = client.get(f"/api/v1/vacancies/{an_advert(title='Cook').reference}").json
    assert (facts["title"], facts["state"], len(facts["criteria"])) == ("Cook", "live", 2)
    assert facts["pay"]["stated"] == {"low_pence": 2_378_340, "high_pence": 2_489_091}


def assert_problem(response: TestResponse, status: int) -> None:
    """RFC 9457, and a reference to look for in the log."""
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    said = response.json
    assert (said["status"], said["type"]) == (status, "about:blank")
    assert said["title"] and said["detail"] and len(said["reference"]) == 8


@pytest.mark.parametrize("state", ["draft", "awaiting_approval", "approved", "withdrawn"])
def test_what_is_not_public_is_not_there(client: FlaskClient, state: str) -> None:
    hidden = a_vacancy(an_organisation(), state=state)
    response = client.get(f"/api/v1/vacancies/{hidden.reference}")
    assert_problem(response, 410 if state == "withdrawn" else 404)


def test_what_closes_is_gone_from_everything_within_a_second(app: Flask, client: FlaskClient) -> None:
    """The index hears of nothing meanwhile: closing is a matter of the clock, and withdrawing of the database."""
    closing = an_advert(closes_at=clock.now() + timedelta(minutes=10))
    withdrawn = an_advert()
    follow()
    lists = ("/", "/vacancies", "/councils/fife-council", "/embed/fife-council", "/api/v1/vacancies", "/vacancies.atom",
             "/feeds/indeed.xml", f"/sitemaps/vacancies-{closing.id // SPAN}.xml")  # fmt: skip
    for path in lists:
        assert closing.reference in client.get(path).text, path
        assert withdrawn.reference in client.get(path).text, path
    leave(withdrawn)
    assert_problem(client.get(f"/api/v1/vacancies/{withdrawn.reference}"), 410)
    with later(app, minutes=10, seconds=1):
        assert_problem(client.get(f"/api/v1/vacancies/{closing.reference}"), 410)
        for path in lists:
            answer = client.get(path)
            assert answer.status_code == 200
            assert closing.reference not in answer.text and withdrawn.reference not in answer.text, path


def test_without_an_index_machines_are_told_when_to_come_back(client: FlaskClient) -> None:
    for address in ("/api/v1/vacancies", "/vacancies.atom"):
        response = client.get(address)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
        assert_problem(response, 503)


def test_whoever_has_it_is_not_sent_it_again(client: FlaskClient) -> None:
    an_advert()
    follow()
    for address in ("/api/v1/vacancies", "/vacancies.atom", "/api/v1/openapi.json"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in first.headers


def feed_of(client: FlaskClient, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.data)


def said(element: ElementTree.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None and found.text, name
    return found.text


def test_a_feed_is_valid_atom(client: FlaskClient) -> None:
    category = a_category()
    older = an_advert(title="Cook & “baker”", category_code=category.code, public_from=clock.now() - timedelta(days=2))
    newer = an_advert(title="Cook\x0b", summary="")
    follow()
    feed = feed_of(client, "/vacancies.atom?q=cook&sort=pay")
    assert feed.tag == f"{ATOM}feed"
    assert said(feed, "id") == "http://127.0.0.1/vacancies.atom?q=cook"
    assert said(feed, "title") == "Jobs for “cook”"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://127.0.0.1/vacancies.atom?q=cook", "alternate": "http://127.0.0.1/vacancies?q=cook"}
    entries = feed.findall(f"{ATOM}entry")
    assert [said(entry, "id") for entry in entries] == [
        f"http://127.0.0.1/api/v1/vacancies/{vacancy.reference}" for vacancy in (newer, older)
    ]
    for entry in entries:
        assert datetime.fromisoformat(said(entry, "updated")).tzinfo is not None
        assert said(entry.find(f"{ATOM}author"), "name") == "Fife Council"
    assert said(entries[1], "title") == "Cook & “baker”"
    assert said(feed, "updated") == max(said(entry, "updated") for entry in entries)


def test_an_empty_feed_is_a_feed(client: FlaskClient) -> None:
    leave(an_advert())
    follow()
    feed = feed_of(client, "/vacancies.atom")
    assert said(feed, "updated") and said(feed, "title") and feed.findall(f"{ATOM}entry") == []


def test_a_corrected_search_says_so(client: FlaskClient, described: dict[str, Any]) -> None:
    an_advert(title="Gardener")
    follow()
    page = client.get("/api/v1/vacancies?q=gardner").json
    schemas = described["components"]["schemas"]
    require(page, schemas["Page"], schemas)
    assert page["corrected"] == {"typed": "gardner", "searched": "gardener"}
    exactly = client.get("/api/v1/vacancies?q=gardner&exactly=1").json
    assert (exactly["corrected"], exactly["total"]) == (None, 0)
    assert "exactly=1" in exactly["links"]["self"]
