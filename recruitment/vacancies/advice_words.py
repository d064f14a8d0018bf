"""Words on which advice is given, found as whole words and phrases alone."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data") / "advice_words.csv"
KINDS = ("gendered", "age", "masculine", "feminine", "jargon", "vague")


@dataclass(frozen=True)
class Found:
    """A word or phrase as it stands in a text, and what could stand there instead."""

    quote: str
    instead: str


@cache
def _list_of(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The longest phrase first, so that “key stakeholders” is not found as “stakeholders”."""
    with DATA.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    instead = {form: row["instead"] for row in rows for form in row["words"].split("|")}
    forms = sorted(instead, key=len, reverse=True)
    spelt = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<![\w-])(?:{spelt})(?![\w-])", re.IGNORECASE), instead


def found_words(kind: str, text: str) -> list[Found]:
    """Those of one of KINDS in the order of the text, each once however often it stands there."""
    return list({found.quote.lower(): found for found in _all(kind, text)}.values())


def _all(kind: str, text: str) -> Iterator[Found]:
    pattern, instead = _list_of(kind)
    for match in pattern.finditer(text):
        yield Found(match.group(), instead[" ".join(match.group().lower().split())])
