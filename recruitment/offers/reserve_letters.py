"""Letters about places on reserve lists, to whoever stands there and to whoever asked."""

from typing import Final

from flask import current_app

from recruitment.accounts.queries import address_in_use
from recruitment.applications.tables import Application
from recruitment.core.outbox import post
from recruitment.core.viewers import System
from recruitment.offers.reserve_tables import ReservePlace
from recruitment.organisations.queries import names_of_organisations

LETTERS: Final = System("letters")


def tell_candidate(
    letter: str, place: ReservePlace, application: Application, occasion: str, path: str, **facts: object
) -> None:
    """`occasion`: what happened, so that it is told once; `path`: of the page to which the letter leads."""
    to = address_in_use(place.account_id)
    if to is not None:
        post(letter, to, {**_about(application), "link": f"{_root()}{path}", **facts}, key=f"{letter}:{occasion}")


def tell_employer(place: ReservePlace, application: Application, person: int, answer: str, occasion: str) -> None:
    """Whoever asked, while they have an account; everybody else reads it on the page."""
    to = address_in_use(person)
    if to is not None:
        about = {**_about(application), "answer": answer, "link": f"{_root()}/employer/reserve"}
        post("reserve_answer", to, about, key=f"reserve_answer:{occasion}")


def _about(application: Application) -> dict[str, object]:
    return {
        "title": application.title,
        "reference": application.reference,
        "organisation": names_of_organisations([application.organisation_id])[application.organisation_id],
    }


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
