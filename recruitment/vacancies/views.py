"""How often an advert's page is opened: counted by day and by what led there, of nobody in particular.

Reading stays as cheap as it was: a view is a number in this process's memory, and what has come together is added to
the database a few seconds later, all of it in one transaction. Whatever a process holds when it is killed is lost.
"""

import re
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from flask import Flask, current_app
from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.tenancy import changing, rows_hit, visible
from recruitment.core.transactions import transaction
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.vacancies.after_tables import DayOfViews
from recruitment.vacancies.tables import Vacancy

COUNTING: Final = System("counting")
# Seconds between a first view and its storing.
GATHERED: Final = 10.0
# What leads to the page of a stage before the public one.
INTERNAL: Final = "internal"
# What machines that read pages call themselves, and those that say nothing at all.
MACHINE: Final = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|archiv|preview|facebookexternal|embed|monitor|uptime|check|scan|lighthouse"
    r"|headless|curl|wget|python|java/|okhttp|go-http|httpx|axios|node-fetch|libwww|feed|^$",
    re.IGNORECASE,
)
# Organisation, vacancy, day, and the `source` of DayOfViews.
Key = tuple[int, int, date, str]


class Tally:
    """Views that are not stored yet, of this process. Threads of the web server share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: Counter[Key] = Counter()
        self._is_awaited = False

    def add(self, key: Key) -> bool:
        """Whether it is the first since the last storing."""
        with self._lock:
            is_first, self._is_awaited = not self._is_awaited, True
            self._held[key] += 1
            return is_first

    def take(self) -> Mapping[Key, int]:
        with self._lock:
            held, self._held, self._is_awaited = self._held, Counter(), False
            return held

    def give_back(self, held: Mapping[Key, int]) -> None:
        with self._lock:
            self._held.update(held)


TALLY = Tally()


def is_read_by_person(method: str, user_agent: str, purpose: str = "") -> bool:
    """HEAD only asks whether the page is there; a browser that fetches ahead has shown it to nobody yet."""
    return method == "GET" and "prefetch" not in purpose and not MACHINE.search(user_agent)


def count_view(vacancy: Vacancy, source: str = "") -> None:
    """In a test nothing is stored until `store_views` is called."""
    is_first = TALLY.add((vacancy.organisation_id, vacancy.id, clock.today(), source))
    if is_first and current_app.config["SETTINGS"].mode != "test":
        app = cast(Any, current_app)._get_current_object()
        waiting = threading.Timer(GATHERED, _store_later, (app,))
        waiting.daemon = True
        waiting.start()


def _store_later(app: Flask) -> None:
    with app.app_context():
        store_views()


def store_views() -> None:
    """Adds what was counted to the days' rows; when the database cannot take it, it is kept for the next time."""
    held = TALLY.take()
    try:
        with transaction():
            # Every process in the same order, so that no two wait for each other.
            for key, views in sorted(held.items()):
                _add(*key, views)
    except Exception:
        TALLY.give_back(held)
        raise


def _add(organisation_id: int, vacancy_id: int, day: date, source: str, views: int) -> None:
    more = (
        changing(COUNTING, DayOfViews)
        .where(DayOfViews.vacancy_id == vacancy_id, DayOfViews.day == day, DayOfViews.source == source)
        .values(views=DayOfViews.views + views)
    )
    if rows_hit(more):
        return
    row = DayOfViews(organisation_id=organisation_id, vacancy_id=vacancy_id, day=day, source=source, views=views)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Another process was first that day, or the advert is gone, and then nothing is met.
        rows_hit(more)


def views_of(viewer: Viewer, vacancy_id: int) -> tuple[Counter[date], Counter[str]]:
    """How often an advert was opened, by day and by source."""
    wanted = visible(viewer, DayOfViews).where(DayOfViews.vacancy_id == vacancy_id)
    by_day, by_source = Counter[date](), Counter[str]()
    columns = (DayOfViews.day, DayOfViews.source, DayOfViews.views)
    for day, source, views in db.session.execute(wanted.with_only_columns(*columns)):
        by_day[day] += views
        by_source[source] += views
    return by_day, by_source
