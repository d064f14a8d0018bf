"""The door for HR systems: an organisation's own vacancies, drafts too, read and written with its key.

A vacancy is sent in the fields of an imported sheet's columns, and checked by the same rules.
"""

import json
import math
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, Final, NoReturn

from flask import Response, jsonify, make_response, request
from sqlalchemy import or_
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from recruitment.accounts.key_tables import READING
from recruitment.accounts.queries import organisation_of
from recruitment.core import clock
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import ApiKey
from recruitment.extensions import db
from recruitment.places.rules import spaced
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.documents_asked import wanted_in
from recruitment.vacancies.draft_actions import require_writer
from recruitment.vacancies.promises import DAYS
from recruitment.vacancies.queries import Advert, advert_of, listing
from recruitment.vacancies.question_rules import asked_in
from recruitment.vacancies.row_columns import BY_NAME
from recruitment.vacancies.row_questions import DOCUMENTS, line_of
from recruitment.vacancies.row_storing import RowFacts, Standstill, standing, store_rows
from recruitment.vacancies.rules import PHASES, phase
from recruitment.vacancies.stages import COLUMNS as STAGE_COLUMNS
from recruitment.vacancies.stages import is_ever_public
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import program
from recruitment.web.errors import error_page
from recruitment.web.machine.adverts import absolute
from recruitment.web.machine.idempotency import once
from recruitment.web.rows import RowCheck

PAGE_SIZE: Final = 50
# What JSON a column's value may be; a boolean is no number.
TYPES: Final = {
    "text": (str,), "choice": (str,), "date": (str,), "number": (int, float), "pounds": (int, float), "yes": (bool,),
    "lines": (list,), "choices": (list,),
}  # fmt: skip
WANTED: Final = {"text": "text", "choice": "text", "date": "a date as text, for example 2027-03-27",
                 "number": "a number", "pounds": "a number", "yes": "true or false", "lines": "a list of texts",
                 "choices": "a list of texts"}  # fmt: skip


@program.get("/vacancies")
def own_vacancies(viewer: ApiKey) -> Response:
    """Those changed last come first."""
    require_reading(viewer)
    asked = request.args.get("state", "")
    found = listing(
        viewer, viewer.organisation_ids, phase=asked if asked in PHASES else None,
        page=request.args.get("page", 1, type=int), page_size=PAGE_SIZE,
    )  # fmt: skip
    results = [_in_list(vacancy) for vacancy in found.vacancies]
    return jsonify(total=found.total, page=found.page, pages=found.pages, results=results)


@program.post("/vacancies")
def create_own_vacancy(viewer: ApiKey) -> Response:
    """A draft."""
    require_writer(viewer, viewer.organisation_id)
    values = sent()
    return once(viewer, values, partial(_create, viewer, values), _created)


def _create(viewer: ApiKey, values: dict[str, Any]) -> dict[str, Any] | Response:
    facts, problems = _checked(viewer, values, None)
    if facts is None:
        return told_wrong(problems)
    known = standing(viewer, viewer.organisation_id, [facts.reference]).get(facts.reference)
    if known is not None:
        return taken(
            known.vacancy, "There is a vacancy with this reference already. Change it with PUT at its address."
        )
    vacancy = store_rows(viewer, viewer.organisation_id, [facts]).vacancies[0]
    return _whole(advert_of(viewer, vacancy.id))


@program.get("/vacancies/<path:reference>", merge_slashes=False)
def own_vacancy(viewer: ApiKey, reference: str) -> Response:
    require_reading(viewer)
    return jsonify(_whole(advert_of(viewer, called(viewer, reference).id)))


@program.put("/vacancies/<path:reference>", merge_slashes=False)
def change_own_vacancy(viewer: ApiKey, reference: str) -> Response:
    """A part of the advert of which the request is silent stays as it is."""
    require_writer(viewer, viewer.organisation_id)
    values = sent()
    return once(viewer, values, partial(_change, viewer, reference, dict(values)), jsonify)


def _change(viewer: ApiKey, reference: str, values: dict[str, Any]) -> dict[str, Any] | Response:
    vacancy = called(viewer, reference)
    own = vacancy.own_reference
    if not own:
        return taken(vacancy, "This vacancy has no reference of yours yet. Give it one on its page first.")
    if " ".join(str(values.setdefault("reference", own)).split()) != own:
        return told_wrong({"reference": f"The reference of a vacancy stays. Send {own}, or leave it out"})
    if standing(viewer, viewer.organisation_id, [own])[own].vacancy.id != vacancy.id:
        return taken(vacancy, "Another vacancy with this reference is the draft now. Ask for it by your reference.")
    facts, problems = _checked(viewer, values, vacancy)
    if facts is None:
        return told_wrong(problems)
    try:
        store_rows(viewer, viewer.organisation_id, [facts])
    except Standstill as problem:
        return taken(problem.vacancy, str(problem))
    return _whole(advert_of(viewer, vacancy.id))


def require_reading(viewer: ApiKey) -> None:
    if READING not in viewer.scopes:
        raise Refused("This key may not read vacancies. Use one that may.")


def called(viewer: ApiKey, reference: str) -> Vacancy:
    """By our reference, which is unique, else by theirs, a draft before others. Raises NotVisible."""
    wanted = visible(viewer, Vacancy).where(or_(Vacancy.reference == reference, Vacancy.own_reference == reference))
    found = db.session.scalars(wanted.order_by(Vacancy.id)).all()
    if not found:
        raise NotVisible("no such vacancy of this organisation")
    return max(found, key=lambda row: (row.reference == reference, row.state == "draft", row.id))


def sent() -> dict[str, Any]:
    """The fields of the body, what is null left out. Raises BadRequest for what is no JSON object."""
    if not request.is_json:
        raise UnsupportedMediaType("Send the vacancy as JSON, with Content-Type: application/json.")
    try:
        body = json.loads(request.get_data(), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return {name: value for name, value in body.items() if value is not None}


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _checked(
    viewer: ApiKey, values: Mapping[str, Any], draft: Vacancy | None
) -> tuple[RowFacts | None, dict[str, str]]:
    problems = {name: "This field is not known" for name in values if name not in BY_NAME}
    problems |= {name: f"Send {WANTED[BY_NAME[name].kind]}" for name, value in values.items()
                 if name in BY_NAME and not _is_of_kind(BY_NAME[name].kind, value)}  # fmt: skip
    if problems:
        return None, problems
    checked = RowCheck.of(viewer, organisation_of(viewer.organisation_id)).check(values, draft)
    return checked.facts, checked.problems


def _is_of_kind(kind: str, value: Any) -> bool:
    if isinstance(value, list):
        return list in TYPES[kind] and all(isinstance(each, str) for each in value)
    if isinstance(value, bool):
        return bool in TYPES[kind]
    return isinstance(value, TYPES[kind]) and value not in (math.inf, -math.inf)


def _created(answer: Mapping[str, Any]) -> Response:
    response = make_response(jsonify(answer), HTTPStatus.CREATED)
    response.headers["Location"] = answer["links"]["self"]
    return response


def told_wrong(problems: Mapping[str, str]) -> Response:
    """What to mend, by field."""
    return told_problem(422, "The vacancy is not stored. Mend these fields and send it again.",
                 errors=[{"field": name, "message": message} for name, message in problems.items()])  # fmt: skip


def taken(vacancy: Vacancy, why: str) -> Response:
    return told_problem(409, why, vacancy=_in_list(vacancy))


def told_problem(status: int, detail: str, **more: Any) -> Response:
    """A problem of RFC 9457 with members of its own."""
    response = error_page(status, detail)
    response.set_data(json.dumps({**json.loads(response.get_data()), **more}))
    return response


def _in_list(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "reference": vacancy.own_reference,
        "portal_reference": vacancy.reference,
        "title": vacancy.title,
        "state": phase(vacancy, clock.now()),
        "closing_date": _day(vacancy),
        "changed_at": vacancy.changed_at.isoformat(),
        "links": {
            "self": absolute("program.own_vacancy", reference=vacancy.reference),
            "html": absolute("employer.vacancy", vacancy_id=vacancy.id),
        },
    }


def _whole(found: Advert) -> dict[str, Any]:
    """In the fields in which it is written."""
    vacancy = found.vacancy
    plain = ("department", "posts", "summary", "duties", "contract_type", "contract_note", "patterns", "hours_note",
             "pay_basis", "grade", "registration", "registration_note")  # fmt: skip
    times = {"hours": "hours_low", "hours_to": "hours_high", "weeks_a_year": "weeks_a_year",
             "full_time_hours": "full_time_hours"}  # fmt: skip
    return {
        **_in_list(vacancy),
        **{name: getattr(vacancy, name) for name in plain},
        **{name: _number(getattr(vacancy, column)) for name, column in times.items()},
        "category": vacancy.category_code,
        "essential_criteria": [line.text for line in found.essential],
        "desirable_criteria": [line.text for line in found.desirable],
        "questions": [line_of(asked) for asked in asked_in(vacancy.questions)],
        **{
            column: [each.name for each in wanted_in(vacancy.documents_asked) if each.is_required is required]
            for column, required in DOCUMENTS.items()
        },
        "hide_names": vacancy.hides_names,
        "contract_ends": vacancy.contract_ends.isoformat() if vacancy.contract_ends else None,
        "pay_from": _pounds(vacancy.pay_low),
        "pay_to": _pounds(vacancy.pay_high),
        "pro_rata": vacancy.is_pro_rata,
        "workplaces": [f"{place.label}, {spaced(place.postcode)}" for place in found.workplaces if place.postcode],
        "whole_area": any(place.kind == "area" for place in found.workplaces),
        "home_based": vacancy.is_home_based,
        "disclosure": vacancy.disclosure_level,
        "workforce": vacancy.disclosure_workforce,
        **{column: _date(getattr(vacancy, column)) for column in STAGE_COLUMNS.values()},
        "public": is_ever_public(vacancy),
        **{name: day.isoformat() if (day := getattr(vacancy, name)) else None for name in DAYS},
    }


def _day(vacancy: Vacancy) -> str | None:
    return clock.local(vacancy.closes_at).date().isoformat() if vacancy.closes_at else None


def _date(start: datetime | None) -> str | None:
    return None if start is None or start == NEVER else clock.local(start).date().isoformat()


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _pounds(pence: int | None) -> float | None:
    return None if pence is None else pence / 100
