"""The ids on a page of what matches, in an order without equals: read page by page a list repeats and skips nothing."""

from collections import defaultdict
from typing import Final

from tantivy import Occur, Order, Query, Searcher

from recruitment.search.documents import ID_BITS
from recruitment.search.spots import Around, at_points

ORDERS: Final = {
    "newest": ("by_opening", Order.Desc),
    "closing": ("by_closing", Order.Asc),
    "pay": ("by_pay", Order.Desc),
}
# Equal scores stand newest first. Beyond this many of one score, as of no text that people write, they stand as found.
MOST_EQUALS: Final = 10_000
# More workplaces than Scotland has.
MOST_POINTS: Final = 60_000


def page_in_order(searcher: Searcher, query: Query, order: str, offset: int, size: int) -> list[int]:
    field, direction = ORDERS[order]
    found = searcher.search(query, limit=size, offset=offset, count=False, order_by_field=field, order=direction)
    return [_id_in(key) for key, _ in found.hits]


def page_by_score(searcher: Searcher, query: Query, offset: int, size: int) -> list[int]:
    """The best matches; reads on until the score changes, so that all equals of the page's last are at hand."""
    wanted = offset + size
    reach = wanted + size
    while True:
        hits = searcher.search(query, limit=reach, count=False).hits
        is_whole = len(hits) < reach or hits[-1][0] < hits[wanted - 1][0]
        if is_whole or reach >= wanted + MOST_EQUALS:
            break
        reach *= 2
    openings = searcher.fast_field_values("by_opening", [address for _, address in hits])
    ranked = sorted(
        ((score, int(opening or 0)) for (score, _), opening in zip(hits, openings, strict=True)), reverse=True
    )
    return [_id_in(opening) for _, opening in ranked[offset:wanted]]


def _id_in(order: int) -> int:
    """Every order ends in the advert's id."""
    return order & ((1 << ID_BITS) - 1)


def page_by_distance(searcher: Searcher, query: Query, around: Around, offset: int, size: int) -> list[int]:
    """Ring after ring around the place, a tenth of a mile wide as distances are shown; within a ring newest first.

    An advert of several workplaces stands in the ring of its nearest; what has none in any, as work done from home,
    comes last.
    """
    page: list[int] = []
    inside: list[str] = []
    for ring in [*_peopled_rings(searcher, query, around), None]:
        within = [(Occur.Must, at_points(ring))] if ring is not None else []
        here = Query.boolean_query([(Occur.Must, query), *within, (Occur.MustNot, at_points(inside))])
        field, direction = ORDERS["newest"]
        found = searcher.search(here, limit=size - len(page), offset=offset, order_by_field=field, order=direction)
        page += [_id_in(key) for key, _ in found.hits]
        if len(page) == size:
            break
        offset = max(0, offset - found.count)  # type: ignore[attr-defined]  # the stub leaves it out
        inside += ring or ()
    return page


def _peopled_rings(searcher: Searcher, query: Query, around: Around) -> list[list[str]]:
    """The points at which something matches, by rings, nearest ring first."""
    terms = {"terms": {"field": "points", "size": MOST_POINTS}}
    counted = searcher.aggregate(query, {"points": terms})["points"]["buckets"]
    # Adverts inside the radius may have workplaces outside it too.
    there = set(around.points)
    rings: dict[float, list[str]] = defaultdict(list)
    for measured in around.by_land(point for bucket in counted if (point := bucket["key"]) in there):
        for point, miles in measured.items():
            rings[round(miles, 1)].append(point)
    return [rings[miles] for miles in sorted(rings)]
