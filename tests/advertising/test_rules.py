"""Financial years and sums."""

from datetime import date

import pytest

from recruitment.advertising.rules import Sum, financial_year, total, year_name


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2008, 3, 31), 2007), (date(2008, 4, 1), 2008), (date(2008, 12, 31), 2008), (date(2009, 1, 1), 2008)],
)
def test_a_financial_year_begins_on_1_april(day: date, year: int) -> None:
    assert financial_year(day) == year


@pytest.mark.parametrize(("year", "name"), [(2007, "2007–08"), (1999, "1999–00"), (2026, "2026–27")])
def test_the_name_of_a_year(year: int, name: str) -> None:
    assert year_name(year) == name


def test_the_total_is_the_sum_of_its_rows() -> None:
    whole = total([Sum(100, 20), Sum(250, 50)])
    assert (whole.net, whole.vat, whole.gross) == (350, 70, 420)
