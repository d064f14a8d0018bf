"""How long others may keep an answer: browsers, and whoever carries the public pages for us (a CDN, a proxy).

What is for everyone is named here; all else is for one person and kept by nobody. Where live adverts are told of, a
cache between us and the reader may keep an answer for one second: long enough that a crowd asking for one page reaches
us once a second, and no longer, because an employer who withdraws an advert cannot be foreseen, so nothing that is
kept longer could be gone a second later. Browsers ask each time, and are sent nothing where nothing has changed.
"""

from datetime import datetime
from typing import Final

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from recruitment.core import clock
from recruitment.vacancies.tables import Vacancy

NOBODY: Final = "private, no-store"
# Live adverts; what staff change through pages of ours; and what changes with a release alone.
LIVE: Final = "public, max-age=0, s-maxage=1, must-revalidate"
SETTLED: Final = "public, max-age=0, s-maxage=60, must-revalidate"
FIXED: Final = "public, max-age=300, stale-while-revalidate=3600"
FOR_EVERYONE: Final = {
    LIVE: (
        "public.home", "public.vacancies", "public.vacancy", "public.signpost", "public.organisations",
        "public.organisation", "public.attachment", "public.attachment_file",
        "public.jobs", "public.jobs_of_a_kind", "public.jobs_in_a_place", "public.jobs_of_a_kind_in_a_place",
        "public.embed", "public.working", "public.working_page",
        "machine.vacancies", "machine.vacancy", "machine.vacancies_atom", "machine.sitemap",
        "machine.sitemap_part", "machine.indeed_xml", "machine.find_a_job_xml", "machine.find_a_job_expired_xml",
    ),
    SETTLED: (
        "public.programme", "public.project", "public.programme_bodies", "public.programme_body",
        "public.programme_timeline", "public.programme_changes", "public.programme_document",
        "machine.figures_csv", "machine.figures_json",
        "machine.programme_csv", "machine.programme_json", "machine.programme_changes_atom",
        "public.employer_page", "public.figures", "public.reported",
    ),
    FIXED: (
        "public.help", "public.contact", "public.accessibility", "public.privacy", "public.cookies",
        "public.registered", "public.account_deleted", "public.alert_asked", "public.join_asked",
        "public.adjustment_asked",
        "public.developers", "public.methods", "machine.figures_package", "public.embed_script", "public.on_your_site",
        "machine.robots", "machine.openapi",
    ),
}  # fmt: skip
# Answers of these doors may say otherwise themselves; those of all others are one person's, whatever they say.
OPEN_DOORS: Final = ("public", "machine")
HOW_LONG: Final = {endpoint: said for said, endpoints in FOR_EVERYONE.items() for endpoint in endpoints}


def last_change(vacancy: Vacancy) -> datetime:
    """When an advert's page came to look as it does: written, opened or closed; and each day begins it says "today"."""
    now = clock.now()
    moments = (vacancy.changed_at, vacancy.public_from, vacancy.closes_at)
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, *(moment for moment in moments if moment is not None and moment <= now))


def changed_with(vacancy: Vacancy) -> None:
    """Says that this request's answer changes with the advert and with nothing else."""
    g.last_change = last_change(vacancy)


def say_how_long(response: Response) -> Response:
    """Sets Cache-Control unless an open page has, and answers 304 to whoever holds the same already."""
    headers = response.headers
    if "Cache-Control" not in headers or request.blueprint not in OPEN_DOORS:
        headers["Cache-Control"] = _how_long(response)
    if response.status_code != 200 or "no-store" in headers["Cache-Control"]:
        return response
    if "last_change" in g:
        response.last_modified = g.last_change
    if not response.is_streamed and "ETag" not in headers:
        response.add_etag(weak=True)
    response.make_conditional(request)
    return response


def _how_long(response: Response) -> str:
    """An error may be over in a moment."""
    return NOBODY if response.status_code >= 400 else HOW_LONG.get(request.endpoint or "", NOBODY)


class Sessions(SecureCookieSessionInterface):
    """What knows of a session is one person's, wherever it stands and whatever it said before."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        super().save_session(app, session, response)
        if session.accessed:
            response.headers["Cache-Control"] = NOBODY
