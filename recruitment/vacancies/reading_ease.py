"""How hard a text is to read: its words, its sentences, and the age at which people read such texts with ease."""

import re
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# A full stop, question or exclamation mark with a capital, figure or quotation mark behind it, else a line's end.
SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[“‘\"'(]?[A-Z0-9])|\n+")
# A formula says little of a short text.
FEWEST_WORDS = 100
# School begins at five in Scotland and in the United States, whose school years the formula counts.
AGE_AT_SCHOOL_START = 5


def words(text: str) -> list[str]:
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Each point of a list and each heading counts as a sentence."""
    ends = [0, *(each.end() for each in SENTENCE_END.finditer(text)), len(text)]
    return [found for begin, end in pairwise(ends) if (found := text[begin:end].strip())]


def reading_age(text: str) -> int | None:
    """Years, by the Automated Readability Index; None for a text too short to tell.

    R. J. Senter and E. A. Smith, "Automated readability index", AMRL-TR-66-220, 1967: it counts letters, not
    syllables, so that it needs no dictionary and anybody can check it.
    """
    found = words(text)
    if len(found) < FEWEST_WORDS:
        return None
    letters = sum(len(word) for word in found)
    count = sum(1 for each in sentences(text) if words(each))
    year = 4.71 * letters / len(found) + 0.5 * len(found) / count - 21.43
    return max(AGE_AT_SCHOOL_START, round(year) + AGE_AT_SCHOOL_START)
