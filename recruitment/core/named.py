"""Rows that stand for objects: what a list shows is read as columns, which cost half as much."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Bundle


class Named(Bundle[Any]):
    """Columns under one name, as a relationship would have them; None where an outer join found no row."""

    def create_row_processor(self, query: Any, procs: Any, labels: Any) -> Callable[[Any], Any]:
        made = super().create_row_processor(query, procs, labels)

        def processed(row: Any) -> Any:
            named = made(row)
            return None if named[0] is None else named

        return processed
