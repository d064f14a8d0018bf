"""The answer to a question: how many, which on this page, and how many each further filter would leave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from tantivy import Query

from recruitment.core import clock
from recruitment.core.viewers import Public, Viewer
from recruitment.places.queries import Found, places_called
from recruitment.search import queries
from recruitment.search.counting import PAY_FLOORS, Choice, choices_of, counts_of
from recruitment.search.index import Reading, reading
from recruitment.search.known_words import offers_in, places_in
from recruitment.search.matching import PAY, clauses_of, unscored
from recruitment.search.ordering import page_by_distance, page_by_score, page_in_order
from recruitment.search.questions import Question
from recruitment.search.spelling import respelled
from recruitment.search.spots import Around, around, islands_of
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.tables import Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS

PAGE_SIZE: Final = 20
# Nobody reads so far; a machine that wants everything asks again by filter.
FARTHEST: Final = 10_000


@dataclass(frozen=True)
class Hit:
    """A live vacancy. `miles`: from the place asked for to `nearest` of its workplaces, where both are known."""

    vacancy: Vacancy
    workplaces: Sequence[Workplace]
    miles: float | None = None
    nearest: Workplace | None = None
    is_across_water: bool = False


@dataclass(frozen=True)
class Offer:
    """Another question that may have been meant, and how many jobs it finds."""

    text: str
    question: Question
    number: int


@dataclass(frozen=True)
class Answer:
    """`question`: as it was understood, on a page that exists. `around`: None where no place was asked for or known.

    `choices`: filter name -> values worth offering. `typed`: the words before their spelling was put right, if it was.
    `offers`: filters that the words name.
    """

    question: Question
    order: str
    total: int
    pages: int
    hits: Sequence[Hit]
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    around: Around | None = None
    messages: Sequence[str] = ()
    typed: str = ""
    offers: Sequence[Offer] = ()

    @property
    def place(self) -> Found | None:
        return self.around.place if self.around else None

    @property
    def is_place_unknown(self) -> bool:
        return bool(self.question.where) and self.around is None


def answer(
    question: Question, *, size: int = PAGE_SIZE, viewer: Viewer | None = None, with_choices: bool = True
) -> Answer:
    """Answers from the index, each hit checked against the database. Raises index.IndexUnreadable."""
    asked = _Asked(question, reading())
    total = asked.total
    pages = max(1, -(-min(total, FARTHEST) // size))
    page = min(question.page, pages)
    ids = asked.ids((page - 1) * size, size)
    hits = _hits(viewer or Public(), ids, asked.around)
    return Answer(
        question=asked.question.but(page=page),
        order=asked.order,
        # An advert that left since the index was written is not counted where it would have stood.
        total=total - (len(ids) - len(hits)),
        pages=pages,
        hits=hits,
        choices=asked.choices() if with_choices else {},
        around=asked.around,
        messages=_messages(question, asked),
        typed=question.q if asked.question.q != question.q else "",
        offers=asked.offers() if with_choices else (),
    )


def number_of(question: Question) -> int:
    """How many adverts a question finds. Raises index.IndexUnreadable."""
    return _Asked(question, reading()).total


class _Asked:
    """A question put to one state of the index; filters that name nothing known are left out of it."""

    def __init__(self, question: Question, index: Reading) -> None:
        self.index, self.searcher = index, index.searcher
        self.categories = queries.category_names()
        self.employers = queries.organisation_names(question.council)
        self.question = question.but(
            page=question.page,
            q=question.q if question.exactly else respelled(question.q, index, _is_place),
            council=tuple(slug for slug in question.council if slug in self.employers),
            category=tuple(slug for slug in question.category if slug in self.categories),
        )
        self.around = around(question.where, question.miles)
        self.clauses = clauses_of(self.question, self.around, clock.now())
        self.query = self.clauses.together()

    @cached_property
    def total(self) -> int:
        return self._count(self.query)

    @cached_property
    def order(self) -> str:
        order = self.question.order
        if order == "distance" and not (self.around and self.around.has_distances):
            order = self.question.but(sort="").order
        return "newest" if order == "relevance" and self.clauses.words is None else order

    def ids(self, offset: int, size: int) -> list[int]:
        if self.order == "relevance":
            found = page_by_score(self.searcher, self.query, offset, size)
        elif self.order == "distance" and self.around:
            found = page_by_distance(self.searcher, self.query, self.around.miles_to, offset, size)
        else:
            found = page_in_order(self.searcher, self.query, self.order, offset, size)
        return [int(self.searcher.doc(address)["id"][0]) for address in found]

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
                if number := number_of(question):
                    yield Offer(text, question, number)
                return

    def _number_of(self, question: Question) -> int:
        """How many adverts a question of the same place finds."""
        return self._count(clauses_of(question, self.around, clock.now()).together())

    def _count(self, query: Query) -> int:
        return self.searcher.search(unscored(query), limit=1).count  # type: ignore[attr-defined]  # not in the stub

    def choices(self) -> dict[str, list[Choice]]:
        counts = counts_of(self.searcher, self.clauses)
        employers = queries.organisation_names(counts["council"]) | self.employers
        names = {
            "council": dict(sorted(employers.items(), key=lambda pair: pair[1])),
            "category": self.categories,
            "contract": CONTRACT_TYPES,
            "pattern": PATTERNS,
            PAY: {str(floor): f"£{floor:,} or more" for floor in PAY_FLOORS},
        }
        asked = self.question
        chosen = {name: getattr(asked, name) for name in names}
        chosen[PAY] = (str(asked.pay_from),) if asked.pay_from else ()
        return {name: choices_of(names[name], counts[name], chosen[name]) for name in names}


def _is_place(word: str) -> bool:
    return bool(places_called(word))


def _messages(question: Question, asked: _Asked) -> list[str]:
    """What was not understood, in plain words."""
    said = []
    if question.where and asked.around is None:
        said.append(f"We do not know a place called “{question.where}”, so these jobs are from all of Scotland.")
    unknown = [
        slug
        for before, after in ((question.council, asked.question.council), (question.category, asked.question.category))
        for slug in sorted(set(before) - set(after))
    ]
    if unknown:
        said.append(f"We left out what we do not know: {', '.join(unknown)}.")
    return said


def _hits(viewer: Viewer, ids: Sequence[int], there: Around | None) -> list[Hit]:
    vacancies = queries.live_vacancies(viewer, ids)
    shown = [vacancies[vacancy_id] for vacancy_id in ids if vacancy_id in vacancies]
    workplaces = workplaces_of(viewer, shown)
    if there is None or not there.has_distances:
        return [Hit(vacancy, workplaces[vacancy.id]) for vacancy in shown]
    nearest = {vacancy: _nearest(places, there.miles_to) for vacancy, places in workplaces.items()}
    islands = islands_of({place.point_id for place in nearest.values() if place and place.point_id})
    return [_measured(vacancy, workplaces[vacancy.id], nearest[vacancy.id], there, islands) for vacancy in shown]


def _nearest(workplaces: Sequence[Workplace], miles_to: Mapping[int, float]) -> Workplace | None:
    inside = [place for place in workplaces if place.point_id in miles_to]
    return min(inside, key=lambda place: miles_to[place.point_id or 0], default=None)


def _measured(
    vacancy: Vacancy, workplaces: Sequence[Workplace], nearest: Workplace | None, there: Around, islands: dict[int, str]
) -> Hit:
    if nearest is None or nearest.point_id is None:
        return Hit(vacancy, workplaces)
    is_across = islands.get(nearest.point_id, "") != there.place.island
    return Hit(vacancy, workplaces, there.miles_to[nearest.point_id], nearest, is_across)
