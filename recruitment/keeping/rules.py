"""When the time of a thing is over: pure sums of dates."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final

from recruitment.core import clock

# Days after which a draft goes whose vacancy takes no applications any more.
DRAFT_DAYS: Final = 30
# An account that nobody signed in to for so long is removed, after two letters so many days before.
UNUSED_ACCOUNT: Final = timedelta(days=730)
FIRST_WARNING: Final = timedelta(days=60)
LAST_WARNING: Final = timedelta(days=14)
# One whose address nobody ever confirmed.
UNCONFIRMED_ACCOUNT: Final = timedelta(days=30)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def case_goes_on(ended_at: datetime, months: int) -> date:
    """The day in Scotland on which what ended then is removed."""
    return months_after(clock.local(ended_at).date(), months)


def draft_goes_on(closed_at: datetime) -> date:
    return clock.local(closed_at).date() + timedelta(days=DRAFT_DAYS)


def may_go_before(today: date, months: int) -> date:
    """Nothing that ended on this day or later is over: a bound for a read, whose rows are then asked one by one.

    Never too early by the clamping of short months: three days are left for it.
    """
    return months_after(today, -months) + timedelta(days=3)
