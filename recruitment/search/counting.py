"""How many adverts each further choice of a filter would leave.

A filter's own choices are counted without it, under all the others: with "part time" chosen, "job share" says how many
more adverts it would bring, not how many are both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from tantivy import Occur, Query, Searcher

from recruitment.search.facets import FACETS, Facet, Several, Steps
from recruitment.search.matching import WHERE, Clauses, from_home, unscored
from recruitment.search.questions import RADII, Question
from recruitment.search.schema import SPOTS_APART

# More organisations, and more kinds of anything else, than there are.
MOST_VALUES: Final = 2_000
# More sets of workplaces than adverts have.
MOST_SPOTS: Final = 60_000
# Stands for no bound of a step.
ENDLESS: Final = 2**53
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as the address has it, and how many adverts there would be with it."""

    value: str
    name: str
    count: int
    is_chosen: bool


def counts_of(searcher: Searcher, clauses: Clauses, question: Question, now: datetime) -> Counts:
    """Facet -> value -> number. The facets in use are asked for one by one, all others at once."""
    together = [name for name in FACETS if name not in clauses.filters]
    apart = [name for name in FACETS if name in clauses.filters]
    found: dict[str, Mapping[str, int]] = {}
    for names, left_out in [(together, ""), *(([name], name) for name in apart)]:
        asked = {name: _aggregation(FACETS[name], question, now) for name in names}
        if asked:
            results = searcher.aggregate(unscored(clauses.together(leaving_out=left_out)), asked)
            found |= {name: _numbers(FACETS[name], results[name]["buckets"], question, now) for name in names}
    return found


def steps_of(facet: Steps, question: Question) -> list[int]:
    """The steps on offer, and the one that an address asks for."""
    asked = getattr(question, facet.name)
    return sorted({*facet.steps, asked} if asked else facet.steps)


def _aggregation(facet: Facet, question: Question, now: datetime) -> dict[str, Any]:
    if isinstance(facet, Several):
        return {"terms": {"field": facet.name, "size": MOST_VALUES}}
    edges = sorted({edge for low, high in _bounds(facet, question, now).values() for edge in (low, high)})
    ranges = [{"from": low, "to": high} for low, high in pairwise(edges)]
    return {"range": {"field": facet.field, "ranges": ranges}}


def _bounds(facet: Steps, question: Question, now: datetime) -> dict[int, tuple[int, int]]:
    bounds = {step: facet.bounds(step, now) for step in steps_of(facet, question)}
    return {step: (low or 0, ENDLESS if high is None else high) for step, (low, high) in bounds.items()}


def _numbers(facet: Facet, buckets: Sequence[Mapping[str, Any]], question: Question, now: datetime) -> dict[str, int]:
    if isinstance(facet, Several):
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    # Buckets do not overlap, steps do: whatever pays from £30,000 pays from £25,000 too.
    told = [(bucket.get("from", 0), bucket.get("to", ENDLESS), bucket["doc_count"]) for bucket in buckets]
    return {
        str(step): sum(count for begin, end, count in told if low <= begin and end <= high)
        for step, (low, high) in _bounds(facet, question, now).items()
    }


def numbers_by_radius(
    searcher: Searcher, clauses: Clauses, question: Question, miles_to: Mapping[int, float]
) -> dict[int, int]:
    """Radius -> number, an advert counted once at the nearest of its workplaces; `miles_to`: within the widest."""
    radii = sorted({*RADII, question.miles})
    everywhere = clauses.together(leaving_out=WHERE)
    at_home = 0
    if question.home:
        at_home = number_from_home(searcher, clauses)
        everywhere = Query.boolean_query([(Occur.Must, everywhere), (Occur.MustNot, from_home())])
    asked = {"spots": {"terms": {"field": "spots", "size": MOST_SPOTS}}}
    numbers = dict.fromkeys(radii, at_home)
    for bucket in searcher.aggregate(everywhere, asked)["spots"]["buckets"]:
        far = (miles_to.get(int(point)) for point in bucket["key"].split(SPOTS_APART))
        nearest = min((miles for miles in far if miles is not None), default=None)
        for radius in radii:
            if nearest is not None and nearest <= radius:
                numbers[radius] += bucket["doc_count"]
    return numbers


def number_from_home(searcher: Searcher, clauses: Clauses) -> int:
    """How many can be done from home, wherever they are, under all filters but the place."""
    both = [(Occur.Must, clauses.together(leaving_out=WHERE)), (Occur.Must, from_home())]
    return number_found(searcher, Query.boolean_query(both))


def number_found(searcher: Searcher, query: Query) -> int:
    found = searcher.search(unscored(query), limit=1)
    return found.count  # type: ignore[attr-defined,no-any-return]  # the stub leaves it out


def choices_of(names: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]) -> list[Choice]:
    """The values worth offering, in the order of `names`: those that would find something, and what is chosen."""
    return [
        Choice(value, name, counts.get(value, 0), value in chosen)
        for value, name in names.items()
        if counts.get(value, 0) or value in chosen
    ]
