"""Which adverts a question means: the one matcher, for pages, feeds and alerts alike."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import tantivy
from tantivy import FieldType, Occur, Query

from recruitment.search.questions import CHOICES, Question
from recruitment.search.schema import SCHEMA, WEIGHTS
from recruitment.search.spots import Around

PAY: Final = "pay_from"
# Words that say nothing of a job. "it" is not among them: it is a trade.
SMALL_WORDS: Final = frozenset("a an and at for in job jobs near of on or the to vacancies vacancy with".split())
_QUOTED = re.compile(r'"([^"]*)"')
_POSSESSIVE = re.compile(r"['’]s\b")
_NO_WORD = re.compile(r"[^\w-]+|_+|(?<!\w)-+|-+(?!\w)")


@dataclass(frozen=True)
class Clauses:
    """A question in parts, to be put together with one filter left out, as counting that filter's choices needs."""

    words: Query | None
    always: tuple[Query, ...]
    filters: Mapping[str, Query]

    def together(self, leaving_out: str = "") -> Query:
        """Words alone make a score; the rest only admits."""
        filters = (clause for name, clause in self.filters.items() if name != leaving_out)
        admitting = [Query.const_score_query(clause, 0.0) for clause in (*self.always, *filters)]
        clauses = [self.words, *admitting] if self.words is not None else admitting
        return Query.boolean_query([(Occur.Must, clause) for clause in clauses])


def clauses_of(
    question: Question, around: Around | None, now: datetime, index: tantivy.Index, since: datetime | None = None
) -> Clauses:
    """`since`: only what has been public no longer than since then."""
    always = [_live(now)]
    if since is not None:
        always.append(_at_least("new_from", int(since.timestamp())))
    if around is not None:
        always.append(_there(around))
    filters = {name: _one_of(name, chosen) for name in CHOICES if (chosen := getattr(question, name))}
    if question.pay_from is not None:
        filters[PAY] = _at_least("pay_high", question.pay_from * 100)
    return Clauses(_words(question.q, index), tuple(always), filters)


def parts_of(typed: str) -> list[str]:
    """The words and quoted phrases that somebody typed, small words left out unless there are no others."""
    plain = _POSSESSIVE.sub("", typed.lower())
    phrases = [f'"{phrase}"' for quoted in _QUOTED.findall(plain) if (phrase := _only_words(quoted))]
    words = _only_words(_QUOTED.sub(" ", plain)).split()
    telling = [word for word in words if word not in SMALL_WORDS]
    return [*phrases, *telling] or words


def _only_words(text: str) -> str:
    return " ".join(_NO_WORD.sub(" ", text).split())


def _words(typed: str, index: tantivy.Index) -> Query | None:
    """All of the words, each wherever it stands; nothing where nothing was typed that could stand anywhere."""
    parts = parts_of(typed)
    if not parts:
        return None
    # Lower case and bare words leave the parser no signs of its language, and the lenient one raises at nothing.
    query, _doubts = index.parse_query_lenient(
        " ".join(parts), list(WEIGHTS), field_boosts=WEIGHTS, conjunction_by_default=True
    )
    return query


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
