"""Misspelt words put right by the index's own words: only words that nothing has, and only by a letter or two.

Tantivy's fuzzy queries find adverts but do not say by which word, and people must be told what was searched for. So its
list of words is measured here.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from tantivy import Searcher

from recruitment.search.index import Reading
from recruitment.search.schema import WEIGHTS, words_in
from recruitment.search.synonyms import folded, meanings_in, words_with_meanings
from recruitment.search.words import SMALL_WORDS
from recruitment.vacancies.suggesting import known_titles

# Letters that a word needs for one change, and for two.
ONE_CHANGE, TWO_CHANGES = 4, 8
LONGEST: Final = 40
SHORTEST_HALF: Final = 3
MOST_CORRECTED: Final = 6
_WORDS_OR_QUOTED = re.compile(r'"[^"]*"|[\w\u2019\']+')
_DOUBLED = re.compile(r"(.)\1")
_ENDING = re.compile(r"['\u2019]s$")


@dataclass(frozen=True)
class Vocabulary:
    """Words and the number of adverts that have each in title, employer, kind of work or place."""

    counts: Mapping[str, int]
    by_length: Mapping[int, list[tuple[int, str]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_length = defaultdict(list)
        for word in self.counts:
            by_length[len(word)].append((_letters(word), word))
        object.__setattr__(self, "by_length", by_length)

    def nearest(self, word: str) -> str | None:
        """The word most likely meant: few changes, of doubled letters above all, the same first one, many adverts."""
        most = changes_allowed(word)
        letters = _letters(word)
        found = []
        for length in range(len(word) - most, len(word) + most + 1):
            for others, other in self.by_length.get(length, ()):
                # Each change brings in or takes away two letters at most: a quick look spares the measuring.
                if (letters ^ others).bit_count() <= 2 * most:
                    changes = distance(word, other, most)
                    if changes <= most:
                        found.append(
                            (changes, _single(other) != _single(word), other[0] != word[0], -self.counts[other], other)
                        )
        return min(found)[-1] if found else self._halves(word)

    def _halves(self, word: str) -> str | None:
        """Two words without the space between them."""
        pairs = (
            (min(self.counts.get(word[:cut], 0), self.counts.get(word[cut:], 0)), f"{word[:cut]} {word[cut:]}")
            for cut in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
        )
        number, halves = max(pairs, default=(0, ""))
        return halves if number else None


def respelled(typed: str, reading: Reading, is_name: Callable[[str], bool]) -> str:
    """The same with each word that nothing has put right, where one near it is known; phrases in quotes are left.

    `is_name`: whether a word names a place, which no advert need mention.
    """
    left = MOST_CORRECTED

    def put_right(match: re.Match[str]) -> str:
        nonlocal left
        word = _ENDING.sub("", folded_word(match[0]))
        if left == 0 or not may_be_wrong(word) or _is_said(word, reading.searcher) or is_name(word):
            return match[0]
        left -= 1
        return vocabulary_of(reading).nearest(word) or match[0]

    return _WORDS_OR_QUOTED.sub(put_right, typed)


def folded_word(typed: str) -> str:
    return typed if typed.startswith('"') else folded(typed).replace(" ", "")


def may_be_wrong(word: str) -> bool:
    """References, postcodes and short words are never mistakes, nor is any word of the trade."""
    is_word = ONE_CHANGE <= len(word) <= LONGEST and word.isalpha()
    return is_word and word not in SMALL_WORDS and word not in _spoken() and not meanings_in([word])


def changes_allowed(word: str) -> int:
    return 2 if len(word) >= TWO_CHANGES else 1


def distance(one: str, other: str, most: int) -> int:
    """Letters to change, add, leave out or swap with their neighbour; `most` + 1 where there are more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def vocabulary_of(reading: Reading) -> Vocabulary:
    """The words of one state of the index; kept until it changes."""
    words = _kept.get(reading.commit)
    if words is None:
        words = _gathered(reading.searcher)
        _kept.clear()
        _kept[reading.commit] = words
    return words


_kept: dict[object, Vocabulary] = {}


def _gathered(searcher: Searcher) -> Vocabulary:
    counts = dict.fromkeys(_spoken(), 0) | dict(searcher.terms_with_prefix("plain", ""))
    return Vocabulary({word: count for word, count in counts.items() if len(word) >= SHORTEST_HALF and word.isalpha()})


def _is_said(word: str, searcher: Searcher) -> bool:
    return any(searcher.doc_freq(name, token) for name in WEIGHTS for token in words_in(name, word)[:1])


def _single(word: str) -> str:
    """Without doubled letters, which are what most mistakes are about."""
    return _DOUBLED.sub(r"\1", word)


def _letters(word: str) -> int:
    """A bit for each letter that a word has."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


@cache
def _spoken() -> frozenset[str]:
    """Words that are right though no advert has them: those of our synonyms and of all known job titles."""
    titles: Iterable[str] = known_titles()
    return words_with_meanings() | {word for title in titles for word in folded(title).split()}
