"""What the open door answers, in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from typing import Any, Final

from flask import current_app

from recruitment.search.answers import PAGE_SIZE
from recruitment.search.facets import FACETS, Facet, Steps
from recruitment.search.questions import RADII, SORTS, USUAL_RADIUS
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.vocabulary import (
    ASSESSMENTS,
    CONTRACT_TYPES,
    CRITERION_KINDS,
    DISCLOSURE_LEVELS,
    GAELIC,
    PATTERNS,
    PAY_BASES,
    REGISTRATIONS,
    SCHEMES,
    WORKFORCES,
)

LARGEST_PAGE: Final = 50
STEP_UNITS: Final = {
    "pay_from": "Pounds of a full-time year that are paid at least",
    "posted": "Days since which it has been public",
    "closing": "Days within which it closes",
}
Schema = dict[str, Any]
TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "integer"}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
YES_OR_NO: Final[Schema] = {"type": "boolean"}


def _object(**properties: Schema) -> Schema:
    """Every field is always there; what an advert does not say is null or empty."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(codes: Any) -> Schema:
    return {"type": "string", "enum": list(codes)}


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _facts() -> dict[str, Schema]:
    """The fields of an advert in a list."""
    measure = _or_null({"type": "number"})
    return {
        "reference": TEXT,
        "employer_reference": {**TEXT, "description": "The employer's own reference; empty where there is none"},
        "title": TEXT,
        "summary": TEXT,
        "state": _one_of(PHASES),
        "employer": _object(slug=TEXT, name=TEXT, kind=TEXT),
        "category": _or_null(_object(slug=TEXT, name=TEXT)),
        "contract": _object(
            type=_or_null(_one_of(CONTRACT_TYPES)), ends=_or_null({"type": "string", "format": "date"}), note=TEXT
        ),
        "patterns": _list(_one_of(PATTERNS)),
        "hours": _object(low=measure, high=measure, full_time=measure, weeks_a_year=measure, note=TEXT),
        "pay": _named("Pay"),
        "places": _list(_object(label=TEXT, kind=_one_of(("site", "place", "area")), postcode=TEXT)),
        "home_based": YES_OR_NO,
        "gaelic": _one_of(GAELIC),
        "schemes": _list(_one_of(SCHEMES)),
        "posts": NUMBER,
        "opens_at": _or_null(MOMENT),
        "closes_at": _or_null(MOMENT),
        "closing_moved": {**YES_OR_NO, "description": "The closing date was moved for a demonstration"},
        "changed_at": MOMENT,
        "links": _object(self=ADDRESS, html=ADDRESS),
    }


def _schemas() -> dict[str, Schema]:
    facts = _facts()
    return {
        "Pence": _object(low_pence=NUMBER, high_pence=NUMBER),
        "Pay": _object(
            currency=_one_of(("GBP",)),
            basis=_or_null(_one_of(PAY_BASES)),
            pro_rata=YES_OR_NO,
            stated=_or_null(_named("Pence")),
            hourly=_or_null(_named("Pence")),
            full_time_year=_or_null(_named("Pence")),
            this_post_year=_or_null(_named("Pence")),
            note=TEXT,
        ),
        "ListedVacancy": _object(
            **facts,
            miles={**_or_null({"type": "number"}), "description": "From the place asked for, in a straight line"},
        ),
        "Vacancy": _object(
            **facts,
            department=TEXT,
            grade=TEXT,
            duties_html=TEXT,
            criteria=_list(_object(text=TEXT, kind=_one_of(CRITERION_KINDS), assessed_by=_one_of(ASSESSMENTS))),
            disclosure=_object(
                level=_one_of(("", *DISCLOSURE_LEVELS)), workforce=_or_null(_one_of(WORKFORCES)), note=TEXT
            ),
            registration=_object(body=_one_of(("", *REGISTRATIONS)), note=TEXT),
        ),
        "Page": _object(
            total=NUMBER,
            page=NUMBER,
            pages=NUMBER,
            page_size=NUMBER,
            order=_one_of(SORTS),
            corrected={
                **_or_null(_object(typed=TEXT, searched=TEXT)),
                "description": "Words that nothing has, whose spelling was put right before they were searched for",
            },
            place=_or_null(_object(name=TEXT, lat={"type": "number"}, lon={"type": "number"})),
            messages=_list({**TEXT, "description": "What was not understood, in words"}),
            results=_list(_named("ListedVacancy")),
            links={"type": "object", "additionalProperties": ADDRESS},
        ),
        "Error": _object(
            error={"type": "object", "required": ["status"], "properties": {"status": NUMBER, "message": TEXT}}
        ),
    }


def _asked(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def _of_facet(facet: Facet) -> Schema:
    if isinstance(facet, Steps):
        return _asked(facet.name, {**NUMBER, "minimum": 1}, STEP_UNITS[facet.name])
    if facet.names is None:
        return _asked(facet.name, _list(TEXT), f"{facet.legend}, by its slug; may be repeated")
    return _asked(facet.name, _list(_one_of(facet.names)), f"{facet.legend}; may be repeated")


def _parameters() -> list[Schema]:
    """Those of the page /vacancies, and the length of a page. What cannot be understood is left out, never refused."""
    return [
        _asked("q", TEXT, 'Words, all of which must be found; "quoted words" stand together'),
        _asked("exactly", _one_of(("1",)), "The words as they are: no spelling put right, no synonyms"),
        _asked("where", TEXT, "A town, island, council area or postcode"),
        _asked(
            "miles",
            {**NUMBER, "minimum": RADII[0], "maximum": RADII[-1], "default": USUAL_RADIUS},
            "How far from there",
        ),
        _asked("water", _one_of(("1",)), "1: with what lies within those miles across water"),
        _asked("home", _one_of(("1",)), "1: beside a place, with jobs done from home wherever they are"),
        *(_of_facet(facet) for facet in FACETS.values()),
        _asked("sort", _one_of(SORTS), "Best match by default where there are words, else newest first"),
        _asked("page", {**NUMBER, "minimum": 1, "default": 1}, "Counted from 1"),
        _asked("page_size", {**NUMBER, "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}, "Results a page"),
    ]


def _answer(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def description() -> Schema:
    settings = current_app.config["SETTINGS"]
    reference = {"name": "reference", "in": "path", "required": True, "schema": TEXT}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.brand.name,
            "version": "1",
            "description": "The live vacancies of Scotland's councils and other public bodies, open to all.",
        },
        "servers": [{"url": settings.public_url}],
        "paths": {
            "/api/v1/vacancies": {
                "get": {
                    "operationId": "vacancies",
                    "summary": "Search live vacancies",
                    "parameters": _parameters(),
                    "responses": {
                        "200": _answer("A page of vacancies", _named("Page")),
                        "503": _answer("Search is being prepared", _named("Error")),
                    },
                }
            },
            "/api/v1/vacancies/{reference}": {
                "get": {
                    "operationId": "vacancy",
                    "summary": "One vacancy that is or was live",
                    "parameters": [reference],
                    "responses": {
                        "200": _answer("The vacancy", _named("Vacancy")),
                        "404": _answer("There is none of this reference", _named("Error")),
                    },
                }
            },
            "/api/v1/openapi.json": {
                "get": {
                    "operationId": "openapi",
                    "summary": "This description",
                    "responses": {"200": _answer("An OpenAPI document", {"type": "object"})},
                }
            },
        },
        "components": {"schemas": _schemas()},
    }
