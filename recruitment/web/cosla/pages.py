"""Operators write the national pages about working for councils."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.onboarding import require_operator
from recruitment.core.viewers import Viewer
from recruitment.organisations.page_tables import NATIONAL_PAGES
from recruitment.organisations.pages import Place, place_of, versions_of
from recruitment.web import page_editing
from recruitment.web.doors import cosla


def _addresses(slug: str) -> page_editing.Addresses:
    read = url_for("public.working") if slug == "welcome" else url_for("public.working_page", slug=slug)
    desk = url_for("cosla.national_page", slug=slug)
    return page_editing.Addresses(
        all=url_for("cosla.national_pages"), desk=desk, blocks=f"{desk}/passages", preview=f"{desk}/preview",
        read=read, label="Working for councils",
        picture=lambda number: url_for("cosla.national_page_picture", picture_id=number),
    )  # fmt: skip


@cosla.get("/pages")
def national_pages(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    pages = [(name, _addresses(slug), versions_of(operator, Place(slug))) for slug, name in NATIONAL_PAGES.items()]
    return render_template("employer/own_pages/_list.html", heading="Working for councils", groups=[("", pages)])


@cosla.route("/pages/<slug>", methods=["GET", "POST"])
def national_page(viewer: Viewer, slug: str) -> ResponseReturnValue:
    return page_editing.desk(require_operator(viewer), place_of(slug), _addresses(slug))


@cosla.route("/pages/<slug>/passages/new", methods=["GET", "POST"], largest=page_editing.LARGEST_UPLOAD)
def new_national_passage(viewer: Viewer, slug: str) -> ResponseReturnValue:
    return page_editing.block(require_operator(viewer), place_of(slug), _addresses(slug), None)


@cosla.route("/pages/<slug>/passages/<int:at>", methods=["GET", "POST"], largest=page_editing.LARGEST_UPLOAD)
def national_passage(viewer: Viewer, slug: str, at: int) -> ResponseReturnValue:
    return page_editing.block(require_operator(viewer), place_of(slug), _addresses(slug), at)


@cosla.get("/pages/<slug>/preview")
def national_page_preview(viewer: Viewer, slug: str) -> ResponseReturnValue:
    return page_editing.preview(require_operator(viewer), place_of(slug), _addresses(slug))


@cosla.get("/pages/pictures/<int:picture_id>")
def national_page_picture(viewer: Viewer, picture_id: int) -> Response:
    return page_editing.picture(require_operator(viewer), picture_id)
