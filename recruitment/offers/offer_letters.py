"""Letters about an offer: to the candidate, and to whoever made it, or looks after the vacancy once they have left."""

from typing import Any, Final

from flask import current_app

from recruitment.accounts.queries import address_in_use, address_of, members, organisation_of
from recruitment.applications.lifecycle import HIRING
from recruitment.applications.notices import tell
from recruitment.applications.tables import Application, Contact
from recruitment.core.outbox import post
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.offers.offer_tables import Offer
from recruitment.vacancies.staff_letters import who_looks_after
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.words import moment_in_words

LETTERS: Final = System("letters")
# What the employer reads of an answer, or of none.
ANSWERS: Final = {
    "accept": "has accepted the offer",
    "decline": "has declined the offer",
    "lapse": "did not answer the offer in time",
}


def tell_candidate(letter: str, offer: Offer, application: Application, said: str, **facts: Any) -> None:
    """Who applied on paper may have no address: their page says that it goes by post."""
    contact = db.session.scalars(visible(LETTERS, Contact).where(Contact.application_id == application.id)).one()
    to = address_in_use(application.account_id) or contact.email
    if not to:
        return
    path = f"/candidate/applications/{application.id}/offer"
    about = {
        **_about(offer, application),
        "name": contact.given_name,
        "link": _root() + path,
        "answer_by": moment_in_words(offer.answer_by) if offer.answer_by else "",
        **facts,
    }
    key = f"{letter}:{offer.id}:{offer.version}:{offer.starts_on or ''}"
    line = f"{application.title}, {about['organisation']}: {said}"
    tell(application.account_id, letter, to, about, key, said=line, path=path)


def tell_employer(offer: Offer, application: Application, act: str, *, wish: str = "") -> None:
    """By the reference alone, as all letters to staff. `wish`: the other first day that the candidate names."""
    facts = {
        **_about(offer, application),
        "answer": ANSWERS[act],
        "wish": wish,
        "link": f"{_root()}/employer/offers/{offer.id}",
    }
    for person in _whom(offer):
        post("offer_answered", address_of(person), facts, f"offer_answered:{offer.id}:{offer.version}:{act}:{person}")


def _whom(offer: Offer) -> list[int]:
    if any(row.account_id == offer.made_by for row in members(LETTERS, offer.organisation_id, *HIRING)):
        return [offer.made_by]
    return who_looks_after(one_visible(LETTERS, Vacancy, Vacancy.id == offer.vacancy_id))


def _about(offer: Offer, application: Application) -> dict[str, str]:
    return {
        "title": application.title,
        "organisation": organisation_of(offer.organisation_id).name,
        "reference": application.reference,
    }


def _root() -> str:
    return str(current_app.config["SETTINGS"].public_url)
