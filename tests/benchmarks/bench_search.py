"""Search among many live adverts: what a full question costs, against browsing, in the same run.

    python -m tests.benchmarks.bench_search [ADVERTS]

Text is generated with the frequencies of ordinary language (Zipf), so common words are common.
"""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from werkzeug.datastructures import MultiDict

from recruitment import create_app
from recruitment.core import clock
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.tables import Place, PlaceName, Point
from recruitment.search.answers import answer
from recruitment.search.follower import rebuild
from recruitment.search.questions import question_of
from recruitment.vacancies.tables import Category, Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS
from tests.conftest import settings_for
from tests.databases import sqlite_url

ADVERTS = 20_000
CHUNK = 1_000
COUNCILS, CATEGORIES, POINTS = 32, 25, 3_000
VOCABULARY = 8_000
SUMMARY, DUTIES = 25, 120
RUNS, WARM_UP = 40, 5
BROWSE = "browse, newest first, with counts"
QUESTIONS: dict[str, dict[str, Any]] = {
    BROWSE: {},
    "two words, with counts": {"q": "word20 word60"},
    "two words, filters and radius, with counts": {
        "q": "word20 word60", "where": "Middle", "miles": "50", "contract": ["permanent", "temporary"],
        "pattern": "full_time", "pay_from": "25000",
    },
    "a common word, nearest first, with counts": {"q": "word5", "where": "Middle", "miles": "50", "sort": "distance"},
    "the hundredth page": {"page": "100"},
}  # fmt: skip


def main(adverts: int = ADVERTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings_for(sqlite_url(Path(folder)), Path(folder)))
        with app.app_context():
            db.create_all()
            _fill(adverts)
            began = clock.ticks()
            rebuild()
            say(f"search: {adverts:,} adverts, indexed at {adverts / (clock.ticks() - began):,.0f} a second")
            _ask()
            db.session.remove()
            db.engine.dispose()


def _ask() -> None:
    medians = {name: _median(parameters) for name, parameters in QUESTIONS.items()}
    for name, milliseconds in medians.items():
        say(f"  {name:45} {milliseconds:7.1f} ms {milliseconds / medians[BROWSE]:6.2f} × browsing")


def _median(parameters: dict[str, Any]) -> float:
    spans = []
    for _ in range(WARM_UP + RUNS):
        began = clock.ticks()
        answer(question_of(MultiDict(parameters)))
        spans.append(clock.ticks() - began)
        db.session.rollback()
    return statistics.median(spans[WARM_UP:]) * 1_000


def _fill(adverts: int) -> None:
    dice = random.Random(1)
    db.session.add_all(
        [
            *(
                Organisation(id=n, slug=f"council-{n}", name=f"Council {n}", kind="council")
                for n in range(1, COUNCILS + 1)
            ),
            *(
                Category(code=f"c{n}", slug=f"c{n}", name=f"Work {n}", description="", soc_groups=[])
                for n in range(CATEGORIES)
            ),
            *(Point(id=n, lat=55 + dice.random() * 4, lon=-6 + dice.random() * 4) for n in range(1, POINTS + 1)),
            Place(id=1, name="Middle", kind="Town", lat=56.5, lon=-4, is_exact=True),
        ]
    )  # fmt: skip
    db.session.flush()
    db.session.add(PlaceName(place_id=1, folded="middle", is_main=True))
    db.session.commit()
    rows = _vacancies(dice, adverts)
    while chunk := list(islice(rows, CHUNK)):
        # Below the session, which takes a table of an organisation's own through visible() alone.
        with db.engine.begin() as connection:
            connection.execute(insert(Vacancy.__table__), chunk)
            connection.execute(insert(Workplace.__table__), [_workplace(dice, row) for row in chunk])


def _vacancies(dice: random.Random, adverts: int) -> Iterator[dict[str, Any]]:
    words = [f"word{n}" for n in range(1, VOCABULARY)]
    weights = [1 / n for n in range(1, VOCABULARY)]
    now = clock.now()

    def text(length: int) -> str:
        return " ".join(dice.choices(words, weights, k=length))

    for number in range(1, adverts + 1):
        opened = now - timedelta(minutes=dice.randrange(30_000))
        low = dice.randrange(2_200_000, 6_000_000)
        yield {
            "id": number, "organisation_id": dice.randint(1, COUNCILS), "reference": f"B{number:07d}",
            "state": "published", "title": text(4), "summary": text(SUMMARY), "duties": text(DUTIES),
            "category_code": f"c{dice.randrange(CATEGORIES)}", "contract_type": dice.choice([*CONTRACT_TYPES]),
            "patterns": dice.sample([*PATTERNS], 2), "pay_basis": "annual", "pay_low": low, "pay_high": low + 200_000,
            "public_from": opened, "published_at": opened, "closes_at": now + timedelta(days=1 + dice.randrange(30)),
        }  # fmt: skip


def _workplace(dice: random.Random, vacancy: dict[str, Any]) -> dict[str, Any]:
    return {
        "organisation_id": vacancy["organisation_id"], "vacancy_id": vacancy["id"], "position": 1, "kind": "place",
        "label": "Somewhere", "point_id": dice.randint(1, POINTS),
    }  # fmt: skip


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ADVERTS)
