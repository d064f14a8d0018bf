"""How long hiring takes: medians and quartiles of its parts, exactly, from how many vacancies took how many days."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any, Final, TypeVar

from recruitment.core.tenancy import visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.reporting.fact_tables import PARTS
from recruitment.reporting.hiring_queries import names_of
from recruitment.reporting.rules import smallest_shown
from recruitment.reporting.tables import DurationFigure

Value = TypeVar("Value", int, float)
PART_NAMES: Final = {
    "approval": "From being sent for approval to being published",
    "live": "Open to applications",
    "sift": "From closing to the first on the shortlist",
    "interview": "From the shortlist to the first offer",
    "checks": "From the offer to the appointment",
    "whole": "From being sent for approval, or published, to the appointment",
}


@dataclass(frozen=True)
class Quartiles:
    """Of `count` values a quarter lie below `low`, half below `median`, a quarter above `high`."""

    count: int
    low: float
    median: float
    high: float


@dataclass(frozen=True)
class DurationLine:
    """Days that each part took in one group; None where fewer vacancies were filled than may be shown. `key` as of
    HiringLine. Parts have medians of their own, which do not add up to that of the whole."""

    key: Any
    name: str
    parts: Mapping[str, Quartiles | None]

    @property
    def whole(self) -> Quartiles | None:
        return self.parts["whole"]


def quartiles(days: Mapping[Value, int]) -> Quartiles | None:
    """Of values and how often each occurs, between neighbours in proportion, as spreadsheets do; None of nothing."""
    count = sum(days.values())
    return Quartiles(count, *(_at(days, (count - 1) * part / 4) for part in (1, 2, 3))) if count else None


def quartiles_of(values: Sequence[float]) -> Quartiles | None:
    return quartiles(Counter(values))


def _at(days: Mapping[Value, int], place: float) -> float:
    """The value at a place counted from 0 in order."""
    below, seen, lower = floor(place), 0, None
    for value in sorted(days):
        seen += days[value]
        if lower is None and seen > below:
            lower = value
        if lower is not None and seen > below + (place > below):
            return lower + (value - lower) * (place - below)
    raise ValueError("no such place")


def durations(
    viewer: Viewer, by: str, *, years: Sequence[int] = (), organisation_id: int | None = None, category: str = ""
) -> tuple[DurationLine, ...]:
    """Of vacancies filled in these financial years, or in all: `by` organisation, year, category, or nothing ("").

    Of one organisation, or without one of all together; staff read their own and that of all. By category `category`
    counts for nothing. Raises KeyError for what is no grouping.
    """
    figure = DurationFigure
    group = {"organisation": figure.organisation_id, "year": figure.year, "category": figure.category, "": figure.part}[
        by
    ]
    wanted = visible(viewer, figure)
    if by == "organisation":
        wanted = wanted.where(figure.organisation_id.is_not(None))
    elif organisation_id is None:
        wanted = wanted.where(figure.organisation_id.is_(None))
    if organisation_id is not None:
        wanted = wanted.where(figure.organisation_id == organisation_id)
    wanted = wanted.where(figure.category != "" if by == "category" else figure.category == category)
    wanted = wanted.where(figure.year.in_(years)) if years else wanted
    found: dict[Any, dict[str, Counter[int]]] = defaultdict(lambda: defaultdict(Counter))
    for key, part, days in db.session.execute(wanted.with_only_columns(group, figure.part, figure.days)):
        found[key if by else ""][part].update({int(value): count for value, count in days.items()})
    names = names_of(by, found) if by else {"": "All"}
    lines = [DurationLine(key, names[key], _shown(parts)) for key, parts in found.items()]
    return tuple(sorted(lines, key=lambda line: line.key if by == "year" else line.name))


def _shown(parts: Mapping[str, Mapping[int, int]]) -> dict[str, Quartiles | None]:
    smallest = smallest_shown()
    told = {part: quartiles(parts.get(part, {})) for part in PARTS}
    return {part: each if each is not None and each.count >= smallest else None for part, each in told.items()}
