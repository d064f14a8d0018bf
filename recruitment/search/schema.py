"""What the index holds of an advert, and how much a word weighs where it is found."""

from typing import Final

import tantivy

# A change of SCHEMA, ANALYSERS or documents wants a new number: each has a folder of its own, filled from nothing.
VERSION: Final = 3
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
# Where a word says what the job is, who offers it and where it is done: whoever has all words here comes first.
HEADS: Final = ("title", "employer", "places", "reference")
# Told apart exactly and counted: one value of an advert, or several. The choices of a question bear its names.
# `spots` is all of an advert's points in one value, so that adverts are counted by their places, each once.
EXACT: Final = (
    "id", "council", "category", "contract", "pattern", "disclosure", "gaelic", "scheme", "points", "spots", "areas",
)  # fmt: skip
SPOTS_APART: Final = " "
# Seconds since 1970, and pence of a full-time year. `new_from`: since when the public could read it.
NUMBERS: Final = ("public_from", "new_from", "closes_at", "pay_low", "pay_high")
# Orders of a list. Each number ends in the advert's id, so no two are equal and an order is the same on every page.
ORDERS: Final = ("by_opening", "by_closing", "by_pay")
LONGEST_WORD: Final = 40


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
    return ANALYSERS["stemmed" if field in STEMMED else "as_written"].analyze(text)


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in EXACT:
        builder.add_text_field(name, stored=name == "id", fast=name != "id", tokenizer_name="raw", index_option="basic")
    for name in STEMMED:
        builder.add_text_field(name, tokenizer_name="stemmed")
    for name in AS_WRITTEN:
        builder.add_text_field(name, tokenizer_name="as_written")
    for name in (*NUMBERS, *ORDERS):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


SCHEMA: Final = _build()


def teach(index: tantivy.Index) -> tantivy.Index:
    """An index that was opened does not know our analysers by itself."""
    for name, analyser in ANALYSERS.items():
        index.register_tokenizer(name, analyser)
    return index
