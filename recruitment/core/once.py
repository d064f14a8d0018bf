"""Writing a row unless one of its key is there already, in one statement and without a savepoint on either database."""

from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from recruitment.core.tenancy import MARK
from recruitment.extensions import db

Inserted = ReturningInsert[*tuple[Any, ...]]


def insert_once(model: Any, **facts: Any) -> int | None:
    """The new row's id; None where the table holds one that is to be there once, of this or another transaction.

    What the session has not written yet is written first, as before any read.
    """
    db.session.flush()
    return db.session.execute(_unless_there(model, db.session.get_bind().dialect.name), facts).scalar_one_or_none()


@cache
def _unless_there(model: Any, database: str) -> Inserted:
    """An INSERT of the table itself: the session need not know the row, which nothing here reads again."""
    table = model.__table__
    if database == "sqlite":
        lite = sqlite.insert(table).on_conflict_do_nothing().returning(table.c.id)
        return lite.execution_options(**{MARK: frozenset({table})})
    full = postgresql.insert(table).on_conflict_do_nothing().returning(table.c.id)
    return full.execution_options(**{MARK: frozenset({table})})
