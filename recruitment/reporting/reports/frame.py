"""What a report is: a title, filters, and tables of typed columns that a page, a file and a letter show alike.

A new report is a function that makes tables out of a query, and one `Report` that names it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from recruitment.advertising.rules import year_name
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Viewer


class Kind(StrEnum):
    """How a column's values are read: money is whole pence, a share a part of one, days and rates have one decimal."""

    NAME = "name"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DAYS = "days"
    RATE = "rate"


class Absent(StrEnum):
    """Why a cell has no number, in the word that stands in it."""

    WITHHELD = "withheld"
    UNKNOWN = "not known"
    NOTHING = "–"


Value = str | int | float | Absent


@dataclass(frozen=True)
class Column:
    """`method` names the entry of methods.METHODS that tells how its figures are made; names of lines have none."""

    name: str
    kind: Kind = Kind.COUNT
    method: str = ""


@dataclass(frozen=True)
class Chart:
    """What is drawn of a table: the values of `columns`, by position, over the names of the first column."""

    kind: str
    title: str
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """`says`: what it shows, in a sentence made from its own figures. `code` names its file and its place on the page.

    `headline`: its chief figure in words, and what that is. `totals`: sums of what is shown, or Absent where one would
    tell what is withheld. `links`: by a line's name the report that it leads to, and what is asked of that.
    """

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    says: str = ""
    totals: tuple[Value, ...] | None = None
    chart: Chart | None = None
    note: str = ""
    headline: tuple[str, str] | None = None
    links: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def has_withheld(self) -> bool:
        return any(Absent.WITHHELD in row for row in (*self.rows, self.totals or ()))


Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filter:
    """What narrows a report. Of `is_single` one choice holds, the first where the address makes none."""

    name: str
    legend: str
    choices: Callable[[Viewer], Choices]
    hint: str = ""
    is_single: bool = False


@dataclass(frozen=True)
class Asked:
    """What is chosen of each filter, by its name; nothing chosen is everything."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[str, ...]:
        return self.chosen.get(name, ())

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(map(int, self.of("year")))

    def one(self, name: str) -> str | None:
        return next(iter(self.of(name)), None)


@dataclass(frozen=True)
class Report:
    """`code` is its name in addresses, `group` its heading on the page of contents, `lead` what it answers."""

    code: str
    title: str
    lead: str
    group: str
    filters: tuple[Filter, ...]
    make: Callable[[Viewer, Asked], Sequence[Table]]
    nothing: str = "There is nothing to show yet."


@dataclass(frozen=True)
class Made:
    """A report as one viewer reads it: its filters with what may be chosen of each, what is, and the tables."""

    report: Report
    asked: Asked
    choices: Mapping[str, Choices]
    tables: tuple[Table, ...]

    @property
    def stated(self) -> list[tuple[str, str]]:
        """Each filter and what of it is shown, in words."""
        told = []
        for each in self.report.filters:
            names = dict(self.choices[each.name])
            chosen = [names[value] for value in self.asked.of(each.name)]
            told.append((each.legend, ", ".join(chosen) if chosen else "all"))
        return told

    @property
    def narrowed(self) -> int:
        """How many choices narrow it."""
        return sum(len(self.asked.of(each.name)) for each in self.report.filters if not each.is_single)

    def table(self, code: str) -> Table:
        """Raises NotVisible when there is no such table."""
        for each in self.tables:
            if each.code == code:
                return each
        raise NotVisible("no such table")


def make(report: Report, viewer: Viewer, wanted: Callable[[str], Sequence[str]]) -> Made:
    """`wanted` gives what an address says of a filter. What is no choice is left out; where only one holds it raises
    NotVisible, as nothing else than what was asked for may be shown in its place."""
    chosen: dict[str, tuple[str, ...]] = {}
    choices: dict[str, Choices] = {}
    for each in report.filters:
        offered = choices[each.name] = tuple(each.choices(viewer))
        asked_for = set(wanted(each.name)) - {""}
        found = tuple(value for value, _ in offered if value in asked_for)
        if each.is_single:
            if asked_for and len(found) != 1:
                raise NotVisible(f"no such {each.name}")
            found = found or tuple(value for value, _ in offered[:1])
        chosen[each.name] = found
    asked = Asked(chosen)
    return Made(report, asked, choices, tuple(report.make(viewer, asked)))


def years_as_choices(years: Sequence[int]) -> Choices:
    return [(str(year), year_name(year)) for year in sorted(years, reverse=True)]


NAME: Final = Kind.NAME
COUNT, MONEY, SHARE, DAYS, RATE = Kind.COUNT, Kind.MONEY, Kind.SHARE, Kind.DAYS, Kind.RATE
