"""What waits on a desk, tray by tray."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal

from recruitment.core import clock
from recruitment.core.tenancy import among, one_after_another, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.queries import SOON, in_phase
from recruitment.vacancies.tables import Vacancy


def in_tray(viewer: Viewer, organisation_ids: Collection[int], phase: str) -> Select[Any]:
    """The vacancies of these organisations in one of PHASES, or "closing" or "open"."""
    held = (
        among(Vacancy.organisation_id, organisation_ids),
        in_phase(phase, clock.when_asked(), clock.when_asked(SOON)),
    )
    return visible(viewer, Vacancy).where(*held)


def firsts(counted: Sequence[Select[Any]], most: int, others: Sequence[Select[Any]] = ()) -> CompoundSelect[Any]:
    """Of each of these reads of vacancies the few that close soonest, then the oldest; of those `counted` how many
    there are, too. One statement, however many trays and vacancies there are."""
    # Counted apart: a count beside the rows would have all of them fetched and kept first.
    totals = [each.with_only_columns(func.count()).correlate(None).scalar_subquery() for each in counted]
    totals_or_none = [*totals, *(literal(0) for _ in others)]
    parts = [
        wanted.with_only_columns(Vacancy.closes_at, Vacancy.id, literal(number).label("tray"), total.label("total"))
        .order_by(Vacancy.closes_at.nulls_last(), Vacancy.id)
        .limit(most)
        for number, (wanted, total) in enumerate(zip((*counted, *others), totals_or_none, strict=True))
    ]
    return one_after_another(*parts)


def first_of(asked: CompoundSelect[Any]) -> list[tuple[list[int], int]]:
    """For each tray of a question put by firsts() the ids of its first vacancies, and how many there are in all where
    that was asked."""
    found: list[tuple[list[int], int]] = [([], 0) for _ in asked.selects]
    # In the order of their closing, where the database need not keep that of the parts.
    rows = sorted(db.session.execute(asked), key=lambda row: (row[0] is None, row[0], row[1]))
    for _, vacancy_id, tray, total in rows:
        found[tray] = ([*found[tray][0], vacancy_id], total)
    return found
