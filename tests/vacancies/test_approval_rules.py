"""Which chain an advert takes, by its department, grade and cost."""

from typing import Any

import pytest

from recruitment.vacancies.approval_rules import fits, yearly_cost
from recruitment.vacancies.approval_tables import ApprovalChain
from recruitment.vacancies.tables import Vacancy

CHAIN = {"departments": [], "grades": [], "cost_from": None}
ADVERT = {"department": "Education", "grade": "FC5", "pay_basis": "annual", "pay_low": 30_000_00,
          "pay_high": 36_000_00, "is_pro_rata": True, "hours_low": 18, "hours_high": 18, "full_time_hours": 36,
          "posts": 2, "weeks_a_year": None}  # fmt: skip


@pytest.mark.parametrize(
    ("chain", "is_fit"),
    [
        ({}, True),
        ({"departments": ["education "]}, True),
        ({"departments": ["Roads", "EDUCATION"]}, True),
        ({"departments": ["Roads"]}, False),
        ({"grades": ["FC 5"]}, True),
        ({"grades": ["FC4", "FC6"]}, False),
        ({"cost_from": 36_000_00}, True),
        ({"cost_from": 36_000_01}, False),
        ({"departments": ["Education"], "grades": ["FC9"]}, False),
    ],
)
def test_a_chain_fits_an_advert_that_meets_all_its_conditions(chain: dict[str, Any], is_fit: bool) -> None:
    """Two posts of half a week at most at £36,000 cost £36,000 a year."""
    vacancy = Vacancy(**ADVERT)
    assert yearly_cost(vacancy) == 36_000_00
    assert fits(ApprovalChain(**{**CHAIN, **chain}), vacancy) is is_fit


def test_an_advert_without_pay_costs_nobody_knows_what() -> None:
    vacancy = Vacancy(**{**ADVERT, "pay_basis": None, "pay_low": None, "pay_high": None})
    assert yearly_cost(vacancy) is None
    assert not fits(ApprovalChain(**{**CHAIN, "cost_from": 1}), vacancy)
    assert fits(ApprovalChain(**CHAIN), vacancy)
