"""The documents of an organisation's own drafts, sent by its programs with their key, as base64 in JSON."""

import base64
import binascii
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify, make_response

from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.file_kinds import LARGEST_DOCUMENT
from recruitment.core.viewers import ApiKey
from recruitment.vacancies.attachment_actions import attach
from recruitment.vacancies.attachment_queries import attachments_of
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, LONGEST_NAME, UNSCANNED, WAITING, Attachment
from recruitment.vacancies.draft_actions import require_writer
from recruitment.web.doors import program
from recruitment.web.machine.idempotency import once
from recruitment.web.machine.own_vacancies import called, require_reading, sent, taken, told_wrong

# Four letters for three bytes, and the rest of the body.
LARGEST_BODY: Final = LARGEST_DOCUMENT * 4 // 3 + 64 * 1024
LONGEST_FILENAME: Final = 200
STATES: Final = {
    WAITING: "waiting for scan",
    CLEAN: "clean",
    INFECTED: "malware found and deleted",
    UNSCANNED: "not scanned",
}
FIELDS: Final = ("name", "filename", "content")


@program.get("/attachments/<path:reference>", merge_slashes=False)
def own_attachments(viewer: ApiKey, reference: str) -> Response:
    require_reading(viewer)
    vacancy = called(viewer, reference)
    return jsonify(results=[_shown(each) for each in attachments_of(viewer, vacancy.id)])


@program.post("/attachments/<path:reference>", merge_slashes=False, largest=LARGEST_BODY)
def attach_to_own_vacancy(viewer: ApiKey, reference: str) -> Response:
    """For a draft alone."""
    require_writer(viewer, viewer.organisation_id)
    values = sent()
    return once(viewer, values, partial(_attach, viewer, reference, dict(values)), _attached)


def _attach(viewer: ApiKey, reference: str, values: dict[str, Any]) -> dict[str, Any] | Response:
    vacancy = called(viewer, reference)
    content, problems = _checked(values)
    if problems:
        return told_wrong(problems)
    name = values["name"].casefold()
    if any(each.name.casefold() == name for each in attachments_of(viewer, vacancy.id)):
        return taken(vacancy, "This vacancy has a document of this name already. Send another name.")
    try:
        attachment = attach(viewer, vacancy, values["name"], values["filename"], content)
    except IllegalMove:
        return taken(vacancy, "This vacancy is no draft any longer. Change its documents on its page.")
    except Refused as problem:
        return told_wrong({"content": str(problem)})
    return _shown(attachment)


def _attached(shown: dict[str, Any]) -> Response:
    return make_response(jsonify(shown), HTTPStatus.CREATED)


def _checked(values: dict[str, Any]) -> tuple[bytes, dict[str, str]]:
    problems = {name: "This field is not known" for name in values if name not in FIELDS}
    problems |= {name: "Send text" for name in FIELDS if not isinstance(values.get(name), str) or not values[name]}
    if problems:
        return b"", problems
    values["name"] = " ".join(values["name"].split())
    if not 0 < len(values["name"]) <= LONGEST_NAME:
        problems["name"] = f"The name must have from 1 to {LONGEST_NAME} characters"
    if len(values["filename"]) > LONGEST_FILENAME:
        problems["filename"] = f"The name of the file must have at most {LONGEST_FILENAME} characters"
    try:
        return base64.b64decode(values["content"], validate=True), problems
    except (binascii.Error, ValueError):
        return b"", {**problems, "content": "Send the file as base64"}


def _shown(each: Attachment) -> dict[str, Any]:
    return {"name": each.name, "kind": each.kind, "size": each.size, "state": STATES[each.state]}
