"""When an alert is looked at: at a fair hour in Scotland, whichever way the clocks go."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core import clock
from recruitment.search.alert_rules import AT_ONCE, FREQUENCIES, LOOK, OVERLAP, looks_from, next_due

moments = st.integers(1_800_000_000, 1_920_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
numbers = st.integers(1, 10_000)


def london(*when: int) -> datetime:
    return datetime(*when, tzinfo=clock.LONDON)


@pytest.mark.parametrize(
    ("frequency", "after", "due"),
    [
        ("daily", london(2026, 6, 1, 6, 59), london(2026, 6, 1, 7, 5)),
        ("daily", london(2026, 6, 1, 7, 5), london(2026, 6, 2, 7, 5)),
        ("daily", london(2026, 6, 1, 7, 4, 59), london(2026, 6, 1, 7, 5)),
        # The clocks go forward on 29 March 2026 and back on 25 October.
        ("daily", london(2026, 3, 28, 8), london(2026, 3, 29, 7, 5)),
        ("daily", london(2026, 10, 24, 8), london(2026, 10, 25, 7, 5)),
        ("weekly", london(2026, 3, 23, 8), london(2026, 3, 30, 7, 5)),
        ("weekly", london(2026, 10, 19, 7, 5), london(2026, 10, 26, 7, 5)),
        ("weekly", london(2026, 6, 1, 6), london(2026, 6, 1, 7, 5)),
    ],
)
def test_letters_go_out_in_the_morning(frequency: str, after: datetime, due: datetime) -> None:
    found = next_due(frequency, after, 65)
    assert (found, found.tzinfo) == (due.astimezone(UTC), UTC)


@given(st.sampled_from(["daily", "weekly"]), moments, numbers)
def test_every_day_and_week_has_one_morning(frequency: str, after: datetime, number: int) -> None:
    dues = [next_due(frequency, after, number)]
    for _ in range(8):
        dues.append(next_due(frequency, dues[-1], number))
    assert dues[0] > after
    days = [clock.local(due) for due in dues]
    assert {(day.hour, day.minute) for day in days} == {(7, number % 60)}
    step = timedelta(days=1 if frequency == "daily" else 7)
    assert all(later.date() - earlier.date() == step for earlier, later in pairwise(days))


@given(moments, numbers)
def test_at_once_is_due_whenever_the_worker_looks(after: datetime, number: int) -> None:
    assert after < next_due(AT_ONCE, after, number) < after + LOOK


def test_a_look_reaches_back_but_not_before_the_beginning() -> None:
    began = london(2026, 6, 1, 12)
    assert looks_from(began, began) == began
    assert looks_from(began, began + timedelta(days=9)) == began + timedelta(days=9) - OVERLAP


def test_every_frequency_has_its_words() -> None:
    assert set(FREQUENCIES) == {"daily", "weekly", AT_ONCE}
