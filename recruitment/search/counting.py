"""How many adverts each further choice of a filter would leave.

A filter's own choices are counted without it, under all the others: with "part time" chosen, "job share" says how many
more adverts it would bring, not how many are both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from tantivy import Searcher

from recruitment.search.matching import PAY, Clauses
from recruitment.search.questions import CHOICES

# Pounds of a full-time year that the list offers as a floor.
PAY_FLOORS: Final = (20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000)
# More organisations, and more kinds of anything else, than there are.
MOST_VALUES: Final = 2_000
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as the address has it, and how many adverts there would be with it."""

    value: str
    name: str
    count: int
    is_chosen: bool


def counts_of(searcher: Searcher, clauses: Clauses) -> Counts:
    """Filter name -> value -> number. The filters in use are asked for one by one, all others at once."""
    apart = [name for name in (*CHOICES, PAY) if name in clauses.filters]
    together = [name for name in (*CHOICES, PAY) if name not in clauses.filters]
    found: dict[str, Any] = {}
    for names, left_out in [(together, ""), *(([name], name) for name in apart)]:
        if names:
            asked = {name: _aggregation(name) for name in names}
            found |= searcher.aggregate(clauses.together(leaving_out=left_out), asked)
    return {name: _numbers(name, result["buckets"]) for name, result in found.items()}


def _aggregation(name: str) -> dict[str, Any]:
    if name != PAY:
        return {"terms": {"field": name, "size": MOST_VALUES}}
    pence = [floor * 100 for floor in PAY_FLOORS]
    steps = [{"from": low, "to": high} for low, high in pairwise(pence)]
    return {"range": {"field": "pay_high", "ranges": [*steps, {"from": pence[-1]}]}}


def _numbers(name: str, buckets: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    if name != PAY:
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    # Steps do not overlap, floors do: whatever pays from £30,000 pays from £25,000 too.
    return {
        str(floor): sum(bucket["doc_count"] for bucket in buckets if bucket.get("from", -1) >= floor * 100)
        for floor in PAY_FLOORS
    }


def choices_of(names: Mapping[str, str], counts: Mapping[str, int], chosen: Sequence[str]) -> list[Choice]:
    """The values worth offering, in the order of `names`: those that would find something, and what is chosen."""
    return [
        Choice(value, name, counts.get(value, 0), value in chosen)
        for value, name in names.items()
        if counts.get(value, 0) or value in chosen
    ]
