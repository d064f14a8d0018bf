"""Dates as people write them in a CV: a month, or only a year, and the time from one to the other. Pure."""

import re
from dataclasses import dataclass
from typing import Final

MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NAME: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" \
              r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"  # fmt: skip
YEAR: Final = r"(?:19[4-9]\d|20[0-4]\d)"
SHORT: Final = r"['’]\d\d"
MOMENT: Final = rf"(?:{NAME}\.?,?\s+(?:{YEAR}|{SHORT})|(?:(?:\d{{1,2}}[/.])?\d{{1,2}}[/.-])?{YEAR})"
NOW: Final = r"(?:present|current|currently|now|date|today|ongoing|to date|still there)"
BETWEEN: Final = r"\s*(?:-|–|—|−|to|until|till)\s*"
RANGE: Final = re.compile(
    rf"\(?\s*(?:from\s+)?\b(?P<first>{MOMENT}|{NAME}(?={BETWEEN}{NAME}\s+{YEAR})){BETWEEN}"
    rf"(?P<last>{MOMENT}|{NOW})\b\s*\)?",
    re.IGNORECASE,
)
SINCE: Final = re.compile(rf"\(?\s*\b(?:since|from)\s+(?P<first>{MOMENT})\s*\)?", re.IGNORECASE)
ONE: Final = re.compile(rf"\b{MOMENT}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """ISO text: 2019-03, or 2019 where no month is told; `last` is None while it goes on."""

    first: str
    last: str | None
    start: int
    end: int


def moment(written: str) -> str:
    """2019-03 or 2019."""
    words = written.strip().lower()
    short = re.search(r"['’](\d\d)$", words)
    found = re.search(YEAR, words)
    year = f"20{short[1]}" if short else found[0] if found else ""
    if named := re.match(r"[a-z]{3}", words):
        number = MONTHS.index(named[0]) + 1 if named[0] in MONTHS else 0
    else:
        digits = re.match(r"(?:\d{1,2}[/.])?(\d{1,2})[/.-]", words)
        number = int(digits[1]) if digits else 0
    return f"{year}-{number:02d}" if year and 1 <= number <= 12 else year


def span(text: str) -> Span | None:
    """The first stretch of time in a line."""
    if found := RANGE.search(text):
        last = None if re.fullmatch(NOW, found["last"], re.IGNORECASE) else moment(found["last"])
        first = moment(found["first"])
        if len(first) < 4 and last:
            first = moment(f"{found['first']} {last[:4]}")
        return Span(first, last, found.start(), found.end())
    if found := SINCE.search(text):
        return Span(moment(found["first"]), None, found.start(), found.end())
    return None


def without(text: str, *spans: Span | None) -> str:
    for one in spans:
        if one is not None:
            text = f"{text[: one.start]} | {text[one.end :]}"
    return text


def last_moment(text: str) -> str:
    """The latest that a line names; empty when it names none."""
    found = [moment(each[0]) for each in ONE.finditer(text)]
    return max(found, default="")
