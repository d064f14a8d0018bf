"""Dates as far as they are known, and the addresses that projects may not take."""

import calendar
import re
from datetime import date
from typing import Final

# Words under /programme that are pages of their own; nor may an address hold a full stop, as feeds and files do.
TAKEN: Final = frozenset({"bodies", "changes", "documents", "themes", "timeline"})
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_DATE = 40
# A season begins with this month.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_WORDS = "about|by|before|after|from|until|early|mid|late"
_DATE = re.compile(
    rf"(?:(?:{_WORDS})[ -])*(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>[a-z]+) )?(?P<year>(?:18|19|20)\d\d)(?:[-–/]\d\d)?"
)
HOW_TO_DATE = "Write the date as far as it is known: 3 June 2007, June 2007, autumn 2007 or 2007"


def sort_key(words: str) -> str:
    """2007-06-03, 2007-06-00 or 2007-00-00, by which dates sort; nothing for no date. Raises ValueError."""
    if not words:
        return ""
    found = _DATE.fullmatch(" ".join(words.lower().split()))
    if found is None:
        raise ValueError(HOW_TO_DATE)
    year, name, day = int(found["year"]), found["month"], found["day"]
    if name in SEASONS and day is None:
        return f"{year}-{SEASONS[name]:02}-00"
    if name and name not in MONTHS:
        raise ValueError(HOW_TO_DATE)
    month = MONTHS[name] if name else 0
    if day is None:
        return f"{year}-{month:02}-00"
    try:
        return date(year, month, int(day)).isoformat()
    except ValueError as problem:
        raise ValueError("This must be a real date, for example 3 June 2007") from problem


def is_address(slug: str) -> bool:
    """Whether a project may be reached under this word."""
    return SLUG.fullmatch(slug) is not None and slug not in TAKEN
