"""Bringing millions of made-up rows into a database: COPY on PostgreSQL, one statement for many rows on SQLite.

All in one transaction, in which indexes and foreign keys of the large tables are taken away and set again: the database
checks them whole at the end, and whatever goes wrong takes everything back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import JSON, Table
from sqlalchemy.engine import Connection

from recruitment.extensions import db
from recruitment.reporting.watching import ignore_changes, watch_changes

# Rows of one statement, and between two words of progress.
BLOCK: Final = 20_000
TOLD_EVERY: Final = 500_000
NOTHING: Final = "\\N"
Row = Sequence[Any]


class Bulk:
    """Rows for tables. Every value is given as the text that both databases read; None is no value."""

    def __init__(self, connection: Connection, say: Callable[[str], None]) -> None:
        self.connection, self.say = connection, say
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.cursor = connection.connection.cursor()

    def next_id(self, model: Any) -> int:
        self.cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {model.__tablename__}")
        return int(self.cursor.fetchall()[0][0])

    def add(self, model: Any, names: Sequence[str], rows: Iterable[Row]) -> int:
        """Columns that are not named get their defaults, and keys their next number. Tells how many rows there were."""
        table: Table = model.__table__
        left = (column for column in table.columns if column.name not in names and not column.primary_key)
        rest = {column.name: _default(column) for column in left}
        columns = (*names, *rest)
        put = self._insert if self.is_sqlite else self._copy
        number = put(table, columns, rows, tuple(rest.values()))
        self.say(f"{number:,} rows of {table.name}")
        return number

    def _copy(self, table: Table, columns: Sequence[str], rows: Iterable[Row], rest: Row) -> int:
        ending = "".join(f"\t{NOTHING if value is None else value}" for value in rest) + "\n"
        quoted = ", ".join(f'"{name}"' for name in columns)
        number = 0
        with self.cursor.copy(f"COPY {table.name} ({quoted}) FROM STDIN") as copy:
            for block in _blocks(rows):
                number += self._tell(table, number, len(block))
                copy.write(
                    "".join(["\t".join([NOTHING if v is None else str(v) for v in row]) + ending for row in block])
                )
        self.cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"
        )
        return number

    def _insert(self, table: Table, columns: Sequence[str], rows: Iterable[Row], rest: Row) -> int:
        quoted = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join("?" * len(columns))
        number = 0
        for block in _blocks(rows):
            number += self._tell(table, number, len(block))
            statement = f"INSERT INTO {table.name} ({quoted}) VALUES ({places})"
            self.cursor.executemany(statement, [(*row, *rest) for row in block])
        return number

    def _tell(self, table: Table, number: int, more: int) -> int:
        if number // TOLD_EVERY != (number + more) // TOLD_EVERY:
            self.say(f"{number + more:,} rows of {table.name} so far")
        return more

    @contextmanager
    def without_checks(self, models: Sequence[Any]) -> Iterator[None]:
        """Nothing is noted for the figures, which are counted whole afterwards."""
        ignore_changes(self.connection)
        held = [] if self.is_sqlite else [each for model in models for each in self._take_away(model.__tablename__)]
        yield
        for statement in held:
            self.cursor.execute(statement)
        watch_changes(self.connection)

    def _take_away(self, table: str) -> list[str]:
        """Statements that set again what was taken away: foreign keys, and indexes that nothing else leans on."""
        self.cursor.execute(
            "SELECT conname, pg_get_constraintdef(c.oid), contype::text FROM pg_constraint c"
            " WHERE conrelid = %s::regclass AND (contype = 'f' OR contype = 'u' AND NOT EXISTS"
            " (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid AND f.oid <> c.oid))",
            (table,),
        )
        again = [(name, text, kind) for name, text, kind in self.cursor.fetchall()]
        for name, _, _ in again:
            self.cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        self.cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes i WHERE tablename = %s AND NOT EXISTS"
            " (SELECT 1 FROM pg_constraint WHERE conname = i.indexname)",
            (table,),
        )
        indexes = self.cursor.fetchall()
        for name, _ in indexes:
            self.cursor.execute(f'DROP INDEX "{name}"')
        unique_first = sorted(again, key=lambda each: each[2] == "f")
        return [
            *(text for _, text in indexes),
            *(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {text}' for name, text, _ in unique_first),
        ]


@contextmanager
def bulk(say: Callable[[str], None]) -> Iterator[Bulk]:
    """Committed whole or not at all."""
    db.session.remove()
    with db.engine.begin() as connection:
        yield Bulk(connection, say)


def moment(at: datetime) -> str:
    """As the database holds a moment: UTC without saying so."""
    return at.strftime("%Y-%m-%d %H:%M:%S.000000")


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    if column.default.is_callable:
        return {"dict": "{}", "list": "[]"}[column.default.arg.__name__] if isinstance(column.type, JSON) else None
    value = column.default.arg
    return int(value) if isinstance(value, bool) else value


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while block := list(islice(left, BLOCK)):
        yield block
