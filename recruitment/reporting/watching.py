"""How the database itself notes what is to be counted anew: a row of `fact_due` in the transaction of each change.

By triggers, because nothing goes round them: no bulk statement, no import, no later slice that has never heard of
figures. A row that is committed late is simply there later, so that no cursor can pass it by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from sqlalchemy import DDL, Connection, Table, event, inspect

from recruitment.advertising.tables import Placement, PlacementShare
from recruitment.applications.tables import Application
from recruitment.extensions import db
from recruitment.reporting.fact_tables import FactDue, ForgottenApplications
from recruitment.vacancies.after_tables import Outcome, PromiseKept, StillInPost
from recruitment.vacancies.tables import Vacancy, Workplace

ACTS: Final = ("insert", "update", "delete")


@dataclass(frozen=True)
class Watch:
    """A table whose changes matter. `sets`: columns of fact_due by columns of the row; `of`: the only columns whose
    update matters; `where`: which rows do, with `row` for the row before or after."""

    model: Any
    sets: dict[str, str]
    of: tuple[str, ...] = ()
    where: str = "true"

    @property
    def table(self) -> str:
        return self.model.__tablename__

    def condition(self, *rows: str) -> str:
        return " or ".join(f"({self.where.replace('row.', f'{row}.')})" for row in rows)

    def noted(self, row: str) -> str:
        columns = ("organisation_id", *self.sets)
        values = ("organisation_id", *self.sets.values())
        return (f"insert into {FactDue.__tablename__} ({', '.join(columns)})"
                f" values ({', '.join(f'{row}.{value}' for value in values)});")  # fmt: skip


OF_VACANCY: Final = {"vacancy_id": "vacancy_id"}
OF_APPLICATION: Final = ("state", "submitted_at", "shortlisted_at", "ended_at", "employed_by_council", "heard_from")
WATCHED: Final = (
    Watch(Vacancy, {"vacancy_id": "id"}, where="row.published_at is not null", of=(
        "state", "department", "category_code", "contract_type", "posts", "posts_filled", "closes_at", "public_from",
        "redeployees_from", "internal_from", "members_from", "published_at",
    )),
    Watch(Workplace, OF_VACANCY),
    # A draft is nobody's business yet, and is saved all the time.
    Watch(Application, OF_VACANCY, of=OF_APPLICATION, where="row.submitted_at is not null"),
    Watch(ForgottenApplications, OF_VACANCY),
    Watch(Outcome, OF_VACANCY),
    Watch(PromiseKept, OF_VACANCY),
    Watch(StillInPost, OF_VACANCY),
    Watch(PlacementShare, OF_VACANCY),
    Watch(Placement, {"placement_id": "id", "spent_on": "placed_on"}),
)  # fmt: skip


def watch_changes(connection: Connection) -> None:
    """Sets the triggers anew, where the tables are there."""
    ignore_changes(connection)
    written = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    schema = inspect(connection)
    there = set(schema.get_table_names())
    if FactDue.__tablename__ not in there:
        return
    for watch in WATCHED:
        # A table or column of a migration that is still to come is watched once it is there.
        columns = {column["name"] for column in schema.get_columns(watch.table)} if watch.table in there else set()
        if columns >= {*watch.sets.values(), *watch.of}:
            for statement in (statement for act in ACTS for statement in written(watch, act)):
                connection.execute(DDL(statement))


def ignore_changes(connection: Connection) -> None:
    """Takes the triggers away: for a migration, under which SQLite would lose or refuse them, and for making history
    in bulk, which is counted whole afterwards."""
    there = set(inspect(connection).get_table_names())
    for watch, act in product(WATCHED, ACTS):
        if watch.table in there:
            name = f"drop trigger if exists {_name(watch, act)}"
            connection.execute(DDL(name if connection.dialect.name == "sqlite" else f"{name} on {watch.table}"))


def _name(watch: Watch, act: str) -> str:
    return f"noted_{watch.table}_{act}"


def _when(watch: Watch, act: str) -> tuple[str, str, str]:
    """The event, which row tells of it, and the condition."""
    what = f"update of {', '.join(watch.of)}" if act == "update" and watch.of else act
    rows = {"insert": ("new",), "delete": ("old",), "update": ("old", "new")}[act]
    return what, rows[-1], watch.condition(*rows)


def _on_sqlite(watch: Watch, act: str) -> Iterator[str]:
    what, row, condition = _when(watch, act)
    yield (f"create trigger {_name(watch, act)} after {what} on {watch.table}"
           f" for each row when {condition} begin {watch.noted(row)} end")  # fmt: skip


def _on_postgresql(watch: Watch, act: str) -> Iterator[str]:
    what, row, condition = _when(watch, act)
    name = _name(watch, act)
    yield (f"create or replace function {name}() returns trigger language plpgsql as"
           f" $$ begin {watch.noted(row)} return null; end $$")  # fmt: skip
    yield (f"create trigger {name} after {what} on {watch.table}"
           f" for each row when ({condition}) execute function {name}()")  # fmt: skip


@event.listens_for(db.metadata, "after_create")
def _once_created(_metadata: Any, connection: Connection, tables: list[Table] | None = None, **_: Any) -> None:
    if any(table.name == FactDue.__tablename__ for table in tables or ()):
        watch_changes(connection)
