"""An advert's own page: all that a jobseeker asks, and the same for machines."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from recruitment.advertising.links import source_of
from recruitment.core import clock
from recruitment.core.documents import Document
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import logo_of
from recruitment.search.answers import Hit
from recruitment.search.index import IndexUnreadable
from recruitment.search.similar import similar, similar_to_withdrawn
from recruitment.vacancies.documents_asked import wanted_in
from recruitment.vacancies.duties import as_html
from recruitment.vacancies.job_posting import Addresses, job_posting
from recruitment.vacancies.live import paused_employer, was_withdrawn
from recruitment.vacancies.promises import in_words
from recruitment.vacancies.queries import Advert, advert
from recruitment.vacancies.rules import phase, slug_of
from recruitment.vacancies.stages import was_public
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.views import count_view, is_read_by_person
from recruitment.vacancies.vocabulary import (
    ASSESSMENTS,
    CONTRACT_TYPES,
    CRITERION_KINDS,
    DISCLOSURE_LEVELS,
    GAELIC,
    REGISTRATIONS,
    SCHEMES,
    WORKFORCES,
)
from recruitment.vacancies.words import place_in_words, postcode_in_words
from recruitment.web.brand import day
from recruitment.web.caching import changed_with
from recruitment.web.doors import public
from recruitment.web.public import words
from recruitment.web.public.results import Result, result_of

# What an import keeps of an advert as it was published, in the order of reading.
SOURCE_NAMES = {
    "location": "Place",
    "salary_text": "Pay",
    "hours_text": "Hours",
    "contract_text": "Contract",
    "closing_text": "Closing date",
    "grade": "Grade",
    "disclosure_text": "Disclosure",
    "registration_text": "Registration",
}

# The phases in which the public reads an advert.
READABLE = ("live", "closed", "filled", "unfilled")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DocumentLine:
    """A document beside the advert: its kind and size in words, and where it is kept and read."""

    name: str
    facts: str
    file: str
    page: str | None


@dataclass(frozen=True)
class AdvertPage:
    """An advert made ready to be read, by the public or by its authors before that."""

    advert: Advert
    phase: str
    duties: Markup
    duties_in_gaelic: Markup
    # Each with its postcode, which is set apart.
    places: list[tuple[str, str]]
    facts: list[tuple[str, Any]]
    criteria: list[tuple[str, list[tuple[str, str]]]]
    pay: list[words.PayRow]
    pay_method: str
    allowances: list[tuple[str, str]]
    other_rates: list[tuple[str, str]]
    checks: list[tuple[str, str]]
    closing: str
    time_left: str
    as_published: list[tuple[str, str]]
    documents: list[DocumentLine]
    # When applicants hear: (of what, by when).
    promised: list[tuple[str, str]]
    # Of the work at this employer, the first few, each in a line.
    benefits: list[str]

    @property
    def vacancy(self) -> Vacancy:
        return self.advert.vacancy

    @property
    def is_live(self) -> bool:
        return self.phase == "live"


def page_of(found: Advert, now: datetime, *, is_early: bool = False) -> AdvertPage:
    """`is_early`: for somebody who has signed in, and reads it before the public does."""
    vacancy = found.vacancy
    closes = vacancy.closes_at
    return AdvertPage(
        advert=found,
        phase=phase(vacancy, now),
        duties=as_html(vacancy.duties),
        duties_in_gaelic=as_html(vacancy.in_gaelic.get("duties", "")),
        places=[(place_in_words(each), postcode_in_words(each)) for each in found.workplaces],
        facts=_facts(found),
        criteria=_criteria(found),
        pay=words.pay_rows(vacancy),
        pay_method=words.pay_method(vacancy),
        allowances=words.allowances(vacancy),
        other_rates=words.other_rates(vacancy),
        checks=_checks(vacancy),
        closing=words.closing_in_words(closes) if closes else "",
        time_left=words.time_left(closes) if closes else "",
        as_published=[(name, str(vacancy.source_texts[key])) for key, name in SOURCE_NAMES.items()
                      if vacancy.source_texts.get(key)],
        documents=_documents(found, now, is_early=is_early),
        promised=in_words(vacancy),
        benefits=words.first_lines(found.organisation.benefits),
    )  # fmt: skip


def _facts(found: Advert) -> list[tuple[str, Any]]:
    """The short facts at the top; empty ones are left out."""
    vacancy = found.vacancy
    contract = CONTRACT_TYPES.get(vacancy.contract_type or "", "")
    ends = f"until {day(vacancy.contract_ends)}" if vacancy.contract_ends else ""
    facts = [
        ("Contract", _sentences(f"{contract} {ends}".strip(), vacancy.contract_note)),
        ("Working pattern", words.patterns_in_words(vacancy)),
        ("Hours", _sentences(words.hours_in_words(vacancy), vacancy.hours_note)),
        ("Grade", vacancy.grade),
        ("Department", vacancy.department),
        ("Kind of work", found.category.name if found.category else ""),
        ("Gaelic", GAELIC[vacancy.gaelic] if vacancy.gaelic != "none" else ""),
        ("Schemes", _sentences(*(name for code, name in SCHEMES.items() if code in vacancy.schemes))),
    ]
    return [(name, value) for name, value in facts if value]


def _documents(found: Advert, now: datetime, *, is_early: bool) -> list[DocumentLine]:
    """Before the public may open them others do, at addresses of their own."""
    lines = []
    for each in found.attachments:
        address: dict[str, Any] = {}
        is_public = phase(found.vacancy, now) in READABLE and was_public(found.vacancy, now)
        door = "candidate" if is_early else "public" if is_public else "employer"
        if door == "candidate":
            address = {"reference": found.vacancy.reference}
        elif door == "public":
            address = {"reference": found.vacancy.reference, "slug": slug_of(found.vacancy.title)}
        file = url_for(f"{door}.attachment_file", attachment_id=each.id, **address)
        page = url_for(f"{door}.attachment", attachment_id=each.id, **address) if each.is_readable else None
        if each.is_open:
            lines.append(DocumentLine(each.name, words.document_in_words(each.kind, each.size), file, page))
    return lines


def _sentences(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _criteria(found: Advert) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each group that has any: its name and (criterion, how it is assessed)."""
    groups = ((CRITERION_KINDS["essential"], found.essential), (CRITERION_KINDS["desirable"], found.desirable))
    return [(name, [(each.text, ASSESSMENTS[each.assessed_by]) for each in group]) for name, group in groups if group]


def _checks(vacancy: Vacancy) -> list[tuple[str, str]]:
    level = DISCLOSURE_LEVELS.get(vacancy.disclosure_level, "")
    workforce = WORKFORCES.get(vacancy.disclosure_workforce or "")
    disclosure = f"{level}, to work with {workforce}" if level and workforce else level
    registration = REGISTRATIONS.get(vacancy.registration, "")
    checks = [
        ("Disclosure", _sentences(disclosure, vacancy.disclosure_note)),
        ("Registration", _sentences(registration, vacancy.registration_note)),
    ]
    return [(name, value) for name, value in checks if value]


@public.get("/vacancies/<reference>/<slug>")
def vacancy(viewer: Viewer, reference: str, slug: str) -> ResponseReturnValue:
    """The advert; where its title has changed, its one right address.

    What is over is gone for machines (410) and stays readable for those who prepare for an interview; of an advert
    that was withdrawn that alone is told.
    """
    try:
        found = advert(viewer, reference)
    except NotVisible:
        if was_withdrawn(reference):
            others = others_like(viewer, reference)
            return render_template("public/vacancy/_withdrawn.html", reference=reference, similar=others), 410
        if employer := paused_employer(reference):
            return render_template("public/vacancy/_paused.html", reference=reference, employer=employer), 404
        raise
    right, source = slug_of(found.vacancy.title), source_of(request.args, found.vacancy.id) or None
    if slug != right:
        return redirect(url_for("public.vacancy", reference=reference, slug=right, source=source), 301)
    page = page_of(found, clock.now())
    if page.is_live and is_opened():
        count_view(found.vacancy, source or "")
    changed_with(found.vacancy)
    logo = logo_of(viewer, found.organisation.id)
    addresses = _addresses(found, logo)
    shown = render_template(
        "public/vacancy/vacancy.html",
        page=page,
        logo=logo,
        posting=job_posting(found, addresses) if page.is_live else None,
        asked_documents=wanted_in(found.vacancy.documents_asked),
        similar=_others(partial(similar, viewer, found)),
        address=addresses.advert,
        share=_share(found, addresses.advert),
        apply_url=url_for("candidate.apply", reference=reference, source=source),
        together_url=url_for("candidate.add_together", reference=reference, source=source),
    )
    return shown, 200 if page.is_live else 410


def is_opened() -> bool:
    """Whether this request is somebody's who opens the page to read it."""
    # Why a browser asks, where it is not for that.
    purpose = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    return is_read_by_person(request.method, request.user_agent.string, purpose)


def _others(find: Callable[[], list[Hit]]) -> list[Result]:
    """None while there is no index: the advert itself needs none."""
    try:
        return [result_of(hit) for hit in find()]
    except IndexUnreadable as problem:
        log.warning("no similar vacancies can be found: %s", problem)
        return []


def others_like(viewer: Viewer, reference: str) -> list[Result]:
    """Open jobs like one that may be open no longer."""
    return _others(partial(similar_to_withdrawn, viewer, reference))


def _share(found: Advert, address: str) -> list[tuple[str, str]]:
    """Plain links, in which nothing of others runs: (what it says, where it leads)."""
    said = f"{found.vacancy.title}, {found.organisation.name}"
    return [
        ("Email", f"mailto:?{urlencode({'subject': said, 'body': f'{said}: {address}'}, quote_via=quote)}"),
        ("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{said}: {address}'})}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': address})}"),
    ]


def _addresses(found: Advert, logo: Document | None) -> Addresses:
    """Absolute, because machines carry them away."""
    root = current_app.config["SETTINGS"].public_url
    slug = slug_of(found.vacancy.title)
    return Addresses(
        advert=root + url_for("public.vacancy", reference=found.vacancy.reference, slug=slug),
        organisation=root + url_for("public.organisation", slug=found.organisation.slug),
        logo=root + url_for("public.document", document_id=logo.id) if logo else None,
    )
