"""Made-up adverts in bulk, for measuring: plausible words, pay and places, the same for the same number."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from recruitment.core import clock
from recruitment.core.tenancy import adding
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.actions import point_at
from recruitment.places.tables import Postcode
from recruitment.vacancies.suggesting import known_titles
from recruitment.vacancies.tables import Category, Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, DISCLOSURE_LEVELS, GAELIC, PATTERNS, SCHEMES

MAKING = System("demonstration")
CHUNK = 2_000
# Workplaces that the generated adverts share, as schools and depots are shared.
SPOTS = 2_000
VERBS = ("plan", "lead", "deliver", "support", "inspect", "record", "review", "teach", "repair", "advise on")
OBJECTS = (
    "services for families",
    "roads and footpaths",
    "school meals",
    "care at home",
    "budgets",
    "parks",
    "records",
    "housing repairs",
    "early learning",
    "community events",
    "digital services",
    "ferries and harbours",
)


def generate(count: int, say: Callable[[str], None]) -> None:
    """Adds `count` live adverts. Their index is made anew afterwards (`flask rebuild-index`)."""
    chance = random.Random(count)
    with transaction():
        spots = _spots(chance)
        employers = list(db.session.scalars(select(Organisation.id)))
        categories = list(db.session.scalars(select(Category.code)))
    for begin in range(0, count, CHUNK):
        rows = list(_rows(chance, range(begin, min(begin + CHUNK, count)), employers, categories))
        with transaction():
            keys = db.session.scalars(
                adding(MAKING, Vacancy).returning(Vacancy.id, sort_by_parameter_order=True), rows
            ).all()
            db.session.execute(adding(MAKING, Workplace), list(_workplaces(chance, keys, rows, spots)))
        say(f"{begin + len(rows):,} of {count:,} adverts")


def _spots(chance: random.Random) -> list[tuple[int, str]]:
    codes = list(db.session.scalars(select(Postcode.code).where(Postcode.is_live).order_by(Postcode.code)))
    chosen = chance.sample(codes, min(SPOTS, len(codes)))
    rows = db.session.scalars(select(Postcode).where(Postcode.code.in_(chosen)).order_by(Postcode.code))
    return [(point_at(row.lat, row.lon, row.island).id, row.code) for row in rows.all()]


def _rows(
    chance: random.Random, numbers: range, employers: list[int], categories: list[str]
) -> Iterator[dict[str, Any]]:
    now = clock.now()
    titles = known_titles()
    for number in numbers:
        low = chance.randrange(2_400_000, 6_000_000, 1_000)
        begun = now - timedelta(hours=chance.randrange(1, 30 * 24))
        work = [f"{chance.choice(VERBS)} {chance.choice(OBJECTS)}" for _ in range(4)]
        yield {
            "organisation_id": chance.choice(employers),
            "reference": f"G{number:07d}",
            "state": "published",
            "title": chance.choice(titles),
            "summary": f"Help the council {work[0]} and {work[1]}.",
            "duties": "".join(f"* {line}\n" for line in work),
            "category_code": chance.choice(categories),
            "contract_type": chance.choice(list(CONTRACT_TYPES)),
            "patterns": sorted(chance.sample(list(PATTERNS), chance.randrange(1, 3))),
            "hours_low": 36,
            "hours_high": 36,
            "full_time_hours": 36,
            "pay_basis": "annual",
            "pay_low": low,
            "pay_high": low + chance.randrange(0, 600_000, 1_000),
            "disclosure_level": chance.choice(list(DISCLOSURE_LEVELS)),
            "gaelic": chance.choice(list(GAELIC)),
            "schemes": sorted(chance.sample(list(SCHEMES), chance.randrange(3))),
            "closes_at": now + timedelta(hours=chance.randrange(24, 45 * 24)),
            "public_from": begun,
            "published_at": begun,
        }


def _workplaces(
    chance: random.Random, keys: Any, rows: list[dict[str, Any]], spots: list[tuple[int, str]]
) -> Iterator[dict[str, Any]]:
    for key, row in zip(keys, rows, strict=True):
        point, code = chance.choice(spots)
        yield {
            "organisation_id": row["organisation_id"],
            "vacancy_id": key,
            "position": 1,
            "kind": "site",
            "label": f"Workplace at {code}",
            "postcode": code,
            "point_id": point,
        }
