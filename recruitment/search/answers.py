"""The answer to a question: how many, which on this page, and how many each further filter would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from recruitment.core.viewers import Public, Viewer
from recruitment.places.queries import Found
from recruitment.search import queries
from recruitment.search.asked import Asked, Offer
from recruitment.search.counting import Choice, PlaceCounts
from recruitment.search.index import reading
from recruitment.search.questions import Question
from recruitment.search.spots import Around
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.tables import Vacancy, Workplace

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

    `choices`: facet -> values worth offering. `typed`: the words before their spelling was put right, if it was.
    `offers`: filters and places that the words name.
    """

    question: Question
    order: str
    total: int
    pages: int
    hits: Sequence[Hit]
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    by_place: PlaceCounts = field(default_factory=PlaceCounts)
    around: Around | None = None
    messages: Sequence[str] = ()
    typed: str = ""
    offers: Sequence[Offer] = ()
    asked: Asked | None = field(default=None, repr=False, compare=False)

    @property
    def place(self) -> Found | None:
        return self.around.place if self.around else None

    @property
    def numbers(self) -> Mapping[int, int]:
        """Radius -> how many it would find, where there is one."""
        return self.by_place.numbers

    @property
    def across(self) -> int:
        return self.by_place.across

    @property
    def from_home(self) -> int:
        return self.by_place.from_home

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
    asked = Asked(question, reading(), since=since)
    choices = asked.choices() if with_choices else {}
    total = asked.total
    pages = max(1, -(-min(total, FARTHEST) // size))
    page = min(question.page, pages)
    ids = asked.ids((page - 1) * size, size) if total else []
    hits = _hits(viewer or Public(), ids, asked.around)
    return Answer(
        question=asked.question.but(page=page),
        order=asked.order,
        # An advert that left since the index was written is not counted where it would have stood.
        total=total - (len(ids) - len(hits)),
        pages=pages,
        hits=hits,
        choices=choices,
        by_place=asked.by_place if with_choices else PlaceCounts(),
        around=asked.around,
        messages=_messages(question, asked),
        typed=question.q if asked.question.q != question.q else "",
        offers=asked.offers() if with_choices else (),
        asked=asked,
    )


def number_of(question: Question, beside: Answer | None = None) -> int:
    """How many adverts a question finds, `beside` the answer to one near it. Raises index.IndexUnreadable."""
    other = beside.asked if beside else None
    return Asked(question, other.index if other else reading(), beside=other).total


def new_vacancies(question: Question, since: datetime) -> list[int]:
    """The ids of what a question finds that was not public before `since`, newest first: what an alert tells of.

    Raises index.IndexUnreadable.
    """
    return Asked(question.but(sort="newest"), reading(), since=since).ids(0, FARTHEST)


def hits_of(ids: Sequence[int]) -> list[Hit]:
    """Those of the ids that the public can read now, in their order."""
    return _hits(Public(), ids, None)


def _messages(question: Question, asked: Asked) -> list[str]:
    """What was not understood, in plain words."""
    said = []
    if question.where and asked.around is None:
        said.append(f"We do not know a place called “{question.where}”, so these jobs are from all of Scotland.")
    unknown = [
        slug
        for name in asked.names
        for slug in sorted(set(getattr(question, name)) - set(getattr(asked.question, name)))
    ]
    if unknown:
        said.append(f"We do not know these filters, so we left them out: {', '.join(unknown)}.")
    return said


def _hits(viewer: Viewer, ids: Sequence[int], there: Around | None) -> list[Hit]:
    if not ids:
        return []
    vacancies = queries.live_vacancies(viewer, ids)
    shown = [vacancies[vacancy_id] for vacancy_id in ids if vacancy_id in vacancies]
    workplaces = workplaces_of(viewer, shown)
    if there is None or not there.has_distances:
        return [Hit(vacancy, workplaces[vacancy.id]) for vacancy in shown]
    points = {str(place.point_id) for places in workplaces.values() for place in places}
    own, over = there.by_land(points.intersection(there.points))
    return [_measured(vacancy, workplaces[vacancy.id], own, over) for vacancy in shown]


def _measured(
    vacancy: Vacancy, workplaces: Sequence[Workplace], own: Mapping[str, float], over: Mapping[str, float]
) -> Hit:
    """`own`, `over`: miles to the points that count as there, by the side of the water on which they are."""
    miles_to = {**own, **over}
    inside = [place for place in workplaces if str(place.point_id) in miles_to]
    nearest = min(inside, key=lambda place: miles_to[str(place.point_id)], default=None)
    if nearest is None:
        return Hit(vacancy, workplaces)
    point = str(nearest.point_id)
    return Hit(vacancy, workplaces, miles_to[point], nearest, point in over)
