"""What waits on a desk, tray by tray."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, func, literal

from recruitment.core import clock
from recruitment.core.named import Named
from recruitment.core.tenancy import among, beside, one_after_another, out_of, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import LINE, SOON, in_phase
from recruitment.vacancies.tables import Vacancy

# Of a tray whose number no count of phases tells so many are counted at most, and one more says that there are others:
# of a desk that nobody tidies there may be thousands.
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


def firsts(trays: Sequence[Reads], most: int) -> CompoundSelect[Any]:
    """Of what each tray reads of vacancies the few that close soonest, then the oldest, in one statement."""
    parts = [
        wanted.with_only_columns(Vacancy.closes_at, Vacancy.id, literal(number).label("tray"))
        .order_by(Vacancy.closes_at.nulls_last(), Vacancy.id)
        .limit(most)
        for number, reads in enumerate(trays)
        for wanted in reads
    ]
    # All of them; without a limit SQLite would join what is joined to them to each part anew.
    return one_after_another(*parts).limit(most * len(parts))


def numbers_of(reads: Reads) -> list[Select[Any]]:
    """How many vacancies each of these reads finds, up to COUNTED and one."""
    some = [wanted.with_only_columns(Vacancy.id).limit(COUNTED + 1) for wanted in reads]
    return [out_of(each).with_only_columns(func.count(), maintain_column_froms=True) for each in some]


def named_here(viewer: Viewer) -> Select[Any]:
    """The vacancies of the parameter `named`: for a tray whose vacancies are known."""
    return visible(viewer, Vacancy).where(Vacancy.id.in_(bindparam("named", expanding=True)))


def with_lines(viewer: Viewer, asked: CompoundSelect[Any], *more: Any) -> Select[Any]:
    """What firsts() asks for, with no more of each vacancy than a line of a list shows, and `more`."""
    found = asked.subquery()
    employer = Named("organisation", Organisation.slug, Organisation.name)
    rows = beside(visible(viewer, Vacancy), asked, found, found.c.id == Vacancy.id).join(Vacancy.organisation)
    return rows.with_only_columns(found.c.tray, Vacancy.id, *LINE, *more, employer)


def first_of(asked: Select[Any], trays: int, most: int, named: Collection[int] = ()) -> list[list[Any]]:
    """The lines of each tray of a question put by firsts() and with_lines(), in its order."""
    found: list[list[Any]] = [[] for _ in range(trays)]
    # In the order of their closing, of which a database need not keep that of the parts.
    rows = db.session.execute(asked, {"named": list(named)})
    for row in sorted(rows, key=lambda row: (row.closes_at is None, row.closes_at, row.id)):
        found[row.tray].append(row)
    return [lines[:most] for lines in found]
