"""What is shown of a person in the talent pool, as a list of facts; the same for them and for recruiters."""

from collections.abc import Mapping

from recruitment.applications.vocabulary import REGISTRATION_BODIES
from recruitment.offers.pool_rules import LEVELS
from recruitment.offers.pool_tables import PoolEntry
from recruitment.vacancies.vocabulary import PATTERNS


def facts_of(entry: PoolEntry, kinds: Mapping[str, str]) -> list[dict[str, str]]:
    """What is told; what is not told has no line."""
    place = f"Up to {entry.miles} miles from home in {entry.area}" if entry.miles else "Anywhere in Scotland"
    told = (
        ("Found appointable for", entry.found_for),
        ("Can do", entry.summary),
        ("Kinds of work", named(entry.categories, kinds)),
        ("Hours and patterns", named(entry.patterns, PATTERNS)),
        ("Would work", place),
        ("Registrations", named(entry.registrations, REGISTRATION_BODIES)),
        ("Qualifications", level_in_words(entry.level)),
        ("Gaelic", "Speaks or is learning Gaelic" if entry.speaks_gaelic else ""),
    )
    return [{"key": key, "value": value} for key, value in told if value]


def named(codes: list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def level_in_words(level: int) -> str:
    """By the nearest level that recruiters ask for, and no more than that."""
    reached = max((each for each in LEVELS if each <= level), default=0)
    return f"{LEVELS[reached]} (SCQF level {level})" if reached else ""
