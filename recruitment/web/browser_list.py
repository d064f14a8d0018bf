"""The cookie of a browser's own list of saved vacancies: an opaque key, given when the first one is saved."""

from flask import Response, after_this_request, current_app, request

from recruitment.core.viewers import Candidate, TokenHolder
from recruitment.search.saved_actions import UNUSED_FOR, merge
from recruitment.search.saved_queries import holder_of

COOKIE = "saved"
LONGEST_KEY = 64


def key() -> str:
    return request.cookies.get(COOKIE, "")[:LONGEST_KEY]


def holder() -> TokenHolder | None:
    """The browser's list, as far as there is one."""
    return holder_of(key())


def give(response: Response, its_key: str) -> None:
    """Gives the key, or keeps it for longer."""
    lifetime = int(UNUSED_FOR.total_seconds())
    response.set_cookie(COOKIE, its_key, max_age=lifetime, httponly=True, samesite="Lax", secure=_is_secure())


def hand_over(person: int) -> None:
    """Somebody has signed in: what their browser's list holds is theirs, and whoever sits there next begins anew."""
    browser = holder()
    if browser is not None:
        merge(Candidate(person), browser)
        after_this_request(_take_away)


def _take_away(response: Response) -> Response:
    if response.status_code < 400:
        response.delete_cookie(COOKIE, httponly=True, samesite="Lax", secure=_is_secure())
    return response


def _is_secure() -> bool:
    return current_app.config["SETTINGS"].is_served_over_https
