"""The register read in other ways: by body, by time, by change; and the documents that it keeps."""

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.file_kinds import KINDS
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import councils, organisation_by_slug
from recruitment.organisations.tables import Organisation
from recruitment.programme.history import changes
from recruitment.programme.queries import (
    bodies,
    body_by_code,
    body_by_slug,
    council_slugs,
    on_the_timeline,
    paper_of,
    parts_of,
    projects_of_bodies,
    the_programme,
)
from recruitment.programme.tables import Body
from recruitment.vacancies.rules import slug_of
from recruitment.web.doors import public
from recruitment.web.downloads import download
from recruitment.web.public.programme import STAGE_COLOURS

MOST_CHANGES = 100


@public.get("/programme/bodies")
def programme_bodies(_viewer: Viewer) -> ResponseReturnValue:
    """Every council, whether the register names it or not, and every other body that it names."""
    found = bodies()
    named = {body.gss_code: body for body in found if body.gss_code}
    counts = projects_of_bodies()
    return render_template(
        "public/register/programme_bodies.html",
        councils=[
            (council.name, council.slug, counts.get(named[council.gss_code].id, 0) if council.gss_code in named else 0)
            for council in sorted(councils(), key=_name_to_sort_by)
        ],
        others=[(body, counts.get(body.id, 0)) for body in found if not body.gss_code],
    )


def _name_to_sort_by(council: Organisation) -> str:
    return council.name.removeprefix("The ").casefold()


@public.get("/programme/bodies/<slug>")
def programme_body(_viewer: Viewer, slug: str) -> ResponseReturnValue:
    """What a body is part of. A council has this page under its own address, also where no project names it."""
    body = body_by_slug(slug)
    council = None
    if body is None:
        council = organisation_by_slug(slug)
        body = body_by_code(council.gss_code)
        if body is None and not council.is_council:
            raise NotVisible("neither a body nor a council")
    page = council.slug if council else council_slugs([body]).get(body.id) if body else None
    if body is not None and page and slug != page:
        return redirect(url_for("public.programme_body", slug=page), 301)
    name = council.name if council else _name(body)
    return render_template(
        "public/register/programme_body.html",
        name=name,
        body=body,
        council=page,
        parts=parts_of(body) if body else [],
        is_board=body is not None and body.id == the_programme().board_body_id,
        programme=the_programme(),
        colours=STAGE_COLOURS,
    )


def _name(body: Body | None) -> str:
    assert body is not None
    return body.name


@public.get("/programme/timeline")
def programme_timeline(_viewer: Viewer) -> ResponseReturnValue:
    return render_template(
        "public/register/programme_timeline.html", years=on_the_timeline(), programme=the_programme()
    )


@public.get("/programme/changes")
def programme_changes(_viewer: Viewer) -> ResponseReturnValue:
    return render_template(
        "public/register/programme_changes.html", changes=changes(most=MOST_CHANGES), most=MOST_CHANGES
    )


@public.get("/programme/documents/<int:paper_id>")
def programme_document(_viewer: Viewer, paper_id: int) -> Response:
    """A stored document's bytes, once it is known to be safe."""
    paper = paper_of(paper_id)
    kind = KINDS[paper.kind]
    return download(paper.digest, kind.media_type, slug_of(paper.title) + kind.extension)
