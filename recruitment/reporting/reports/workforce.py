"""For those who plan the workforce: which work is sought where and cannot be found, by SOC 2020 group, over time."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from recruitment.advertising.rules import year_name
from recruitment.core.viewers import Viewer
from recruitment.places.queries import area_names
from recruitment.reporting.hiring_queries import NOT_SAID, hiring
from recruitment.reporting.reports.filters import YEAR_AFTER
from recruitment.reporting.reports.frame import (
    COUNT,
    NAME,
    SHARE,
    Absent,
    Asked,
    Chart,
    Choices,
    Column,
    Filter,
    Report,
    Table,
    Value,
)
from recruitment.reporting.workforce_queries import WorkLine, workforce
from recruitment.vacancies.queries import categories

SOUGHT: Final = (
    Column("Vacancies", COUNT, "vacancies"),
    Column("Posts", COUNT, "vacancies"),
    Column("Filled", COUNT, "unfilled"),
    Column("Not filled", COUNT, "unfilled"),
    Column("Share not filled", SHARE, "unfilled"),
)
LINE: Final = (
    Column("Kind of work", NAME),
    Column("SOC 2020 groups", NAME),
    Column("Council area", NAME),
    Column("Financial year", NAME),
    *SOUGHT,
)
SHARE_AT: Final = 5
# Lines that a page can be read with; the file holds as many.
MOST: Final = 100


def _areas(viewer: Viewer) -> Choices:
    keys = {line.key for line in hiring(viewer, "area").lines if line.key}
    return sorted(area_names(keys).items(), key=lambda pair: pair[1])


def _groups(_viewer: Viewer) -> Choices:
    """SOC 2020 unit groups with the kinds of work that hold them."""
    found: dict[str, list[str]] = {}
    for category in categories():
        for group in category.soc_groups:
            found.setdefault(str(group), []).append(category.name)
    return [(group, f"{group}: {', '.join(names)}") for group, names in sorted(found.items())]


AREA: Final = Filter("area", "Council area", _areas)
SOC: Final = Filter("soc", "SOC 2020 group", _groups)


def _workforce(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    chosen, groups = asked.of("area"), set(asked.of("soc"))
    found = [
        line for line in workforce(viewer, years=asked.years)
        if (not chosen or line.area in chosen) and (not groups or groups & set(map(str, line.soc_groups)))
    ]  # fmt: skip
    if not found:
        return ()
    by_year = _summed("by-year", "Sought and not found by financial year", "Financial year",
                      [(year_name(line.year), line) for line in found])  # fmt: skip
    by_work = _summed("by-kind", "Sought and not found by kind of work", "Kind of work",
                      [(line.category_name, line) for line in found])  # fmt: skip
    by_area = _summed("by-area", "Sought and not found by council area", "Council area",
                      [(line.area_name, line) for line in found])  # fmt: skip
    return (by_year, by_work, by_area, _lines(found))


def _summed(code: str, caption: str, head: str, named: Sequence[tuple[str, WorkLine]]) -> Table:
    sums: dict[str, Counter[str]] = {}
    for name, line in named:
        held = sums.setdefault(name, Counter())
        held.update(vacancies=line.vacancies, posts=line.posts, filled=line.filled, unfilled=line.unfilled)
    whole: Counter[str] = Counter()
    for counts in sums.values():
        whole.update(counts)
    rows = tuple((name, *_cells(counts)) for name, counts in sorted(sums.items()))
    known = sorted(
        (value, name) for name, *cells in rows if name != NOT_SAID and not isinstance(value := cells[-1], str)
    )
    is_told = len(known) > 1 and code != "by-year"
    says = f"Hardest to fill: {known[-1][1]}, {known[-1][0]:.0%} not filled." if is_told else ""
    return Table(
        code, caption, (Column(head, NAME), *SOUGHT), rows, says,
        ("All", *_cells(whole)) if len(rows) > 1 else None, Chart("bars", "Share not filled", (SHARE_AT,)),
    )  # fmt: skip


def _cells(counts: Counter[str]) -> tuple[Value, ...]:
    ended = counts["filled"] + counts["unfilled"]
    share: Value = counts["unfilled"] / ended if ended else Absent.NOTHING
    return (counts["vacancies"], counts["posts"], counts["filled"], counts["unfilled"], share)


def _hardest(line: WorkLine) -> tuple[float, int, str]:
    return -(line.share_unfilled or 0), -line.vacancies, line.category_name


def _lines(found: Sequence[WorkLine]) -> Table:
    rows = tuple(
        (line.category_name, ", ".join(map(str, line.soc_groups)) or Absent.NOTHING, line.area_name,
         year_name(line.year), line.vacancies, line.posts, line.filled, line.unfilled,
         Absent.NOTHING if line.share_unfilled is None else line.share_unfilled)
        for line in sorted(found, key=_hardest)
    )  # fmt: skip
    more = f"The first {MOST} of {len(rows):,} lines: choose years, areas or groups to see fewer." * (len(rows) > MOST)
    return Table("by-group-and-area", "Each kind of work in each area and year", LINE, rows[:MOST], note=more)


WORKFORCE: Final = Report(
    "workforce", "Workforce planning",
    "Which skills each area seeks and cannot find, over time, by SOC 2020 group: for SPDS and SOLACE.",
    "Workforce", (YEAR_AFTER, AREA, SOC), _workforce,
)  # fmt: skip
