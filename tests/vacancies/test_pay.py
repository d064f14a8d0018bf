"""Pay in three ways, checked against sums done by hand."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.pay import PayThreeWays, Range, pay_three_ways
from recruitment.vacancies.tables import Vacancy


def pay(basis: str | None, low: int | None, high: int | None = None, **facts: Any) -> PayThreeWays:
    high = low if high is None else high
    return pay_three_ways(Vacancy(pay_basis=basis, pay_low=low, pay_high=high, **facts))


def test_annual_pay_by_the_hour() -> None:
    # 25,885.80 / 52.143 / 36 = 13.7899...; 27,000.00 / 52.143 / 36 = 14.3835...
    ways = pay("annual", 2_588_580, 2_700_000, full_time_hours=Decimal(36))
    assert ways == PayThreeWays(Range(1379, 1438), Range(2_588_580, 2_700_000), None)


def test_hourly_pay_by_the_year() -> None:
    # 13.69 x 52.143 x 37 = 26,411.99...
    ways = pay("hourly", 1369, full_time_hours=Decimal(37))
    assert ways == PayThreeWays(Range(1369, 1369), Range(2_641_199, 2_641_199), None)


def test_part_time_pay_is_the_share_of_the_hours() -> None:
    # 24,000.00 x 18 / 36
    ways = pay("annual", 2_400_000, full_time_hours=Decimal(36), hours_low=Decimal(18), is_pro_rata=True)
    assert ways.actual == Range(1_200_000, 1_200_000)


def test_term_time_pay_is_the_share_of_the_weeks() -> None:
    # 24,000.00 x 44.5 / 52.143 = 20,482.135...
    facts = {"full_time_hours": Decimal(36), "hours_low": Decimal(36), "weeks_a_year": Decimal("44.5")}
    assert pay("annual", 2_400_000, is_pro_rata=True, **facts).actual == Range(2_048_214, 2_048_214)


def test_a_range_of_hours_widens_the_range_of_pay() -> None:
    facts = {"full_time_hours": Decimal(35), "hours_low": Decimal(7), "hours_high": Decimal(14)}
    ways = pay("annual", 3_500_000, 3_500_000, is_pro_rata=True, **facts)
    assert ways.actual == Range(700_000, 1_400_000)


def test_hourly_pay_needs_no_full_time_hours_for_the_posts_own_year() -> None:
    # 12.00 x 10 x 52.143
    ways = pay("hourly", 1200, hours_low=Decimal(10))
    assert ways == PayThreeWays(Range(1200, 1200), None, Range(625_716, 625_716))


def test_52_weeks_are_the_whole_year() -> None:
    facts = {"full_time_hours": Decimal(36), "hours_low": Decimal(36), "weeks_a_year": Decimal(52)}
    assert pay("annual", 2_400_000, **facts).actual == Range(2_400_000, 2_400_000)


def test_an_annual_range_that_may_be_either_is_shown_as_it_stands() -> None:
    ways = pay("annual", 1_300_000, full_time_hours=Decimal(36), hours_low=Decimal(18), is_pro_rata=False)
    assert ways == PayThreeWays(annual=Range(1_300_000, 1_300_000))


@pytest.mark.parametrize("facts", [{}, {"hours_low": Decimal(20)}, {"weeks_a_year": Decimal(39), "is_pro_rata": True}])
def test_without_full_time_hours_a_year_is_only_a_year(facts: dict[str, Any]) -> None:
    assert pay("annual", 2_400_000, **facts) == PayThreeWays(annual=Range(2_400_000, 2_400_000))


def test_no_pay_is_nothing() -> None:
    assert pay(None, None) == PayThreeWays()


def test_half_a_penny_goes_up() -> None:
    # 10.01 x half of full time
    facts = {"full_time_hours": Decimal(36), "hours_low": Decimal(18), "is_pro_rata": True}
    assert pay("annual", 1001, **facts).actual == Range(501, 501)


@given(
    annual=st.integers(100_000, 20_000_000),
    full_time=st.decimals(30, 40, places=2),
    part=st.decimals(1, 30, places=2),
)
def test_more_hours_never_pay_less_and_the_whole_is_the_whole(annual: int, full_time: Decimal, part: Decimal) -> None:
    whole = pay("annual", annual, full_time_hours=full_time, hours_low=full_time)
    share = pay("annual", annual, full_time_hours=full_time, hours_low=part, is_pro_rata=True)
    assert whole.actual == whole.annual == Range(annual, annual)
    assert share.actual is not None and share.hourly == whole.hourly
    assert share.actual.high <= annual
