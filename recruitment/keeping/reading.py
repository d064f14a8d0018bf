"""What the tables declare, read: which keep something of people, whose a row is, and what ends its time.

One mechanism for all slices. A new table joins by its declarations; `tests/keeping/test_reading.py` says what is
missing where one of them leads nowhere.
"""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Table, false, func, or_, select

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core.clock import Moment
from recruitment.core.keeping import Keeping, Period
from recruitment.core.viewers import System
from recruitment.extensions import Base, db
from recruitment.search.alert_tables import JobAlert
from recruitment.vacancies.tables import Vacancy

KEEPING: Final = System("keeping")
Model = Any
# The row whose end starts the clock, by period.
ROOTS: Final[dict[Period, Model]] = {
    Period.ACCOUNT: Account,
    Period.CASE: Application,
    Period.VACANCY: Vacancy,
    Period.ALERT: JobAlert,
}
SPANS: Final = {
    Period.HOUR: timedelta(hours=1),
    Period.DAY: timedelta(days=1),
    Period.WEEK: timedelta(days=7),
    Period.UNUSED: timedelta(days=182),
}
# What the portal keeps for the person, and removes with the account; the rest an employer keeps, for its own time.
FOR_THE_PERSON: Final = frozenset({Period.ACCOUNT, Period.ALERT, *SPANS})


@dataclass(frozen=True)
class Step:
    """From a row to the row that it hangs on: `column` holds what stands there in `there`."""

    column: str
    parent: Model
    there: str


Path = tuple[Step, ...]


def kept_models() -> list[Model]:
    """Every table that keeps something of people, children before their parents."""
    models = _by_table()
    ordered = [models[table] for table in reversed(db.metadata.sorted_tables) if table in models]
    return [model for model in ordered if isinstance(model.__keeping__, Keeping)]


def keeping_of(model: Model) -> Keeping:
    return model.__keeping__


def _by_table() -> dict[Table, Model]:
    mappers = Base.registry.mappers
    return {mapper.local_table: mapper.class_ for mapper in mappers if isinstance(mapper.local_table, Table)}


def key_of(model: Model) -> str:
    """The one column by which other tables name a row."""
    return next(iter(model.__table__.primary_key.columns)).key


@cache
def way_to(model: Model, root: Model, period: Period) -> Path | None:
    """The shortest way by foreign keys from a table to the root of its period, through tables of that period; None if
    there is none."""
    waiting: deque[tuple[Model, Path]] = deque([(model, ())])
    seen = {model}
    while waiting:
        at, path = waiting.popleft()
        if at is root:
            return path
        for step in _steps(at):
            keeping = step.parent.__keeping__
            is_of_period = isinstance(keeping, Keeping) and keeping.period is period
            if step.parent not in seen and (step.parent is root or is_of_period):
                seen.add(step.parent)
                waiting.append((step.parent, (*path, step)))
    return None


def _steps(model: Model) -> Iterable[Step]:
    """Each foreign key by the one of its columns that names the row; the others only keep organisations apart."""
    models = _by_table()
    for constraint in sorted(model.__table__.foreign_key_constraints, key=lambda each: sorted(each.column_keys)):
        parent = models[constraint.referred_table]
        for element in constraint.elements:
            if element.column.key == key_of(parent):
                yield Step(element.parent.key, parent, element.column.key)


def hanging_on(model: Model, path: Path, ids: Collection[int]) -> ColumnElement[bool]:
    """Rows of `model` that lead to one of these rows at the path's end."""
    if not path:
        return getattr(model, key_of(model)).in_(ids)
    step, rest = path[0], path[1:]
    if not rest:
        return getattr(model, step.column).in_(ids)
    above = select(getattr(step.parent, step.there)).where(hanging_on(step.parent, rest, ids))
    return getattr(model, step.column).in_(above)


def models_on(path: Path) -> tuple[Model, ...]:
    """What a statement over a path touches, besides the table that it begins at."""
    return tuple(step.parent for step in path)


@cache
def leads_to_person(model: Model) -> tuple[str, Model | None] | None:
    """The column that leads to a person, and the table of the row that it names; None there: an account's number."""
    subject = keeping_of(model).subject
    if subject is None:
        return None
    parents = [step.parent for step in _steps(model) if step.column == subject]
    parent = next((each for each in parents if each is not Account), None)
    return subject, parent


def whose(model: Model, person: int, email: str) -> ColumnElement[bool]:
    """Rows of `model` that are this person's, by account or by the address that the account has confirmed."""
    found: list[ColumnElement[bool]] = []
    address = keeping_of(model).address
    if address is not None and email:
        found.append(func.lower(getattr(model, address)) == email.lower())
    lead = leads_to_person(model)
    if lead is not None:
        column, parent = lead
        if parent is None:
            found.append(getattr(model, column) == person)
        else:
            theirs = select(getattr(parent, key_of(parent))).where(whose(parent, person, email))
            found.append(getattr(model, column).in_(theirs))
    return or_(*found) if found else false()


def touched_by_whose(model: Model) -> tuple[Model, ...]:
    """The other tables that `whose` asks."""
    lead = leads_to_person(model)
    if lead is None or lead[1] is None:
        return ()
    return (lead[1], *touched_by_whose(lead[1]))


def leads_somewhere(model: Model) -> bool:
    """Whether a row says whose it is."""
    keeping = keeping_of(model)
    return keeping.subject is not None or keeping.address is not None


def goes_with_account(model: Model) -> bool:
    """Kept by the portal for the person; or hung on the account by a key that says so itself."""
    if keeping_of(model).period in FOR_THE_PERSON:
        return True
    lead = leads_to_person(model)
    return lead is not None and any(
        constraint.referred_table is Account.__table__ and constraint.ondelete == "CASCADE"
        and lead[0] in constraint.column_keys
        for constraint in model.__table__.foreign_key_constraints
    )  # fmt: skip


@cache
def since_of(model: Model) -> str | None:
    """From when hours or days are counted: as declared, else the one moment that is always set."""
    declared = keeping_of(model).since
    if declared is not None:
        return declared
    moments = [
        column.key for column in model.__table__.columns
        if isinstance(column.type, Moment | Date) and not column.nullable
    ]  # fmt: skip
    return moments[0] if len(moments) == 1 else None


def goes_with_parent(model: Model) -> Model | None:
    """The table of the same short period whose rows take this table's along."""
    models = _by_table()
    for constraint in model.__table__.foreign_key_constraints:
        parent = models[constraint.referred_table]
        keeping = parent.__keeping__
        same = isinstance(keeping, Keeping) and keeping.period is keeping_of(model).period
        if constraint.ondelete == "CASCADE" and same and parent is not model:
            return parent
    return None
