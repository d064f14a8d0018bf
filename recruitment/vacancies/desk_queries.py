"""What waits on a desk, tray by tray."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, func, literal, select

from recruitment.core import clock
from recruitment.core.named import Named
from recruitment.core.tenancy import among, beside, one_after_another, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import LINE, SOON, in_phase
from recruitment.vacancies.tables import Vacancy

# Of a tray whose number no count of phases tells so many are counted at most, and one more says that there are others.
COUNTED = 50
# What a tray holds: a read, or one for each of several states, as an index has the order of one state's alone.
Reads = Sequence[Select[Any]]


def in_tray(viewer: Viewer, organisation_ids: Collection[int], phase: str) -> Select[Any]:
    """The vacancies of these organisations in one of PHASES, or "closing" or "open"."""
    held = (
        among(Vacancy.organisation_id, organisation_ids),
        in_phase(phase, clock.when_asked(), clock.when_asked(SOON)),
    )
    return visible(viewer, Vacancy).where(*held)


def firsts(counted: Sequence[Reads], most: int, others: Sequence[Reads] = ()) -> CompoundSelect[Any]:
    """Of what each tray reads of vacancies the few that close soonest, then the oldest; of those `counted` how many
    there are, too, up to COUNTED and one. One statement, however many trays and vacancies there are."""
    # Counted apart: a count beside the rows would have all of them fetched and kept first.
    totals = [*map(_number, counted), *(literal(0) for _ in others)]
    parts = [
        wanted.with_only_columns(Vacancy.closes_at, Vacancy.id, literal(number).label("tray"), total.label("total"))
        .order_by(Vacancy.closes_at.nulls_last(), Vacancy.id)
        .limit(most)
        for number, (reads, total) in enumerate(zip((*counted, *others), totals, strict=True))
        for wanted in reads
    ]
    # All of them; without a limit SQLite would join what is joined to them to each part anew.
    return one_after_another(*parts).limit(most * len(parts))


def _number(reads: Reads) -> Any:
    """How many there are, as far as is counted: of a desk that nobody tidies there may be thousands."""
    return sum((_up_to_one_more(wanted) for wanted in reads[1:]), _up_to_one_more(reads[0]))


def _up_to_one_more(wanted: Select[Any]) -> Any:
    some = wanted.with_only_columns(Vacancy.id).limit(COUNTED + 1).correlate(None).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


@dataclass(frozen=True)
class First:
    """The first vacancies of a tray, as `lines` of a list; `total`: how many there are, where that was asked."""

    lines: list[Any]
    total: int


def named_here(viewer: Viewer) -> Select[Any]:
    """The vacancies of the parameter `named`: for a tray whose vacancies are known."""
    return visible(viewer, Vacancy).where(Vacancy.id.in_(bindparam("named", expanding=True)))


def with_lines(viewer: Viewer, asked: CompoundSelect[Any], *more: Any) -> Select[Any]:
    """What firsts() asks for, with no more of each vacancy than a line of a list shows, and `more`."""
    found = asked.subquery()
    employer = Named("organisation", Organisation.slug, Organisation.name)
    rows = beside(visible(viewer, Vacancy), asked, found, found.c.id == Vacancy.id).join(Vacancy.organisation)
    return rows.with_only_columns(found.c.tray, found.c.total, Vacancy.id, *LINE, *more, employer)


def first_of(asked: Select[Any], trays: int, most: int, named: Collection[int] = ()) -> list[First]:
    """The trays of a question put by firsts() and with_lines(), in its order."""
    found = [First([], 0) for _ in range(trays)]
    # In the order of their closing, of which a database need not keep that of the parts.
    rows = db.session.execute(asked, {"named": list(named)})
    for row in sorted(rows, key=lambda row: (row.closes_at is None, row.closes_at, row.id)):
        if len(found[row.tray].lines) < most:
            found[row.tray] = First([*found[row.tray].lines, row], row.total)
    return found
