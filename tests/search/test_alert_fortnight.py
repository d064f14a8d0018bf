"""A simulated fortnight: the worker down for days, the index behind, adverts coming and going; each is told once."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.search.questions import Question
from recruitment.vacancies.tables import Vacancy
from tests.builders.alerts import an_alert, news, tell
from tests.builders.search import an_advert, announce, follow, later

pytestmark = [pytest.mark.usefixtures("index"), pytest.mark.dialect]
# Hours from the beginning: the worker is away for four days, the follower for two others.
WORKER_AWAY, FOLLOWER_AWAY = range(72, 168), range(200, 248)
STEP, HOURS = 4, 14 * 24
ALERTS = {
    "once@test.example": "at_once",
    "daily@test.example": "daily",
    "weekly@test.example": "weekly",
}


def published(number: int, chance: random.Random) -> Vacancy:
    """Now, later, or as taken in from elsewhere, where it was posted days ago."""
    now = clock.now()
    opens = now + timedelta(hours=chance.choice((-200, -30, 0, 0, 0, 7, 50)))
    return an_advert(
        title=f"Cook {number}",
        public_from=opens,
        published_at=now,
        closes_at=now + timedelta(days=chance.choice((20, 40))),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_each_vacancy_exactly_once(app: Flask, seed: int) -> None:
    chance = random.Random(seed)
    an_advert(title="Cook of old")
    follow()
    for email, frequency in ALERTS.items():
        an_alert(Question(q="cook"), frequency, email)
    expected: list[str] = []
    for hour in range(STEP, HOURS + 1, STEP):
        with later(app, hours=hour):
            if chance.random() < 0.4:
                vacancy = published(hour, chance)
                expected.append(vacancy.reference)
                an_advert(title=f"Driver {hour}", public_from=clock.now(), published_at=clock.now())
                if chance.random() < 0.3:
                    vacancy.summary = "Amended."
                    announce(vacancy)
            if hour not in FOLLOWER_AWAY:
                follow()
            if hour not in WORKER_AWAY:
                tell()
    assert len(expected) > 20
    # What was scheduled opens, and every alert has had another morning of its own.
    with later(app, hours=HOURS + 9 * 24):
        follow()
        tell()
    for email in ALERTS:
        assert Counter(references(email)) == Counter(expected)
    assert len(news("once@test.example")) > len(news("daily@test.example")) > len(news("weekly@test.example")) >= 2


def references(email: str) -> list[str]:
    """Of every vacancy in every letter. None has more than it shows."""
    assert all(letter.facts["more"] == 0 for letter in news(email))
    return [job["href"].split("/")[-2] for letter in news(email) for job in letter.facts["jobs"]]
