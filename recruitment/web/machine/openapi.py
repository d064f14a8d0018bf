"""What the open door answers, in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0).

The page for developers is made from it too, so every field and parameter is explained here and nowhere else.
"""

from typing import Any, Final

from flask import current_app

from recruitment.organisations.tables import KINDS
from recruitment.places.offering import FEWEST_LETTERS, MOST_OFFERED
from recruitment.places.queries import KINDS as PLACE_KINDS
from recruitment.places.queries import OUTCODE
from recruitment.search.answers import PAGE_SIZE
from recruitment.search.facets import FACETS, Facet, Steps
from recruitment.search.questions import RADII, SORTS, USUAL_RADIUS
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
from recruitment.web.errors import PROBLEM
from recruitment.web.machine.openapi_own import SECURITY, own_paths, own_schemas

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


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _facts() -> dict[str, Schema]:
    """The fields of an advert in a list."""
    return {
        "reference": _said(TEXT, "Ours: the same for as long as the advert lives, in no other advert"),
        "employer_reference": _said(TEXT, "The employer's own reference; empty where there is none"),
        "title": TEXT,
        "summary": _said(TEXT, "A few plain sentences; may be empty"),
        "state": _said(_one_of(("live",)), "What is not live is not told of"),
        "employer": _object(slug=TEXT, name=TEXT, kind=_one_of(KINDS)),
        "category": _said(_or_null(_object(slug=TEXT, name=TEXT)), "The kind of work"),
        "contract": _object(
            type=_or_null(_one_of(CONTRACT_TYPES)), ends=_or_null({"type": "string", "format": "date"}), note=TEXT
        ),
        "patterns": _said(_list(_one_of(PATTERNS)), "Working patterns, of which a post may offer several"),
        "hours": _said(_named("Hours"), "Hours a week and paid weeks a year"),
        "pay": _named("Pay"),
        "places": _said(_list(_named("Place")), "Where the work is; empty where it is done from home alone"),
        "home_based": YES_OR_NO,
        "gaelic": _one_of(GAELIC),
        "schemes": _list(_one_of(SCHEMES)),
        "posts": _said(NUMBER, "How many people are wanted"),
        "opens_at": _or_null(MOMENT),
        "closes_at": _said(_or_null(MOMENT), "Applications are taken until then; null until the post is filled"),
        "closing_moved": _said(YES_OR_NO, "The closing date was moved for a demonstration"),
        "changed_at": MOMENT,
        "links": _said(_object(self=ADDRESS, html=ADDRESS), "The vacancy here, and its page for people"),
    }


def _parts() -> dict[str, Schema]:
    """What a vacancy is made of."""
    measure, pence = _or_null({"type": "number"}), _or_null(_named("Pence"))
    return {
        "Hours": _object(
            low=measure, high=measure, full_time=_said(measure, "What counts as full time there"),
            weeks_a_year=measure, note=TEXT,
        ),
        "Place": _object(
            label=TEXT,
            kind=_said(_one_of(("site", "place", "area")), "With a postcode; a named place; all over an area"),
            locality=_said(TEXT, "The town, which the label may name too; empty where none is known"),
            postcode=_said(TEXT, "Without its space; empty unless it is a site"),
        ),
        "Pence": _object(low_pence=NUMBER, high_pence=NUMBER),
        "Pay": _object(
            currency=_one_of(("GBP",)),
            basis=_said(_or_null(_one_of(PAY_BASES)), "What the stated pay is for"),
            pro_rata=YES_OR_NO,
            stated=_said(pence, "As advertised"),
            hourly=_said(pence, "An hour, stated or worked out"),
            full_time_year=_said(pence, "A full-time year, stated or worked out"),
            this_post_year=_said(pence, "A year of this post's own hours and weeks, worked out"),
            note=TEXT,
        ),
    }  # fmt: skip


def _schemas() -> dict[str, Schema]:
    facts = _facts()
    return {
        "Page": _object(
            total=_said(NUMBER, "How many vacancies are found"),
            page=NUMBER,
            pages=_said(NUMBER, "At most 10,000 vacancies can be turned to; ask by filter for more"),
            page_size=NUMBER,
            order=_one_of(SORTS),
            corrected=_said(
                _or_null(_object(typed=TEXT, searched=TEXT)),
                "Words that nothing has, whose spelling was put right before they were searched for",
            ),
            place=_said(
                _or_null(_object(name=TEXT, lat={"type": "number"}, lon={"type": "number"})), "As where was understood"
            ),
            messages=_said(_list(TEXT), "What was not understood, in words"),
            results=_list(_named("ListedVacancy")),
            links=_said({"type": "object", "additionalProperties": ADDRESS},
                        "self and html; next and prev where there are such pages"),
        ),
        "ListedVacancy": _object(
            **facts, miles=_said(_or_null({"type": "number"}), "From the place asked for, in a straight line")
        ),
        "Vacancy": _object(
            **facts,
            department=TEXT,
            grade=TEXT,
            duties_html=_said(TEXT, "Paragraphs, headings (h3, h4), lists, emphasis and links; nothing else"),
            criteria=_said(
                _list(_object(text=TEXT, kind=_one_of(CRITERION_KINDS), assessed_by=_one_of(ASSESSMENTS))),
                "The person specification",
            ),
            disclosure=_object(
                level=_one_of(("", *DISCLOSURE_LEVELS)), workforce=_or_null(_one_of(WORKFORCES)), note=TEXT
            ),
            registration=_object(body=_one_of(("", *REGISTRATIONS)), note=TEXT),
        ),
        **_parts(),
        "Places": _object(
            places=_list(
                _object(
                    label=_said(TEXT, "For where: a search finds this place by it and no other of the name"),
                    kind=_one_of((OUTCODE, *PLACE_KINDS)),
                    area=_said(TEXT, "The council area; empty where there is none or it says no more"),
                    called=_said(TEXT, "The Gaelic or other name that begins so, as it is written; empty where the "
                                 "name in label does"),
                )
            )
        ),
        "Problem": _object(
            type=TEXT,
            title=TEXT,
            status=NUMBER,
            detail=_said(TEXT, "What is wrong, in words"),
            reference=_said(TEXT, "Tell us this if you ask us about it"),
        ),
    }  # fmt: skip


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


def _answer(description: str, schema: Schema, media_type: str = "application/json") -> Schema:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _problem(description: str) -> Schema:
    return _answer(description, _named("Problem"), PROBLEM)


def _paths() -> Schema:
    reference = {"name": "reference", "in": "path", "required": True, "schema": TEXT,
                 "description": "As in reference, for example F7K2QXWD"}  # fmt: skip
    return {
        "/api/v1/vacancies": {
            "get": {
                "operationId": "vacancies",
                "summary": "Search live vacancies",
                "parameters": _parameters(),
                "responses": {
                    "200": _answer("A page of vacancies", _named("Page")),
                    "503": _problem("Search is being prepared; Retry-After says when to ask again"),
                },
            }
        },
        "/api/v1/vacancies/{reference}": {
            "get": {
                "operationId": "vacancy",
                "summary": "One live vacancy whole",
                "parameters": [reference],
                "responses": {
                    "200": _answer("The vacancy", _named("Vacancy")),
                    "404": _problem("There never was one of this reference"),
                    "410": _problem("It has closed, was filled or was withdrawn"),
                },
            }
        },
        "/api/v1/places": {
            "get": {
                "operationId": "places",
                "summary": "Places that begin as somebody types",
                "parameters": [
                    _asked(
                        "q", TEXT, f"What is typed so far; nothing is offered for fewer than {FEWEST_LETTERS} letters"
                    )
                ],
                "responses": {"200": _answer(f"The likeliest, {MOST_OFFERED} at most", _named("Places"))},
            }
        },
        "/api/v1/openapi.json": {
            "get": {
                "operationId": "openapi",
                "summary": "This description, in OpenAPI 3.1",
                "responses": {"200": _answer("An OpenAPI document", {"type": "object"})},
            }
        },
    }


def description() -> Schema:
    settings = current_app.config["SETTINGS"]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.brand.name,
            "version": "1",
            "description": "The live vacancies of Scotland's councils and other public bodies, open to all: no key, no "
            "account. With a key an organisation's own programs write its drafts. Fields and values may be joined by "
            "new ones and are never renamed or taken away in this version.",
        },
        "servers": [{"url": settings.public_url}],
        "paths": _paths() | own_paths(),
        "components": {"schemas": _schemas() | own_schemas(), "securitySchemes": SECURITY},
    }
