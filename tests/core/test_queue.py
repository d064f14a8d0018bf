"""Writers of one process on SQLite: one after another, and nobody holds up the rest by going away."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError, TimeoutError

from recruitment.core import transactions
from recruitment.core.transactions import is_busy, only_reads, prepare_engine

WRITERS, ROUNDS = 12, 20


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    # A test before may have opened a page, which only read.
    only_reads(False)
    engine = create_engine(f"sqlite:///{tmp_path / 'queue.sqlite'}")
    prepare_engine(engine)
    with engine.begin() as connection:
        connection.execute(text("create table tally (number integer)"))
        connection.execute(text("insert into tally values (0)"))
    return engine


def add_one(engine: Engine) -> None:
    with engine.begin() as connection:
        number = connection.execute(text("select number from tally")).scalar_one()
        connection.execute(text("update tally set number = :number"), {"number": number + 1})


def test_every_writer_has_its_turn(engine: Engine) -> None:
    start = Barrier(WRITERS)

    def write(_: int) -> None:
        start.wait()
        for _round in range(ROUNDS):
            add_one(engine)

    with ThreadPoolExecutor(WRITERS) as people:
        list(people.map(write, range(WRITERS)))
    with engine.begin() as connection:
        assert connection.execute(text("select number from tally")).scalar_one() == WRITERS * ROUNDS


def test_what_failed_or_went_away_leaves_the_queue(engine: Engine) -> None:
    with pytest.raises(OperationalError), engine.begin() as connection:
        connection.execute(text("select nothing from nowhere"))
    lost = engine.connect()
    lost.execute(text("select 1"))
    lost.invalidate()
    lost.close()
    left = engine.connect()
    left.execute(text("select 1"))
    left.close()
    add_one(engine)


def test_whoever_waits_too_long_hears_so(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "BUSY", 50)
    with engine.connect() as other:
        other.connection.driver_connection.execute("PRAGMA busy_timeout=50")
    with engine.begin() as holding:
        holding.execute(text("select 1"))
        with ThreadPoolExecutor(1) as people:
            asked = people.submit(add_one, create_other(engine))
            with pytest.raises(OperationalError, match="locked") as refused:
                asked.result()
    assert is_busy(refused.value)
    add_one(engine)


def create_other(engine: Engine) -> Engine:
    """Another process's way to the same file, as far as the lock can tell."""
    other = create_engine(engine.url)
    prepare_engine(other)
    return other


def test_so_does_whoever_waits_in_the_same_process(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "BUSY", 50)
    with engine.begin() as holding, ThreadPoolExecutor(1) as people:
        holding.execute(text("select 1"))
        with pytest.raises(TimeoutError, match="turn") as refused:
            people.submit(add_one, engine).result()
    assert is_busy(refused.value)
    add_one(engine)
