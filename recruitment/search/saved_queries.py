"""What somebody saved, as it stands now."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from sqlalchemy.orm import selectinload

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Public, System, TokenHolder, Viewer
from recruitment.extensions import db
from recruitment.search.answers import Hit
from recruitment.search.saved_tables import LIST_KEY, SavedList, SavedVacancy
from recruitment.vacancies.live import workplaces_of
from recruitment.vacancies.rules import phase
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class Saved:
    """One line of a list. `hit`: None where the advert was withdrawn. `phase`: one of vacancies.rules.PHASES."""

    row: SavedVacancy
    phase: str
    hit: Hit | None = None

    @property
    def title(self) -> str:
        return self.hit.vacancy.title if self.hit else self.row.title

    @property
    def is_open(self) -> bool:
        return self.phase == "live"


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def list_of(key: str) -> SavedList | None:
    """The list that a browser's key opens."""
    wanted = visible(System("sign_in"), SavedList).where(SavedList.key_digest == digest(key))
    return db.session.scalars(wanted).one_or_none()


def holder_of(key: str) -> TokenHolder | None:
    found = list_of(key) if key else None
    return TokenHolder(LIST_KEY, found.id) if found else None


def saved_vacancies(viewer: Viewer) -> list[Saved]:
    """Open ones first, those that close soonest at the top; then what is over, saved last first."""
    rows = saved_rows(viewer)
    now = clock.now()
    wanted = visible(Public(), Vacancy).where(Vacancy.id.in_([row.vacancy_id for row in rows]))
    loads = (selectinload(Vacancy.organisation), selectinload(Vacancy.category))
    vacancies = {vacancy.id: vacancy for vacancy in db.session.scalars(wanted.options(*loads))}
    places = workplaces_of(Public(), vacancies.values())
    lines = [
        Saved(row, phase(vacancy, now), Hit(vacancy, places[vacancy.id])) if vacancy else Saved(row, "withdrawn")
        for row in rows
        for vacancy in [vacancies.get(row.vacancy_id)]
    ]
    return sorted(lines, key=_urgency)


def _urgency(line: Saved) -> tuple[bool, float, int]:
    closes = line.hit.vacancy.closes_at if line.hit and line.is_open else None
    return (not line.is_open, closes.timestamp() if closes else inf, -line.row.id)


def saved_rows(viewer: Viewer) -> Sequence[SavedVacancy]:
    """Nothing for whoever has saved nothing yet."""
    try:
        wanted = visible(viewer, SavedVacancy)
    except NotVisible:
        return ()
    return db.session.scalars(wanted.order_by(SavedVacancy.id.desc())).all()


def saves_by_day(vacancy_id: int) -> Counter[date]:
    """On how many lists a vacancy stands, by the day on which it came there. Counts alone are told, to whoever asks."""
    wanted = visible(System("reporting"), SavedVacancy).where(SavedVacancy.vacancy_id == vacancy_id)
    moments = db.session.scalars(wanted.with_only_columns(SavedVacancy.saved_at))
    return Counter(clock.local(moment).date() for moment in moments)
