"""A job category and a SOC 2020 unit group suggested from an advert's words; the recruiter confirms either.

The rules live in `data/categories.csv` (keywords of each category) and `data/soc2020_related_titles.csv` (job titles of
the Standard Occupational Classification 2020, which stand in where a category's own keywords are silent).
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# A job title names the job first; what follows these marks and words is the workplace, the subject or the conditions.
_PART_BREAK = re.compile(r"\s[-\u2013\u2014]+\s|[\u2013\u2014,;:()\[\]/|]|\b(?:of|for|at|in|with)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")

_ENDS_AS_A_JOB = re.compile(
    r"(?:advis[eo]r|analyst|apprentice|assistant|attendant|cleaner|cook|driver|electrician|engineer|gardener|janitor|"
    r"joiner|librarian|manager|nurse|officer|operative|patroller|planner|plumber|practitioner|solicitor|supervisor|"
    r"surveyor|teacher|technician|worker)$"
)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands among the words of a text: `start` inclusive, `end` exclusive."""

    start: int
    end: int
    letters: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases and what each means, and the most words any phrase has."""

    meanings: dict[Words, str]
    longest: int

    def matches(self, words: Words) -> list[Match]:
        """The phrases found in `words`, longest first, none overlapping a longer one; in order of their place."""
        found = sorted(self._every_match(words), key=lambda match: (-match.letters, match.start))
        kept: list[Match] = []
        for match in found:
            if all(match.end <= other.start or other.end <= match.start for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda match: match.start)

    def _every_match(self, words: Words) -> Iterator[Match]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + self.longest, len(words)) + 1):
                phrase = words[start:end]
                if phrase in self.meanings:
                    yield Match(start, end, sum(map(len, phrase)), self.meanings[phrase])


def suggest_category(title: str, description: str = "") -> str | None:
    """The code of the category (`categories.csv`) that the title names, else the one its description speaks of most.

    None when neither says: a wrong category would hide the advert from those who look for it.
    """
    keywords = _category_keywords()
    return _named_in(title, keywords, _category_job_titles()) or _most_spoken_of(description, keywords)


def known_titles() -> list[str]:
    """Every SOC 2020 job title that stands alone, in the order of the classification."""
    return [title for title, _ in _unqualified_job_titles()]


def council_titles() -> list[tuple[str, str]]:
    """Job titles of the work that councils do, each with the code of its category."""
    category_of = _category_of_unit_group()
    titles = {title: category_of[code] for title, code in _unqualified_job_titles() if code in category_of}
    for category in _rows("categories.csv"):
        for keyword in category["keywords"].split(";"):
            if _ENDS_AS_A_JOB.search(keyword):
                titles.setdefault(keyword.capitalize(), category["code"])
    return list(titles.items())


@cache
def related_titles() -> tuple[tuple[str, ...], ...]:
    """Job titles that stand alone, by the unit group they share, of groups whose work is of one kind.

    A group of what is "not elsewhere classified" holds the rest; those of managers and of work that councils do not
    have tell too little of each other.
    """
    council_work = {
        row["code"]
        for row in _rows("soc2020_groups.csv")
        if row["code"] in _category_of_unit_group() and row["code"][0] != "1" and not row["title"].endswith("n.e.c.")
    }
    groups: dict[str, list[str]] = {}
    for title, code in _unqualified_job_titles():
        if code in council_work:
            groups.setdefault(code, []).append(title)
    return tuple(tuple(titles) for titles in groups.values() if len(titles) > 1)


def suggest_unit_group(title: str) -> str | None:
    """The SOC 2020 unit group (four digits) of a job title held in the title, among those of its category; or None."""
    category = suggest_category(title)
    return _named_in(title, _unit_group_job_titles(category)) if category else None


def _named_in(title: str, *vocabularies: Vocabulary) -> str | None:
    """What the earliest telling part of a title names; the earlier vocabulary speaks first about each part.

    Within a part the head noun comes last in English ("nursery cook" is a cook), so a phrase that ends the part
    outweighs the others; among the rest the longest.
    """
    words, part_ends = _words_and_part_ends(title)
    part_start = 0
    found = [vocabulary.matches(words) for vocabulary in vocabularies]
    for part_end in part_ends:
        for matches in found:
            within = [match for match in matches if part_start <= match.start < part_end]
            if within:
                return max(within, key=lambda match: (match.end >= part_end, match.letters, match.start)).meaning
        part_start = part_end
    return None


def _most_spoken_of(description: str, vocabulary: Vocabulary) -> str | None:
    letters: Counter[str] = Counter()
    for match in vocabulary.matches(_normalised_words(description)):
        letters[match.meaning] += match.letters
    return letters.most_common(1)[0][0] if letters else None


def _words_and_part_ends(title: str) -> tuple[Words, list[int]]:
    """All words of the title, those that break parts included, and the index after the last word of each part."""
    words: list[str] = []
    ends: list[int] = []
    position = 0
    for part_break in _PART_BREAK.finditer(title):
        words += _normalised_words(title[position : part_break.start()])
        ends.append(len(words))
        words += _normalised_words(part_break.group())
        position = part_break.end()
    words += _normalised_words(title[position:])
    return tuple(words), [*ends, len(words)]


def _normalised_words(text: str) -> Words:
    """Words without case, accents, apostrophes or plural endings: "Children's Nurses" meets "children nurse"."""
    unaccented = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = unaccented.casefold().replace("'", "").replace("\u2019", "").replace("&", " and ")
    return tuple(map(_singular, _WORD.findall(plain)))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@cache
def _category_keywords() -> Vocabulary:
    return _vocabulary(
        (keyword, category["code"])
        for category in _rows("categories.csv")
        for keyword in category["keywords"].split(";")
    )


@cache
def _category_job_titles() -> Vocabulary:
    category_of = _category_of_unit_group()
    return _vocabulary((title, category_of[code]) for title, code in _unqualified_job_titles() if code in category_of)


@cache
def _unit_group_job_titles(category: str) -> Vocabulary:
    category_of = _category_of_unit_group()
    return _vocabulary((title, code) for title, code in _unqualified_job_titles() if category_of.get(code) == category)


@cache
def _category_of_unit_group() -> dict[str, str]:
    return {
        unit_group: category["code"]
        for category in _rows("categories.csv")
        for unit_group in category["soc_unit_groups"].split()
    }


def _unqualified_job_titles() -> Iterator[tuple[str, str]]:
    """SOC job titles that stand alone: "Administrator (charitable organisation)" says nothing of others."""
    return ((row["title"], row["code"]) for row in _rows("soc2020_related_titles.csv") if "(" not in row["title"])


def _vocabulary(phrases: Iterator[tuple[str, str]]) -> Vocabulary:
    meanings: dict[Words, str] = {}
    for phrase, meaning in phrases:
        meanings.setdefault(_normalised_words(phrase), meaning)
    return Vocabulary(meanings, max(map(len, meanings)))


def _rows(file_name: str) -> list[dict[str, str]]:
    source = resources.files("recruitment.vacancies") / "data" / file_name
    return list(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
