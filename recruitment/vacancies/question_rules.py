"""Questions that an advert asks beside its criteria: their kinds, what is wrong with one, what an answer means. Pure.

A question is plain facts (`Asked`), as an advert and an application keep them. An answer that is flagged is looked at
by a person: nothing here, or anywhere, turns somebody down by itself.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from recruitment.vacancies.question_bounds import (
    BOUNDS,
    day_in_words,
    day_of,
    is_outside,
    number_of,
    shown_bound,
    stored_bound,
    wrong_bounds,
)

KINDS: Final = {
    "short": "A short text",
    "long": "A long text",
    "yes_no": "Yes or no",
    "one": "One of several answers",
    "several": "Any of several answers",
    "number": "A number",
    "date": "A date",
}
TOPICS: Final = {
    "driving": "Driving and travel",
    "hours": "Hours, nights and shifts",
    "start": "Starting and notice",
    "work": "Right to work",
    "experience": "Skills and experience",
    "registration": "Registrations and certificates",
    "place": "Where you would work",
    "other": "Other",
}
YES_NO: Final = {"yes": "Yes", "no": "No"}
WITH_OPTIONS: Final = ("one", "several")
# Kinds whose answers are known beforehand. Of these some can be flagged, and of numbers and dates what lies outside.
CHOSEN: Final = ("yes_no", *WITH_OPTIONS)
FLAGGABLE: Final = (*CHOSEN, *BOUNDS)
QUESTION_TEXT, HELP_TEXT, OPTION_TEXT, MOST_OPTIONS = 300, 500, 120, 20
LONGEST_SHORT, LONGEST_LONG = 200, 20_000
USUAL_WORDS, MOST_WORDS = 250, 1_000
MOST_QUESTIONS = 20
KEY_LENGTH = 16
DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Asked:
    """One question as it is asked. `flagged`: the answers that a person looks at, or bounds (`question_bounds`) outside
    which one looks; `longest`: words, of a long text."""

    text: str
    kind: str
    help: str = ""
    options: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    is_required: bool = False
    longest: int | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {**asdict(self), "options": list(self.options), "flagged": list(self.flagged)}

    @property
    def answers(self) -> dict[str, str]:
        """The answers that may be chosen, by what is stored."""
        return YES_NO if self.kind == "yes_no" else {option: option for option in self.options}

    @property
    def key(self) -> str:
        """Names the question within an advert, whatever its place there; two that ask the same are one."""
        return sha256(f"{self.kind}\n{self.text}".encode()).hexdigest()[:KEY_LENGTH]


def asked_of(facts: Mapping[str, Any]) -> Asked:
    """From the facts of JSON; what is not of a question is left aside."""
    given = {name: facts[name] for name in Asked.__dataclass_fields__ if name in facts}
    for name in ("options", "flagged"):
        given[name] = tuple(given.get(name) or ())
    return Asked(**given)


def asked_in(rows: Iterable[Mapping[str, Any]]) -> tuple[Asked, ...]:
    return tuple(asked_of(row) for row in rows)


def tidied(asked: Asked) -> Asked:
    """Without what its kind has no use for."""
    has_options, is_long = asked.kind in WITH_OPTIONS, asked.kind == "long"
    return Asked(
        text=asked.text,
        kind=asked.kind,
        help=asked.help,
        options=tuple(dict.fromkeys(asked.options)) if has_options else (),
        flagged=tuple(dict.fromkeys(asked.flagged)) if asked.kind in FLAGGABLE else (),
        is_required=asked.is_required,
        longest=(asked.longest or USUAL_WORDS) if is_long else None,
    )


def problems(asked: Asked) -> dict[str, str]:
    """What is wrong with a question, by the field it is wrong in; nothing where it can be asked."""
    found = {}
    if not asked.text:
        found["text"] = "Write the question"
    elif len(asked.text) > QUESTION_TEXT:
        found["text"] = f"The question must be {QUESTION_TEXT} characters or fewer"
    if asked.kind not in KINDS:
        found["kind"] = "Choose how it is answered"
    if len(asked.help) > HELP_TEXT:
        found["help"] = f"The explanation must be {HELP_TEXT} characters or fewer"
    if asked.kind in WITH_OPTIONS and (wrong := _wrong_options(asked.options)):
        found["options"] = wrong
    if "options" not in found and (wrong := _wrong_flags(asked)):
        found["flagged"] = wrong
    if asked.longest is not None and not 1 <= asked.longest <= MOST_WORDS:
        found["longest"] = f"Enter a number of words from 1 to {MOST_WORDS}"
    return found


def _wrong_flags(asked: Asked) -> str:
    if asked.kind in BOUNDS:
        return wrong_bounds(asked.kind, asked.flagged)
    unknown = [each for each in asked.flagged if each not in asked.answers] if asked.kind in CHOSEN else []
    return f"“{unknown[0]}” is not one of the answers. Write each exactly as it is offered" if unknown else ""


def _wrong_options(options: Sequence[str]) -> str:
    if len(set(options)) < 2:
        return "Write at least two answers to choose from, one on each line"
    if len(options) > MOST_OPTIONS:
        return f"Write {MOST_OPTIONS} answers at most"
    return (
        f"Each answer must be {OPTION_TEXT} characters or fewer"
        if any(len(option) > OPTION_TEXT for option in options)
        else ""
    )


def stored_flags(kind: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Answers to look at as a person writes them; "Yes" and "no" are stored as codes, days by their numbers."""
    if kind in BOUNDS:
        return tuple(stored_bound(kind, line) for line in lines)
    return tuple(line.lower() if kind == "yes_no" else line for line in lines)


def shown_flags(asked: Asked) -> tuple[str, ...]:
    if asked.kind in BOUNDS:
        return tuple(shown_bound(asked.kind, each) for each in asked.flagged)
    return tuple(asked.answers.get(each, each) for each in asked.flagged)


def answer_problem(asked: Asked, answer: Sequence[str]) -> str:
    """What is wrong with what was answered; one left empty is not wrong, it is missing."""
    if not answer:
        return ""
    first = answer[0]
    if asked.kind in CHOSEN:
        is_known = all(each in asked.answers for each in answer) and (asked.kind == "several" or len(answer) == 1)
        return "" if is_known else "Choose one of the answers that the page offers"
    if asked.kind == "number":
        return "Enter a number, for example 3 or 2.5" if number_of(first) is None else ""
    if asked.kind == "date":
        return "Enter a real date, for example 27 3 2027" if day_of(first) is None else ""
    if asked.kind == "short":
        return "" if len(first) <= LONGEST_SHORT else f"The answer must be {LONGEST_SHORT} characters or fewer"
    if len(first) > LONGEST_LONG:
        return f"The answer must be {LONGEST_LONG:,} characters or fewer"
    words, most = len(first.split()), asked.longest or USUAL_WORDS
    return f"The answer has {words:,} words. Shorten it to {most:,} or fewer" if words > most else ""


def is_flagged(asked: Asked, answer: Sequence[str]) -> bool:
    """Whether a person should look at this answer."""
    if asked.kind in BOUNDS:
        return any(is_outside(asked.kind, asked.flagged, each) for each in answer)
    return any(each in asked.flagged for each in answer)


def in_words(asked: Asked, answer: Sequence[str]) -> str:
    """An answer as it is read."""
    if asked.kind == "date" and answer and (day := day_of(answer[0])):
        return day_in_words(day)
    return "\n".join(asked.answers.get(each, each) for each in answer)


def how_answered(asked: Asked) -> str:
    """A question's kind and what else there is to know of its answers."""
    told = [KINDS[asked.kind].lower()]
    told += [", ".join(asked.options)] if asked.options else []
    told += ["required"] if asked.is_required else []
    told += [f"a person looks at: {', '.join(shown_flags(asked))}"] if asked.flagged else []
    return "; ".join(told)


def question_line(asked: Asked) -> str:
    """A question in one line, for lists and histories."""
    return f"{asked.text} ({how_answered(asked)})"


@dataclass(frozen=True)
class Doubt:
    """Words that a question should not have, why, and what to do instead."""

    quote: str
    why: str
    instead: str


@cache
def _doubtful_words() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    with (DATA / "question_warnings.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE), row["says"], row["do"])
            for row in csv.DictReader(file)
        )


def doubts(asked: Asked) -> list[Doubt]:
    """What may be unlawful to ask: advice with its reason, never a block, as whoever writes knows the post."""
    said = "\n".join((asked.text, asked.help, *asked.options))
    found = ((pattern.search(said), why, instead) for pattern, why, instead in _doubtful_words())
    return [Doubt(match.group(), why, instead) for match, why, instead in found if match]
