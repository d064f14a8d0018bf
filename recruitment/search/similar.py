"""Adverts like another: the same kind of work or the same job, near its workplaces first."""

from collections.abc import Iterator
from typing import Final

import tantivy
from tantivy import Occur, Query

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.places.points import points_within
from recruitment.search import queries
from recruitment.search.answers import Hit
from recruitment.search.index import Reading, reading
from recruitment.search.matching import clauses_of
from recruitment.search.ordering import page_by_score
from recruitment.search.questions import Question
from recruitment.search.schema import SCHEMA
from recruitment.search.spots import areas_of, at_points
from recruitment.search.words import parts_of
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.queries import Advert, advert

MOST: Final = 4
NEAR_MILES: Final = 15
# An advert of more places than this is all over its area, and so is what is near it.
MOST_PLACES: Final = 5
MOST_WORDS: Final = 12
# What each likeness is worth beside the words of a title, of which a rare one is worth about 8 and a common one 2.
SAME_KIND, NEAR, SAME_AREA = 4.0, 6.0, 3.0
WORDS_IN: Final = {"title": 1.0, "summary": 0.2}


def similar(viewer: Viewer, to: Advert, most: int = MOST) -> list[Hit]:
    """Live adverts most like this one, never itself; equals newest first. Raises index.IndexUnreadable."""
    index = reading()
    query = _query(to, index)
    if query is None:
        return []
    ids = page_by_score(index.searcher, query, 0, most)
    live = queries.live_vacancies(viewer, ids)
    shown = [live[vacancy_id] for vacancy_id in ids if vacancy_id in live]
    places = workplaces_of(viewer, shown)
    return [Hit(vacancy, places[vacancy.id]) for vacancy in shown]


def similar_to_withdrawn(viewer: Viewer, reference: str, most: int = MOST) -> list[Hit]:
    """The same for an advert that the viewer does not reach any more; of the advert itself nothing is told."""
    return similar(viewer, advert(queries.INDEX, reference), most)


def _query(to: Advert, index: Reading) -> Query | None:
    """None where the advert says nothing by which another could be like it."""
    alike = list(_alike(to, index.index))
    if not alike:
        return None
    live = clauses_of(Question(), None, clock.now()).together()
    itself = Query.term_query(SCHEMA, "id", str(to.vacancy.id))
    return Query.boolean_query(
        [
            (Occur.Must, live),
            (Occur.MustNot, itself),
            (Occur.Must, Query.boolean_query([(Occur.Should, clause) for clause in alike])),
            *((Occur.Should, clause) for clause in _near(to)),
        ]
    )


def _alike(to: Advert, index: tantivy.Index) -> Iterator[Query]:
    """The same kind of work, and the words of the title. Without a kind any of the words will do, else all count."""
    words = [part.strip('"') for part in parts_of(to.vacancy.title)][:MOST_WORDS]
    if to.category is not None:
        kind = Query.term_query(SCHEMA, "category", to.category.slug)
        same_kind = [(Occur.Must, Query.const_score_query(kind, SAME_KIND))]
        if words:
            same_kind.append((Occur.Should, _worded(words, index)))
        yield Query.boolean_query(same_kind)
    if words:
        yield _worded(words, index, all_of_them=to.category is not None)


def _worded(words: list[str], index: tantivy.Index, *, all_of_them: bool = False) -> Query:
    query, _doubts = index.parse_query_lenient(
        " ".join(words), list(WORDS_IN), field_boosts=WORDS_IN, conjunction_by_default=all_of_them
    )
    return query


def _near(to: Advert) -> Iterator[Query]:
    """Work within a few miles, or at least in the same council area; from home it may be anywhere."""
    points = {
        point
        for place in to.workplaces[:MOST_PLACES]
        if place.point is not None
        for point, _miles in points_within(place.point.lat, place.point.lon, NEAR_MILES)
    }
    if points:
        yield Query.const_score_query(at_points(points), NEAR)
    areas = areas_of([to])[to.vacancy.id]
    if areas:
        yield Query.const_score_query(Query.term_set_query(SCHEMA, "areas", sorted(areas)), SAME_AREA)
    if to.vacancy.is_home_based:
        yield Query.const_score_query(Query.term_query(SCHEMA, "pattern", "home"), NEAR)
