"""The answer to a question: how many, which on this page, and how many each further filter would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from recruitment.core import clock
from recruitment.core.viewers import Public, Viewer
from recruitment.places.queries import Found
from recruitment.search import queries
from recruitment.search.counting import PAY_FLOORS, Choice, choices_of, counts_of
from recruitment.search.index import Reading, reading
from recruitment.search.matching import PAY, clauses_of
from recruitment.search.ordering import page_by_distance, page_by_score, page_in_order
from recruitment.search.questions import Question
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
class Answer:
    """`question`: as it was understood, on a page that exists. `around`: None where no place was asked for or known.

    `choices`: filter name -> values worth offering.
    """

    question: Question
    order: str
    total: int
    pages: int
    hits: Sequence[Hit]
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    around: Around | None = None
    messages: Sequence[str] = ()

    @property
    def place(self) -> Found | None:
        return self.around.place if self.around else None

    @property
    def is_place_unknown(self) -> bool:
        return bool(self.question.where) and self.around is None


def answer(
    question: Question,
    *,
    size: int = PAGE_SIZE,
    viewer: Viewer | None = None,
    with_choices: bool = True,
    since: datetime | None = None,
) -> Answer:
    """Answers from the index, each hit checked against the database. Raises index.IndexUnreadable.

    `since`: of nothing that was public before then.
    """
    asked = _Asked(question, reading(), since)
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
    )


def number_of(question: Question) -> int:
    """How many adverts a question finds. Raises index.IndexUnreadable."""
    return _Asked(question, reading()).total


def new_vacancies(question: Question, since: datetime) -> list[int]:
    """The ids of what a question finds that was not public before `since`, newest first: what an alert tells of.

    Raises index.IndexUnreadable.
    """
    return _Asked(question.but(sort="newest"), reading(), since).ids(0, FARTHEST)


def hits_of(ids: Sequence[int]) -> list[Hit]:
    """Those of the ids that the public can read now, in their order."""
    return _hits(Public(), ids, None)


class _Asked:
    """A question put to one state of the index; filters that name nothing known are left out of it."""

    def __init__(self, question: Question, index: Reading, since: datetime | None = None) -> None:
        self.searcher = index.searcher
        self.categories = queries.category_names()
        self.employers = queries.organisation_names(question.council)
        self.question = question.but(
            page=question.page,
            council=tuple(slug for slug in question.council if slug in self.employers),
            category=tuple(slug for slug in question.category if slug in self.categories),
        )
        self.around = around(question.where, question.miles)
        self.clauses = clauses_of(self.question, self.around, clock.now(), index.index, since)
        self.query = self.clauses.together()

    @cached_property
    def total(self) -> int:
        return self.searcher.search(self.query, limit=1).count  # type: ignore[attr-defined]  # the stub leaves it out

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
