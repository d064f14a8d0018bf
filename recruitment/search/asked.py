"""A question put to the index: what it finds, and everything that is counted beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from recruitment.core import clock
from recruitment.core.memory import kept
from recruitment.places.queries import places_called
from recruitment.search import queries
from recruitment.search.counting import (
    Choice,
    Counts,
    PlaceCounts,
    choices_of,
    counts_by_place,
    counts_of,
    number_found,
    steps_of,
)
from recruitment.search.facets import FACETS, Several
from recruitment.search.index import Reading
from recruitment.search.known_words import offers_in, places_in
from recruitment.search.matching import clauses_of
from recruitment.search.ordering import page_by_distance, page_by_score, page_in_order
from recruitment.search.questions import Question
from recruitment.search.spelling import respelled
from recruitment.search.spots import Surroundings, around, surroundings


@dataclass(frozen=True)
class Offer:
    """Another question that may have been meant, and how many jobs it finds."""

    text: str
    question: Question
    number: int


class Asked:
    """A question put to one state of the index; filters that name nothing known are left out of it.

    `beside`: another of the same moment, whose place and names need not be looked up again.
    """

    def __init__(
        self,
        question: Question,
        index: Reading,
        since: datetime | None = None,
        beside: "Asked | None" = None,
    ) -> None:
        self.index, self.searcher = index, index.searcher
        self.now = clock.now()
        self.names: dict[str, dict[str, str]] = (
            beside.names if beside else kept("names of filters", index.commit, _names)
        )
        is_there = beside is not None and beside.question.where == question.where
        self.there: Surroundings | None = beside.there if beside and is_there else surroundings(question.where, index)
        known = {
            name: tuple(slug for slug in getattr(question, name) if slug in names) for name, names in self.names.items()
        }
        q = question.q if question.exactly else respelled(question.q, index, _is_place)
        self.question: Question = question.but(page=question.page, q=q, **known)
        self.around = around(self.there, question.miles, over_water=question.water)
        self.clauses = clauses_of(self.question, self.around, self.now, since)

    @cached_property
    def total(self) -> int:
        return number_found(self.searcher, self.clauses.together())

    @cached_property
    def counts(self) -> Counts:
        """Facet -> value -> number; all that are found are counted in the same look."""
        self.total, counts = counts_of(self.searcher, self.clauses, self.question, self.now)
        return counts

    @cached_property
    def by_place(self) -> PlaceCounts:
        if self.around is None:
            return PlaceCounts()
        return counts_by_place(self.searcher, self.clauses, self.question, self.around)

    @cached_property
    def order(self) -> str:
        order = self.question.order
        if order == "distance" and not (self.around and self.around.has_distances):
            order = self.question.but(sort="").order
        return "newest" if order == "relevance" and self.clauses.words is None else order

    def ids(self, offset: int, size: int) -> list[int]:
        if self.order == "relevance":
            return page_by_score(self.searcher, self.clauses.scored(), offset, size)
        if self.order == "distance" and self.around:
            return page_by_distance(self.searcher, self.clauses.together(), self.around, offset, size)
        return page_in_order(self.searcher, self.clauses.together(), self.order, offset, size)

    def offers(self) -> list[Offer]:
        """What the words may have meant besides, as far as it finds anything."""
        near = offers_in(self.question)
        if self.question.exactly and (right := respelled(self.question.q, self.index, _is_place)) != self.question.q:
            near.insert(0, (f"Did you mean “{right}”?", self.question.but(q=right, exactly=False)))
        found = (Offer(text, question, self._number_of(question)) for text, question in near)
        # A filter that leaves out nothing is no help.
        same = (self.question.q, self.total)
        return [
            *([] if self.total or self.question.where else self._offers_of_places()),
            *(offer for offer in found if offer.number and (offer.question.q, offer.number) != same),
        ]

    def _offers_of_places(self) -> Iterator[Offer]:
        """The place that the last words name, where no advert says all of the words."""
        for name, question in places_in(self.question):
            if places := places_called(name):
                said = f"for “{question.q}” " if question.q else ""
                text = f"Jobs {said}within {question.miles} miles of {places[0].name}"
                if number := Asked(question, self.index, beside=self).total:
                    yield Offer(text, question, number)
                return

    def _number_of(self, question: Question) -> int:
        """How many adverts a question of the same place finds; one value of a filter more is among the choices."""
        more = [(name, value) for name in FACETS if (value := getattr(question, name)) != getattr(self.question, name)]
        if len(more) == 1 and question.but(**{more[0][0]: ()}) == self.question.but():
            [(name, (value,))] = more
            return self.counts[name].get(value, 0)
        return number_found(self.searcher, clauses_of(question, self.around, self.now).together())

    def choices(self) -> dict[str, list[Choice]]:
        return {name: choices_of(self._names(name), self.counts[name], self._chosen(name)) for name in FACETS}

    def _names(self, name: str) -> Mapping[str, str]:
        facet = FACETS[name]
        if isinstance(facet, Several):
            return self.names[name] if facet.names is None else facet.names
        return {str(step): facet.say(step) for step in steps_of(facet, self.question)}

    def _chosen(self, name: str) -> tuple[str, ...]:
        chosen = getattr(self.question, name)
        return chosen if isinstance(chosen, tuple) else (str(chosen),) if chosen else ()


def _names() -> dict[str, dict[str, str]]:
    return dict(zip(("council", "category"), queries.names(), strict=True))


def _is_place(word: str) -> bool:
    return bool(places_called(word))
