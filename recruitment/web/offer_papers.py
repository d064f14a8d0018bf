"""The letter of an offer as a paper: what was sent to the candidate, or is about to be."""

from typing import Final

from flask import current_app

from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.offers.offer_queries import Held
from recruitment.offers.offer_rules import terms_rows
from recruitment.offers.offer_tables import OfferTerms
from recruitment.vacancies.words import moment_in_words
from recruitment.web.brand import day
from recruitment.web.papers import Paper, Section, Told

UNSENT: Final = "Draft, not sent"
NOTICE: Final = (
    "Please do not give notice in your present job until we have written to you that this offer is confirmed."
)


def offer_paper(held: Held, terms: OfferTerms, contact: Contact | None, organisation: str) -> Paper:
    """`contact` is None where its reader may not know the name."""
    application = held.application
    name = f"{contact.given_name} {contact.family_name}" if contact is not None else application.reference
    address = (
        "\n".join(filter(None, (name, contact.address, contact.town, contact.postcode)))
        if contact is not None
        else name
    )
    brand = current_app.config["SETTINGS"].brand.name
    version = f", version {terms.number}" if terms.number > 1 else ""
    return Paper(
        title="Offer of employment",
        label=f"{application.title}, {organisation}",
        facts=(
            ("To", address),
            ("Date", day(terms.sent_at) or UNSENT),
            ("Reference", application.reference + version),
        ),
        sections=(
            Section("Our offer", things=(Told(f"Dear {name}", text=terms.message),)),
            Section("Terms", facts=tuple(terms_rows(terms))),
            _conditions(terms),
            Section("Your answer", things=(Told(f"By {moment_in_words(terms.answer_by)}", text=_how(held)),)),
        ),
        foot=f"{brand}, {organisation}, {application.reference}, as of {day(clock.now())}",
    )


def name_of_letter(application: Application) -> str:
    """By the reference alone: a file's name is seen by whoever looks over a shoulder."""
    return f"offer-{application.reference}"


def _conditions(terms: OfferTerms) -> Section:
    if not terms.conditions:
        return Section("What this offer depends on", empty="Nothing: it is not conditional.")
    lines = tuple(f"• {line}" for line in terms.conditions)
    return Section("What this offer depends on", things=(Told("Each of these has to be in order", lines=lines),
                                                         Told("Until then", text=NOTICE)))  # fmt: skip


def _how(held: Held) -> str:
    root = current_app.config["SETTINGS"].public_url
    return (
        "Sign in to accept or decline the offer, or to name another first day:\n"
        f"{root}/candidate/applications/{held.application.id}/offer"
    )
