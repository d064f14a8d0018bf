"""The shared-services programme and its projects, as its update of 2007 told of them."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Viewer
from recruitment.programme.queries import (
    Choice,
    council_slugs,
    fund_rounds,
    neighbours,
    project_of,
    projects_by,
    the_programme,
)
from recruitment.vacancies.live import live_totals
from recruitment.web.doors import public

STATUS_COLOURS = {"approved": "blue", "in_development": "purple", "in_place": "green", "completed": "teal"}


@public.get("/programme")
def programme(_viewer: Viewer) -> ResponseReturnValue:
    """The programme, its Board and fund, and the projects that the filters leave; an unknown filter leaves none."""
    theme, status = request.args.get("theme") or None, request.args.get("status") or None
    found = projects_by(theme, status)
    return render_template(
        "public/programme/programme.html",
        programme=the_programme(),
        rounds=fund_rounds(),
        found=found,
        theme=theme,
        status=status,
        chosen=[
            _chosen("Theme", found.themes, theme, without=_address(status=status)),
            _chosen("Status", found.statuses, status, without=_address(theme=theme)),
        ],
        colours=STATUS_COLOURS,
    )


def _address(theme: str | None = None, status: str | None = None) -> str:
    return url_for("public.programme", theme=theme, status=status, _anchor="projects")


def _chosen(name: str, choices: list[Choice], slug: str | None, without: str) -> dict[str, Any]:
    """A filter that is on, and the address without it."""
    return {"name": name, "chosen": [{"text": each.name, "href": without} for each in choices if each.slug == slug]}


@public.get("/programme/<slug>")
def project(viewer: Viewer, slug: str) -> ResponseReturnValue:
    found = project_of(slug)
    return render_template(
        "public/programme/project.html",
        project=found,
        programme=the_programme(),
        councils=council_slugs(part.body for part in found.parts),
        neighbours=neighbours(found),
        live=live_totals(viewer) if found.has_live_figures else None,
        colours=STATUS_COLOURS,
    )
