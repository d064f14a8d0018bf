"""The desk and the list ask the database as often for a hundred vacancies as for a few."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import a_member, an_account
from tests.builders.applications import an_application
from tests.builders.approval import a_chain, an_absence
from tests.builders.offers import an_offer_to
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
DAY = timedelta(days=1)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def add(fife: Organisation, number: int) -> None:
    """So many for each tray, with applicants, departments and steps that wait."""
    now = clock.now()
    for _ in range(number):
        for state in ("draft", "awaiting_approval", "approved"):
            a_vacancy(fife, state=state, department=f"Department {number}", criteria=0)
        closed = a_vacancy(fife, closes_at=now - DAY / 2, criteria=0)
        a_vacancy(fife, closes_at=now + DAY, criteria=0)
        a_vacancy(fife, public_from=now + DAY, closes_at=now + 9 * DAY, criteria=0)
        a_vacancy(fife, closes_at=now + 30 * DAY, criteria=0)
        an_application(closed, state="submitted")
        an_offer_to(an_application(closed, state="offered"))


@pytest.mark.parametrize(
    ("path", "most"),
    [("/employer/", 12), ("/employer/vacancies", 25), ("/employer/vacancies?q=cleaner&state=live", 25)],
)
def test_statements_do_not_grow_with_vacancies(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, path: str, most: int
) -> None:
    person = signed_in(*Role)
    bo = a_member(fife, Role.APPROVER, account=an_account(name="Bo Boss"))
    an_absence(fife, bo.id, person.id, first=0, last=1)
    a_chain(fife, {"Head": [bo.id]})
    add(fife, 1)
    client.get(path)
    with counted() as few:
        assert client.get(path).status_code == 200
    add(fife, 12)
    with counted() as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few)
    assert len(many) < most
