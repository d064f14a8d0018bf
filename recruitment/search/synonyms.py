"""What else a word of the trade may be called: our own list of synonyms, and job titles of one SOC 2020 unit group."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from recruitment.vacancies.suggesting import related_titles

SYNONYM, RELATED = 0.5, 0.15
TITLE, EMPLOYER = "title", "employer"
_NO_LETTER: Final = re.compile(r"[\W_]+")
Words = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """Another phrase for the same; `where` it is looked for and what it `weighs` against what was typed (1)."""

    phrase: str
    where: str
    weight: float


class Said(NamedTuple):
    """Words of a question, `start` inclusive, `end` exclusive, that have other meanings."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


def meanings_in(words: Sequence[str]) -> list[Said]:
    """From left to right the longest runs of words that have other meanings, none overlapping."""
    said: list[Said] = []
    start = 0
    known, longest = _meanings()
    while start < len(words):
        for end in range(min(len(words), start + longest), start, -1):
            if meanings := known.get(key_of(" ".join(words[start:end]))):
                said.append(Said(start, end, meanings))
                start = end
                break
        else:
            start += 1
    return said


def words_with_meanings() -> frozenset[str]:
    """Every single word of the list and of the titles, as it is written: none of them is a spelling mistake."""
    return frozenset(_spoken())


def folded(text: str) -> str:
    """Without case, accents and signs."""
    unaccented = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_NO_LETTER.sub(" ", unaccented).split())


def key_of(text: str) -> Words:
    """How phrases are told apart: folded, without plural endings."""
    return tuple(map(_singular, folded(text).split()))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _meanings() -> tuple[Mapping[Words, tuple[Meaning, ...]], int]:
    """Meanings by the phrase that has them, our own before related titles; and the most words of any phrase."""
    found: dict[Words, dict[Words, Meaning]] = defaultdict(dict)
    for typed, meaning in (*_own(), *_related()):
        key, other = key_of(typed), key_of(meaning.phrase)
        if key != other:
            found[key].setdefault(other, meaning)
    return {key: tuple(others.values()) for key, others in found.items()}, max(map(len, found))


def _own() -> Iterator[tuple[str, Meaning]]:
    for row in _rows():
        typed = row["typed"].split(";")
        for one in typed:
            for other in _phrases(row["also"]) or typed:
                yield one, Meaning(other, row["where"], SYNONYM)


def _related() -> Iterator[tuple[str, Meaning]]:
    for titles in related_titles():
        for one in titles:
            for other in titles:
                yield one, Meaning(other, TITLE, RELATED)


@cache
def _spoken() -> set[str]:
    phrases: list[str] = [title for titles in related_titles() for title in titles]
    for row in _rows():
        phrases += [*_phrases(row["typed"]), *_phrases(row["also"])]
    return {word for phrase in phrases for word in folded(phrase).split()}


def _phrases(cell: str) -> list[str]:
    return cell.split(";") if cell else []


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(rows_of("synonyms.csv"))


def rows_of(file_name: str) -> Iterable[Mapping[str, str]]:
    source = resources.files("recruitment.search") / "data" / file_name
    return csv.DictReader(source.read_text(encoding="utf-8").splitlines())
