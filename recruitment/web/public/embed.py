"""An employer's live jobs on its own website: a small page for a frame, a line of script that makes the frame, and how.

The small page may be framed by anyone, and no other page of ours may. Its parameters are those of the list of jobs, but
for the employer, who stands in the address.
"""

import logging

from flask import Response, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import organisation_by_slug
from recruitment.search.answers import PAGE_SIZE, answer
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import question_of
from recruitment.vacancies.queries import categories
from recruitment.web.doors import public
from recruitment.web.headers import POLICY
from recruitment.web.public.words import card

FRAMED_BY_ANYONE = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
RETRY_AFTER = 30
log = logging.getLogger(__name__)


@public.get("/embed/<slug>")
def embed(viewer: Viewer, slug: str) -> ResponseReturnValue:
    organisation = organisation_by_slug(slug)
    asked = question_of(request.args).but(council=(slug,))
    found = None
    try:
        found = answer(asked, viewer=viewer, with_choices=False)
    except IndexUnreadable as problem:
        log.error("vacancies cannot be searched: %s", problem)
    page = render_template(
        "public/embed/embed.html",
        organisation=organisation,
        total=found.total if found else None,
        jobs=[card(hit.vacancy, hit.workplaces) for hit in found.hits] if found else [],
        everything=_root() + url_for("public.vacancies", **(found.question if found else asked).arguments()),
        most=PAGE_SIZE,
    )
    response = make_response(page) if found else make_response(page, 503, {"Retry-After": str(RETRY_AFTER)})
    response.headers["Content-Security-Policy"] = FRAMED_BY_ANYONE
    return response


@public.get("/embed/<slug>.js")
def embed_script(_viewer: Viewer, slug: str) -> Response:
    """Made for one employer, so that a page needs no more than its address."""
    organisation = organisation_by_slug(slug)
    address = _root() + url_for("public.embed", slug=slug)
    script = render_template("public/embed/embed_script.js", page=address, name=organisation.name)
    response = Response(script, content_type="text/javascript; charset=utf-8")
    # A site that lets in only what agrees to it may run it too.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@public.get("/councils/<slug>/on-your-site")
def on_your_site(_viewer: Viewer, slug: str) -> ResponseReturnValue:
    return render_template(
        "public/embed/on_your_site.html",
        organisation=organisation_by_slug(slug),
        root=_root(),
        categories=categories(),
    )


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
