"""Letters about references: to the referee, to the candidate, and to whoever asked."""

from typing import Any, Final

from flask import current_app

from recruitment.accounts.queries import address_in_use
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.outbox import post
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import System, TokenHolder
from recruitment.offers.check_letters import tell_candidate
from recruitment.offers.reference_links import Asked, asked_of, url_of
from recruitment.offers.reference_queries import contact_of
from recruitment.offers.reference_rules import MOST_REMINDERS
from recruitment.offers.reference_tables import TOKEN_KIND, ReferenceRequest

LETTERS: Final = System("letters")
# What whoever asked reads of it.
NEWS: Final = {
    "given": "The reference is there to read.",
    "declined": "The referee cannot give a reference.",
    "agreed": "The candidate has agreed, and the referee has been asked.",
    "refused": "The candidate does not want this referee to be asked.",
    "named": "The candidate has named another referee, who is not asked yet.",
    "silent": "The referee has not answered, and gets no more reminders. You can send a new link or ask for another "
    "referee.",
}


def write_to_referee(request: ReferenceRequest, letter: str = "reference_asked") -> bool:
    """Asks, or reminds; each link and each reminder is told of once. False where there is no address."""
    contact = contact_of(LETTERS, request.id)
    if contact is None or not contact.email:
        return False
    asked = asked_of(TokenHolder(TOKEN_KIND, request.id), request)
    facts = {
        **_about_referee(asked),
        "link": url_of(request),
        "until": f"{clock.local(request.until):%-d %B %Y}" if request.until else "",
        "is_last": request.reminders >= MOST_REMINDERS,
    }
    return post(letter, contact.email, facts, key=f"{letter}:{request.id}:{request.link_number}:{request.reminders}")


def thank_referee(asked: Asked) -> None:
    contact = contact_of(LETTERS, asked.request.id)
    if contact is not None and contact.email:
        facts = {**_about_referee(asked), "link": f"{_root()}/privacy"}
        post("reference_thanks", contact.email, facts, key=f"reference_thanks:{asked.request.id}")


def _about_referee(asked: Asked) -> dict[str, Any]:
    return {
        "name": asked.request.name,
        "candidate": asked.candidate,
        "title": asked.title,
        "organisation": asked.organisation,
        "reference": asked.application.reference,
    }


def tell_asker(request: ReferenceRequest, news: str) -> None:
    """`news`: one of NEWS. Whoever asked, while they have an account; everybody else reads it on the page."""
    to = None if request.asked_by is None else address_in_use(request.asked_by)
    if to is None:
        return
    application = application_of(request)
    asked = asked_of(TokenHolder(TOKEN_KIND, request.id), request)
    about = _about_referee(asked)
    facts = {
        **about,
        "name": "",
        "referee": about["name"],
        "news": NEWS[news],
        "link": f"{_root()}/employer/checks/{request.check_id}",
    }
    post("reference_news", to, facts, key=f"reference_news:{request.id}:{news}:{application.id}:{request.link_number}")


def ask_candidate(request: ReferenceRequest) -> bool:
    """For their yes before the referee hears anything; False where they have no address here."""
    return tell_candidate(
        "reference_consent", application_of(request), str(request.id), {"referee": request.name},
        said=f"may {request.name} be asked for a reference?", path=f"/candidate/references/{request.id}",
    )  # fmt: skip


def ask_for_another(request: ReferenceRequest) -> bool:
    """Tells the candidate that a referee will not write, and never why."""
    return tell_candidate(
        "referee_wanted", application_of(request), str(request.id), {"referee": request.name},
        said="please name another referee",
    )  # fmt: skip


def application_of(request: ReferenceRequest) -> Application:
    application: Application = one_visible(LETTERS, Application, Application.id == request.application_id)
    return application


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
