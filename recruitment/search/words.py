"""What somebody typed, read as words and phrases and what else these may mean. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from recruitment.search.synonyms import Meaning, meanings_in

# Words that say nothing of a job. "it" is not among them: it is a trade.
SMALL_WORDS: Final = frozenset(
    "a all am an and any are as at be by for from i in is job jobs like looking me my near of on or some the there to "
    "vacancies vacancy want with".split()
)
_QUOTED = re.compile(r'"([^"]*)"')
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc]s\b", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
_NO_WORD = re.compile(r"[^\w-]+|_+|(?<!\w)-+|-+(?!\w)")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})\b", re.ASCII)
_CURLY = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb", '"""""')


@dataclass(frozen=True)
class Part:
    """Words that a job must have, all together where they are a phrase; or, instead of them, one of the meanings."""

    words: tuple[str, ...]
    is_phrase: bool = False
    meanings: tuple[Meaning, ...] = ()


def plain(text: str) -> str:
    """A text as adverts are indexed and questions are read: "Children's" is "Children", "&" is "and"."""
    whole = unicodedata.normalize("NFKC", text).translate(_CURLY).replace("&", " and ")
    return _POSSESSIVE.sub("", whole)


def phrases_and_words(typed: str) -> tuple[list[str], list[str]]:
    """What somebody typed between quotes, and the words outside them, each once."""
    lower = _POSTCODE.sub(r"\1 \2", plain(typed).lower())
    phrases = [phrase for quoted in _QUOTED.findall(lower) if (phrase := " ".join(_words(quoted)))]
    return phrases, list(dict.fromkeys(_words(_QUOTED.sub(" ", lower))))


def telling(words: list[str], *, are_alone: bool) -> list[str]:
    """Without small words; with them where they are alone and say all there is."""
    found = [word for word in words if word not in SMALL_WORDS]
    return found or (words if are_alone else [])


def parts_of(typed: str) -> list[str]:
    """The words and quoted phrases that somebody typed, small words left out unless there are no others."""
    phrases, words = phrases_and_words(typed)
    return [*(f'"{phrase}"' for phrase in phrases), *telling(words, are_alone=not phrases)]


def read(typed: str, *, exactly: bool = False) -> list[Part]:
    """The same with what else the words may mean; `exactly`: they mean no more than they say."""
    phrases, words = phrases_and_words(typed)
    parts = [Part(tuple(_words(phrase)), is_phrase=True) for phrase in phrases]
    if exactly:
        return parts + [Part((word,)) for word in telling(words, are_alone=not phrases)]
    position = 0
    unsaid: list[str] = []
    for found in meanings_in([word.replace("-", " ") for word in words]):
        unsaid += words[position : found.start]
        said = words[found.start : found.end]
        parts.append(Part(tuple(telling(said, are_alone=True)), meanings=found.meanings))
        position = found.end
    unsaid += words[position:]
    return parts + [Part((word,)) for word in telling(unsaid, are_alone=not parts)]


def _words(text: str) -> list[str]:
    return _NO_WORD.sub(" ", text).split()
