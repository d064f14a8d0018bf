"""What the index holds of an advert, and how much a word weighs where it is found."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

import tantivy
from tantivy import Occur, Query

# A change of SCHEMA, ANALYSERS or documents wants a new number: each has a folder of its own, filled from nothing.
VERSION: Final = 5
# Where words are looked for, and their weight there.
WEIGHTS: Final = {
    "reference": 10.0,
    "title": 6.0,
    "employer": 3.0,
    "category_name": 3.0,
    "places": 3.0,
    "plain": 1.0,
    "terms": 2.0,
    "summary": 2.0,
    "criteria": 1.2,
    "duties": 1.0,
}
# "terms": contract and working pattern in words, which few adverts say in their text.
STEMMED: Final = ("title", "employer", "category_name", "terms", "summary", "criteria", "duties")
# "plain" holds title, employer, kind of work and places once more: names and Gaelic words as they are, which English
# endings would mangle, a word just as it was typed, and the words that spelling is measured by.
AS_WRITTEN: Final = ("reference", "places", "plain")
# The words of all these fields in one, without their order: whether an advert has a word is asked of two fields, not of
# ten, and only of what is found what the word weighs there.
ALL_WORDS: Final = {"stems_of_all": STEMMED, "words_of_all": AS_WRITTEN}
_STEMS: Final = frozenset((*STEMMED, "stems_of_all"))
# Where a word says what the job is, who offers it and where it is done: whoever has all words here comes first.
HEADS: Final = ("title", "employer", "places", "reference")
# Told apart exactly and counted: one value of an advert, or several. The choices of a question bear its names.
# `spots` is all of an advert's points in one value, so that adverts are counted by their places, each once. `cells`:
# the squares of the map in which its points lie.
EXACT: Final = (
    "id", "council", "category", "contract", "pattern", "disclosure", "gaelic", "scheme", "points", "spots", "cells",
    "areas",
)  # fmt: skip
SPOTS_APART: Final = " "
# Seconds since 1970, and pence of a full-time year. `new_from`: since when the public could read it.
NUMBERS: Final = ("public_from", "new_from", "closes_at", "pay_low", "pay_high")
# Orders of a list. Each number ends in the advert's id, so no two are equal and an order is the same on every page.
ORDERS: Final = ("by_opening", "by_closing", "by_pay")
LONGEST_WORD: Final = 40
MOST_TEXTS: Final = 1_000


def _analyser(*more: tantivy.Filter) -> tantivy.TextAnalyzer:
    """Words without case and accents, so that Gaelic is found by those who cannot type its accents."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    filters = (
        tantivy.Filter.remove_long(LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        *more,
    )
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


ANALYSERS: Final = {
    "stemmed": _analyser(tantivy.Filter.stemmer("English")),
    "as_written": _analyser(),
}


def words_in(field: str, text: str) -> list[str]:
    """A text as a field of words holds it."""
    return list(_analysed("stemmed" if field in _STEMS else "as_written", text))


@lru_cache(MOST_TEXTS)
def _analysed(analyser: str, text: str) -> tuple[str, ...]:
    """A question asks for each of its words in every field."""
    return tuple(ANALYSERS[analyser].analyze(text))


def all_words(words: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    """What ALL_WORDS holds of an advert; `words`: what its other fields of words do."""
    return {all_: [text for name in names for text in _texts(words.get(name, ""))] for all_, names in ALL_WORDS.items()}


def _texts(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(name, stored=name == "id", fast=name != "id", tokenizer_name="raw", index_option="basic")
    for name in STEMMED:
        builder.add_text_field(name, tokenizer_name="stemmed")
    for name in AS_WRITTEN:
        builder.add_text_field(name, tokenizer_name="as_written")
    builder.add_text_field("stems_of_all", tokenizer_name="stemmed", index_option="basic")
    builder.add_text_field("words_of_all", tokenizer_name="as_written", index_option="basic")
    for name in (*NUMBERS, *ORDERS):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SCHEMA: Final = _build()


def teach(index: tantivy.Index) -> tantivy.Index:
    """An index that was opened does not know our analysers by itself."""
    for name, analyser in ANALYSERS.items():
        index.register_tokenizer(name, analyser)
    return index


def all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
