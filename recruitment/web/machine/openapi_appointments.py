"""What the door for HR systems says of people appointed, in OpenAPI 3.1."""

from typing import Any, Final

from recruitment.offers.hand_over_file import FACTS
from recruitment.web.errors import PROBLEM
from recruitment.web.machine.idempotency import REPEATED

Schema = dict[str, Any]
TEXT: Final[Schema] = {"type": "string"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
NUMBERS: Final = ("hours", "full_time_hours", "weeks_a_year", "pay_hourly", "pay_full_time", "pay_actual")
DAYS: Final = ("starts_on", "started_on", "contract_ends")
MOMENTS: Final = ("appointed_at", "changed_at", "handed_over_at")
NULLABLE: Final = (*NUMBERS, *DAYS, "contract_type", "handed_over_at")
MOST: Final = 500
REFERENCES: Final[Schema] = {
    "type": "array", "minItems": 1, "maxItems": MOST, "items": {**TEXT, "minLength": 1, "maxLength": 14},
}  # fmt: skip


def _kind(name: str) -> Schema:
    found = TEXT
    if name in NUMBERS:
        found = {"type": "number"}
    elif name == "probation_months":
        found = {"type": "integer"}
    elif name in DAYS or name in MOMENTS:
        found = DAY if name in DAYS else MOMENT
    return {"oneOf": [found, {"type": "null"}]} if name in NULLABLE else found


def _facts() -> Schema:
    return {name: {**_kind(name), **({"description": about} if about else {})} for name, (about, _) in FACTS.items()}


APPOINTMENT_SCHEMAS: Final[Schema] = {
    "Appointed": {"type": "object", "required": list(FACTS), "properties": _facts()},
    "AppointedPage": {
        "type": "object", "required": ["results", "next", "ask_again_since"],
        "properties": {
            "results": {"type": "array", "items": {"$ref": "#/components/schemas/Appointed"}},
            "next": {"oneOf": [{"type": "string", "format": "uri"}, {"type": "null"}],
                     "description": "The next page, if there is one"},
            "ask_again_since": {**MOMENT, "description": "Send this as `since` the next time, once you have read the "
                                "last page. Some of it may come again; nothing is missed"},
        },
    },
    "SentTakenOver": {
        "type": "object", "required": ["references", "as_of"], "additionalProperties": False,
        "properties": {
            "references": REFERENCES,
            "as_of": {**MOMENT, "description": "When you read them: whoever has changed since is to be read again"},
        },
    },
    "TakenOver": {
        "type": "object", "required": ["handed_over", "before"],
        "properties": {
            "handed_over": {"type": "array", "items": TEXT, "description": "On record as handed over now"},
            "before": {"type": "array", "items": TEXT, "description": "On record already; nothing was done"},
        },
    },
}  # fmt: skip


def _answer(what: str, schema: str, media_type: str = "application/json") -> Schema:
    return {"description": what, "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def appointment_paths(refused: Schema, unread: Schema, named: Schema) -> Schema:
    """`refused`, `unread`: answers that every address of the door gives; `named`: the header that may be sent again."""
    asked: list[dict[str, list[str]]] = [{"key": []}]
    repeated = {REPEATED: {"description": "Sent where this is the answer to an earlier request",
                           "schema": {"const": "true"}}}  # fmt: skip
    since = {"name": "since", "in": "query", "required": False, "schema": MOMENT,
             "description": "Those alone of whom something changed after this moment"}  # fmt: skip
    after = {"name": "after", "in": "query", "required": False, "schema": {"type": "integer", "minimum": 0},
             "description": "Stands in the address of the next page"}  # fmt: skip
    waiting = {"name": "waiting", "in": "query", "required": False, "schema": {"type": "string", "enum": ["true"]},
               "description": "Those alone who were not handed over yet, or changed since"}  # fmt: skip
    return {
        "/api/v1/employer/appointments": {
            "get": {
                "operationId": "own_appointments", "summary": "Who was appointed", "security": asked,
                "description": "It wants a key that may read who was appointed. Every reading is put on record.",
                "parameters": [since, after, waiting],
                "responses": {
                    "200": _answer("Those that changed first come first; 100 on a page", "AppointedPage"), **refused,
                    "400": _answer("`since` is no moment with a time zone", "Problem", PROBLEM),
                },
            },
        },
        "/api/v1/employer/appointments/handed-over": {
            "post": {
                "operationId": "take_over_appointments", "summary": "Say whom you have stored", "security": asked,
                "parameters": [named],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SentTakenOver"}}},
                },
                "responses": {
                    "200": {**_answer("Who is on record as handed over", "TakenOver"), "headers": repeated},
                    "409": _answer("Some have changed since; read them again", "Problem", PROBLEM),
                    **refused, **unread,
                },
            },
        },
    }  # fmt: skip
