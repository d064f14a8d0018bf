"""Until when this person may apply: the one place that is asked, by pages, letters and sending alike."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Integer, Select, bindparam

from recruitment.applications.extension_tables import Extension
from recruitment.applications.rules import is_open
from recruitment.core import clock
from recruitment.core.own import asked_by, own
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy


@dataclass(frozen=True)
class Closing:
    """One person's closing moment for one vacancy. `until`: to when they were given time; None where they were not."""

    vacancy: Vacancy
    until: datetime | None = None

    @property
    def is_extended(self) -> bool:
        """Whether they have longer than everybody."""
        closes = self.vacancy.closes_at
        return self.until is not None and closes is not None and self.until > closes

    @property
    def closes_at(self) -> datetime | None:
        """The later of the advert's and their own; None where the advert never closes."""
        return self.until if self.is_extended else self.vacancy.closes_at

    @property
    def in_words(self) -> str:
        return to_the_second(self.closes_at) if self.closes_at is not None else ""

    def is_open(self, moment: datetime) -> bool:
        """Whether what this person sends at `moment` is in time, exact to the second."""
        return is_open(self.vacancy, moment, self.until)


def closing_for(viewer: Candidate, vacancy: Vacancy) -> Closing:
    return Closing(vacancy, extended_until(viewer, [vacancy.id]).get(vacancy.id))


def extended_until(viewer: Candidate, vacancy_ids: Collection[int]) -> dict[int, datetime]:
    """By vacancy, until when this person was given time, of those where they were; also what is over."""
    asked = asked_by(viewer, vacancies=list(vacancy_ids))
    return {vacancy_id: until for vacancy_id, until in db.session.execute(_extended(), asked)}


@cache
def _extended() -> Select[int, datetime]:
    here = Extension.vacancy_id.in_(bindparam("vacancies", type_=Integer, expanding=True))
    mine = own(Extension).where(here, Extension.state == "granted")
    return mine.with_only_columns(Extension.vacancy_id, Extension.until)


def to_the_second(moment: datetime) -> str:
    """27 March 2027 at 5:30pm, Europe/London; with its seconds where it has any: at 5:30:15pm"""
    here = clock.local(moment)
    seconds = f":{here:%S}" if here.second else ""
    return f"{here.day} {here:%B %Y} at {here.hour % 12 or 12}:{here:%M}{seconds}{'am' if here.hour < 12 else 'pm'}"
