"""The sole reader of the time. All moments are aware and in UTC; people read Europe/London."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import cache
from zoneinfo import ZoneInfo

from flask import current_app, has_app_context
from sqlalchemy import BindParameter, DateTime, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

LONDON = ZoneInfo("Europe/London")
LAST_SECOND = time_of_day(23, 59, 59)


def now() -> datetime:
    """The present moment, shifted by RECRUITMENT_CLOCK_OFFSET in a demonstration or test."""
    offset = current_app.config["SETTINGS"].clock_offset if has_app_context() else 0
    return datetime.now(UTC) + timedelta(seconds=offset)


@cache
def when_asked(later: timedelta = timedelta()) -> BindParameter[datetime]:
    """The present moment, or one so much later, in a statement: told anew each time it is carried out, so that the
    statement may be kept; and once for all of it."""
    name = f"when_asked_{later.total_seconds():.0f}".replace("-", "minus_")
    return bindparam(name, callable_=lambda: now() + later, type_=Moment())


def today() -> date:
    """The date in Scotland."""
    return now().astimezone(LONDON).date()


def ticks() -> float:
    """Seconds that only ever go forward, for measuring waits."""
    return time.monotonic()


def wait(seconds: float) -> None:
    time.sleep(seconds)


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def financial_year(day: date) -> int:
    """The year in which a financial year begins: 1 April to 31 March."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def days_of_financial_year(year: int) -> tuple[date, date]:
    """The first and the last day of the financial year that begins in `year`."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def end_of_day(day: date) -> datetime:
    """A date without a time closes at 23:59:59 in Scotland."""
    return datetime.combine(day, LAST_SECOND, LONDON).astimezone(UTC)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC: the same on SQLite, which knows no zones, and on PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
