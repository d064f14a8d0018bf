"""What is open of a kind of work, in a place, or both: the facts that a landing page is written from."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select
from tantivy import Occur, Query

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.places.islands import is_water_between, land_at
from recruitment.places.rules import box_around, miles_between
from recruitment.places.tables import Point
from recruitment.search import queries
from recruitment.search.answers import Answer, answer
from recruitment.search.index import reading
from recruitment.search.landing_places import LandingPlace, landing_places
from recruitment.search.matching import clauses_of
from recruitment.search.ordering import MOST_POINTS
from recruitment.search.questions import USUAL_RADIUS, Question
from recruitment.search.spots import at_points

NEWEST: Final = 10
SOON: Final = timedelta(days=7)
MOST_KINDS: Final = 200
KINDS: Final = {"terms": {"field": "category", "size": MOST_KINDS}}
ALL: Final = {"value_count": {"field": "by_opening"}}


@dataclass(frozen=True)
class Landing:
    """The newest of what a question finds, with sums over all of it.

    Pay is pence of a full-time year, and `paid` how many adverts tell it.
    `by_area`: statistical code of a council area -> number of jobs there.
    """

    found: Answer
    paid: int
    pay_low: int | None
    pay_high: int | None
    closing_soon: int
    by_area: Mapping[str, int]

    @property
    def total(self) -> int:
        return self.found.total

    def number_with(self, filter_name: str, value: str) -> int:
        return next((each.count for each in self.found.choices[filter_name] if each.value == value), 0)


@dataclass(frozen=True)
class Tally:
    """How many jobs are open at a place, and of each kind of work by its slug."""

    place: LandingPlace
    number: int
    by_category: Mapping[str, int] = field(default_factory=dict)


def landing(question: Question, viewer: Viewer) -> Landing:
    """Raises index.IndexUnreadable."""
    found = answer(question, size=NEWEST, viewer=viewer)
    index, now = reading(), clock.now()
    begins = int(now.timestamp())
    soon = {"field": "closes_at", "ranges": [{"from": begins, "to": begins + int(SOON.total_seconds())}]}
    sums = index.searcher.aggregate(
        clauses_of(found.question, found.around, now).together(),
        {
            "paid": {"value_count": {"field": "pay_low"}},
            "low": {"min": {"field": "pay_low"}},
            "high": {"max": {"field": "pay_high"}},
            "soon": {"range": soon},
            "areas": {"terms": {"field": "areas", "size": MOST_KINDS}},
        },
    )
    return Landing(
        found=found,
        paid=int(sums["paid"]["value"]),
        pay_low=_pence(sums["low"]["value"]),
        pay_high=_pence(sums["high"]["value"]),
        closing_soon=sum(bucket["doc_count"] for bucket in sums["soon"]["buckets"] if bucket.get("from") == begins),
        by_area=_numbers(sums["areas"]),
    )


def tallies() -> list[Tally]:
    """Every place that has a page, by name, with what is open there now. Raises index.IndexUnreadable."""
    index, now = reading(), clock.now()
    live = clauses_of(Question(), None, now).together()
    areas = {"terms": {"field": "areas", "size": MOST_KINDS}, "aggs": {"kinds": KINDS}}
    points = {"terms": {"field": "points", "size": MOST_POINTS}}
    sums = index.searcher.aggregate(live, {"areas": areas, "points": points})
    by_area = {bucket["key"]: bucket for bucket in sums["areas"]["buckets"]}
    around = _Around({int(bucket["key"]) for bucket in sums["points"]["buckets"]})

    def tally(place: LandingPlace) -> Tally:
        if place.is_area:
            bucket = by_area.get(place.area_code)
            return Tally(place, bucket["doc_count"], _numbers(bucket["kinds"])) if bucket else Tally(place, 0)
        there = around.within(place)
        if not there:
            return Tally(place, 0)
        query = Query.boolean_query([(Occur.Must, live), (Occur.Must, at_points(there))])
        counted = index.searcher.aggregate(query, {"all": ALL, "kinds": KINDS})
        return Tally(place, int(counted["all"]["value"]), _numbers(counted["kinds"]))

    return [tally(place) for place in landing_places()]


def open_landings() -> list[tuple[str, str, int]]:
    """(category, place, number) of every landing page that has a job, slugs, "" for every kind or all of Scotland."""
    index = reading()
    live = clauses_of(Question(), None, clock.now()).together()
    kinds = _numbers(index.searcher.aggregate(live, {"kinds": KINDS})["kinds"])
    known = queries.category_names()
    found = [(kind, "", number) for kind, number in sorted(kinds.items()) if kind in known]
    for tally in tallies():
        if tally.number:
            found.append(("", tally.place.slug, tally.number))
            kinds_here = sorted(tally.by_category.items())
            found += [(kind, tally.place.slug, number) for kind, number in kinds_here if kind in known]
    return found


class _Around:
    """The points at which something is open, by latitude, so that those around a place are soon found."""

    def __init__(self, peopled: set[int]) -> None:
        rows = db.session.execute(select(Point.lat, Point.lon, Point.island, Point.id).order_by(Point.lat))
        self.points = [row for row in rows if row.id in peopled]
        self.lats = [row.lat for row in self.points]

    def within(self, place: LandingPlace) -> list[int]:
        """Of an island all; of a town those in the usual radius and on its side of the water."""
        if place.is_island:
            return [row.id for row in self.points if row.island == place.island]
        box, land = box_around(place.lat, place.lon, USUAL_RADIUS), land_at(place.lat, place.lon, place.island)
        near = self.points[bisect_left(self.lats, box.south) : bisect_right(self.lats, box.north)]
        return [
            row.id
            for row in near
            if box.west <= row.lon <= box.east
            and not is_water_between(land, land_at(row.lat, row.lon, row.island))
            and miles_between(place.lat, place.lon, row.lat, row.lon) <= USUAL_RADIUS
        ]


def _numbers(result: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in result["buckets"]}


def _pence(value: float | None) -> int | None:
    return None if value is None else int(value)
