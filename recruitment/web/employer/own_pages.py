"""Administrators write their organisation's own pages about working there."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Staff
from recruitment.organisations.page_tables import EMPLOYER_PAGES
from recruitment.organisations.pages import Place, place_of, versions_of
from recruitment.organisations.tables import Organisation
from recruitment.web import page_editing
from recruitment.web.doors import employer
from recruitment.web.employer.profile import chosen_of
from recruitment.web.employer.staff import administered


def _addresses(organisation: Organisation, slug: str) -> page_editing.Addresses:
    desk = url_for("employer.own_page", house=organisation.slug, slug=slug)
    return page_editing.Addresses(
        all=url_for("employer.own_pages"), desk=desk, blocks=f"{desk}/passages", preview=f"{desk}/preview",
        read=url_for("public.employer_page", slug=organisation.slug, page=slug), label=organisation.name,
        picture=lambda number: url_for("employer.own_page_picture", document_id=number),
    )  # fmt: skip


def _found(viewer: Staff, house: str, slug: str) -> tuple[Place, page_editing.Addresses]:
    """Raises NotVisible for an organisation that the viewer does not administer."""
    organisation = chosen_of(administered(viewer), house)
    return place_of(slug, organisation.id), _addresses(organisation, slug)


@employer.get("/pages")
def own_pages(viewer: Staff) -> ResponseReturnValue:
    groups = []
    for organisation in administered(viewer):
        pages = [
            (name, _addresses(organisation, slug), versions_of(viewer, Place(slug, organisation.id)))
            for slug, name in EMPLOYER_PAGES.items()
        ]
        groups.append((organisation.name, pages))
    return render_template("employer/own_pages/_list.html", heading="Pages about working here", groups=groups)


@employer.route("/pages/<house>/<slug>", methods=["GET", "POST"])
def own_page(viewer: Staff, house: str, slug: str) -> ResponseReturnValue:
    return page_editing.desk(viewer, *_found(viewer, house, slug))


@employer.route("/pages/<house>/<slug>/passages/new", methods=["GET", "POST"], largest=page_editing.LARGEST_UPLOAD)
def new_own_passage(viewer: Staff, house: str, slug: str) -> ResponseReturnValue:
    return page_editing.block(viewer, *_found(viewer, house, slug), None)


@employer.route("/pages/<house>/<slug>/passages/<int:at>", methods=["GET", "POST"], largest=page_editing.LARGEST_UPLOAD)
def own_passage(viewer: Staff, house: str, slug: str, at: int) -> ResponseReturnValue:
    return page_editing.block(viewer, *_found(viewer, house, slug), at)


@employer.get("/pages/<house>/<slug>/preview")
def own_page_preview(viewer: Staff, house: str, slug: str) -> ResponseReturnValue:
    return page_editing.preview(viewer, *_found(viewer, house, slug))


@employer.get("/pages/pictures/<int:document_id>")
def own_page_picture(viewer: Staff, document_id: int) -> Response:
    return page_editing.picture(viewer, document_id)
