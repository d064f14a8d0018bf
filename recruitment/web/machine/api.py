"""The open door for machines: every live advert, searched as people search, described by OpenAPI."""

import logging
import re
from typing import Any, Final

from flask import Response, jsonify, request
from werkzeug.exceptions import Gone, ServiceUnavailable

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer
from recruitment.search.answers import PAGE_SIZE, Answer, answer
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question, question_of
from recruitment.vacancies.live import was_withdrawn
from recruitment.vacancies.queries import Advert, advert
from recruitment.vacancies.rules import is_live
from recruitment.web.caching import changed_with
from recruitment.web.doors import machine
from recruitment.web.machine.adverts import absolute, in_list, whole
from recruitment.web.machine.openapi import LARGEST_PAGE, description

RETRY_AFTER: Final = 30
_SIZE = re.compile(r"[0-9]{1,4}")
log = logging.getLogger(__name__)


@machine.get("/api/v1/vacancies")
def vacancies(viewer: Viewer) -> Response:
    size = _page_size(request.args.get("page_size", ""))
    found = answered(viewer, question_of(request.args), size)
    place = found.place
    return for_everyone(
        jsonify(
            total=found.total,
            page=found.question.page,
            pages=found.pages,
            page_size=size,
            order=found.order,
            corrected={"typed": found.typed, "searched": found.question.q} if found.typed else None,
            place={"name": place.label, "lat": place.lat, "lon": place.lon} if place else None,
            messages=list(found.messages),
            results=[in_list(hit) for hit in found.hits],
            links=_links(found, size),
        )
    )


@machine.get("/api/v1/vacancies/<reference>")
def vacancy(viewer: Viewer, reference: str) -> Response:
    """A live advert whole; 410 for one that was live."""
    found = _live_advert(viewer, reference)
    changed_with(found.vacancy)
    return for_everyone(jsonify(whole(found)))


@machine.get("/api/v1/openapi.json")
def openapi(_viewer: Viewer) -> Response:
    return for_everyone(jsonify(description()))


def answered(viewer: Viewer, question: Question, size: int) -> Answer:
    """The answer, or 503 while there is no index to ask."""
    try:
        return answer(question, viewer=viewer, size=size, with_choices=False)
    except IndexUnreadable as problem:
        log.error("vacancies cannot be searched: %s", problem)
        raise ServiceUnavailable("Search is being prepared. Ask again in a minute.", retry_after=RETRY_AFTER) from None


def _live_advert(viewer: Viewer, reference: str) -> Advert:
    try:
        found = advert(viewer, reference)
    except NotVisible:
        if was_withdrawn(reference):
            raise Gone("The employer has withdrawn this vacancy.") from None
        raise
    if not is_live(found.vacancy, clock.now()):
        raise Gone("This vacancy is closed.")
    return found


def for_everyone(response: Response) -> Response:
    """Any page on the web may read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _page_size(asked: str) -> int:
    return min(max(int(asked), 1), LARGEST_PAGE) if _SIZE.fullmatch(asked) else PAGE_SIZE


def _links(found: Answer, size: int) -> dict[str, str]:
    question = found.question
    sized = {} if size == PAGE_SIZE else {"page_size": size}

    def to(page: int) -> str:
        arguments: dict[str, Any] = {**question.but(page=page).arguments(), **sized}
        return absolute("machine.vacancies", **arguments)

    links = {"self": to(question.page), "html": absolute("public.vacancies", **question.but().arguments())}
    if question.page > 1:
        links["prev"] = to(question.page - 1)
    if question.page < found.pages:
        links["next"] = to(question.page + 1)
    return links
