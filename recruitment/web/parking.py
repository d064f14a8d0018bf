"""What becomes of what was typed when a session has ended: parked, claimed at sign-in, restored, and sent.

It is sealed with a key that this browser's session alone holds, and given to one person:

- The session remembers who signed in last, past its end and past signing out. What is then sent from a page left open
  is theirs: nobody else who signs in on a shared computer is shown it, nor can take it.
- Where nothing is known (the browser was closed, and restored its pages without the cookie), it belongs to this session
  and is given to whoever signs in there next. Only candidates' pages are parked so: a form of staff may hold
  applicants' details, which are worth more protection than their typing. Anybody can send such a form, so their number
  and size are bounded.

A failed CSRF check is no obstacle, because a token ends with its session, where the browser says that the form was sent
from a page of ours; another site's form would come back as if the person had typed it.
"""

import secrets
from datetime import timedelta
from urllib.parse import urlencode

from flask import g, request, session

from recruitment.accounts.actions import claim_parked, count_attempt, forget_parked, park, tries
from recruitment.accounts.queries import parked_form
from recruitment.core.viewers import Viewer
from recruitment.web.account.limits import network

LAST_PERSON, KEY, UNCLAIMED = "last_person", "parking_key", "parked"
# Forms of unknown people, for one network, and the characters of one.
MOST, WITHIN, LONGEST = 30, timedelta(minutes=15), 200_000
UNKNOWN = "parked_unknown"


def way_back(person: int | None) -> str:
    """The page to return to, with an unsafe request's form parked for it, never its files or token."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "parked"]
    if request.method == "GET":
        kept = list(request.args.items(multi=True))
    elif (number := _parked(person or session.get(LAST_PERSON))) is not None:
        kept.append(("parked", str(number)))
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def claim(person: int) -> None:
    """At sign-in: from now on what this session sends is this person's, as is what it had parked for nobody known."""
    session[LAST_PERSON] = person
    numbers = session.pop(UNCLAIMED, [])
    if numbers:
        claim_parked(person, numbers)


def restore(viewer: Viewer) -> None:
    """Fills the page's form with what the same person had typed, for them to check and send again; once it is sent
    and accepted it need not be kept."""
    number = request.args.get("parked", type=int)
    if number is None:
        return
    if request.method == "GET":
        g.parked = parked_form(viewer, number, request.path, session.get(KEY, ""))
    elif not g.get("csrf_failed"):
        forget_parked(viewer, number, request.path)


def _parked(person: int | None) -> int | None:
    """The number of the parked form, or None where there is nothing to park or it may not be."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    if not typed or (g.get("csrf_failed") and not _came_from_our_page()):
        return None
    if person is None and not _may_be_anybodys(typed):
        return None
    number = park(person, request.path, typed, session.setdefault(KEY, secrets.token_urlsafe(16)))
    if person is None:
        session[UNCLAIMED] = [*session.get(UNCLAIMED, []), number][-MOST:]
        count_attempt(UNKNOWN, network())
    return number


def _may_be_anybodys(typed: list[tuple[str, str]]) -> bool:
    if request.blueprint != "candidate" or sum(len(name) + len(value) for name, value in typed) > LONGEST:
        return False
    return tries(UNKNOWN, network(), WITHIN) < MOST


def _came_from_our_page() -> bool:
    """As browsers say, and no page can make them say otherwise."""
    said = request.headers.get("Sec-Fetch-Site")
    return said == "same-origin" if said else request.headers.get("Origin") == request.host_url.rstrip("/")
