"""Made-up adverts in bulk, for measuring: the words and places of real ones, the same for the same number."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import resources
from typing import Any, NamedTuple

from sqlalchemy import select

from recruitment.core import clock
from recruitment.core.tenancy import adding
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.places.actions import point_at
from recruitment.places.queries import town_of
from recruitment.places.tables import Place, Postcode
from recruitment.vacancies.suggesting import council_titles
from recruitment.vacancies.tables import Category, Vacancy, Workplace
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, DISCLOSURE_LEVELS, GAELIC, PATTERNS, SCHEMES

MAKING = System("demonstration")
CHUNK = 2_000
# Workplaces that the generated adverts share, as schools and depots are shared.
SPOTS = 2_000
ADVERTS = "scottish_adverts.jsonl"
SITES = (
    "Primary School",
    "High School",
    "Nursery",
    "Depot",
    "Care Home",
    "Library",
    "Leisure Centre",
    "Council Offices",
)
SETTLEMENTS = ("City", "Town", "Village", "Suburb")
# Shares of adverts whose title names the workplace too, and whose employer is the council of the place.
NAMING_SITE, OF_THE_COUNCIL = 0.4, 0.85
HEARSAY = ("Known from", "Repeat of", "Search-result")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Spot(NamedTuple):
    """A workplace and the council area it lies in."""

    point: int
    postcode: str
    place: str
    town: str
    area: str


def generate(count: int, say: Callable[[str], None]) -> None:
    """Adds `count` live adverts. Their index is made anew afterwards (`flask rebuild-index`)."""
    chance = random.Random(count)
    with transaction():
        spots = _spots(chance)
        employers = list(db.session.execute(select(Organisation.id, Organisation.gss_code)))
        made = _Made(chance, spots, [id_ for id_, _ in employers], {code: id_ for id_, code in employers if code})
    for begin in range(0, count, CHUNK):
        pairs = [made.advert(number) for number in range(begin, min(begin + CHUNK, count))]
        rows = [row for row, _ in pairs]
        with transaction():
            keys = db.session.scalars(
                adding(MAKING, Vacancy).returning(Vacancy.id, sort_by_parameter_order=True), rows
            ).all()
            db.session.execute(adding(MAKING, Workplace), list(_workplaces(keys, pairs)))
        say(f"{begin + len(rows):,} of {count:,} adverts")


def _spots(chance: random.Random) -> list[Spot]:
    """Postcodes by lot, each with a settlement of its outward code."""
    codes = list(db.session.scalars(select(Postcode.code).where(Postcode.is_live).order_by(Postcode.code)))
    chosen = chance.sample(codes, min(SPOTS, len(codes)))
    named = select(Place.outcode, Place.name).where(Place.kind.in_(SETTLEMENTS)).order_by(Place.id)
    places: dict[str, list[str]] = defaultdict(list)
    for outcode, name in db.session.execute(named):
        places[outcode].append(name)
    rows = db.session.scalars(select(Postcode).where(Postcode.code.in_(chosen)).order_by(Postcode.code)).all()
    return [_spot(row, chance.choice(places[row.code[:-3]] or [""])) for row in rows]


def _spot(postcode: Postcode, place: str) -> Spot:
    point = point_at(postcode.lat, postcode.lon, postcode.island)
    return Spot(point.id, postcode.code, place, town_of(postcode, place), postcode.council_code)


class _Made:
    """Adverts put together from the titles, sentences and places of real ones."""

    def __init__(
        self, chance: random.Random, spots: list[Spot], employers: list[int], councils: dict[str, int]
    ) -> None:
        self.chance, self.spots, self.employers, self.councils = chance, spots, employers, councils
        self.titles = council_titles()
        self.sentences = _sentences()
        self.now = clock.now()
        self.categories = set(db.session.scalars(select(Category.code)))

    def advert(self, number: int) -> tuple[dict[str, Any], Spot]:
        chance = self.chance
        spot = chance.choice(self.spots)
        title, category = chance.choice(self.titles)
        if chance.random() < NAMING_SITE:
            title = f"{title} - {spot.place} {chance.choice(SITES)}"
        council = self.councils.get(spot.area) if chance.random() < OF_THE_COUNCIL else None
        low = chance.randrange(2_400_000, 6_000_000, 1_000)
        begun = self.now - timedelta(hours=chance.randrange(1, 30 * 24))
        facts = {
            "organisation_id": council or chance.choice(self.employers),
            "reference": f"G{number:07d}",
            "state": "published",
            "title": title,
            "summary": " ".join(chance.sample(self.sentences, 2)),
            "duties": "".join(f"* {line}\n" for line in chance.sample(self.sentences, 4)),
            "category_code": category if category in self.categories else None,
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
            "closes_at": self.now + timedelta(hours=chance.randrange(24, 45 * 24)),
            "public_from": begun,
            "published_at": begun,
        }
        return facts, spot


def _sentences() -> list[str]:
    """What real adverts say; some are known by hearsay alone, which is no advert's language."""
    lines = (resources.files("recruitment.vacancies") / "data" / ADVERTS).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["description"] for line in lines]
    return [sentence for text in texts if not text.startswith(HEARSAY) for sentence in _SENTENCE.split(text)]


def _workplaces(keys: Any, pairs: list[tuple[dict[str, Any], Spot]]) -> Iterator[dict[str, Any]]:
    for key, (row, spot) in zip(keys, pairs, strict=True):
        yield {
            "organisation_id": row["organisation_id"],
            "vacancy_id": key,
            "position": 1,
            "kind": "site",
            "label": spot.place or f"Workplace at {spot.postcode}",
            "locality": spot.town,
            "postcode": spot.postcode,
            "point_id": spot.point,
        }
