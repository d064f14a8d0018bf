"""Every search as an Atom feed (RFC 4287): what is newest in it, for feed readers and other machines."""

from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from flask import Response, current_app, request

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.organisations.queries import organisation_by_slug
from recruitment.search.answers import Answer, Hit
from recruitment.search.questions import Question, question_of
from recruitment.vacancies.tables import Vacancy
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import absolute, address_of, page_of
from recruitment.web.machine.api import answered, for_everyone
from recruitment.web.machine.streams import speakable
from recruitment.web.public.asking import subject_of

ATOM: Final = "http://www.w3.org/2005/Atom"
ENTRIES: Final = 50
register_namespace("", ATOM)


@machine.get("/vacancies.atom")
def vacancies_atom(viewer: Viewer) -> Response:
    """The same parameters as the list; always newest first."""
    asked = question_of(request.args)
    found = answered(viewer, asked.but(sort="newest", page=asked.page), ENTRIES)
    body = tostring(_feed(found), encoding="utf-8", xml_declaration=True)
    return for_everyone(Response(body, content_type="application/atom+xml; charset=utf-8"))


def _feed(found: Answer) -> Element:
    question = found.question.but(sort="", page=found.question.page)
    feed = Element(f"{{{ATOM}}}feed")
    say(feed, "id", _address(question.but()))
    say(feed, "title", _title(found))
    say(feed, "updated", max((_changed(hit.vacancy) for hit in found.hits), default=_this_morning()).isoformat())
    link(feed, "self", _address(question), "application/atom+xml")
    link(feed, "alternate", absolute("public.vacancies", **question.but().arguments()), "text/html")
    if question.page < found.pages:
        link(feed, "next", _address(question.but(page=question.page + 1)), "application/atom+xml")
    author = SubElement(feed, f"{{{ATOM}}}author")
    say(author, "name", current_app.config["SETTINGS"].brand.name)
    for hit in found.hits:
        feed.append(_entry(hit))
    return feed


def _title(found: Answer) -> str:
    """Jobs at Fife Council; Jobs for “cook” within 10 miles of Cupar"""
    employers = found.question.council
    if len(employers) != 1:
        return f"Jobs {subject_of(found)}"
    said = f"Jobs at {organisation_by_slug(employers[0]).name}"
    return said if found.question.but(council=()).is_open else f"{said} {subject_of(found)}"


def _entry(hit: Hit) -> Element:
    vacancy = hit.vacancy
    entry = Element(f"{{{ATOM}}}entry")
    say(entry, "id", address_of(vacancy))
    say(entry, "title", vacancy.title)
    say(entry, "updated", _changed(vacancy).isoformat())
    if vacancy.public_from:
        say(entry, "published", clock.local(vacancy.public_from).isoformat())
    author = SubElement(entry, f"{{{ATOM}}}author")
    say(author, "name", vacancy.organisation.name)
    link(entry, "alternate", page_of(vacancy), "text/html")
    say(entry, "summary", vacancy.summary)
    if vacancy.category:
        SubElement(entry, f"{{{ATOM}}}category", term=vacancy.category.slug, label=vacancy.category.name)
    return entry


def _address(question: Question) -> str:
    return absolute("machine.vacancies_atom", **question.arguments())


def _changed(vacancy: Vacancy) -> datetime:
    """An advert is news from when it is public, however early it was written."""
    return clock.local(max(vacancy.changed_at, vacancy.public_from or vacancy.changed_at))


def _this_morning() -> datetime:
    """An empty feed too must say when it changed; the same all day, so that it is not sent again and again."""
    return clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = speakable(text)


def link(parent: Element, relation: str, address: str, media_type: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", rel=relation, href=address, type=media_type)
