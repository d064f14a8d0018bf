"""SQLite's planner is told of the tables' sizes, and finds adverts by their ids."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from recruitment.commands import HANDLERS
from recruitment.core import jobs
from recruitment.core.planner import tell_planner
from recruitment.core.viewers import Public
from recruitment.extensions import db
from recruitment.search.queries import live_vacancies
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy


def test_the_worker_does_it_by_itself() -> None:
    assert "recruitment.core.planner" in {module.__name__ for module in HANDLERS}
    assert "tell_planner" in {periodic.kind for periodic in jobs.PERIODIC}


@pytest.mark.dialect
def test_adverts_are_found_by_their_ids_not_among_all_that_are_live(app: Flask, database: None) -> None:
    """As SQLite itself explains the statement that a page of results asks; on PostgreSQL nothing is done."""
    fife = an_organisation()
    ids = [a_vacancy(fife, criteria=0).id for _ in range(400)]
    tell_planner()
    assert live_vacancies(Public(), ids[:20]).keys() == set(ids[:20])
    if db.engine.dialect.name == "sqlite":
        assert "vacancy using integer primary key" in plan_of(lambda: live_vacancies(Public(), ids[:20]))


def plan_of(ask: Callable[[], object]) -> str:
    plans: list[str] = []

    def explain(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT vacancy") and not plans:
            rows = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append(" ".join(str(row[-1]) for row in rows))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    return plans[0].lower()
