"""Answers that a person looks at because they lie outside bounds: a number below or above one, a date before or after a
day. Pure.

Of a question with such an answer each of `Asked.flagged` is a bound: "below 2", "above 40", "before 2027-03-01" or
"after 2027-06-30". What is named lies inside.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from recruitment.vacancies.reading.dates import find_dates

# By kind the words of the lower and of the upper bound.
BOUNDS: Final[Mapping[str, tuple[str, str]]] = {"number": ("below", "above"), "date": ("before", "after")}
EXAMPLES: Final = {"number": "“below 2” or “above 40”", "date": "“before 1 March 2027” or “after 30 June 2027”"}
LARGEST: Final = 10**9


def number_of(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def stored_bound(kind: str, line: str) -> str:
    """As it is kept of what a person writes (“Before 1 March 2027”); what cannot be read stays as it was."""
    word, _, said = line.partition(" ")
    value = _day_said(said) if kind == "date" else _number_said(said)
    return f"{word.casefold()} {value}" if value and word.casefold() in BOUNDS[kind] else line


def _day_said(text: str) -> str:
    """In numbers, or as in a letter; nothing where it is no day, or more than one."""
    found = [each.date for each in find_dates(text)]
    return found[0].isoformat() if len(found) == 1 and found[0] is not None else ""


def _number_said(text: str) -> str:
    number = number_of(text.replace(",", ""))
    return "" if number is None else f"{number:f}"


def shown_bound(kind: str, bound: str) -> str:
    word, _, said = bound.partition(" ")
    day = day_of(said) if kind == "date" else None
    return f"{word} {day_in_words(day)}" if day else bound


def wrong_bounds(kind: str, bounds: Sequence[str]) -> str:
    """What keeps these from being bounds, and what to do; nothing where they are."""
    places: dict[str, Decimal] = {}
    for bound in bounds:
        word, _, said = bound.partition(" ")
        place = _place(kind, said)
        if word not in BOUNDS[kind] or place is None:
            return f"“{bound}” says of no {kind} when to look at it. Write {EXAMPLES[kind]}, each on a line of its own"
        if word in places:
            return f"Write “{word}” once"
        places[word] = place
    low, high = BOUNDS[kind]
    if low in places and high in places and places[low] > places[high]:
        return f"No answer would be inside: what follows “{low}” must come before what follows “{high}”"
    return ""


def is_outside(kind: str, bounds: Iterable[str], answer: str) -> bool:
    """Whether an answer lies below or above; what is no number or date lies nowhere."""
    place = _place(kind, answer)
    return place is not None and any(_is_beyond(kind, bound, place) for bound in bounds)


def _is_beyond(kind: str, bound: str, place: Decimal) -> bool:
    word, _, said = bound.partition(" ")
    limit = _place(kind, said)
    if limit is None:
        return False
    return place < limit if word == BOUNDS[kind][0] else place > limit


def _place(kind: str, said: str) -> Decimal | None:
    """Numbers and days alike on one line."""
    if kind == "number":
        return number_of(said)
    day = day_of(said)
    return None if day is None else Decimal(day.toordinal())
