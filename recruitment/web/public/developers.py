"""For whoever writes programs: the API, read from its own description, and what else machines may take away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from flask import render_template
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.web.doors import public
from recruitment.web.machine.openapi import description

# Address, what it is, what it is for.
FEEDS: Final = (
    ("/vacancies.atom", "Atom", "Any search, newest first: the address of a list of jobs with .atom after /vacancies. "
     "Add council= for one employer."),
    ("/feeds/indeed.xml", "Indeed XML", "Every live vacancy in the form that Indeed and many other job boards read; "
     "one of several places stands there once for each. Made from Indeed’s public reference; the words of jobtype "
     "beyond fulltime and parttime, and those of remotetype, are our own reading of it."),
    ("/feeds/find-a-job.xml", "DWP Find a Job XML", "Live vacancies with a postcode, as Find a Job’s bulk upload takes "
     "them: each for 30 days at most, then again under a new reference. Made from what others are known to send; which "
     "number stands for which kind of work is our own reading, and pay is told in the description alone."),
    ("/feeds/find-a-job-expired.xml", "DWP Find a Job: to take down", "What closed, was filled or was withdrawn in the "
     "last 30 days."),
    ("/programme.json", "Shared services register, JSON", "Everything in the register of the programme: stages, "
     "bodies, and each project with its parts, steps, funding, benefits, figures and documents, each with its source. "
     "Money is in whole pence, a date as people say it and, as far as it is known, as 2007, 2007-06 or 2007-06-03. "
     "Open Government Licence v3.0."),
    ("/programme.csv", "Shared services register, CSV", "A line a project. Open Government Licence v3.0."),
    ("/programme/changes.atom", "Shared services register, Atom", "What changed in it, newest first."),
    ("/figures.json", "Figures, JSON", "Vacancies open now by employer and kind of work; applications, spend and "
     "saving by financial year. Amounts are pounds as decimal text. Open Government Licence v3.0."),
    ("/figures/datapackage.json", "Figures, data package", "What each CSV file of the figures and each of its columns "
     "holds, and where it is, as Frictionless Data describes it."),
    ("/sitemap.xml", "Sitemap index", "Every page for everyone, each vacancy with its last change."),
)  # fmt: skip
WORDS: Final = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
FORMATS: Final = {"date-time": "date and time with zone (ISO 8601)", "date": "date", "uri": "address"}


@dataclass(frozen=True)
class Kind:
    """What a field holds: in words, or by the name of a part that the page explains, or as one of some values."""

    words: str
    part: str = ""
    values: tuple[str, ...] = ()
    or_null: bool = False


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    note: str


@public.get("/developers")
def developers(_viewer: Viewer) -> ResponseReturnValue:
    told = description()
    return render_template(
        "public/developers/developers.html",
        about=told["info"]["description"],
        root=told["servers"][0]["url"],
        requests=[
            _request(path, method, operation)
            for path, item in told["paths"].items()
            for method, operation in item.items()
        ],
        parts=[(name, list(_fields(schema))) for name, schema in told["components"]["schemas"].items()],
        feeds=FEEDS,
    )


def _request(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody")
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "is_keyed": "security" in operation,
        "body": _kind(body["content"]["application/json"]["schema"]) if body else None,
        "path": path,
        "summary": operation["summary"],
        "parameters": [
            Field(each["name"], _kind(each["schema"]), each["description"])
            for each in operation.get("parameters", ())
        ],
        "answers": [_answer(status, said) for status, said in operation["responses"].items()],
    }  # fmt: skip


def _answer(status: str, said: dict[str, Any]) -> dict[str, Any]:
    media_type, content = next(iter(said["content"].items()))
    return {"status": status, "what": said["description"], "media_type": media_type, "kind": _kind(content["schema"])}


def _fields(schema: dict[str, Any], before: str = "") -> Iterator[Field]:
    """Each field of a part, those of an object inside it after it: employer, employer.slug."""
    for name, inner in schema.get("properties", {}).items():
        yield Field(before + name, _kind(inner), inner.get("description", ""))
        held = inner["oneOf"][0] if "oneOf" in inner else inner
        yield from _fields(held.get("items", held), f"{before}{name}.")


def _kind(schema: dict[str, Any]) -> Kind:
    if "oneOf" in schema:
        inner = _kind(schema["oneOf"][0])
        return Kind(inner.words, inner.part, inner.values, or_null=True)
    if "$ref" in schema:
        return Kind("", schema["$ref"].rpartition("/")[2])
    if schema["type"] == "array":
        inner = _kind(schema["items"])
        return Kind("any of" if inner.values else f"list of {inner.words}".strip(), inner.part, inner.values)
    if "enum" in schema:
        values = tuple(value or "nothing" for value in schema["enum"])
        return Kind("always" if len(values) == 1 else "one of", values=values)
    if schema["type"] == "object":
        return Kind("object")
    return Kind(FORMATS.get(schema.get("format", ""), WORDS[schema["type"]] + _bounds(schema)))


def _bounds(schema: dict[str, Any]) -> str:
    """, 1 to 50, 20 unless given"""
    low, high, usual = (schema.get(name) for name in ("minimum", "maximum", "default"))
    span = f", {low} to {high}" if high is not None else f", {low} or more" if low is not None else ""
    return f"{span}, {usual} unless given" if usual is not None else span
