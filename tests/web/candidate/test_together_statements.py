"""A list of ten jobs asks the database little more often than a list of two, and never by the number of answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from recruitment.accounts.tables import Account
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN
from tests.builders.together import a_job, a_list
from tests.builders.together_pages import filled

HOUSES = ("fife-council", "orkney-islands-council", "nhs-orkney")
# Statements that a vacancy may add to a page that writes: its draft is held, read, written by its own page's rules, and
# read once more for the version that is kept of it.
A_VACANCY = 42


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        # SQLite takes new rows one by one; each answer is a row.
        if not statement.startswith("INSERT INTO answer"):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def a_reader(client: FlaskClient, jobs: int, criteria: int) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    texts = [f"Knows trade {'abcdefgh'[at]} by heart" for at in range(criteria)]
    a_list(account, [a_job(an_organisation(HOUSES[at % 3]), texts) for at in range(jobs)])
    return account


def asked(client: FlaskClient, path: str) -> int:
    with counted() as statements:
        assert client.get(path).status_code == 200
    return len(statements)


@pytest.mark.parametrize("path", ["", "/answers/1", "/check", "/details", "/relations"])
def test_pages_do_not_grow(client: FlaskClient, path: str) -> None:
    a_reader(client, 2, 2)
    few = asked(client, f"/candidate/together{path}")
    a_reader(client, 10, 8)
    many = asked(client, f"/candidate/together{path}")
    # The list likens up to three jobs to others, each with a few statements of its own.
    assert many <= few + 10
    assert many < 60


def test_saving_grows_with_vacancies_alone(client: FlaskClient) -> None:
    spent = {}
    for jobs, criteria in ((10, 2), (10, 8), (5, 8)):
        a_reader(client, jobs, criteria)
        page = client.get("/candidate/together/answers/1").text
        fields = {**filled(page), "csrf_token": TOKEN.search(page).group(1)}
        texts = dict.fromkeys((name for name in fields if name.startswith("a_")), "Words")
        assert len(texts) == min(criteria, 4)
        with counted() as statements:
            assert client.post("/candidate/together/answers/1", data={**fields, **texts}).status_code == 303
        spent[jobs, criteria] = len(statements)
    assert abs(spent[10, 8] - spent[10, 2]) <= 10, spent
    assert spent[10, 8] - spent[5, 8] <= 5 * A_VACANCY, spent
