"""Which adverts a question means: the one matcher, for pages, feeds and alerts alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from tantivy import FieldType, Occur, Query

from recruitment.search.facets import FACETS, Facet, Several
from recruitment.search.questions import Question
from recruitment.search.schema import SCHEMA, all_of, any_of
from recruitment.search.spots import Around
from recruitment.search.word_queries import Words, words_query

# The filter by place, among those by facet.
WHERE: Final = "where"
# Work done from home, for an aggregation.
FROM_HOME: Final = "pattern:home"


class Filter(NamedTuple):
    """Which adverts a filter admits, as a query and as the text by which an aggregation admits the same."""

    query: Query
    text: str = ""


@dataclass(frozen=True)
class Clauses:
    """A question in parts, to be put together with filters left out, as counting their choices needs."""

    words: Words | None
    always: tuple[Query, ...]
    filters: Mapping[str, Filter]

    def together(self, *leaving_out: str) -> Query:
        """What is found, all of it worth the same: counting needs no scores, and words cost several times as much."""
        admitting = [*self.always, *(each.query for name, each in self.filters.items() if name not in leaving_out)]
        return unscored(all_of([self.words.said, *admitting] if self.words else admitting))

    def scored(self) -> Query:
        """What is found, worth what its words weigh; without words all of it is worth the same."""
        found = [(Occur.Must, self.together())]
        return Query.boolean_query([*found, (Occur.Should, self.words.worth)] if self.words else found)


def unscored(query: Query) -> Query:
    """The same, only admitting."""
    return Query.const_score_query(query, 0.0)


def clauses_of(question: Question, around: Around | None, now: datetime, since: datetime | None = None) -> Clauses:
    """`since`: only what has been public no longer than since then."""
    always = [_live(now)]
    if since is not None:
        always.append(Query.range_query(SCHEMA, "new_from", FieldType.Unsigned, lower_bound=int(since.timestamp())))
    filters = {name: _chosen(facet, value, now) for name, facet in FACETS.items() if (value := getattr(question, name))}
    if around is not None:
        filters[WHERE] = Filter(any_of([around.here, from_home()]) if question.home else around.here)
    return Clauses(words_query(question.q, exactly=question.exactly), tuple(always), filters)


def _live(now: datetime) -> Query:
    second = int(now.timestamp())
    opened = Query.range_query(SCHEMA, "public_from", FieldType.Unsigned, upper_bound=second)
    open_still = Query.range_query(SCHEMA, "closes_at", FieldType.Unsigned, lower_bound=second, include_lower=False)
    return all_of([opened, open_still])


def from_home() -> Query:
    return Query.term_query(SCHEMA, "pattern", "home")


def _chosen(facet: Facet, value: Any, now: datetime) -> Filter:
    if isinstance(facet, Several):
        # A few terms side by side are found in a tenth of the time that a set of them takes.
        query = any_of([Query.term_query(SCHEMA, facet.name, each, index_option="basic") for each in value])
        return Filter(query, " OR ".join(f'{facet.name}:"{each}"' for each in value))
    low, high = facet.bounds(value, now)
    last = None if high is None else high - 1
    query = Query.range_query(SCHEMA, facet.field, FieldType.Unsigned, lower_bound=low, upper_bound=last)
    return Filter(query, f"{facet.field}:[{'*' if low is None else low} TO {'*' if last is None else last}]")
