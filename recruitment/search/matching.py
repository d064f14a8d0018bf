"""Which adverts a question means: the one matcher, for pages, feeds and alerts alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tantivy import FieldType, Occur, Query

from recruitment.search.questions import CHOICES, Question
from recruitment.search.schema import SCHEMA
from recruitment.search.spots import Around
from recruitment.search.word_queries import words_query

PAY: Final = "pay_from"


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


def clauses_of(question: Question, around: Around | None, now: datetime) -> Clauses:
    always = [_live(now)]
    if around is not None:
        always.append(_there(around))
    filters = {name: _one_of(name, chosen) for name in CHOICES if (chosen := getattr(question, name))}
    if question.pay_from is not None:
        filters[PAY] = _at_least("pay_high", question.pay_from * 100)
    return Clauses(words_query(question.q, exactly=question.exactly), tuple(always), filters)


def _live(now: datetime) -> Query:
    second = int(now.timestamp())
    opened = Query.range_query(SCHEMA, "public_from", FieldType.Unsigned, upper_bound=second)
    open_still = Query.range_query(SCHEMA, "closes_at", FieldType.Unsigned, lower_bound=second, include_lower=False)
    return Query.boolean_query([(Occur.Must, opened), (Occur.Must, open_still)])


def _there(around: Around) -> Query:
    if around.area is not None:
        return Query.term_query(SCHEMA, "areas", around.area)
    return at_points(point for point, _ in around.points)


def at_points(points: Iterable[int]) -> Query:
    return _one_of("points", [str(point) for point in points])


def _one_of(field: str, values: Iterable[str]) -> Query:
    return Query.term_set_query(SCHEMA, field, list(values))


def _at_least(field: str, number: int) -> Query:
    return Query.range_query(SCHEMA, field, FieldType.Unsigned, lower_bound=number)
