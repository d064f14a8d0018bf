"""The migrations lead to what the models say, on both databases, and back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, MetaData, Table, inspect

from recruitment import create_app
from recruitment.applications.profile_tables import Education, Language, Profile, Training
from recruitment.core.tenancy import visible
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.settings import PROJECT
from recruitment.vacancies.approval_tables import ApprovalRequest, ApprovalStep
from tests.conftest import settings_for
from tests.databases import drop_postgresql, postgresql_url, sqlite_url

VERSIONS = sorted((PROJECT / "migrations" / "versions").glob("*.py"))


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database of the same kind as the run's."""
    is_sqlite = database_url.startswith("sqlite")
    url = sqlite_url(tmp_path) if is_sqlite else postgresql_url(f"{database_url.rsplit('/', 1)[1]}_migrations")
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        yield app
        db.engine.dispose()
    if not is_sqlite:
        drop_postgresql(url)


@pytest.mark.dialect
def test_upgrade_leaves_no_drift(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


@pytest.mark.dialect
def test_downgrade_leaves_nothing(empty: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


SENT = datetime(2026, 6, 1, 9, tzinfo=UTC)
TEXTS = (
    "own_reference", "summary", "duties", "department", "contract_note", "hours_note", "grade", "pay_note",
    "disclosure_level", "disclosure_note", "registration", "registration_note", "source_url", "gaelic",
)  # fmt: skip
LISTS = ("patterns", "other_rates", "schemes", "source_texts", "doubts")
FLAGS = ("is_pro_rata", "is_home_based", "is_closing_moved")


def put_what_waits(connection: Connection) -> None:
    """A draft, and two adverts that wait: one sent twice, of the other nobody knows by whom."""
    tables, moment = MetaData(), SENT.replace(tzinfo=None)
    named = ("organisation", "vacancy", "act")
    organisation, vacancy, act = (Table(name, tables, autoload_with=connection) for name in named)
    council = {**dict.fromkeys(("area_name", "about", "website"), ""), "slug": "fife", "name": "Fife"}
    connection.execute(organisation.insert().values(id=1, kind="council", **council))
    common = {
        **dict.fromkeys(TEXTS, ""), **{name: [] for name in LISTS}, **dict.fromkeys(FLAGS, False), "posts": 1,
        "posts_filled": 0, "organisation_id": 1, "created_at": moment, "changed_at": moment, "created_by": 7,
    }  # fmt: skip
    for number, state in enumerate(("draft", "awaiting_approval", "awaiting_approval"), start=1):
        own = {"id": number, "reference": f"R{number}", "state": state, "title": "Cook"}
        connection.execute(vacancy.insert().values(**common, **own))
    sent = {"at": moment, "organisation_id": 1, "door": "staff", "noun": "vacancy", "row_id": 2}
    for person in (8, 9):
        connection.execute(act.insert().values(**sent, act="send_for_approval", person=person))


@pytest.mark.dialect
def test_what_waited_for_approval_goes_on_waiting(empty: Flask) -> None:
    """An advert sent before chains were known waits in one step for every approver, from whoever sent it last."""
    upgrade(revision="0015")
    with db.engine.begin() as connection:
        put_what_waits(connection)
    upgrade()
    asked = visible(System("letters"), ApprovalRequest).order_by(ApprovalRequest.vacancy_id)
    requests = db.session.scalars(asked).all()
    assert [(row.vacancy_id, row.sent_by, row.waits_at) for row in requests] == [(2, 9, 1), (3, None, 1)]
    assert requests[0].sent_at == SENT
    steps = db.session.scalars(visible(System("letters"), ApprovalStep)).all()
    assert [(step.position, step.people, step.may_repeat, step.decision) for step in steps] == [
        (1, [], False, None)
    ] * 2
    assert all(step.opened_at == requests[0].sent_at for step in steps)
    db.session.remove()


@pytest.mark.dialect
def test_languages_and_training_move_to_tables_of_their_own(empty: Flask) -> None:
    """What was one line of languages becomes an entry each; training was a kind of qualification."""
    upgrade(revision="0025")
    with db.engine.begin() as connection:
        tables = MetaData()
        account, profile, education = (
            Table(name, tables, autoload_with=connection) for name in ("account", "profile", "education")
        )
        needed = {column.name: "" for column in account.columns if not column.nullable and column.name != "id"}
        moment = SENT.replace(tzinfo=None)
        typed = {name: moment for name in needed if name.endswith("_at")} | {"active": True}
        connection.execute(account.insert().values(id=1, **{**needed, **typed, "fs_uniquifier": "one"}))
        texts = {column.name: "" for column in profile.columns if column.name not in ("id", "account_id")}
        connection.execute(profile.insert().values(account_id=1, **{**texts, "languages": "Gaelic, Polish and Scots"}))
        for kind, subject in (("training", "First aid"), ("training", ""), ("higher", "English")):
            connection.execute(
                education.insert().values(
                    account_id=1, institution="A", qualification=kind, subject=subject, grade="", year=2020
                )
            )
    upgrade()
    everyone = System("keeping")
    assert [row.language for row in db.session.scalars(visible(everyone, Language).order_by(Language.id))] == [
        "Gaelic", "Polish", "Scots",
    ]  # fmt: skip
    courses = db.session.scalars(visible(everyone, Training).order_by(Training.id)).all()
    assert [(row.name, row.completed.year) for row in courses] == [("First aid", 2020), ("Training course", 2020)]
    assert [row.subject for row in db.session.scalars(visible(everyone, Education))] == ["English"]
    assert db.session.scalars(visible(everyone, Profile)).one().wants_reminders
    db.session.remove()


def test_migrations_are_numbered_in_a_row() -> None:
    numbers = [int(re.match(r"(\d{4})_[a-z_]+\.py$", path.name).group(1)) for path in VERSIONS]
    assert numbers == list(range(1, len(VERSIONS) + 1))


@pytest.mark.dialect
def test_the_ledger_keeps_what_it_held(empty: Flask) -> None:
    """Entries get a supplier, a share and their vacancy's department; numbers go on where they stood."""
    upgrade(revision="0038")
    with db.engine.begin() as connection:
        put_what_waits(connection)
        old = Table("placement", MetaData(), autoload_with=connection)
        common = {"organisation_id": 1, "vacancy_id": 1, "medium": "local_press", "publication": "", "net": 1_000,
                  "vat": 200, "placed_on": SENT.date(), "order_number": "PO-1", "recorded_by": 7,
                  "recorded_at": SENT.replace(tzinfo=None)}  # fmt: skip
        connection.execute(old.insert(), [{**common, "id": 5, "supplier": "The Courier"},
                                          {**common, "id": 9, "supplier": "the courier"}])  # fmt: skip
    upgrade()
    with db.engine.begin() as connection:
        new, share, supplier = (Table(name, MetaData(), autoload_with=connection)
                                for name in ("placement", "placement_share", "supplier"))  # fmt: skip
        assert [(row.id, row.net, row.order_number) for row in connection.execute(new.select().order_by(new.c.id))] == [
            (5, 1_000, "PO-1"), (9, 1_000, "PO-1"),
        ]  # fmt: skip
        assert [(row.placement_id, row.vacancy_id, row.net, row.vat) for row in connection.execute(share.select())] == [
            (5, 1, 1_000, 200), (9, 1, 1_000, 200),
        ]  # fmt: skip
        assert len(connection.execute(supplier.select()).all()) == 1
        facts = dict(connection.execute(new.select().where(new.c.id == 9)).one()._mapping)
        del facts["id"]
        fresh = connection.execute(new.insert().values(facts).returning(new.c.id))
        assert fresh.scalar_one() == 10
    downgrade(revision="0038")
    with db.engine.connect() as connection:
        old = Table("placement", MetaData(), autoload_with=connection)
        assert [row.net for row in connection.execute(old.select())] == [1_000, 1_000]
