"""What the pages of alerts share, whichever door they stand behind: their forms, and an alert in words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SubmitField
from wtforms.validators import AnyOf

from recruitment.places.queries import find_place
from recruitment.search import alert_actions, alert_words
from recruitment.search.alert_queries import preview
from recruitment.search.alert_rules import AT_ONCE, FREQUENCIES, LOOK
from recruitment.search.alert_tables import JobAlert
from recruitment.search.answers import answer
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question, question_of
from recruitment.web.fields import HouseForm
from recruitment.web.public.filters import chosen_of, filters_of, radii_of
from recruitment.web.public.results import cannot_search
from recruitment.web.public.words import Card, card

AddressOf = Callable[[Question], str]
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


class FrequencyForm(HouseForm):
    frequency = frequency_field()


class SearchForm(HouseForm):
    """The boxes and filters of the list of jobs, read as the list reads them: whatever is typed makes a question.

    With `use` the question goes into the alert, else only the page shows what it would find. It posts either way, so
    that what was ticked last is never left out.
    """

    use = SubmitField("Use this search")

    @property
    def question(self) -> Question:
        if self.is_submitted():
            return question_of(request.form)
        return question_of(g.parked if self.is_restored else request.args)

    @property
    def is_ready(self) -> bool:
        return bool(self.use.data) and not is_nowhere(self.question)


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
    return Described(alert_words.subject_of(question), alert_words.filters_of(question), href)


def shown(question: Question) -> Shown | None:
    """What the last month would have brought; None while the index cannot be read, which keeps nobody from an alert."""
    try:
        found = preview(question)
    except IndexUnreadable as problem:
        log.warning("an alert cannot be previewed: %s", problem)
        return None
    cards = [
        (
            card(hit.vacancy, hit.workplaces),
            alert_words.closing_date(hit.vacancy.closes_at) if hit.vacancy.closes_at else "",
        )
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


def change_search(alert: JobAlert, template: str, back: str, address_of: AddressOf) -> ResponseReturnValue:
    """The page on which an alert's search is changed, behind whichever door; `back` to the alert when that is done.

    `address_of`: the page's address for another question.
    """
    form = SearchForm()
    if form.validate_on_submit():
        if not form.is_ready:
            return redirect(address_of(form.question), 303)
        alert_actions.change(alert, form.question, alert.frequency)
        flash("Your alert looks for this from now on.", "success")
        return redirect(back, 303)
    try:
        facts = _facts_while_changing(form.question, address_of)
    except IndexUnreadable as problem:
        return cannot_search(problem)
    return render_template(template, form=form, back=back, **facts), 422 if form.is_submitted() else 200


def _facts_while_changing(question: Question, address_of: AddressOf) -> dict[str, Any]:
    """Raises index.IndexUnreadable."""
    found = answer(question)

    def as_typed(other: Question) -> str:
        """The spelling is put right each time that the alert looks, not once and for all."""
        return address_of(other.but(q=question.q))

    exactly = [{"text": "Exactly as typed", "href": address_of(question.but(exactly=False))}]
    return {
        "question": question,
        "found": found,
        "filters": filters_of(found),
        "chosen": [{"name": "Words", "chosen": exactly if question.exactly else []}, *chosen_of(found, as_typed)],
        "unfiltered": address_of(question.unfiltered()),
        "radii": radii_of(found),
        "search": described(question),
        "preview": None if found.is_place_unknown else shown(question),
    }
