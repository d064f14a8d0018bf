"""The least that an hour may be paid, by employer and day."""

from datetime import date

import pytest

from recruitment.organisations.living_wage import floor_on, floors
from recruitment.organisations.tables import KINDS


@pytest.mark.parametrize(
    ("day", "employer", "pence", "name"),
    [
        (date(2026, 3, 31), "council", 1306, "the Scottish Local Government Living Wage"),
        (date(2026, 4, 1), "council", 1352, "the Scottish Local Government Living Wage"),
        (date(2026, 4, 30), "health_board", 1271, "the National Living Wage"),
        (date(2026, 5, 1), "health_board", 1345, "the real Living Wage"),
        (date(2026, 5, 1), "charity", 1271, "the National Living Wage"),
        (date(2025, 4, 1), "other", 1221, "the National Living Wage"),
        (date(2030, 1, 1), "council", 1352, "the Scottish Local Government Living Wage"),
    ],
)
def test_the_highest_rate_that_binds_is_the_floor(day: date, employer: str, pence: int, name: str) -> None:
    floor = floor_on(day, employer)
    assert floor is not None
    assert (floor.pence, floor.name) == (pence, name)


def test_apprentices_have_the_rate_of_the_law() -> None:
    before = floor_on(date(2026, 3, 31), "council", is_apprenticeship=True)
    after = floor_on(date(2026, 4, 1), "council", is_apprenticeship=True)
    assert before is not None and after is not None
    assert (before.pence, after.pence) == (755, 800)


def test_before_all_that_is_known_there_is_none() -> None:
    assert floor_on(date(2000, 1, 1), "council") is None


def test_what_is_shipped_is_whole() -> None:
    """Each rate has a source and a day of its own, binds known kinds of employer, and never falls."""
    for floor in floors():
        assert floor.source and floor.employers <= set(KINDS) and floor.work in ("staff", "apprentices")
    for name in {floor.name for floor in floors()}:
        rates = [(floor.holds_from, floor.pence) for floor in floors() if floor.name == name]
        assert rates == sorted(rates) and len({day for day, _ in rates}) == len(rates)
        assert [pence for _, pence in rates] == sorted(pence for _, pence in rates)
