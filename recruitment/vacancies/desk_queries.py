"""What waits on a desk, tray by tray."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal

from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import one_after_another, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.queries import SOON, in_phase
from recruitment.vacancies.tables import Vacancy

# Organisations, and the phase in which their vacancies wait: one of PHASES, "closing" or "open".
Tray = tuple[Collection[int], str]


def waiting(viewer: Viewer, trays: Sequence[Tray], most: int) -> list[list[int]]:
    """For each tray the ids of the vacancies that ask for attention first.

    First are those that close soonest, then the oldest. One statement, however many trays and vacancies there are.
    """
    held = tuple((tuple(where), phase) for where, phase in trays)
    rows = db.session.execute(_waiting(viewer, held, most)).all() if any(where for where, _ in held) else []
    return [[row.id for row in rows if row.tray == number] for number in range(len(held))]


@lru_cache(STATEMENTS)
def _waiting(viewer: Viewer, trays: tuple[tuple[tuple[int, ...], str], ...], most: int) -> CompoundSelect[Any]:
    now, soon = clock.when_asked(), clock.when_asked(SOON)
    first = (Vacancy.closes_at.is_(None).label("has_no_end"), Vacancy.closes_at, Vacancy.id)
    parts = [
        visible(viewer, Vacancy)
        .where(Vacancy.organisation_id.in_(where), in_phase(phase, now, soon))
        .with_only_columns(*first, literal(number).label("tray"))
        .order_by(*first)
        .limit(most)
        for number, (where, phase) in enumerate(trays)
        if where
    ]
    return one_after_another(*parts).order_by("has_no_end", "closes_at", "id")


def first_of(asked: CompoundSelect[Any], trays: int) -> list[tuple[list[int], int]]:
    """For each tray of a question put by firsts() the ids of its first vacancies, and how many there are in all."""
    rows = db.session.execute(asked).all()
    totals = {row.tray: row.total for row in rows}
    return [([row.id for row in rows if row.tray == number], totals.get(number, 0)) for number in range(trays)]


def firsts(asked: Sequence[Select[Any]], most: int) -> CompoundSelect[Any]:
    """Of each of these reads of vacancies the few that close soonest, in one statement."""
    total = func.count().over().label("total")
    parts = [
        wanted.with_only_columns(Vacancy.closes_at, Vacancy.id, literal(number).label("tray"), total)
        .order_by(Vacancy.closes_at, Vacancy.id)
        .limit(most)
        for number, wanted in enumerate(asked)
    ]
    return one_after_another(*parts).order_by("closes_at", "id")
