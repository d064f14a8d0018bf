"""The employers: a list of all, and a page for each with what it has open."""

import logging

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.documents import Document
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Viewer
from recruitment.organisations import queries
from recruitment.organisations.page_tables import EMPLOYER_PAGES
from recruitment.organisations.pages import published_slugs
from recruitment.organisations.suspending import is_suspended
from recruitment.organisations.tables import KINDS, Organisation
from recruitment.search.answers import Hit
from recruitment.search.index import IndexUnreadable
from recruitment.search.landings import landing
from recruitment.search.questions import Question
from recruitment.vacancies.duties import as_html
from recruitment.vacancies.live import live_by_organisation, newest_live, workplaces_of
from recruitment.web.doors import public
from recruitment.web.downloads import download
from recruitment.web.public.landing import Way
from recruitment.web.public.landing_words import sentences
from recruitment.web.public.results import result_of
from recruitment.web.public.vacancies import address_of

GROUPS = {
    "council": "Councils",
    "health_board": "Health boards",
    "fire": "Fire and rescue services",
    "leisure_trust": "Leisure and culture trusts",
    "college": "Colleges",
    "police": "Police",
    "government": "Government bodies",
    "partnership": "Partnerships",
    "charity": "Charities and trusts",
    "other": "Other public bodies",
}
FIRST = 20
# A document's row is never changed: another picture is another row.
CACHED = 24 * 60 * 60
log = logging.getLogger(__name__)


def _name_to_sort_by(organisation: Organisation) -> str:
    return organisation.name.removeprefix("The ").casefold()


@public.get("/councils")
def organisations(viewer: Viewer) -> ResponseReturnValue:
    """Councils first, then every other kind of organisation that there is, each by name."""
    by_kind: dict[str, list[Organisation]] = {kind: [] for kind in GROUPS}
    for each in sorted(queries.organisations(), key=_name_to_sort_by):
        by_kind[each.kind].append(each)
    return render_template(
        "public/organisations/organisations.html",
        groups=[(GROUPS[kind], found) for kind, found in by_kind.items() if found],
        open_at=live_by_organisation(viewer),
    )


@public.get("/councils/<slug>")
def organisation(viewer: Viewer, slug: str) -> ResponseReturnValue:
    found = queries.organisation_by_slug(slug)
    newest = newest_live(viewer, FIRST, found.id)
    places = workplaces_of(viewer, newest)
    said, kinds = _told(viewer, found)
    return render_template(
        "public/organisations/organisation.html",
        organisation=found,
        kind=KINDS[found.kind],
        logo=queries.logo_of(viewer, found.id),
        benefits=as_html(found.benefits),
        area_benefits=as_html(found.area_benefits),
        vacancies=[result_of(Hit(vacancy, places[vacancy.id])) for vacancy in newest],
        total=live_by_organisation(viewer).get(found.id, 0),
        sentences=said,
        kinds=kinds,
        pages=[(EMPLOYER_PAGES[each], url_for("public.employer_page", slug=slug, page=each))
               for each in published_slugs(viewer, found.id)],
        is_paused=is_suspended(found.id),
        feed=url_for("machine.vacancies_atom", council=slug),
    )  # fmt: skip


def _told(viewer: Viewer, employer: Organisation) -> tuple[list[str], list[Way]]:
    """What its open jobs are like, in words, and the kinds of work among them; nothing while there is no index."""
    question = Question(council=(employer.slug,))
    try:
        found = landing(question, viewer)
    except IndexUnreadable as problem:
        log.warning("an employer's page goes without sums: %s", problem)
        return [], []
    kinds = [
        Way(each.name, address_of(question.but(category=(each.value,))), each.count)
        for each in found.found.choices["category"]
    ]
    return sentences(found, ""), kinds


@public.get("/documents/<int:document_id>")
def document(viewer: Viewer, document_id: int) -> Response:
    """A public file's bytes. Whatever it is, it is downloaded or shown as a picture, never opened as a page of ours."""
    found = one_visible(viewer, Document, Document.id == document_id)
    return download(found.digest, found.media_type, found.filename, max_age=CACHED)
