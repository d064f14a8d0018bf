"""The register for other machines: everything as JSON, the projects as a table, the changes as a feed."""

import csv
import io
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, current_app, jsonify

from recruitment.core import clock
from recruitment.core.spreadsheets import inert
from recruitment.core.viewers import Viewer
from recruitment.programme.fact_tables import LEAD, PARTNER, SPONSOR, Change, Dated
from recruitment.programme.history import changes, last_changes
from recruitment.programme.queries import (
    Entry,
    bodies,
    entries,
    of_the_programme,
    stages,
    the_programme,
)
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import absolute
from recruitment.web.machine.api import for_everyone
from recruitment.web.machine.atom import ATOM, link, say

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ENTRIES = 50
COLUMNS = (
    "slug", "name", "theme", "theme_is_inferred", "stage", "stage_date", "lead", "partners", "sponsors", "summary",
    "benefits_expected", "benefits_reported", "funding_pence", "source", "last_changed", "url",
)  # fmt: skip
Facts = dict[str, Any]


@machine.get("/programme.json")
def programme_json(_viewer: Viewer) -> Response:
    """Field names are promised: others may join them, none is renamed. Money is in whole pence."""
    programme, changed = the_programme(), last_changes()
    return for_everyone(
        jsonify(
            {
                "title": programme.name,
                "licence": LICENCE,
                "url": absolute("public.programme"),
                "source": programme.source,
                "stages": [
                    {"slug": each.slug, "name": each.name, "description": each.description} for each in stages()
                ],
                "bodies": [
                    {"slug": each.slug, "name": each.name, "full_name": each.full_name or None, "kind": each.kind,
                     "gss_code": each.gss_code, "url": absolute("public.programme_body", slug=each.slug)}
                    for each in bodies()
                ],
                "programme": _facts(of_the_programme()),
                "projects": [_project(entry, changed) for entry in entries()],
            }
        )
    )  # fmt: skip


def _project(entry: Entry, changed: dict[int, Any]) -> Facts:
    project = entry.project
    assert project is not None
    return {
        "slug": project.slug,
        "name": project.name,
        "url": absolute("public.project", slug=project.slug),
        "summary": project.summary,
        "description": project.description,
        "theme": {"slug": project.theme.slug, "name": project.theme.name, "is_inferred": project.is_theme_inferred},
        "stage": entry.stage.slug if entry.stage else None,
        "source": project.source,
        "last_changed": _moment(changed.get(project.id)),
        "parts": [
            {"role": part.role, "body": part.body.slug, "name": part.body.name, "words": part.words or None,
             "source": part.source}
            for part in entry.parts
        ],
        **_facts(entry),
    }  # fmt: skip


def _facts(entry: Entry) -> Facts:
    return {
        "steps": [
            {"label": each.label, "stage": each.stage.slug if each.stage else None, "is_expected": each.is_expected,
             "note": each.note or None, **_dated(each)}
            for each in entry.steps
        ],
        "funding": [
            {"label": each.label, "fund": each.fund, "pence": each.pence, "decided_by": each.decided_by or None,
             "note": each.note or None, **_dated(each)}
            for each in entry.funding
        ],
        "benefits": [
            {"kind": each.kind, "text": each.text, "pence": each.pence, **_dated(each)} for each in entry.benefits
        ],
        "figures": [
            {"label": each.label, "number": each.number, "unit": "pence " + each.unit if each.is_money else each.unit,
             "note": each.note or None, **_dated(each)}
            for each in entry.figures
        ],
        "documents": [
            {"title": each.title, "publisher": each.publisher or None,
             "url": absolute("public.programme_document", paper_id=each.id) if each.is_open else each.url or None,
             **_dated(each)}
            for each in entry.papers
        ],
    }  # fmt: skip


def _dated(row: Dated) -> Facts:
    """The date as people say it, and as far as it is known: 2007, 2007-06 or 2007-06-03."""
    return {"date": row.date_text or None, "date_iso": row.date_key.replace("-00", "") or None, "source": row.source}


def _moment(at: Any) -> str | None:
    return clock.local(at).isoformat(timespec="seconds") if at else None


@machine.get("/programme.csv")
def programme_csv(_viewer: Viewer) -> Response:
    """A line a project; several bodies or benefits in a cell are parted by semicolons."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    changed = last_changes()
    for entry in entries():
        lines.writerow([inert(cell) for cell in _cells(entry, changed)])
    # The mark at the front tells spreadsheets that the file is UTF-8.
    answer = Response("\ufeff" + written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="shared-services-register.csv"'
    return for_everyone(answer)


def _cells(entry: Entry, changed: dict[int, Any]) -> list[str]:
    project, reached = entry.project, entry.reached
    assert project is not None
    sums = [each.pence for each in entry.funding if each.pence]

    def bodies_as(role: str) -> str:
        return "; ".join(part.body.name for part in entry.parts_as(role))

    def benefits_as(kind: str) -> str:
        return "; ".join(each.text for each in entry.benefits if each.kind == kind)

    return [
        project.slug, project.name, project.theme.name, "yes" if project.is_theme_inferred else "no",
        entry.stage.name if entry.stage else "", reached.date_text if reached else "",
        bodies_as(LEAD), bodies_as(PARTNER), bodies_as(SPONSOR), project.summary,
        benefits_as("expected"), benefits_as("reported"), str(sum(sums)) if sums else "",
        project.source, _moment(changed.get(project.id)) or "", absolute("public.project", slug=project.slug),
    ]  # fmt: skip


@machine.get("/programme/changes.atom")
def programme_changes_atom(_viewer: Viewer) -> Response:
    """What changed in the register, newest first (RFC 4287)."""
    found = changes(most=ENTRIES)
    feed = Element(f"{{{ATOM}}}feed")
    say(feed, "id", absolute("machine.programme_changes_atom"))
    say(feed, "title", "Changes of the shared services register")
    say(feed, "updated", clock.local(found[0].at if found else clock.now()).isoformat())
    say(feed, "rights", f"Open Government Licence v3.0, {LICENCE}")
    link(feed, "self", absolute("machine.programme_changes_atom"), "application/atom+xml")
    link(feed, "alternate", absolute("public.programme_changes"), "text/html")
    say(SubElement(feed, f"{{{ATOM}}}author"), "name", current_app.config["SETTINGS"].brand.name)
    for change in found:
        feed.append(_entry(change))
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return for_everyone(Response(body, content_type="application/atom+xml; charset=utf-8"))


def _entry(change: Change) -> Element:
    entry = Element(f"{{{ATOM}}}entry")
    page = (
        absolute("public.project", slug=change.project.slug) if change.project else absolute("public.programme_changes")
    )
    say(entry, "id", f"{absolute('public.programme_changes')}#change-{change.id}")
    say(entry, "title", title_of_change(change))
    say(entry, "updated", clock.local(change.at).isoformat())
    say(SubElement(entry, f"{{{ATOM}}}author"), "name", change.by)
    link(entry, "alternate", page, "text/html")
    told = [f"{each['name']}: {each['before'] or 'nothing'} → {each['after'] or 'nothing'}." for each in change.told]
    say(entry, "summary", " ".join([f"{change.why}.", *told]))
    return entry


def title_of_change(change: Change) -> str:
    """Scotland Excel: benefit altered, “Better service from suppliers”; National CRM entered."""
    if change.noun == "project" or change.project is None:
        return f"{change.title}: {change.noun} {change.act}"
    return f"{change.project.name}: {change.noun} {change.act}, “{change.title}”"
