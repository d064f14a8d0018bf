"""The API does what its description says, whatever it is asked, and what it once promised it keeps."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.schemas import BaseSchema

from recruitment.core import clock
from tests.builders.search import a_category, a_point, an_advert, an_index_at, follow, leave

PROMISED: dict[str, Any] = json.loads((Path(__file__).parent / "promised.json").read_text())
BOUNDED = settings(
    max_examples=60, deadline=None, database=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
# Without a server schemathesis asks for gzip and cannot read it.
AS_IT_IS = {"Accept-Encoding": "identity"}
PATHS = ("/api/v1/vacancies", "/api/v1/vacancies/{reference}", "/api/v1/places", "/api/v1/openapi.json")


@pytest.fixture
def index(app: Flask, database: None, tmp_path: Path) -> Iterator[None]:
    with an_index_at(app, tmp_path):
        an_advert(title="Cook", category_code=a_category().code, at=a_point(56.32, -3.0), label="Cupar")
        an_advert(contract_type=None, closes_at=None, pay_basis=None, pay_low=None, pay_high=None, patterns=[])
        follow()
        yield


def described(app: Flask, mode: GenerationMode) -> BaseSchema:
    generation = GenerationConfig(modes=[mode])
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=generation)))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


def every_check(*but: str) -> dict[str, list[Any]]:
    return {"excluded_checks": CHECKS.get_by_names(list(but))} if but else {}


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("path", PATHS)
def test_what_is_asked_as_described_is_answered_so(app: Flask, path: str) -> None:
    operation = described(app, GenerationMode.POSITIVE)[path]["GET"]

    @BOUNDED
    @given(case=operation.as_strategy())
    def ask(case: Case) -> None:
        # Of a reference that nobody has there is nothing to answer but 404.
        case.call_and_validate(headers=AS_IT_IS, **every_check("positive_data_acceptance") if "{" in path else {})

    ask()


@pytest.mark.usefixtures("index")
def test_what_is_not_understood_is_left_out_and_never_a_fault(app: Flask) -> None:
    operation = described(app, GenerationMode.NEGATIVE)[PATHS[0]]["GET"]

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def ask(case: Case) -> None:
        case.call_and_validate(headers=AS_IT_IS, **every_check("negative_data_rejection"))

    ask()


@pytest.mark.usefixtures("index")
def test_one_vacancy_open_closed_and_withdrawn(app: Flask, client: FlaskClient) -> None:
    validate = described(app, GenerationMode.POSITIVE)[PATHS[1]]["GET"].validate_response
    closed = an_advert(closes_at=clock.now() - timedelta(hours=1))
    withdrawn = an_advert()
    leave(withdrawn)
    for vacancy, status in ((an_advert(), 200), (closed, 410), (withdrawn, 410)):
        answer = client.get(f"/api/v1/vacancies/{vacancy.reference}")
        assert answer.status_code == status
        validate(answer)


def held(schema: Any, where: str = "") -> Iterator[str]:
    """Each field and each value of a schema, a line each: Vacancy.pay, Vacancy.state=live."""
    for value in schema.get("enum", ()):
        yield f"{where}={value}"
    for part in schema.get("oneOf", ()):
        yield from held(part, where)
    if "items" in schema:
        yield from held(schema["items"], where)
    for name, part in schema.get("properties", {}).items():
        yield f"{where}.{name}"
        yield from held(part, f"{where}.{name}")


def promises(description: dict[str, Any]) -> dict[str, list[str]]:
    schemas = description["components"]["schemas"]
    asked = description["paths"][PATHS[0]]["get"]["parameters"]
    return {
        "paths": sorted(description["paths"]),
        "parameters": sorted(line for each in asked for line in (each["name"], *held(each["schema"], each["name"]))),
        "fields": sorted(line for name, schema in schemas.items() for line in held(schema, name)),
    }


@pytest.mark.parametrize("kind", PROMISED)
def test_nothing_promised_is_renamed_or_gone(client: FlaskClient, kind: str) -> None:
    """New names may join; add them to promised.json, so that they are kept from then on."""
    now = promises(client.get("/api/v1/openapi.json").json)
    assert sorted(set(PROMISED[kind]) - set(now[kind])) == [], "others' programs read these"
    assert sorted(set(now[kind]) - set(PROMISED[kind])) == [], "promise these in promised.json"
