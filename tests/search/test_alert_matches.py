"""An alert finds what the page finds: one matcher, whatever is asked."""

import random
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.search.alert_queries import question_asked, stored
from recruitment.search.alert_tables import JobAlert
from recruitment.search.answers import FARTHEST, answer, new_vacancies
from recruitment.search.questions import RADII, Question
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from tests.builders.organisations import an_organisation
from tests.builders.search import a_place, a_point, an_advert, follow

pytestmark = pytest.mark.usefixtures("index")
WORDS = ("cook", "driver", "social worker", "school", "night", "“", "-", '"cook driver"')
COUNCILS = ("fife-council", "orkney-islands-council", "no-such-council")
HERE = (56.4152, -5.4710)

questions = st.builds(
    Question,
    q=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    where=st.sampled_from(("", "", "Oban", "Nowhereland")),
    miles=st.sampled_from(RADII),
    council=st.lists(st.sampled_from(COUNCILS), unique=True, max_size=2).map(lambda chosen: tuple(sorted(chosen))),
    contract=st.sets(st.sampled_from(list(CONTRACT_TYPES)), max_size=2).map(
        lambda chosen: tuple(code for code in CONTRACT_TYPES if code in chosen)
    ),
    pattern=st.sets(st.sampled_from(list(PATTERNS)), max_size=2).map(
        lambda chosen: tuple(code for code in PATTERNS if code in chosen)
    ),
    pay_from=st.sampled_from((None, None, 20_000, 30_000)),
    sort=st.sampled_from(("", "closing", "pay")),
)


@pytest.fixture
def adverts(index: None) -> None:
    chance = random.Random(7)
    a_place("Oban", *HERE)
    points = [a_point(HERE[0] + step / 10, HERE[1]) for step in range(6)]
    for number in range(40):
        opened = clock.now() - timedelta(days=number % 20, hours=1)
        an_advert(
            an_organisation(chance.choice(COUNCILS[:2])),
            title=" ".join(chance.sample(("Cook", "Driver", "Social worker", "School assistant", "Night porter"), 2)),
            contract_type=chance.choice(list(CONTRACT_TYPES)),
            patterns=chance.sample(list(PATTERNS), 2),
            pay_low=chance.choice((1_900_000, 2_500_000)),
            pay_high=3_100_000,
            at=chance.choice((None, *points)),
            public_from=opened,
            published_at=opened,
            closes_at=clock.now() + timedelta(days=30),
        )
    follow()


def test_an_alert_finds_what_the_page_finds(app: Flask, adverts: None) -> None:
    found = 0

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(questions, st.integers(0, 21))
    def agree(question: Question, days: int) -> None:
        nonlocal found
        since = clock.now() - timedelta(days=days)
        kept = question_asked(JobAlert(question=stored(question)))
        page = answer(question, size=FARTHEST, with_choices=False)
        new = {hit.vacancy.id for hit in page.hits if (hit.vacancy.public_from or since) >= since}
        told = new_vacancies(kept, since)
        assert set(told) == new and len(told) == len(new)
        found += len(told)

    agree()
    assert found > 100
