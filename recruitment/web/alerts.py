"""What the pages of alerts share, whichever door they stand behind: the form of one, and an alert in words."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import url_for
from wtforms import RadioField, SelectField
from wtforms.validators import AnyOf, ValidationError

from recruitment.places.queries import find_place
from recruitment.search.alert_queries import preview, question_asked
from recruitment.search.alert_rules import AT_ONCE, FREQUENCIES, LOOK
from recruitment.search.alert_tables import JobAlert
from recruitment.search.alert_words import closing_date, filters_of, subject_of
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import LONGEST_WHERE, LONGEST_WORDS, RADII, Question
from recruitment.web.fields import HouseForm, LineField, at_most
from recruitment.web.public.words import Card, card

HINTS = {AT_ONCE: f"We look every {LOOK.seconds // 60} minutes"}
log = logging.getLogger(__name__)


def frequency_field() -> RadioField:
    return RadioField(
        "How often do you want to hear?",
        [AnyOf(FREQUENCIES, "Choose how often you want to hear")],
        choices=FREQUENCIES,
        default="daily",
        # WTForms' own check comes first, and its words are no help.
        validate_choice=False,
    )


class AlertForm(HouseForm):
    q = LineField(
        "What",
        [at_most(LONGEST_WORDS, "What you search for")],
        description="Job title, skill or reference. Leave it empty for every kind of job.",
    )
    where = LineField(
        "Where", [at_most(LONGEST_WHERE, "The place")], description="Town, island or postcode. Empty: all of Scotland."
    )
    miles = SelectField(
        "Within", choices={str(radius): f"{radius} miles" for radius in RADII}, validate_choice=False,
    )  # fmt: skip
    frequency = frequency_field()

    def validate_where(self, field: Any) -> None:
        if field.data and find_place(field.data) is None:
            raise ValidationError("We do not know this place. Try a nearby town or a postcode.")


@dataclass(frozen=True)
class Described:
    """An alert or a search as pages show it."""

    subject: str
    filters: list[tuple[str, str]]
    list_href: str


@dataclass(frozen=True)
class Shown:
    """A preview: `cards`, each with its closing date, of the latest of `number` vacancies."""

    number: int
    cards: list[tuple[Card, str]]


def described(question: Question) -> Described:
    href = url_for("public.vacancies", **question.but(sort="").arguments())
    return Described(subject_of(question), filters_of(question), href)


def shown(question: Question) -> Shown | None:
    """What the last month would have brought; None while the index cannot be read, which keeps nobody from an alert."""
    try:
        found = preview(question)
    except IndexUnreadable as problem:
        log.warning("an alert cannot be previewed: %s", problem)
        return None
    cards = [
        (card(hit.vacancy, hit.workplaces), closing_date(hit.vacancy.closes_at) if hit.vacancy.closes_at else "")
        for hit in found.hits
    ]
    return Shown(found.number, cards)


def is_nowhere(question: Question) -> bool:
    """An alert round a place that nobody knows would bring all of Scotland."""
    return bool(question.where) and find_place(question.where) is None


def facts_before(question: Question) -> dict[str, Any]:
    """What the page shows on which an alert is begun, behind whichever door."""
    is_place_unknown = is_nowhere(question)
    return {
        "search": described(question),
        "preview": None if is_place_unknown else shown(question),
        "is_place_unknown": is_place_unknown,
        "hints": HINTS,
    }


def form_of(alert: JobAlert) -> AlertForm:
    question = question_asked(alert)
    held = {"q": question.q, "where": question.where, "miles": str(question.miles), "frequency": alert.frequency}
    return AlertForm(data=held)


def question_in(form: AlertForm, alert: JobAlert) -> Question:
    """The alert's search with what the form changes; its filters stay."""
    miles = form.miles.data if form.miles.data in dict.fromkeys(map(str, RADII)) else str(question_asked(alert).miles)
    return question_asked(alert).but(q=form.q.data or "", where=form.where.data or "", miles=int(miles))
