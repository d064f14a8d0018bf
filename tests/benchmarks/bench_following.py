"""From the commit that publishes an advert until another process finds it, on SQLite and on PostgreSQL.

python -m tests.benchmarks.bench_following
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from recruitment.core import clock
from recruitment.extensions import db
from recruitment.search.answers import number_of
from recruitment.search.index import IndexUnreadable
from recruitment.search.questions import Question
from recruitment.settings import PROJECT
from tests.benchmarks.portals import environment, fill, portal, say
from tests.builders.search import an_advert
from tests.databases import NoPostgreSQL, drop_postgresql, postgresql_url

ADVERTS, RUNS, PATIENCE = 10_000, 40, 60
LOOK = 0.005


def main() -> None:
    _measure("SQLite", None)
    try:
        url = postgresql_url(f"recruitment_following_{os.getpid()}")
    except NoPostgreSQL as absent:
        say(f"following: not measured on PostgreSQL, {absent}")
        return
    try:
        _measure("PostgreSQL", url)
    finally:
        drop_postgresql(url)


def _measure(database: str, url: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder, portal(Path(folder), url):
        fill(ADVERTS)
        follower = subprocess.Popen(
            [str(Path(sys.executable).parent / "flask"), "--app", "wsgi", "follow-index"],
            cwd=PROJECT, env=environment(Path(folder), url), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            # The first waits for the follower to start.
            spans = [_until_found(number) for number in range(1 + RUNS)][1:]
        finally:
            follower.terminate()
            follower.wait(PATIENCE)
    middle, late = statistics.median(spans), statistics.quantiles(spans, n=20)[-1]
    say(f"following on {database}: {ADVERTS:,} adverts, committed to found median {middle:.0f} ms, p95 {late:.0f} ms")


def _until_found(number: int) -> float:
    """Milliseconds."""
    word = f"measured{number}"
    an_advert(title=word)
    began = clock.ticks()
    _wait_until(lambda: _found(word) == 1)
    return (clock.ticks() - began) * 1_000


def _found(word: str) -> int:
    """As it is typed: put right, a word that nothing has yet would find the advert before."""
    try:
        return number_of(Question(q=word, exactly=True))
    except IndexUnreadable:
        return 0
    finally:
        db.session.rollback()


def _wait_until(holds: Callable[[], bool]) -> None:
    began = clock.ticks()
    while not holds():
        if clock.ticks() - began > PATIENCE:
            raise RuntimeError("the follower never showed the advert")
        clock.wait(LOOK)


if __name__ == "__main__":
    main()
