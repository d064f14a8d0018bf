"""When the time of a thing is over, for any date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.keeping.rules import case_goes_on, draft_goes_on, may_go_before, months_after

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(6, 24)
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), st.just(UTC))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 27), 12, date(2027, 11, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 1, 10), -12, date(2026, 1, 10)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(day=DAYS, months=MONTHS)
def test_a_month_is_neither_cut_nor_skipped(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or ((then + timedelta(days=1)).day == 1 and then.day < day.day)


@given(earlier=DAYS, days=st.integers(0, 400), months=MONTHS)
def test_what_ended_earlier_never_goes_later(earlier: date, days: int, months: int) -> None:
    assert months_after(earlier, months) <= months_after(earlier + timedelta(days=days), months)


@given(ended_at=MOMENTS, months=MONTHS, today=DAYS)
def test_the_read_misses_nothing_that_is_over(ended_at: datetime, months: int, today: date) -> None:
    """The bound by which rows are read lets through whatever goes today or before."""
    if case_goes_on(ended_at, months) <= today:
        assert ended_at <= clock.end_of_day(may_go_before(today, months))


@given(closed_at=MOMENTS)
def test_a_draft_is_kept_for_thirty_days(closed_at: datetime) -> None:
    assert draft_goes_on(closed_at) - clock.local(closed_at).date() == timedelta(days=30)
