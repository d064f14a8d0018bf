"""What the index holds of an advert, and how much a word weighs where it is found."""

from typing import Final

import tantivy

# A change of SCHEMA or of ANALYSERS wants a new number: each has a folder of its own, filled from nothing.
VERSION: Final = 2
# Where words are looked for, and their weight there.
WEIGHTS: Final = {
    "reference": 10.0,
    "title": 6.0,
    "employer": 3.0,
    "category_name": 3.0,
    "places": 3.0,
    "summary": 2.0,
    "criteria": 1.2,
    "duties": 1.0,
}
STEMMED: Final = ("title", "employer", "category_name", "summary", "criteria", "duties")
AS_WRITTEN: Final = ("reference", "places")
# Told apart exactly and counted: one value of an advert, or several. The choices of a question bear its names.
EXACT: Final = ("id", "council", "category", "contract", "pattern", "points", "areas")
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
