"""Working for councils: careers, early careers, stories and benefits, nationally and at each employer."""

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Viewer
from recruitment.organisations import queries
from recruitment.organisations.page_tables import EMPLOYER_PAGES, NATIONAL_PAGES, NationalPicture
from recruitment.organisations.pages import Place, blocks_of, employers_with, place_of, published, published_slugs
from recruitment.vacancies.live import live_by_category, live_of_contract
from recruitment.web.doors import public
from recruitment.web.downloads import download
from recruitment.web.public.page_words import employers_address, national_address, shown_blocks

# A picture's row is never changed: another picture is another row.
CACHED = 24 * 60 * 60
CHILDREN = [slug for slug in NATIONAL_PAGES if slug != "welcome"]


def _national(viewer: Viewer, slug: str) -> ResponseReturnValue:
    place = Place(slug)
    found = published(viewer, place)
    if found is None and slug != "welcome":
        raise NotFound
    return render_template(
        "public/working/_national.html",
        slug=slug,
        title=found.title if found else place.name,
        blocks=shown_blocks(blocks_of(found), national_address),
        children=[(NATIONAL_PAGES[each], url_for("public.working_page", slug=each), each == slug) for each in CHILDREN],
        categories=[each for each in live_by_category(viewer) if each.vacancies]
        if slug in ("welcome", "careers")
        else [],
        apprenticeships=live_of_contract(viewer, "apprenticeship") if slug == "early-careers" else 0,
        employers=employers_with(viewer, "stories") if slug == "stories" else [],
        offering=[each for each in queries.organisations() if each.benefits] if slug == "benefits" else [],
    )


@public.get("/working-for-councils")
def working(viewer: Viewer) -> ResponseReturnValue:
    return _national(viewer, "welcome")


@public.get("/working-for-councils/<slug>")
def working_page(viewer: Viewer, slug: str) -> ResponseReturnValue:
    if slug not in CHILDREN:
        raise NotFound
    return _national(viewer, slug)


@public.get("/working-for-councils/pictures/<int:picture_id>")
def national_picture(viewer: Viewer, picture_id: int) -> Response:
    """Shown as a picture or downloaded, never opened as a page of ours."""
    found = one_visible(viewer, NationalPicture, NationalPicture.id == picture_id)
    return download(found.digest, "image/png", f"picture-{found.id}.png", max_age=CACHED)


@public.get("/councils/<slug>/<page>")
def employer_page(viewer: Viewer, slug: str, page: str) -> ResponseReturnValue:
    """An organisation's own page about working there."""
    organisation = queries.organisation_by_slug(slug)
    place = place_of(page, organisation.id)
    found = published(viewer, place)
    if found is None:
        raise NotFound
    return render_template(
        "public/working/employer_page.html",
        organisation=organisation,
        title=found.title,
        blocks=shown_blocks(blocks_of(found), employers_address),
        others=[(EMPLOYER_PAGES[each], url_for("public.employer_page", slug=slug, page=each))
                for each in published_slugs(viewer, organisation.id) if each != page],
    )  # fmt: skip
