"""How long it takes to hire: medians and quartiles, the whole and its parts."""

from collections.abc import Sequence
from typing import Final

from recruitment.core.viewers import Staff, Viewer
from recruitment.reporting.duration_queries import PART_NAMES, DurationLine, Quartiles, durations
from recruitment.reporting.reports.filters import YEAR_AFTER
from recruitment.reporting.reports.frame import (
    COUNT,
    DAYS,
    NAME,
    Absent,
    Asked,
    Chart,
    Column,
    Report,
    Table,
    Value,
)

QUARTILES: Final = (
    Column("A quarter within", DAYS, "days"),
    Column("Half within", DAYS, "days"),
    Column("Three quarters within", DAYS, "days"),
    Column("Vacancies", COUNT, "days"),
)
MEDIAN: Final = 2
# The whole would outgrow a chart; its method tells from when to when it runs.
NAMES: Final = {**PART_NAMES, "whole": "The whole time"}


def _time_to_hire(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    own = viewer.organisation_ids[0] if isinstance(viewer, Staff) else None
    whole = durations(viewer, "", years=asked.years, organisation_id=own)
    made = [_by_part(whole[0])] if whole else []
    groups = [("year", "Financial year"), ("category", "Kind of work")]
    if own is None:
        groups.append(("organisation", "Organisation"))
    made += [
        _table(f"by-{by}", f"Days to hire by {head.lower()}", head,
               [(line.name, line.whole) for line in durations(viewer, by, years=asked.years, organisation_id=own)])
        for by, head in groups
    ]  # fmt: skip
    return [table for table in made if table.rows]


def _by_part(line: DurationLine) -> Table:
    named = [(NAMES[part], told) for part, told in line.parts.items()]
    says = f"Half of the vacancies were filled within {line.whole.median:,.0f} days." if line.whole else ""
    return _table("by-part", "Days to hire and its parts", "Part", named, says)


def _table(
    code: str, caption: str, head: str, found: Sequence[tuple[str, Quartiles | None]], says: str = ""
) -> Table:  # fmt: skip
    rows = tuple((name, *_cells(told)) for name, told in found)
    known = sorted((told.median, name) for name, told in found if told is not None)
    if not says and len(known) > 1:
        says = f"Fastest: {known[0][1]}, half within {known[0][0]:,.0f} days. " + (
            f"Slowest: {known[-1][1]}, half within {known[-1][0]:,.0f} days."
        )
    return Table(code, caption, (Column(head, NAME), *QUARTILES), rows, says, None,
                 Chart("bars", "Half within so many days", (MEDIAN,)))  # fmt: skip


def _cells(told: Quartiles | None) -> tuple[Value, ...]:
    if told is None:
        return (Absent.WITHHELD,) * len(QUARTILES)
    return (told.low, told.median, told.high, told.count)


TIME_TO_HIRE: Final = Report(
    "time-to-hire", "Time to hire",
    "How many days pass until a post is filled, and how many of them in approval, open, sift, interview and checks.",
    "Hiring", (YEAR_AFTER,), _time_to_hire,
)  # fmt: skip
