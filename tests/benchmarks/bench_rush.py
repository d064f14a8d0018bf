"""Sending applications: against bare inserts of the same rows, and all of them in the last minute before closing.

    python -m tests.benchmarks.bench_rush

Both on SQLite and on a PostgreSQL of its own that waits for the disk at each commit, as one of a national service does.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, event, insert, update
from werkzeug.test import EnvironBuilder

from recruitment.applications.history_tables import History
from recruitment.applications.queries import the_application
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application, Contact, Declaration, Progress, RefereeCopy
from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.jobs import JOBS, Job
from recruitment.core.memory import settle
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.transactions import only_reads, transaction
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db, limiter
from tests.benchmarks import last_minute
from tests.benchmarks.pairing import ratio
from tests.benchmarks.portals import portal, say
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN
from tests.builders.vacancies import a_vacancy
from tests.clusters import Cluster, NoPostgreSQL
from tests.conftest import Browser
from tests.resilience.drafts import a_finished_draft

ROUNDS = 60
KEEPING = System("keeping")
# What a submission writes anew, and as whom it is read back; the draft and its declaration it changes.
WRITTEN = {
    Contact: KEEPING, History: KEEPING, RefereeCopy: KEEPING, Progress: KEEPING, Act: KEEPING,
    Letter: System("mail"), Job: JOBS,
}  # fmt: skip
Draft = tuple[Any, int]
Row = tuple[Any, dict[str, Any]]


def main() -> None:
    limiter.enabled = False
    # As the web server does once it has loaded.
    settle()
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as app:
        _measure("SQLite", app)
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder)) as app:
        last_minute.measure("SQLite", app, Path(folder))
    try:
        cluster = Cluster()
    except NoPostgreSQL as absent:
        say(f"rush: not measured on PostgreSQL, {absent}")
        return
    with cluster, tempfile.TemporaryDirectory() as folder:
        with portal(Path(folder), cluster.url) as app:
            _measure("PostgreSQL", app)
            db.drop_all()
        with portal(Path(folder), cluster.url) as app:
            last_minute.measure("PostgreSQL", app, Path(folder))


def _measure(database: str, app: Flask) -> None:
    rows = _rows_of_one()
    say(f"submissions a second on {database}, as a share of bare inserts of the same rows, each in a transaction")
    with db.engine.connect() as connection:
        bare, driven = (lambda: _bare(connection, rows)), (lambda: _driven(connection, rows))
        for name, plain in (("bare inserts", bare), ("the driver's, below SQLAlchemy", driven)):
            for act, sending in (("the whole request", _requests(app)), ("the act alone", _acts())):
                say(f"  {f'{act} / {name}':<52}{_share(plain(), sending):5.2f}")


def _share(bare: Iterator[None], sending: Iterator[None]) -> float:
    """How many are sent in the time of one that is bare."""
    return ratio(lambda: next(bare), lambda: next(sending), ROUNDS)


def _drafts() -> list[Draft]:
    """Finished, each of somebody else, for one vacancy: the account and the draft's id."""
    vacancy = a_vacancy(an_organisation())
    accounts = [an_account() for _ in range(1 + ROUNDS)]
    for account in accounts:
        a_profile(account)
    drafts = [(account, a_finished_draft(account, vacancy).id) for account in accounts]
    db.session.remove()
    return drafts


def _requests(app: Flask) -> Iterator[None]:
    """The form that sends it, from door to answer; signing in and opening the page are not timed."""
    opened = []
    for account, draft in _drafts():
        client = Browser(app, app.response_class, use_cookies=True)
        sign_in(client, account)
        path = f"/candidate/applications/{draft}/check"
        found = TOKEN.search(client.get(path).text)
        if found is None:
            raise RuntimeError(f"{path} has no form")
        fields = {"csrf_token": found.group(1), "is_true": "y"}
        cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in client._cookies.values())
        opened.append(EnvironBuilder(path, method="POST", data=fields, headers={"Cookie": cookies}).get_environ())
    return (_send(app, environ) for environ in opened)


def _send(app: Flask, environ: dict[str, Any]) -> None:
    """As the web server hands it over."""
    told: list[str] = []
    with app.app_context():
        b"".join(app.wsgi_app(environ, lambda status, *_: told.append(status)))
    if told != ["303 SEE OTHER"]:
        raise RuntimeError(f"{environ['PATH_INFO']} answered {told}")


def _acts() -> Iterator[None]:
    return (_send_inside(*draft) for draft in _drafts())


def _send_inside(account: Any, draft: int) -> None:
    viewer = Candidate(account.id)
    only_reads(False)
    with transaction():
        submit(viewer, the_application(viewer, draft), received_at=clock.now())
    db.session.remove()


def _rows_of_one() -> list[Row]:
    """What a submission writes, table by table."""
    _send_inside(*_drafts()[0])
    found = []
    for model, viewer in WRITTEN.items():
        row = db.session.scalars(visible(viewer, model).order_by(model.id.desc()).limit(1)).one()
        table = model.__table__
        found.append((table, {name: getattr(row, name) for name in table.columns.keys() if name != "id"}))  # noqa: SIM118
    db.session.remove()
    return found


def _statements(rows: list[Row], account: Any, draft: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The same for another draft: what is inserted, and what is changed of the draft and its declaration."""
    own = {"application_id": draft, "account_id": account.id, "row_id": draft, "key": f"measured:{draft}"}
    for table, facts in rows:
        yield insert(table), facts | {name: value for name, value in own.items() if name in facts}
    whole, declared = Application.__table__, Declaration.__table__
    now = clock.now()
    yield update(whole).where(whole.c.id == draft), {"state": "submitted", "submitted_at": now, "changed_at": now}
    yield update(declared).where(declared.c.application_id == draft), {"is_true": True}


def _bare(connection: Connection, rows: list[Row]) -> Iterator[None]:
    each = [list(_statements(rows, *draft)) for draft in _drafts()]
    return (_write(connection, lambda own=own: [connection.execute(*one) for one in own]) for own in each)


def _driven(connection: Connection, rows: list[Row]) -> Iterator[None]:
    """The same, put into SQL before: words and values as the driver takes them."""
    each: list[list[tuple[str, Any]]] = []

    def note(_connection: Any, _cursor: Any, words: str, values: Any, *_: Any) -> None:
        each[-1].append((words, values))

    drafts = _drafts()
    for draft in drafts:
        each.append([])
        only_reads(False)
        with connection.begin() as begun:
            event.listen(connection, "before_cursor_execute", note)
            for one in _statements(rows, *draft):
                connection.execute(*one)
            event.remove(connection, "before_cursor_execute", note)
            begun.rollback()
    cursor = connection.connection.cursor()
    return (_write(connection, lambda own=own: [cursor.execute(*one) for one in own]) for own in each)


def _write(connection: Connection, act: Callable[[], object]) -> None:
    only_reads(False)
    with connection.begin():
        act()


if __name__ == "__main__":
    main()
