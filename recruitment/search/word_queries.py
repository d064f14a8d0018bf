"""Words made a query: where each is looked for, what it weighs there, and what else may stand for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tantivy import Query

from recruitment.search.schema import ALL_WORDS, HEADS, SCHEMA, WEIGHTS, all_of, any_of, words_in
from recruitment.search.synonyms import EMPLOYER, TITLE, Meaning
from recruitment.search.words import Part, read

# The best field counts whole, the others by this share: a word in the title is not outdone by one said all over.
OTHERS: Final = 0.2
# Above any sum of the weights, so that an advert with all words in title, employer and place comes before the rest,
# and one that is found by a synonym never before one that has the very word there.
IN_HEAD: Final = 1_000.0
# Words that stand together in a title as they were typed are the title that was meant.
TOGETHER: Final = 100.0
MOST_TOGETHER: Final = 8
_MEANT: Final = {"title": 6.0, "summary": 2.0}
_EMPLOYED: Final = {"employer": 3.0}


@dataclass(frozen=True)
class Words:
    """`said`: which adverts have all of the words, whatever they weigh there; `worth`: what they weigh."""

    parts: list[Part]
    said: Query

    @cached_property
    def worth(self) -> Query:
        """Only lists by the best match ask for it, and it is put together of some hundred queries."""
        parts = self.parts
        words = [word for part in parts for word in part.words]
        clauses = [_part(part) for part in parts]
        clauses += [Query.const_score_query(_anywhere(word, HEADS), IN_HEAD) for word in words]
        clauses += [Query.const_score_query(query, IN_HEAD) for query in _employers(parts)]
        together = words_in("title", " ".join(words))[:MOST_TOGETHER]
        if len(together) > 1:
            phrase = Query.phrase_query(SCHEMA, "title", list(together))
            clauses.append(Query.const_score_query(phrase, TOGETHER))
        return any_of(clauses)


def words_query(typed: str, *, exactly: bool = False) -> Words | None:
    """All of the parts, each wherever it stands; None where nothing was typed that could stand anywhere."""
    parts = read(typed, exactly=exactly)
    return Words(parts, all_of([_said(part) for part in parts])) if parts else None


def _said(part: Part) -> Query:
    if part.is_phrase:
        return _anywhere(" ".join(part.words), WEIGHTS)
    typed = all_of([_had(word) for word in part.words])
    meant = [_anywhere(meaning.phrase, _fields_of(meaning)) for meaning in part.meanings]
    return any_of([typed, *meant]) if meant else typed


def _had(word: str) -> Query:
    """What stands together, as "part-time" does, must do so in one field; one word is asked of all at once."""
    return _anywhere(word, ALL_WORDS if len(words_in("plain", word)) == 1 else WEIGHTS)


def _employers(parts: Iterable[Part]) -> list[Query]:
    """Who is meant by a nickname is named as well as in the title."""
    meanings = (meaning for part in parts for meaning in part.meanings if meaning.where == EMPLOYER)
    return [query for meaning in meanings if (query := _in_field("employer", meaning.phrase)) is not None]


def _part(part: Part) -> Query:
    if part.is_phrase:
        return _weighed(" ".join(part.words), WEIGHTS)
    said = [_weighed(word, WEIGHTS) for word in part.words]
    typed = all_of(said)
    meant = [_meant(meaning) for meaning in part.meanings]
    return Query.disjunction_max_query([typed, *meant], OTHERS) if meant else typed


def _meant(meaning: Meaning) -> Query:
    return Query.boost_query(_weighed(meaning.phrase, _fields_of(meaning)), meaning.weight)


def _fields_of(meaning: Meaning) -> dict[str, float]:
    return _MEANT if meaning.where == TITLE else _EMPLOYED


def _weighed(text: str, weights: dict[str, float]) -> Query:
    found = [
        Query.boost_query(query, weight)
        for field, weight in weights.items()
        if (query := _in_field(field, text)) is not None
    ]
    return Query.disjunction_max_query(found, OTHERS) if found else Query.empty_query()


def _anywhere(text: str, fields: Iterable[str]) -> Query:
    found = [query for field in fields if (query := _in_field(field, text)) is not None]
    return any_of(found) if found else Query.empty_query()


def _in_field(field: str, text: str) -> Query | None:
    """A word, or several that stand together, as "part-time" and phrases do."""
    words: Sequence[str] = words_in(field, text)
    if not words:
        return None
    if len(words) == 1:
        return Query.term_query(SCHEMA, field, words[0])
    return Query.phrase_query(SCHEMA, field, list(words))
