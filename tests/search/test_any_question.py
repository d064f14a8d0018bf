"""Whatever is asked, the counts are those of a reader with a pencil, and the pages hold each advert once."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from recruitment.core import clock
from recruitment.places.islands import is_water_between, land_at
from recruitment.places.rules import miles_between
from recruitment.places.tables import Point
from recruitment.search.answers import Answer, answer
from recruitment.search.facets import FACETS
from recruitment.search.questions import RADII, SORTS, Question, question_of
from recruitment.vacancies.pay import pay_three_ways
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, DISCLOSURE_LEVELS, GAELIC, PATTERNS, SCHEMES
from tests.builders.organisations import an_organisation
from tests.builders.search import a_category, a_place, a_point, an_advert, follow, work_also_at

pytestmark = pytest.mark.usefixtures("index")
ADVERTS = 60
SIZE = 7
HERE = (56.4152, -5.4710)
# Round the place, over the sound from it, on an island with a bridge, and where nobody knows which island it is.
SPOTS = (
    (56.42, -5.47, ""), (56.50, -5.40, ""), (56.82, -5.11, ""), (55.95, -3.19, ""), (56.40, -5.53, "kerrera"),
    (56.51, -5.49, "lismore"), (57.27, -5.74, "skye"), (57.20, -7.30, ""),
)  # fmt: skip
COUNCILS = ("fife-council", "orkney-islands-council", "nhs-orkney")
CATEGORIES = ("cleaning", "teaching", "care")
WORDS = ("cook", "driver", "teacher")
VALUES: dict[str, tuple[str, ...]] = {
    "council": COUNCILS,
    "category": CATEGORIES,
    "contract": tuple(CONTRACT_TYPES),
    "pattern": tuple(PATTERNS),
    "disclosure": ("none", "level", "pvg"),
    "gaelic": ("essential", "desirable"),
    "scheme": (*SCHEMES, "apprenticeship"),
    "pay_from": ("20000", "26500", "30000", "60000"),
    "posted": ("1", "3", "5", "14"),
    "closing": ("3", "7", "10", "14"),
}
MANY = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Row:
    """An advert as the database has it. `values`: of the facets of which several may be chosen."""

    vacancy: Vacancy
    points: tuple[Point, ...]
    values: dict[str, set[str]]
    opened: datetime
    closes: datetime | None


@pytest.fixture
def rows() -> list[Row]:
    """Adverts drawn by chance, the same each time."""
    dice = random.Random(7)
    a_place("Lorn", *HERE)
    employers = [an_organisation(slug) for slug in COUNCILS]
    categories = [a_category(slug, slug.title()) for slug in CATEGORIES]
    points = [a_point(lat, lon, island) for lat, lon, island in SPOTS]
    drawn = []
    for number in range(ADVERTS):
        drawn.append(_drawn(dice, dice.choice(employers), dice.choice(categories), points))
        if number % 20 == 0:
            follow()
    follow()
    return drawn


def _drawn(dice: random.Random, employer: Any, category: Any, points: list[Point]) -> Row:
    places = dice.sample(points, dice.choice((0, 1, 1, 2, 3)))
    now = clock.now()
    pay = dice.choice((None, 2_000_000, 2_650_000, 3_000_000, 7_000_000))
    vacancy = an_advert(
        employer,
        at=places[0] if places else None,
        title=dice.choice(WORDS),
        category_code=category.code,
        contract_type=dice.choice(list(CONTRACT_TYPES)),
        patterns=dice.sample(list(PATTERNS), dice.randrange(3)),
        is_home_based=dice.random() < 0.1,
        disclosure_level=dice.choice(["", *DISCLOSURE_LEVELS]),
        gaelic=dice.choice(list(GAELIC)),
        schemes=dice.sample(list(SCHEMES), dice.randrange(3)),
        public_from=now - timedelta(days=dice.randrange(1, 20)),
        closes_at=dice.choice((None, now + timedelta(days=dice.randrange(1, 20)))),
        pay_basis=None if pay is None else "annual",
        pay_low=pay,
        pay_high=pay,
    )
    for place in places[1:]:
        work_also_at(vacancy, place)
    return Row(vacancy, tuple(places), _values(vacancy, employer, category), vacancy.public_from, vacancy.closes_at)


def _values(vacancy: Vacancy, employer: Any, category: Any) -> dict[str, set[str]]:
    is_apprenticeship = vacancy.contract_type == "apprenticeship"
    levels = {"": set(), "none": {"none"}, "pvg": {"pvg"}}
    return {
        "council": {employer.slug},
        "category": {category.slug},
        "contract": {vacancy.contract_type},
        "pattern": {*vacancy.patterns, *(["home"] if vacancy.is_home_based else [])},
        "disclosure": levels.get(vacancy.disclosure_level, {"level"}),
        "gaelic": {vacancy.gaelic},
        "scheme": {*vacancy.schemes, *(["apprenticeship"] if is_apprenticeship else [])},
    }


def _fits(row: Row, question: Question, leaving_out: str = "") -> bool:
    """Whether an advert answers a question, by its row."""
    checks: dict[str, Callable[[], bool]] = {
        "q": lambda: question.q in ("", row.vacancy.title),
        "where": lambda: not question.where or _is_there(row, question, question.miles),
        **{name: lambda name=name: _has(row, name, getattr(question, name)) for name in FACETS},
    }
    return all(check() for name, check in checks.items() if name != leaving_out)


def _has(row: Row, name: str, asked: Any) -> bool:
    if not asked:
        return True
    if name in row.values:
        return bool(row.values[name] & set(asked))
    today = clock.local(clock.now()).date()
    if name == "posted":
        return (today - clock.local(row.opened).date()).days <= asked
    if name == "closing":
        return row.closes is not None and (clock.local(row.closes).date() - today).days <= asked
    annual = pay_three_ways(row.vacancy).annual
    return annual is not None and annual.high >= asked * 100


def _is_there(row: Row, question: Question, miles: int) -> bool:
    at_home = question.home and "home" in row.values["pattern"]
    return at_home or any(_is_near(point, question, miles) for point in row.points)


def _is_near(point: Point, question: Question, miles: int) -> bool:
    is_across = is_water_between("", land_at(point.lat, point.lon, point.island))
    return miles_between(*HERE, point.lat, point.lon) <= miles and (question.water or not is_across)


def _by_hand(rows: list[Row], question: Question, name: str) -> Counter[str]:
    others = [row for row in rows if _fits(row, question, leaving_out=name)]
    if name in ("pay_from", "posted", "closing"):
        asked = getattr(question, name)
        steps = {*FACETS[name].steps, *([asked] if asked else [])}
        return Counter({str(step): sum(_has(row, name, step) for row in others) for step in steps})
    return Counter(value for row in others for value in row.values[name] if value in VALUES[name])


@st.composite
def questions(draw: Any) -> Question:
    typed: list[tuple[str, str]] = []
    for name, values in VALUES.items():
        most = 1 if name in ("pay_from", "posted", "closing") else 3
        if draw(st.integers(0, 3)) == 0:
            typed += [(name, value) for value in draw(st.lists(st.sampled_from(values), min_size=1, max_size=most))]
    typed += [(name, "1") for name in ("water", "home") if draw(st.booleans())]
    typed.append(("where", draw(st.sampled_from(["", "Lorn"]))))
    typed.append(("miles", str(draw(st.sampled_from([*RADII, 7, 60])))))
    typed.append(("q", draw(st.sampled_from(["", "", *WORDS]))))
    typed.append(("sort", draw(st.sampled_from(["", *SORTS]))))
    return question_of(MultiDict(typed))


def test_counts_are_those_of_the_rows(rows: list[Row]) -> None:
    @MANY
    @given(questions())
    def counted(question: Question) -> None:
        found = answer(question)
        assert found.total == sum(_fits(row, question) for row in rows)
        for name in FACETS:
            offered = {choice.value: choice.count for choice in found.choices[name] if choice.count}
            assert offered == {value: n for value, n in _by_hand(rows, question, name).items() if n}, name
        _check_place(rows, question, found)

    counted()


def _check_place(rows: list[Row], question: Question, found: Answer) -> None:
    if not question.where:
        assert (found.numbers, found.across, found.from_home) == ({}, 0, 0)
        return
    elsewhere = [row for row in rows if _fits(row, question, leaving_out="where")]
    assert found.numbers == {
        miles: sum(_is_there(row, question, miles) for row in elsewhere) for miles in {*RADII, question.miles}
    }
    dry, wet = (
        sum(_is_there(row, question.but(water=water), question.miles) for row in elsewhere) for water in (False, True)
    )
    assert found.across == wet - dry
    assert found.from_home == sum("home" in row.values["pattern"] for row in elsewhere)


def test_pages_hold_each_advert_once(rows: list[Row]) -> None:
    @MANY
    @given(questions())
    def read(question: Question) -> None:
        seen = [hit.vacancy.id for page in _pages(question) for hit in page.hits]
        assert sorted(seen) == sorted(row.vacancy.id for row in rows if _fits(row, question))
        assert seen == [hit.vacancy.id for hit in answer(question, size=ADVERTS).hits]

    read()


def _pages(question: Question) -> Iterator[Answer]:
    first = answer(question, size=SIZE)
    yield first
    for number in range(2, first.pages + 1):
        yield answer(question.but(page=number), size=SIZE, with_choices=False)


@pytest.mark.parametrize("sort", ["newest", "closing", "pay", "distance"])
def test_an_order_is_the_one_it_says(rows: list[Row], sort: str) -> None:
    hits = answer(Question(where="Lorn", miles=100, water=True, sort=sort), size=ADVERTS).hits
    keys: dict[str, Callable[[Any], float]] = {
        "newest": lambda hit: -hit.vacancy.public_from.timestamp(),
        "closing": lambda hit: hit.vacancy.closes_at.timestamp() if hit.vacancy.closes_at else float("inf"),
        "pay": lambda hit: -(hit.vacancy.pay_high or 0),
        "distance": lambda hit: round(hit.miles, 1),
    }
    told = [keys[sort](hit) for hit in hits]
    assert len(told) > SIZE
    assert told == sorted(told)
