"""What the door for HR systems takes and answers, in OpenAPI 3.1, made from the columns of a row."""

from typing import Any, Final

from recruitment.vacancies.row_columns import COLUMNS, Column
from recruitment.vacancies.rules import PHASES
from recruitment.web.errors import PROBLEM
from recruitment.web.machine.idempotency import HEADER, LONGEST, REPEATED
from recruitment.web.machine.openapi_appointments import APPOINTMENT_SCHEMAS, appointment_paths
from recruitment.web.machine.own_attachments import STATES

Schema = dict[str, Any]
TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "integer"}
ADDRESS: Final[Schema] = {"type": "string", "format": "uri"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
KEY: Final = "key"
SECURITY: Final[Schema] = {
    KEY: {"type": "http", "scheme": "bearer", "description": "A key that an administrator of the organisation made"}
}
ASKED: Final[list[dict[str, list[str]]]] = [{KEY: []}]


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _kind(column: Column) -> Schema:
    if column.kind in ("number", "pounds"):
        return {"type": "number"}
    if column.kind == "yes":
        return {"type": "boolean"}
    if column.kind == "date":
        return DAY
    one = {"type": "string", "enum": list(column.codes)} if column.codes else TEXT
    return _list(one) if column.kind in ("lines", "choices") else one


def _answered(column: Column) -> Schema:
    """What is not written yet is null, empty text or an empty list."""
    schema = _kind(column)
    if column.name in ("disclosure", "registration"):
        schema = {"type": "string", "enum": ["", *(column.codes or {})]}
    texts = ("department", "summary", "duties", "contract_note", "hours_note", "grade", "registration_note")
    is_always = column.name in (*texts, "reference", "title", "disclosure", "registration", "posts")
    return schema if is_always or column.kind in ("lines", "choices", "yes") else _or_null(schema)


def _in_list() -> dict[str, Schema]:
    return {
        "reference": {**TEXT, "description": "Your own; empty where there is none"},
        "portal_reference": {**TEXT, "description": "Ours, in no other vacancy"},
        "title": TEXT,
        "state": {"type": "string", "enum": list(PHASES)},
        "closing_date": _or_null(DAY),
        "changed_at": MOMENT,
        "links": {
            "type": "object", "required": ["self", "html"], "properties": {"self": ADDRESS, "html": ADDRESS},
            "description": "The vacancy here, and its page for your staff",
        },
    }  # fmt: skip


def own_schemas() -> Schema:
    whole = {column.name: {**_answered(column), "description": column.about} for column in COLUMNS} | _in_list()
    listed = _in_list()
    problem = {"type": TEXT, "title": TEXT, "status": NUMBER, "detail": {**TEXT, "description": "What is wrong"},
               "reference": {**TEXT, "description": "Tell us this if you ask us about it"}}  # fmt: skip
    mistake = {"type": "object", "required": ["field", "message"], "properties": {"field": TEXT, "message": TEXT}}
    return {
        "SentVacancy": {
            "type": "object",
            "required": [column.name for column in COLUMNS if column.is_needed],
            "properties": {column.name: {**_kind(column), "description": column.about} for column in COLUMNS},
            "additionalProperties": False,
        },
        "OwnVacancy": {"type": "object", "required": list(whole), "properties": whole},
        "OwnListed": {"type": "object", "required": list(listed), "properties": listed},
        "OwnPage": {
            "type": "object", "required": ["total", "page", "pages", "results"],
            "properties": {"total": NUMBER, "page": NUMBER, "pages": NUMBER,
                           "results": _list({"$ref": "#/components/schemas/OwnListed"})},
        },
        "SentDocument": {
            "type": "object", "required": ["name", "filename", "content"], "additionalProperties": False,
            "properties": {
                "name": {**TEXT, "minLength": 1, "maxLength": 80, "description": "As people read it on the advert"},
                "filename": {**TEXT, "minLength": 1, "maxLength": 200, "description": "With its ending"},
                "content": {**TEXT, "minLength": 1, "contentEncoding": "base64",
                            "description": "The file in base64: Word (.docx), OpenDocument (.odt), PDF or plain text, "
                                           "at most 10 MB before encoding. What it is, its content tells"},
            },
        },
        "OwnDocument": {
            "type": "object", "required": ["name", "kind", "size", "state"],
            "properties": {
                "name": TEXT, "kind": TEXT, "size": {**NUMBER, "description": "Bytes"},
                "state": {"type": "string", "enum": list(STATES.values()),
                          "description": "An advert is not published while one of its documents waits for the scan"},
            },
        },
        "OwnDocuments": {
            "type": "object", "required": ["results"],
            "properties": {"results": _list({"$ref": "#/components/schemas/OwnDocument"})},
        },
        **APPOINTMENT_SCHEMAS,
        "Mistakes": {
            "type": "object", "required": list(problem),
            "properties": {**problem, "errors": {**_list(mistake), "description": "Each field that is to be mended"}},
        },
        "Taken": {
            "type": "object", "required": list(problem),
            "properties": {**problem, "vacancy": {"$ref": "#/components/schemas/OwnListed"}},
        },
    }  # fmt: skip


def _answer(what: str, schema: str, media_type: str = "application/json") -> Schema:
    return {"description": what, "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


def _done(what: str, schema: str) -> Schema:
    """The answer to a request that may be sent again under its Idempotency-Key."""
    said = {"description": "Sent where this is the answer to an earlier request", "schema": {"const": "true"}}
    return {**_answer(what, schema), "headers": {REPEATED: said}}


REFUSED: Final = {
    "401": _answer("No key was sent, or one that works no longer", "Problem", PROBLEM),
    "403": _answer("The key may not do this", "Problem", PROBLEM),
}
UNREAD: Final = {
    "400": _answer("The body is no JSON object, or the Idempotency-Key is too long", "Problem", PROBLEM),
    "415": _answer("The body is not sent as application/json", "Problem", PROBLEM),
    "422": _answer("The fields that `errors` names are to be mended; without it, the Idempotency-Key was sent with "
                   "another request", "Mistakes", PROBLEM),
}  # fmt: skip
ABSENT: Final = {"404": _answer("You have no vacancy of this reference", "Problem", PROBLEM)}
# Of every request that changes something.
NAMED: Final[Schema] = {
    "name": HEADER, "in": "header", "required": False, "schema": {**TEXT, "maxLength": LONGEST},
    "description": "Any text of yours, new for each request that is to change something, so that you can send it again "
    "when no answer reached you. What was answered under it is kept for a day, for the key that you sign in with:\n\n"
    "- The same request again (method, address and body) is answered as it was, with the header "
    f"`{REPEATED}: true`, and does nothing, whatever has happened since.\n"
    "- Another request under it is refused with 422.\n"
    "- What was refused (any answer from 400 on) is not kept: mend it and send it under the same text.\n"
    "- Of two at the same time the second waits for the first, and is then answered as it was.\n\n"
    "Without it nothing is done twice either: a vacancy with a reference that you have already, or a document with a "
    "name that the draft has already, is a duplicate and refused with 409, which shows the vacancy; a PUT that says "
    "what the draft says already leaves it as it is.",
}  # fmt: skip
BODY: Final = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SentVacancy"}}},
}


def own_paths() -> Schema:
    reference = {"name": "reference", "in": "path", "required": True, "schema": TEXT,
                 "description": "Ours, or your own"}  # fmt: skip
    state = {"name": "state", "in": "query", "required": False, "schema": {"type": "string", "enum": list(PHASES)},
             "description": "Those in this state alone"}  # fmt: skip
    page = {"name": "page", "in": "query", "required": False, "schema": {**NUMBER, "minimum": 1, "default": 1},
            "description": "Counted from 1; 50 on each"}  # fmt: skip
    return {
        "/api/v1/employer/vacancies": {
            "get": {
                "operationId": "own_vacancies", "summary": "Your own vacancies, drafts too", "security": ASKED,
                "parameters": [state, page],
                "responses": {"200": _answer("Those changed last come first", "OwnPage"), **REFUSED},
            },
            "post": {
                "operationId": "create_own_vacancy", "summary": "Begin a draft", "security": ASKED,
                "parameters": [NAMED], "requestBody": BODY,
                "responses": {
                    "201": _done("The draft; Location is its address", "OwnVacancy"),
                    "409": _answer("There is a vacancy with this reference", "Taken", PROBLEM), **REFUSED, **UNREAD,
                },
            },
        },
        "/api/v1/employer/vacancies/{reference}": {
            "get": {
                "operationId": "own_vacancy", "summary": "One of your vacancies whole", "security": ASKED,
                "parameters": [reference],
                "responses": {"200": _answer("The vacancy", "OwnVacancy"), **REFUSED, **ABSENT},
            },
            "put": {
                "operationId": "change_own_vacancy", "summary": "Change a draft", "security": ASKED,
                "parameters": [reference, NAMED], "requestBody": BODY,
                "responses": {
                    "200": _done("The draft as it is now", "OwnVacancy"),
                    "409": _answer("It is no draft any longer", "Taken", PROBLEM), **REFUSED, **ABSENT, **UNREAD,
                },
            },
        },
        **appointment_paths(REFUSED, UNREAD, NAMED),
        "/api/v1/employer/attachments/{reference}": {
            "get": {
                "operationId": "own_attachments", "summary": "The documents of one of your vacancies",
                "security": ASKED, "parameters": [reference],
                "responses": {"200": _answer("In the order in which they were added", "OwnDocuments"), **REFUSED,
                              **ABSENT},
            },
            "post": {
                "operationId": "attach_to_own_vacancy", "summary": "Attach a document to a draft", "security": ASKED,
                "parameters": [reference, NAMED],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SentDocument"}}},
                },
                "responses": {
                    "201": _done("The document; it is checked for malware now", "OwnDocument"),
                    "409": _answer("It has a document of this name, or is no draft any longer", "Taken", PROBLEM),
                    **REFUSED, **ABSENT, **UNREAD,
                    "413": _answer("The body is too large", "Problem", PROBLEM),
                },
            },
        },
    }  # fmt: skip
