"""The filters of a search, a row each: what an address says of it, what the index holds for it, and how it is named.

A new facet is a row here, a field of the Question by its name and, where the index does not hold it yet, one there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from recruitment.core import clock
from recruitment.vacancies.pay import hourly_of
from recruitment.vacancies.vocabulary import CONTRACT_TYPES, PATTERNS, SCHEMES

# Values of one facet that are read; more is nobody's wish.
MOST_CHOICES: Final = 60
# Hours a week by which pay of a year is said by the hour too; councils' own full weeks are from 35 to 37.
FULL_WEEK: Final = 37
LONGEST_SPAN: Final = 365
_SLUG = re.compile(r"[a-z0-9_-]{1,80}")
_NUMBER = re.compile(r"[0-9]{1,9}")
Bounds = tuple[int | None, int | None]


@dataclass(frozen=True)
class Several:
    """Several of its values may be chosen; each is a term of the index's field of the facet's name.

    `names`: what each value is called, in the order of the list; None where values are slugs that the database names.
    """

    name: str
    legend: str
    names: Mapping[str, str] | None = None

    @property
    def unset(self) -> tuple[str, ...]:
        return ()

    def read(self, typed: Sequence[str]) -> tuple[str, ...]:
        """The values that an address means; what cannot be one is left out."""
        if self.names is not None:
            return tuple(code for code in self.names if code in typed)
        return tuple(sorted({slug for slug in typed[:MOST_CHOICES] if _SLUG.fullmatch(slug)}))


@dataclass(frozen=True)
class Steps:
    """A number, of which each step takes in all that the narrower ones do; the list offers `steps`, any may be asked.

    `bounds`: of the index's `field` for a step at a moment: from, and up to but not with; None for no bound.
    """

    name: str
    legend: str
    unset_name: str
    field: str
    steps: tuple[int, ...]
    bounds: Callable[[int, datetime], Bounds]
    say: Callable[[int], str]
    most: int = 10**9

    @property
    def unset(self) -> None:
        return None

    def read(self, typed: Sequence[str]) -> int | None:
        asked = number_in(typed[0]) if typed else None
        return min(asked, self.most) if asked else None


Facet = Several | Steps


def number_in(typed: str) -> int | None:
    """25000 from "25000", "£25,000" and "25000.00"; None where there is no number."""
    plain = typed.strip()[:20].lstrip("£").replace(",", "").partition(".")[0]
    return int(plain) if _NUMBER.fullmatch(plain) else None


def _pay_bounds(pounds: int, _now: datetime) -> Bounds:
    return pounds * 100, None


def _say_pay(pounds: int) -> str:
    """£25,000 or more (£12.96 an hour)"""
    return f"£{pounds:,} or more (£{hourly_of(pounds * 100, FULL_WEEK) / 100:,.2f} an hour)"


def _midnight(now: datetime, days: int) -> int:
    """Seconds since 1970 at the end of a day so far from today, so that a list is the same all day."""
    return int(clock.end_of_day(clock.local(now).date() + timedelta(days=days)).timestamp()) + 1


def _posted_bounds(days: int, now: datetime) -> Bounds:
    return _midnight(now, -days - 1), None


def _say_posted(days: int) -> str:
    return "Since yesterday" if days == 1 else f"In the last {days} days"


def _closing_bounds(days: int, now: datetime) -> Bounds:
    return None, _midnight(now, days)


def _say_closing(days: int) -> str:
    return "By tomorrow" if days == 1 else f"Within {days} days"


ROWS: Final[tuple[Facet, ...]] = (
    Several("category", "Kind of work"),
    Several("council", "Employer"),
    Several("contract", "Contract", CONTRACT_TYPES),
    Several("pattern", "Working pattern", PATTERNS),
    Steps("pay_from", "Pay for full-time work", "Any pay", "pay_high",
          (20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000), _pay_bounds, _say_pay),
    Steps("posted", "Posted", "At any time", "public_from", (1, 3, 7, 14), _posted_bounds, _say_posted, LONGEST_SPAN),
    Steps("closing", "Closing", "At any time", "closes_at", (3, 7, 14), _closing_bounds, _say_closing, LONGEST_SPAN),
    Several("disclosure", "Disclosure check", {
        "none": "No check needed",
        "level": "Level 1 or Level 2 disclosure",
        "pvg": "PVG scheme membership",
    }),
    Several("gaelic", "Gaelic", {"essential": "Gaelic essential", "desirable": "Gaelic desirable"}),
    Several("scheme", "Schemes", {**SCHEMES, "apprenticeship": "Apprenticeship"}),
)  # fmt: skip
FACETS: Final[Mapping[str, Facet]] = {row.name: row for row in ROWS}
