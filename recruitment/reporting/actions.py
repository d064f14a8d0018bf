"""Keeping figures in step with what happens, as the system, so that nobody who reads them needs to reach what they are
made of."""

from collections.abc import Callable, Collection
from typing import Any, Final

from sqlalchemy import Select, func

from recruitment.advertising.tables import PlacementShare
from recruitment.core import clock
from recruitment.core.once import insert_once
from recruitment.core.tenancy import changing, removing, visible
from recruitment.core.transactions import transaction
from recruitment.extensions import db
from recruitment.reporting.fact_tables import FactDue, FiguresMade, VacancyFact
from recruitment.reporting.facts import remake
from recruitment.reporting.spreading import spread, spread_nationally
from recruitment.reporting.summing import Pair, sum_up
from recruitment.reporting.tables import DurationFigure
from recruitment.reporting.tallies import REPORTING
from recruitment.vacancies.tables import Vacancy

# So many changes that a worker is done with them well within its lease; so many vacancies of a full count at a time.
BATCH: Final = 1_000
CHUNK: Final = 2_000


def roll_up() -> None:
    """Counts everything that was noted, in the transaction at hand."""
    while roll_up_batch():
        pass


def roll_up_batch() -> bool:
    """Counts what changed, up to BATCH changes of it; whether there is more.

    In one transaction with the removal of what noted the changes, so that a crash loses nothing and counts nothing
    twice. What is committed meanwhile has a note of its own.
    """
    _take_turn()
    began = clock.now()
    wanted = visible(REPORTING, FactDue).order_by(FactDue.id).limit(BATCH)
    columns = (FactDue.id, FactDue.organisation_id, FactDue.vacancy_id, FactDue.placement_id, FactDue.spent_on)
    due = db.session.execute(wanted.with_only_columns(*columns)).all()
    if due:
        bearing = _bearing({row.placement_id for row in due if row.placement_id is not None})
        touched = remake(bearing | {row.vacancy_id for row in due if row.vacancy_id is not None})
        touched |= {
            (row.organisation_id, clock.financial_year(row.spent_on)) for row in due if row.spent_on is not None
        }
        _count(sorted(touched))
        db.session.execute(removing(REPORTING, FactDue).where(FactDue.id.in_([row.id for row in due])))
    if len(due) < BATCH:
        db.session.execute(changing(REPORTING, FiguresMade).values(at=began))
    return len(due) == BATCH


def _bearing(placement_ids: Collection[int]) -> set[int]:
    """The vacancies that bear these entries."""
    shares = visible(REPORTING, PlacementShare).where(PlacementShare.placement_id.in_(placement_ids))
    return set(db.session.scalars(shares.with_only_columns(PlacementShare.vacancy_id)))


def _take_turn() -> None:
    """One counts at a time: two would each put in what the other took out."""
    insert_once(FiguresMade, id=1, at=clock.now())
    db.session.execute(visible(REPORTING, FiguresMade).with_for_update()).all()


def _count(pairs: Collection[Pair]) -> None:
    for pair in pairs:
        sum_up(pair)
        spread(pair)
    spread_nationally({year for _, year in pairs})


def recount(say: Callable[[str], None] = lambda _line: None) -> None:
    """Makes all facts and figures anew, whatever was noted. Facts in short transactions, then all figures in one: until
    then the old ones are read."""
    with transaction():
        total = db.session.scalars(_published().with_only_columns(func.count())).one()
    last = done = 0
    while True:
        with transaction():
            _take_turn()
            ids = db.session.scalars(
                _published().where(Vacancy.id > last).with_only_columns(Vacancy.id).order_by(Vacancy.id).limit(CHUNK)
            ).all()
            gone = removing(REPORTING, VacancyFact).where(VacancyFact.vacancy_id > last)
            gone = gone.where(VacancyFact.vacancy_id <= ids[-1]) if len(ids) == CHUNK else gone
            db.session.execute(gone)
            remake(ids)
        if ids:
            last, done = ids[-1], done + len(ids)
            say(f"Facts of {done:,} of {total:,} vacancies")
        if len(ids) < CHUNK:
            break
    say("Summing figures")
    with transaction():
        _take_turn()
        sum_up()
        spread()
        years = visible(REPORTING, DurationFigure).with_only_columns(DurationFigure.year).distinct()
        spread_nationally(db.session.scalars(years).all())
        db.session.execute(changing(REPORTING, FiguresMade).values(at=clock.now()))


def _published() -> Select[Any]:
    return visible(REPORTING, Vacancy).where(Vacancy.published_at.is_not(None))
