"""Which adverts a question means: the one matcher, for pages, feeds and alerts alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tantivy import FieldType, Occur, Query

from recruitment.search.facets import FACETS, Facet, Several
from recruitment.search.questions import Question
from recruitment.search.schema import SCHEMA
from recruitment.search.spots import Around
from recruitment.search.word_queries import words_query

# The filter by place, among those by facet.
WHERE: Final = "where"


@dataclass(frozen=True)
class Clauses:
    """A question in parts, to be put together with one filter left out, as counting that filter's choices needs."""

    words: Query | None
    always: tuple[Query, ...]
    filters: Mapping[str, Query]

    def together(self, leaving_out: str = "") -> Query:
        """Words alone make a score; the rest only admits."""
        filters = (clause for name, clause in self.filters.items() if name != leaving_out)
        admitting = [unscored(clause) for clause in (*self.always, *filters)]
        clauses = [self.words, *admitting] if self.words is not None else admitting
        return Query.boolean_query([(Occur.Must, clause) for clause in clauses])


def unscored(query: Query) -> Query:
    """The same, only admitting: counting needs no scores, and common words cost several times as much with them."""
    return Query.const_score_query(query, 0.0)


def clauses_of(question: Question, around: Around | None, now: datetime, since: datetime | None = None) -> Clauses:
    """`since`: only what has been public no longer than since then."""
    always = [_live(now)]
    if since is not None:
        always.append(Query.range_query(SCHEMA, "new_from", FieldType.Unsigned, lower_bound=int(since.timestamp())))
    filters = {name: _chosen(facet, value, now) for name, facet in FACETS.items() if (value := getattr(question, name))}
    if around is not None:
        filters[WHERE] = _there(around, with_home=question.home)
    return Clauses(words_query(question.q, exactly=question.exactly), tuple(always), filters)


def _live(now: datetime) -> Query:
    second = int(now.timestamp())
    opened = Query.range_query(SCHEMA, "public_from", FieldType.Unsigned, upper_bound=second)
    open_still = Query.range_query(SCHEMA, "closes_at", FieldType.Unsigned, lower_bound=second, include_lower=False)
    return Query.boolean_query([(Occur.Must, opened), (Occur.Must, open_still)])


def _there(around: Around, *, with_home: bool) -> Query:
    here = at_points(around.miles_to)
    if around.area is not None:
        here = Query.term_query(SCHEMA, "areas", around.area)
    return Query.boolean_query([(Occur.Should, here), (Occur.Should, from_home())]) if with_home else here


def from_home() -> Query:
    return Query.term_query(SCHEMA, "pattern", "home")


def at_points(points: Iterable[int]) -> Query:
    return _one_of("points", [str(point) for point in points])


def _chosen(facet: Facet, value: Any, now: datetime) -> Query:
    if isinstance(facet, Several):
        return _one_of(facet.name, value)
    low, high = facet.bounds(value, now)
    last = None if high is None else high - 1
    return Query.range_query(SCHEMA, facet.field, FieldType.Unsigned, lower_bound=low, upper_bound=last)


def _one_of(field: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(SCHEMA, field, list(values))
