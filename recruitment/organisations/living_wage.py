"""The least that an hour's work may be paid on a day: the Living Wage floor, from rates shipped as data.

What binds depends on the employer (DOMAIN.md, "Pay"). Councils have agreed the Scottish Local Government Living Wage
for everybody they employ. Bodies under Scotland's public sector pay policy, and councils, pay at least the real Living
Wage, which its employers must apply by the 1st of May after it is announced. The law's National Living Wage binds
everybody. The highest of them that is in force is the floor. Apprentices are outside the first two (Living Wage
Foundation, "What about volunteers, apprentices and interns?"): theirs is the law's rate. Volunteers have none.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Floor:
    """`pence` an hour. `employers`: organisations.tables.KINDS that it binds, all when empty. `work`: staff or
    apprentices."""

    name: str
    pence: int
    holds_from: date
    employers: frozenset[str]
    work: str
    source: str


@cache
def floors() -> tuple[Floor, ...]:
    """All that are known, as shipped."""
    shipped = resources.files("recruitment.organisations") / "data" / "living_wage.csv"
    return tuple(
        Floor(
            name=row["name"],
            pence=int(row["pence"]),
            holds_from=date.fromisoformat(row["holds_from"]),
            employers=frozenset(row["employers"].split()),
            work=row["work"],
            source=row["source"],
        )
        for row in csv.DictReader(shipped.read_text(encoding="utf-8").splitlines())
    )


def floor_on(day: date, employer: str, *, is_apprenticeship: bool = False) -> Floor | None:
    """The highest rate that binds a kind of employer on a day; a rate holds until the next of its name."""
    work = "apprentices" if is_apprenticeship else "staff"
    latest: dict[str, Floor] = {}
    for floor in sorted(floors(), key=lambda each: each.holds_from):
        binds = floor.work == work and (not floor.employers or employer in floor.employers)
        if binds and floor.holds_from <= day:
            latest[floor.name] = floor
    return max(latest.values(), key=lambda each: each.pence, default=None)
