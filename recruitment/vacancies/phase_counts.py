"""How many vacancies organisations have in each phase."""

from collections import Counter, defaultdict
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal

from recruitment.core import clock
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import among, one_after_another, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.queries import COUNTED, SOON, in_phase
from recruitment.vacancies.rules import PHASES
from recruitment.vacancies.tables import Vacancy


def phase_counts(viewer: Viewer, organisation_ids: Collection[int]) -> dict[str, int]:
    """How many vacancies of these organisations are in each of PHASES."""
    counts = phases_by_organisation(viewer, organisation_ids).values()
    return {phase: sum(each[phase] for each in counts) for phase in PHASES}


def phases_by_organisation(viewer: Viewer, organisation_ids: Collection[int]) -> dict[int, Counter[str]]:
    """The same for each that has any; and how many of the live are "closing" and "open"."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for organisation_id, phase, number in db.session.execute(_counts(viewer, tuple(organisation_ids))):
        found[organisation_id][phase] = number
    for held in found.values():
        held["live"] = held.pop("published", 0) - held["scheduled"] - held["early"] - held["closed"]
        held["open"] = held["live"] - held["closing"]
    return found


@lru_cache(STATEMENTS)
def _counts(viewer: Viewer, organisation_ids: tuple[int, ...]) -> CompoundSelect[Any]:
    """By organisation the number in each state and each of COUNTED: each is a stretch of an index, so that few rows
    are looked at twice."""
    now, soon = clock.when_asked(), clock.when_asked(SOON)
    counted = visible(viewer, Vacancy).where(among(Vacancy.organisation_id, organisation_ids))
    by_state = counted.group_by(Vacancy.organisation_id, Vacancy.state)
    told: list[tuple[Select[Any], Any]] = [(by_state, Vacancy.state)]
    told += [
        (counted.where(in_phase(each, now, soon)).group_by(Vacancy.organisation_id), literal(each)) for each in COUNTED
    ]
    return one_after_another(
        *(each.with_only_columns(Vacancy.organisation_id, said.label("phase"), func.count()) for each, said in told)
    )
