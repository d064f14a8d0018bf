"""What search engines may read, and where it is (https://www.sitemaps.org/protocol.html, RFC 9309)."""

import logging
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Response, current_app, url_for

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import organisations
from recruitment.programme.queries import projects_by
from recruitment.search.index import IndexUnreadable
from recruitment.vacancies.live import live_addresses
from recruitment.vacancies.rules import slug_of
from recruitment.web.doors import machine
from recruitment.web.public.landing import landing_addresses

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The protocol's bound for one file; adverts stand last and newest first, so that only old ones could be left out.
MOST = 50_000
PAGES = ("/", "/vacancies", "/jobs", "/councils", "/programme", "/figures", "/help", "/contact", "/accessibility",
         "/privacy", "/cookies")  # fmt: skip
# Pages for one person, and forms.
CLOSED = ("/account/", "/candidate/", "/employer/", "/cosla/", "/link/", "/saved", "/*/report$", "/*/reported$")

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
    root = current_app.config["SETTINGS"].public_url
    every = Element("urlset", xmlns=NAMESPACE)
    for path, changed in _entries(viewer):
        entry = SubElement(every, "url")
        SubElement(entry, "loc").text = root + path
        if changed is not None:
            SubElement(entry, "lastmod").text = changed
    return Response(tostring(every, encoding="utf-8", xml_declaration=True), mimetype="application/xml")


def _entries(viewer: Viewer) -> Iterator[Entry]:
    """Path and last change (W3C date and time) of each page, adverts after all others."""
    others = [
        *PAGES,
        *(url_for("public.project", slug=project.slug) for project in projects_by(None, None).projects),
        *(url_for("public.organisation", slug=organisation.slug) for organisation in organisations()),
        *_landing_pages(),
    ]
    yield from ((path, None) for path in others)
    for reference, title, public_from, changed_at in live_addresses(viewer, MOST - len(others)):
        path = url_for("public.vacancy", reference=reference, slug=slug_of(title))
        yield path, clock.local(max(changed_at, public_from or changed_at)).isoformat(timespec="seconds")


def _landing_pages() -> list[str]:
    """Those that have a job; none while there is no index to tell."""
    try:
        return [path for path, _number in landing_addresses()]
    except IndexUnreadable as problem:
        log.warning("the site map leaves landing pages out: %s", problem)
        return []
