"""When imported adverts open and close, in a demonstration and outside one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.core.clock import LONDON
from recruitment.vacancies.importing_dates import LATEST, SOONEST, moved_closing, opening_of
from recruitment.vacancies.reading.closing import ClosingReading

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
KEY = "0badc0de" + "0" * 56
FUTURE, PAST = NOW + timedelta(days=20), NOW - timedelta(days=20)


def test_a_closing_date_to_come_stays_as_published() -> None:
    for move in (True, False):
        opening = opening_of(ClosingReading(closes_at=FUTURE, posted_on=date(2026, 6, 1)), KEY, NOW, move=move)
        assert (opening.closes_at, opening.is_moved, opening.doubts) == (FUTURE, False, ())
        assert opening.public_from == datetime(2026, 5, 31, 23, tzinfo=UTC)


def test_a_past_one_is_closed_outside_a_demonstration() -> None:
    opening = opening_of(ClosingReading(closes_at=PAST), KEY, NOW, move=False)
    assert (opening.closes_at, opening.public_from, opening.is_moved) == (PAST, PAST, False)
    assert opening.doubts == ("The closing date has passed, so the advert is closed.",)


def test_a_missing_one_leaves_the_advert_unpublished_outside_a_demonstration() -> None:
    opening = opening_of(ClosingReading(), KEY, NOW, move=False)
    assert (opening.closes_at, opening.public_from) == (None, None)


@pytest.mark.parametrize("closes_at", [None, PAST, NOW])
def test_a_demonstration_moves_what_is_missing_or_past(closes_at: datetime | None) -> None:
    opening = opening_of(ClosingReading(closes_at=closes_at), KEY, NOW, move=True)
    assert opening.is_moved
    assert opening.public_from == NOW
    assert opening.closes_at == moved_closing(KEY, NOW)


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(1_577_836_800, 2_208_988_800))
def test_moved_dates_end_a_day_in_the_weeks_to_come(key: str, seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    closes = moved_closing(key, now).astimezone(LONDON)
    assert SOONEST <= (closes.date() - now.astimezone(LONDON).date()).days <= LATEST
    assert (closes.hour, closes.minute) == (23, 59)
    assert moved_closing(key, now) == closes


def test_moved_dates_are_spread() -> None:
    assert len({moved_closing(f"{number:08x}", NOW) for number in range(LATEST - SOONEST + 1)}) == LATEST - SOONEST + 1


def test_an_advert_is_never_opened_after_it_closes() -> None:
    posted_late = ClosingReading(closes_at=PAST, posted_on=date(2026, 6, 30))
    assert opening_of(posted_late, KEY, NOW, move=False).public_from == PAST


def test_what_is_unusual_is_in_doubt() -> None:
    far = ClosingReading(closes_at=NOW + timedelta(days=900), may_close_early=True)
    assert opening_of(far, KEY, NOW, move=False).doubts == (
        "The closing date is more than a year away.",
        "The advert may close early.",
    )
