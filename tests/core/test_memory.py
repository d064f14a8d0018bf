"""Facts are kept for a moment, and only while nothing says that they have changed."""

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask

from recruitment.core import clock
from recruitment.core.memory import LONGEST, kept


@pytest.fixture
def read() -> Callable[[], int]:
    """Another number each time."""
    numbers = count()
    return lambda: next(numbers)


def test_a_fact_is_read_once(app: Flask, read: Callable[[], int]) -> None:
    with app.app_context():
        assert [kept("once", "a", read) for _ in range(3)] == [0, 0, 0]
        assert kept("another", "a", read) == 1


def test_another_state_reads_it_again(app: Flask, read: Callable[[], int]) -> None:
    with app.app_context():
        assert [kept("state", state, read) for state in ("a", "b", "b", "a")] == [0, 1, 1, 2]


def test_it_is_kept_no_longer_than_a_moment(
    app: Flask, read: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.ticks()
    with app.app_context():
        for passed, expected in ((0.0, 0), (LONGEST, 0), (LONGEST * 1.1, 1), (LONGEST * 2, 1)):
            monkeypatch.setattr(clock, "ticks", lambda passed=passed: begun + passed)
            assert kept("time", "a", read) == expected
