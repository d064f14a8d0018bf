"""What works, and what is missing: media with the lowest cost of an appointment, and organisations' gaps in data."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from recruitment.core import clock
from recruitment.core.viewers import Viewer
from recruitment.reporting.duration_queries import durations
from recruitment.reporting.reports.durations import QUARTILES
from recruitment.reporting.reports.filters import YEAR_AFTER
from recruitment.reporting.reports.frame import (
    COUNT,
    MONEY,
    NAME,
    SHARE,
    Absent,
    Asked,
    Chart,
    Column,
    Report,
    Table,
    Value,
)
from recruitment.reporting.reports.words import about, absent_or
from recruitment.reporting.workforce_queries import MediumLine, data_quality, media_by_category

MEDIA: Final = (
    Column("Kind of work", NAME),
    Column("Medium", NAME),
    Column("Net spend", MONEY, "net-on-vacancies"),
    Column("Applications", COUNT, "response"),
    Column("Appointed", COUNT, "response"),
    Column("Cost of an application", MONEY, "response"),
    Column("Cost of an appointment", MONEY, "response"),
)
QUALITY: Final = (
    Column("Organisation", NAME),
    Column("Vacancies", COUNT, "vacancies"),
    Column("No department", COUNT, "quality"),
    Column("No kind of work", COUNT, "quality"),
    Column("No place", COUNT, "quality"),
    Column("No spend", COUNT, "quality"),
    Column("Ending not answered", COUNT, "quality"),
    Column("Closed long ago, no ending", COUNT, "quality"),
    Column("Complete", SHARE, "quality"),
)
# Years looked back at where none is chosen: of fewer appointments nothing could be shown.
LOOKED_BACK: Final = 5


def _what_works(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    now = clock.financial_year(clock.today())
    years = asked.years or tuple(range(now - LOOKED_BACK + 1, now + 1))
    found = media_by_category(viewer, years=years)
    hired = [(line.name, line.whole) for line in durations(viewer, "category", years=years) if line.whole is not None]
    times = Table(
        "time-to-hire", "Days to hire by kind of work", (Column("Kind of work", NAME), *QUARTILES),
        tuple((name, told.low, told.median, told.high, told.count) for name, told in hired if told),
        chart=Chart("bars", "Half within so many days", (2,)),
    )  # fmt: skip
    tables = []
    if found:
        tables += [_cheapest(found), _media(found)]
    return [*tables, *([times] if times.rows else [])]


def _cheapest(found: Sequence[MediumLine]) -> Table:
    """Of each kind of work the medium whose appointments cost least: they come first in the query."""
    best = [next(lines) for _, lines in groupby(found, lambda line: line.category)]
    told = [line for line in best if line.net and line.cost_of_an_appointment is not None]
    says = "".join(
        f"For {line.category_name} an appointment costs least by {line.medium_name}: "
        f"{about(line.cost_of_an_appointment or 0)}. "
        for line in told[:3]
    )
    return Table(
        "cheapest", "The medium with the lowest cost of an appointment", MEDIA, tuple(map(_cells, told)),
        says.strip() or "Too few appointments were made by one medium to compare media yet.",
    )  # fmt: skip


def _media(found: Sequence[MediumLine]) -> Table:
    return Table("media", "Every medium by kind of work", MEDIA, tuple(map(_cells, found)))


def _cells(line: MediumLine) -> tuple[Value, ...]:
    return (
        line.category_name, line.medium_name, line.net, absent_or(line.submitted), absent_or(line.appointed),
        absent_or(line.cost_of_an_application, Absent.NOTHING), absent_or(line.cost_of_an_appointment, Absent.NOTHING),
    )  # fmt: skip


def _quality(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    found = data_quality(viewer, years=asked.years)
    if not found:
        return ()
    gaps = sorted((line.share_complete, line.name) for line in found if line.share_complete is not None)
    says = f"Least complete: {gaps[0][1]}, {gaps[0][0]:.0%} of what could be entered." if gaps else ""
    rows = tuple(
        (line.name, line.vacancies, line.no_department, line.no_category, line.no_area, line.unspent, line.unanswered,
         line.open_long, absent_or(line.share_complete, Absent.NOTHING))
        for line in found
    )  # fmt: skip
    return (Table("quality", "What is not entered", QUALITY, rows, says, chart=Chart("bars", "Complete", (8,))),)


WHAT_WORKS: Final = Report(
    "what-works", "What works",
    "Which media bring an appointment at the lowest cost, by kind of work, and how long hiring takes.",
    "Knowledge", (YEAR_AFTER,), _what_works,
)  # fmt: skip
QUALITY_OF_DATA: Final = Report(
    "data-quality", "Quality of data",
    "What organisations have not entered, so that other figures can be read rightly.",
    "Knowledge", (YEAR_AFTER,), _quality,
)  # fmt: skip
