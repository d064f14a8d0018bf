"""Questions near one that found nothing, of which each finds something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recruitment.search.answers import Answer, number_of
from recruitment.search.facets import FACETS
from recruitment.search.questions import Question
from recruitment.search.words import parts_of
from recruitment.web.public.asking import address_of, in_miles, subject_of
from recruitment.web.public.filters import ACROSS, FROM_HOME

MOST_WORDS_ALONE: Final = 4
MOST_SUGGESTIONS: Final = 8
MOST_WIDER: Final = 3
EVERYTHING: Final = "Every job that is open"
QUOTE: Final = '"'
# Its words, the question, and how many it finds where the answer says so already.
Near = Iterator[tuple[str, Question, int | None]]


@dataclass(frozen=True)
class Suggestion:
    """Another question, and how many jobs it finds."""

    text: str
    href: str
    number: int


def suggestions_for(found: Answer) -> list[Suggestion]:
    """The nearest first."""
    kept: dict[Question, Suggestion] = {}
    for text, near, known in _near(found):
        if near not in kept and (number := number_of(near, found) if known is None else known):
            kept[near] = Suggestion(EVERYTHING if near.is_open else text, address_of(near), number)
        if len(kept) == MOST_SUGGESTIONS:
            break
    return list(kept.values())


def _near(found: Answer) -> Near:
    question = found.question
    yield from ((offer.text, offer.question, offer.number) for offer in found.offers)
    yield from _beside_place(found)
    for name, facet in FACETS.items():
        if getattr(question, name):
            yield f"The same without the filter “{facet.legend.lower()}”", question.but(**{name: facet.unset}), None
    yield "The same without any filter", question.unfiltered(), None
    yield "The same anywhere in Scotland", question.anywhere(), None
    yield "The same words anywhere, without any filter", question.unfiltered().anywhere(), None
    yield from _by_word(question)
    if found.around is not None:
        yield (
            f"Every job {subject_of(found).removeprefix(f'for “{question.q}” ')}",
            Question(where=question.where, miles=question.miles, water=question.water, home=question.home),
            None,
        )
    yield EVERYTHING, Question(), None


def _beside_place(found: Answer) -> Near:
    """Across water, from home, and farther off: each distance only where it brings more than the one before.

    Nothing else is there, or this would not be asked.
    """
    question = found.question
    if found.around is None:
        return
    if found.across:
        yield ACROSS, question.but(water=True), found.across
    if found.from_home:
        yield FROM_HOME, question.but(home=True), found.from_home
    brought, wider = 0, 0
    for miles, number in found.numbers.items():
        if miles > question.miles and number > brought and wider < MOST_WIDER:
            brought, wider = number, wider + 1
            yield f"Within {in_miles(miles)} of {found.around.place.name}", question.but(miles=miles), number


def _by_word(question: Question) -> Near:
    """Each word by itself, where the place and the filters are; then each anywhere."""
    parts = parts_of(question.q)[:MOST_WORDS_ALONE]
    if len(parts) == 1:
        return
    for part in parts:
        yield f"Only “{part.strip(QUOTE)}”", question.but(q=part), None
    for part in parts:
        yield f"Only “{part.strip(QUOTE)}”, anywhere and without any filter", Question(q=part), None
