"""How many adverts each further choice of a filter would leave.

A filter's own choices are counted without it, under all the others: with "part time" chosen, "job share" says how many
more adverts it would bring, not how many are both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise
from typing import Any, Final

from tantivy import Query, Searcher

from recruitment.search.facets import FACETS, Facet, Several, Steps
from recruitment.search.matching import FROM_HOME, WHERE, Clauses
from recruitment.search.questions import RADII, Question
from recruitment.search.schema import SPOTS_APART
from recruitment.search.spots import Around

# More organisations, and more kinds of anything else, than there are.
MOST_VALUES: Final = 2_000
# More sets of workplaces than adverts have.
MOST_SPOTS: Final = 60_000
# Stands for no bound of a step.
ENDLESS: Final = 2**53
# Step -> from, and up to but not with.
Bounds = Mapping[int, tuple[int, int]]
Counts = Mapping[str, Mapping[str, int]]
# Names of counts beside those of the facets.
ALL: Final = "all"
HOME: Final = "home_work"


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as the address has it, and how many adverts there would be with it."""

    value: str
    name: str
    count: int
    is_chosen: bool


def counts_of(searcher: Searcher, clauses: Clauses, question: Question, now: datetime) -> tuple[int, Counts]:
    """How many there are, and facet -> value -> number: all in one look at what is found without any of the facets."""
    chosen = {name: clauses.filters[name].text for name in FACETS if name in clauses.filters}
    bounds = {name: _bounds(facet, question, now) for name, facet in FACETS.items() if isinstance(facet, Steps)}
    facets = {name: _aggregation(facet, bounds.get(name, {})) for name, facet in FACETS.items()}
    asked = {ALL: _under(chosen.values(), {name: facets[name] for name in FACETS if name not in chosen})}
    for name in chosen:
        others = [text for other, text in chosen.items() if other != name]
        asked[name] = _under(others, {name: facets[name]})
    results = searcher.aggregate(clauses.together(*chosen), asked)
    found = {name: results[name if name in chosen else ALL][name]["buckets"] for name in FACETS}
    counts = {name: _numbers(buckets, bounds.get(name)) for name, buckets in found.items()}
    return int(results[ALL]["doc_count"]), counts


def _under(filters: Iterable[str], aggregations: Mapping[str, Any]) -> dict[str, Any]:
    return {"filter": " AND ".join(f"({each})" for each in filters) or "*", "aggs": aggregations}


def steps_of(facet: Steps, question: Question) -> list[int]:
    """The steps on offer, and the one that an address asks for."""
    asked = getattr(question, facet.name)
    return sorted({*facet.steps, asked} if asked else facet.steps)


def _aggregation(facet: Facet, bounds: Bounds) -> dict[str, Any]:
    if isinstance(facet, Several):
        return {"terms": {"field": facet.name, "size": MOST_VALUES}}
    edges = sorted({edge for low, high in bounds.values() for edge in (low, high)})
    ranges = [{"from": low, "to": high} for low, high in pairwise(edges)]
    return {"range": {"field": facet.field, "ranges": ranges}}


def _bounds(facet: Steps, question: Question, now: datetime) -> Bounds:
    bounds = {step: facet.bounds(step, now) for step in steps_of(facet, question)}
    return {step: (low or 0, ENDLESS if high is None else high) for step, (low, high) in bounds.items()}


def _numbers(buckets: Sequence[Mapping[str, Any]], bounds: Bounds | None) -> dict[str, int]:
    """`bounds`: of the steps, where the facet has such."""
    if bounds is None:
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    # Buckets do not overlap, steps do: whatever pays from £30,000 pays from £25,000 too.
    told = [(bucket.get("from", 0), bucket.get("to", ENDLESS), bucket["doc_count"]) for bucket in buckets]
    return {
        str(step): sum(count for begin, end, count in told if low <= begin and end <= high)
        for step, (low, high) in bounds.items()
    }


@dataclass(frozen=True)
class PlaceCounts:
    """How many there are by place, under all filters but the place. `numbers`: radius -> number, an advert counted once
    at the nearest of its workplaces; `across`: those that are only there with what is across water; `from_home`: those
    done from home, wherever they are.
    """

    numbers: Mapping[int, int] = field(default_factory=dict)
    across: int = 0
    from_home: int = 0


def counts_by_place(searcher: Searcher, clauses: Clauses, question: Question, around: Around) -> PlaceCounts:
    spots = {"spots": {"terms": {"field": "spots", "size": MOST_SPOTS}}} if around.has_neighbours else {}
    asked = {**spots, HOME: {"filter": FROM_HOME, "aggs": spots if question.home else {}}}
    results = searcher.aggregate(clauses.together(WHERE), asked)
    from_home = results[HOME]["doc_count"]
    by_spot = _numbers_by_spot(results)
    at_home = 0
    if question.home:
        # Home work is there wherever else it is done.
        at_home = from_home
        for spot, number in _numbers_by_spot(results[HOME]).items():
            by_spot[spot] -= number
    radii = sorted({*RADII, question.miles})
    rings, across = [at_home, *[0] * len(radii)], 0
    several = [spot for spot in by_spot if SPOTS_APART in spot]
    own, over = around.in_rings({*by_spot}.union(*(spot.split(SPOTS_APART) for spot in several)), radii)
    asked_for, outside = radii.index(question.miles), len(radii)
    for spot, number in by_spot.items():
        here, beyond = _nearest(spot, own, outside), _nearest(spot, over, outside) if over else outside
        rings[min(here, beyond) if around.is_over_water else here] += number
        across += number if beyond <= asked_for < here else 0
    numbers = dict(zip(radii, accumulate(rings), strict=False)) if around.has_distances else {}
    return PlaceCounts(numbers, across, from_home)


def _numbers_by_spot(results: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in results.get("spots", {"buckets": []})["buckets"]}


def _nearest(spot: str, rings: Mapping[str, int], outside: int) -> int:
    """The ring of the nearest of an advert's workplaces, of which most have one."""
    if spot in rings:
        return rings[spot]
    return min([rings.get(point, outside) for point in spot.split(SPOTS_APART)])


def number_found(searcher: Searcher, query: Query) -> int:
    # Unlike a search, which wants the best ones too, this asks for nothing but the number; every advert has an order.
    return int(searcher.aggregate(query, {ALL: {"value_count": {"field": "by_opening"}}})[ALL]["value"])


def choices_of(names: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]) -> list[Choice]:
    """The values worth offering, in the order of `names`: those that would find something, and what is chosen."""
    return [
        Choice(value, name, counts.get(value, 0), value in chosen)
        for value, name in names.items()
        if counts.get(value, 0) or value in chosen
    ]
