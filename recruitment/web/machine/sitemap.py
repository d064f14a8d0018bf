"""What search engines may read, and where it is (https://www.sitemaps.org/protocol.html, RFC 9309)."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, current_app, url_for
from werkzeug.exceptions import NotFound

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.organisations.page_tables import EMPLOYER_PAGES, NATIONAL_PAGES
from recruitment.organisations.pages import Place, employers_with, published
from recruitment.organisations.queries import organisations
from recruitment.programme.history import last_changes
from recruitment.programme.queries import bodies, council_slugs, entries
from recruitment.search.index import IndexUnreadable
from recruitment.vacancies.live import live_addresses, live_parts
from recruitment.vacancies.rules import slug_of
from recruitment.web.doors import machine
from recruitment.web.public.landing import landing_addresses

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Ids in one file of vacancies; the protocol allows 50,000 addresses in a file.
SPAN = 10_000
PAGES = ("/", "/vacancies", "/jobs", "/councils", "/working-for-councils",
         "/programme", "/programme/bodies", "/programme/timeline", "/programme/changes",
         "/figures", "/help", "/contact", "/accessibility", "/privacy", "/cookies", "/developers")  # fmt: skip
# Pages for one person, and forms.
CLOSED = (
    "/account/",
    "/candidate/",
    "/employer/",
    "/cosla/",
    "/link/",
    "/saved",
    "/*/report$",
    "/*/reported$",
    "/join/asked/",
)

VACANCIES = "vacancies-"
_NUMBER = re.compile(r"[0-9]{1,6}")
Entry = tuple[str, str | None]
log = logging.getLogger(__name__)


@machine.get("/robots.txt")
def robots(_viewer: Viewer) -> Response:
    """Everything that is for everyone; nothing at all of a demonstration, whose adverts are not what they say."""
    settings = current_app.config["SETTINGS"]
    closed = ("/",) if settings.is_demonstration else CLOSED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {settings.public_url}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@machine.get("/sitemap.xml")
def sitemap(viewer: Viewer) -> Response:
    """The index: a file for each kind of page, and one for each span of vacancies that has live ones."""
    files: list[Entry] = [(url_for("machine.sitemap_part", part=part), None) for part in PARTS]
    for number, changed in live_parts(viewer, SPAN):
        files.append((url_for("machine.sitemap_part", part=f"{VACANCIES}{number}"), _told(changed)))
    return _listed("sitemapindex", "sitemap", files)


@machine.get("/sitemaps/<part>.xml")
def sitemap_part(viewer: Viewer, part: str) -> Response:
    if part in PARTS:
        return _listed("urlset", "url", PARTS[part](viewer))
    number = part.removeprefix(VACANCIES)
    if not _NUMBER.fullmatch(number) or part == number:
        raise NotFound
    return _listed("urlset", "url", _vacancies(viewer, int(number)))


def _pages(viewer: Viewer) -> Iterator[Entry]:
    yield from ((path, None) for path in PAGES)
    for slug in NATIONAL_PAGES:
        if slug != "welcome" and published(viewer, Place(slug)) is not None:
            yield url_for("public.working_page", slug=slug), None
    changed = last_changes()
    for entry in entries():
        if entry.project:
            at = changed.get(entry.project.id)
            yield url_for("public.project", slug=entry.project.slug), _told(at) if at else None
    pages = council_slugs(named := bodies())
    for body in named:
        yield url_for("public.programme_body", slug=pages.get(body.id, body.slug)), None


def _organisations(viewer: Viewer) -> Iterator[Entry]:
    for organisation in organisations():
        yield url_for("public.organisation", slug=organisation.slug), None
    for page in EMPLOYER_PAGES:
        for organisation in employers_with(viewer, page):
            yield url_for("public.employer_page", slug=organisation.slug, page=page), None


def _vacancies(viewer: Viewer, number: int) -> Iterator[Entry]:
    for reference, title, changed in live_addresses(viewer, number, SPAN):
        yield url_for("public.vacancy", reference=reference, slug=slug_of(title)), _told(changed)


def _landing_pages(_viewer: Viewer) -> Iterator[Entry]:
    """Those that have a job; none while there is no index to tell."""
    try:
        for path, _number in landing_addresses():
            yield path, None
    except IndexUnreadable as problem:
        log.warning("the site map leaves landing pages out: %s", problem)


PARTS: dict[str, Callable[[Viewer], Iterable[Entry]]] = {
    "pages": _pages,
    "organisations": _organisations,
    "jobs": _landing_pages,
}


def _told(moment: datetime) -> str:
    """A W3C date and time."""
    return clock.local(moment).isoformat(timespec="seconds")


def _listed(kind: str, each: str, entries: Iterable[Entry]) -> Response:
    """Path and last change, None where it is not known, of each."""
    root = current_app.config["SETTINGS"].public_url
    whole = Element(kind, xmlns=NAMESPACE)
    for path, changed in entries:
        entry = SubElement(whole, each)
        SubElement(entry, "loc").text = root + path
        if changed is not None:
            SubElement(entry, "lastmod").text = changed
    return Response(tostring(whole, encoding="utf-8", xml_declaration=True), mimetype="application/xml")
