"""Tables of what vacancies cost and brought: columns that several reports share, over any lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from recruitment.reporting.hiring_queries import NOT_SAID, HiringLine, HiringTable
from recruitment.reporting.reports.frame import (
    COUNT,
    MONEY,
    NAME,
    RATE,
    SHARE,
    Absent,
    Chart,
    Column,
    Kind,
    Table,
    Value,
)


@dataclass(frozen=True)
class Told:
    """A column and how it is read from a line. What is None is withheld where it counts people, else there is none."""

    column: Column
    read: Callable[[HiringLine], int | float | None]

    def value(self, line: HiringLine) -> Value:
        found = self.read(line)
        if found is not None:
            return found
        return Absent.WITHHELD if self.column.kind is Kind.COUNT else Absent.NOTHING


def counted(name: str, column: str, method: str) -> Told:
    """A count of vacancies or of people, by its name in the figures."""
    return Told(
        Column(name, COUNT, method), lambda line: line.people[column] if column in line.people else line.sums[column]
    )


VACANCIES: Final = counted("Vacancies", "vacancies", "vacancies")
APPLICATIONS: Final = counted("Applications", "submitted", "applications-to-vacancies")
SHORTLISTED: Final = counted("Shortlisted", "shortlisted", "applications-to-vacancies")
APPOINTED: Final = counted("Appointed", "appointed", "applications-to-vacancies")
A_VACANCY: Final = Told(
    Column("Applications a vacancy", RATE, "applications-to-vacancies"), lambda line: line.applications_a_vacancy
)
NET: Final = Told(Column("Net spend", MONEY, "net-on-vacancies"), lambda line: line.sums["net"])
COSTS: Final = (
    Told(Column("An advert", MONEY, "costs"), lambda line: line.cost_of_an_advert),
    Told(Column("An application", MONEY, "costs"), lambda line: line.cost_of_an_application),
    Told(Column("A shortlisted applicant", MONEY, "costs"), lambda line: line.cost_of_a_shortlisted),
    Told(Column("An appointment", MONEY, "costs"), lambda line: line.cost_of_an_appointment),
)
FILLED: Final = counted("Filled", "filled", "unfilled")
UNFILLED: Final = counted("Not filled", "unfilled", "unfilled")
SHARE_UNFILLED: Final = Told(Column("Share not filled", SHARE, "unfilled"), lambda line: line.share_unfilled)
POSTS_UNFILLED: Final = Told(Column("Posts not filled", COUNT, "unfilled"), lambda line: line.posts_unfilled)
OUTSIDE: Final = (
    Told(Column("Applicants from outside", SHARE, "applicants-outside"), lambda line: line.share_of_applicants_outside),
    Told(Column("Appointed from outside", SHARE, "share-outside"), lambda line: line.share_of_appointments_outside),
    Told(Column("Already at a council", SHARE, "churn"), lambda line: line.churn),
    Told(Column("Redeployed", SHARE, "redeployed"), lambda line: line.share_redeployed),
)
PROMISES_KEPT: Final = Told(Column("Promised dates kept", SHARE, "promises"), lambda line: line.share_of_promises_kept)


def table_of(
    code: str, caption: str, head: str, found: HiringTable, told: Sequence[Told], *, says: str = "",
    chart: tuple[str, int] | None = None, note: str = "",
) -> Table:  # fmt: skip
    """`chart`: its title and the column drawn, by position among those told."""
    lines = tuple((line.name, *(each.value(line) for each in told)) for line in found.lines)
    totals = ("All", *(each.value(found.total) for each in told)) if len(lines) > 1 else None
    drawn = Chart("bars", chart[0], (chart[1] + 1,)) if chart else None
    return Table(code, caption, (Column(head, NAME), *(each.column for each in told)), lines, says, totals, drawn, note)


def extremes(found: HiringTable, read: Callable[[HiringLine], float | None], said: Callable[[float], str]) -> str:
    """Highest in one, lowest in another; nothing where fewer than two have it."""
    told = (line for line in found.lines if line.name != NOT_SAID)
    known = sorted((value, line.name) for line in told if (value := read(line)) is not None)
    if len(known) < 2:
        return ""
    (low, lowest), (high, highest) = known[0], known[-1]
    return f"Highest: {highest}, {said(high)}. Lowest: {lowest}, {said(low)}."
