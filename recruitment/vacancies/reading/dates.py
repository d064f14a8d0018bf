"""Dates in a text as people in Scotland write them: the day before the month, weekday and year sometimes missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A year outside these is a slip, not an advert's.
LIKELY_YEARS = range(1990, 2101)

_WEEKDAY = r"(?:\b(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?,?\s+)?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:[,.]?\s*\(?(?P<year>\d{4})(?!\d)\)?|\s?'(?P<short>\d{2})(?!\d))?"
_FORMS = tuple(
    re.compile(form, re.I | re.A)
    for form in (
        r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"{_WEEKDAY}(?<![\d/.-])(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
        r"(?:(?P<year>\d{4})|(?P<short>\d{2}))(?!\d)",
        rf"{_WEEKDAY}(?<![\d/.-])(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?!\d)/?",
        rf"{_WEEKDAY}(?:the\s+)?(?<![\d.:])(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_WEEKDAY}\b{_MONTH}\s+(?P<day>\d{{1,2}}){_ORDINAL}(?![\d:.]){_YEAR}",
        rf"\b{_MONTH}\s+(?P<year>\d{{4}})(?!\d)",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at [start, end) of the text. `day` None: only a month is named. `year` None: none is given."""

    start: int
    end: int
    text: str
    day: int | None
    month: int
    year: int | None
    weekday: int | None = None

    @property
    def date(self) -> date | None:
        """The day meant; None when day or year is missing, or no such day exists."""
        if self.day is None or self.year is None or self.year not in LIKELY_YEARS:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the date is not sure, in plain English."""
        if self.year is None:
            return (f"The date '{self.text}' has no year.",)
        if self.day is None:
            return (f"The date '{self.text}' names no day.",)
        if self.date is None:
            return (f"'{self.text}' is not a likely date.",)
        if self.weekday not in (None, self.date.weekday()):
            return (f"'{self.text}' is a {WEEKDAY_NAMES[self.date.weekday()]}.",)
        return ()


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Every date in a text made `plain`, in order."""
    taken: list[WrittenDate] = []
    for written in _every_form(text):
        if all(written.end <= other.start or other.end <= written.start for other in taken):
            taken.append(written)
    return tuple(sorted(taken, key=lambda written: written.start))


def _every_form(text: str) -> Iterator[WrittenDate]:
    """The fullest form first, so that a part of a date is not taken for another."""
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            short, weekday, month = parts.get("short"), parts.get("weekday"), parts["month"].lower()
            year = parts.get("year") or (f"20{short}" if short else None)
            yield WrittenDate(
                start=match.start(),
                end=match.end(),
                text=match[0].strip(),
                day=int(parts["day"]) if parts.get("day") else None,
                month=int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1,
                year=int(year) if year else None,
                weekday=WEEKDAYS.index(weekday.lower()[:3]) if weekday else None,
            )
