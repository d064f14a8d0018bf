"""When an alert is looked at, over which span, and when it ends. Pure."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from recruitment.core import clock

AT_ONCE: Final = "at_once"
FREQUENCIES: Final = {
    "daily": "Once a day, in the morning",
    "weekly": "Once a week, on Monday morning",
    AT_ONCE: "As soon as a job appears",
}
# The worker looks for alerts that are due this often; what is told at once waits a little less than that.
LOOK: Final = timedelta(minutes=5)
# The hour in Scotland from which letters of the morning go out, each alert at a minute of its own.
MORNING: Final = 7
MONDAY: Final = 0
# An advert may become readable after the moment that it bears: its transaction was long, the index was behind. So each
# look begins this much before the end of the last, and what was told already is left out.
OVERLAP: Final = timedelta(days=1)
# For the same reason an alert begins this much before it was wanted: better a job told that was seen on the list than
# one that was on no list and is never told.
GRACE: Final = timedelta(minutes=10)
# An advert that comes back after longer than this is news.
TOLD_KEPT: Final = timedelta(days=400)
UNCONFIRMED: Final = timedelta(days=3)
UNTOUCHED: Final = timedelta(days=365)
UNANSWERED: Final = timedelta(days=30)
PREVIEWED: Final = timedelta(days=30)


def next_due(frequency: str, after: datetime, number: int) -> datetime:
    """The first moment after `after` at which the alert of this number is to be looked at."""
    if frequency == AT_ONCE:
        return after + LOOK - timedelta(minutes=1)
    day = clock.local(after).date()
    while True:
        # 7 o'clock exists once on every day, whichever way the clocks go.
        due = datetime.combine(day, time(MORNING, number % 60), clock.LONDON)
        if due > after and (frequency != "weekly" or day.weekday() == MONDAY):
            return due.astimezone(UTC)
        day += timedelta(days=1)


def looks_from(began_at: datetime, told_until: datetime) -> datetime:
    return max(began_at, told_until - OVERLAP)
