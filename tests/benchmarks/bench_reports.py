"""Reports of a nation: five and ten years of history made up, counted, and read by COSLA.

    python -m tests.benchmarks.bench_reports [VACANCIES A YEAR]

For each page the median server time, and how it grows from five years to ten; what making and counting takes, and what
bringing the figures up to date takes after one more application. On PostgreSQL where there is one, and on SQLite.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from flask import Flask
from flask.testing import FlaskClient

from recruitment.advertising.media import load_media
from recruitment.advertising.prices import load_prices
from recruitment.core import clock
from recruitment.core.planner import tell_planner
from recruitment.core.tenancy import visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Cosla, System
from recruitment.demonstration.history import generate_history
from recruitment.extensions import db, limiter
from recruitment.reporting.actions import recount, roll_up
from recruitment.reporting.compared_queries import values_of
from recruitment.reporting.duration_queries import durations
from recruitment.reporting.hiring_queries import GROUPINGS, hiring
from recruitment.reporting.reports.catalogue import NATIONAL
from recruitment.reporting.saving_queries import savings
from recruitment.reporting.spend_queries import GROUPINGS as SPEND_GROUPINGS
from recruitment.reporting.spend_queries import spend_by
from recruitment.reporting.workforce_queries import data_quality, media_by_category, workforce
from recruitment.vacancies.tables import Vacancy
from tests.benchmarks.portals import portal, say
from tests.builders.accounts import a_national, sign_in
from tests.builders.applications import an_application
from tests.conftest import Browser
from tests.databases import NoPostgreSQL, drop_postgresql, postgresql_url

A_YEAR, ROUNDS = 30_000, 9
YEARS = (5, 10)
DURATIONS = ("", "organisation", "year", "category")
COSLA = Cosla(1)
Act = Callable[[], object]


def main(a_year: int = A_YEAR) -> None:
    limiter.enabled = False
    say(f"reports: {a_year:,} vacancies a year, {a_year * 50 // 3:,} applications, {a_year * 4 // 3:,} placements")
    for database in ("postgresql", "sqlite"):
        try:
            times = {years: _times(database, years, a_year) for years in YEARS}
        except NoPostgreSQL as absent:
            say(f"  {absent}")
            continue
        few, many = (times[years] for years in YEARS)
        say(f"  {database}: median ms at {YEARS[1]} years, and how many times as long as at {YEARS[0]}")
        for name, taken in many.items():
            say(f"    {name:44} {taken * 1000:9.1f} {taken / few[name]:7.2f} ×")


@contextmanager
def _portal(database: str, folder: Path) -> Iterator[Flask]:
    if database == "sqlite":
        with portal(folder) as app:
            yield app
        return
    url = postgresql_url("recruitment_bench_reports")
    try:
        with portal(folder, url) as app:
            yield app
    finally:
        drop_postgresql(url)


def _times(database: str, years: int, a_year: int) -> dict[str, float]:
    """Seconds by what was done."""
    with tempfile.TemporaryDirectory() as folder, _portal(database, Path(folder)) as app:
        with transaction():
            load_media()
            load_prices()
        size = {"vacancies": a_year * years, "applications": a_year * years * 50 // 3,
                "placements": a_year * years * 4 // 3}  # fmt: skip
        taken = {
            "making history, seconds / 1000": _seconds(
                lambda: generate_history(lambda _line: None, years=years, **size)
            ) / 1000,
            "counting it whole, seconds / 1000": _seconds(recount) / 1000,
        }  # fmt: skip
        tell_planner()
        taken["in step after one more application"] = _median(_one_more, 5)
        for name, read in _queries(clock.financial_year(clock.today())).items():
            taken[name] = _median(_reading(read))
        client = Browser(app, app.response_class, use_cookies=True)
        sign_in(client, a_national("analyst"))
        for report in NATIONAL:
            taken[f"page {report.code}"] = _median(_opens(client, f"/cosla/figures/{report.code}"))
        return taken


def _queries(year: int) -> dict[str, Act]:
    last = (year - 1,)
    return {
        **{f"hiring by {by}, all years": _hiring(by) for by in GROUPINGS},
        **{f"spend by {by}, all years": _spend(by) for by in SPEND_GROUPINGS},
        **{
            f"durations by {by or 'part'}, all years": _durations(by) for by in ("", "organisation", "year", "category")
        },
        "savings": lambda: savings(COSLA),
        "workforce, one year": lambda: workforce(COSLA, years=last),
        "workforce, all years": lambda: workforce(COSLA),
        "media by category, three years": lambda: media_by_category(COSLA, years=(year - 2, year - 1, year)),
        "quality of data, all years": lambda: data_quality(COSLA),
        "comparison of one year": lambda: values_of(year - 1),
    }


def _hiring(by: str) -> Act:
    return lambda: hiring(COSLA, by)


def _spend(by: str) -> Act:
    return lambda: spend_by(COSLA, by)


def _durations(by: str) -> Act:
    return lambda: durations(COSLA, by)


def _reading(read: Act) -> Act:
    def asked() -> None:
        with only_reading():
            read()

    return asked


def _one_more() -> None:
    with transaction():
        wanted = visible(System("demonstration"), Vacancy).where(Vacancy.state == "published")
        an_application(db.session.scalars(wanted.limit(1)).one())
    with transaction():
        roll_up()


def _opens(client: FlaskClient, path: str) -> Act:
    def opens() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return opens


def _median(act: Act, rounds: int = ROUNDS) -> float:
    act()
    return median(_seconds(act) for _ in range(rounds))


def _seconds(act: Act) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
