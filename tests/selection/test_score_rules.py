"""What follows from marks: pure."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.selection.score_rules import USUAL, Cell, Mark, Plan, best_possible, meets_essentials, shown, total
from recruitment.vacancies.tables import Criterion

MEETS = USUAL.meets
MARKS = st.lists(st.integers(0, USUAL.highest), max_size=5)


def a_criterion(number: int = 1, kind: str = "essential") -> Criterion:
    return Criterion(id=number, organisation_id=1, vacancy_id=1, position=number, text=f"Point {number}", kind=kind)


def a_cell(*marks: int, agreed: int | None = None, criterion: Criterion | None = None) -> Cell:
    return Cell(criterion or a_criterion(), tuple(Mark(n, mark, "") for n, mark in enumerate(marks)), agreed)


@pytest.mark.parametrize(
    ("cell", "spread", "is_apart", "is_met"),
    [
        (a_cell(), 0, False, None),
        (a_cell(2), 0, False, True),
        (a_cell(1, 1), 0, False, False),
        (a_cell(1, 2), 1, False, None),
        (a_cell(0, 2), 2, True, None),
        (a_cell(2, 4), 2, True, True),
        (a_cell(0, 4, agreed=2), 4, False, True),
        (a_cell(4, 4, agreed=1), 0, False, False),
    ],
)
def test_a_criterion(cell: Cell, spread: int, is_apart: bool, is_met: bool | None) -> None:
    assert (cell.spread, cell.is_apart, cell.is_met(MEETS)) == (spread, is_apart, is_met)


def test_the_essentials() -> None:
    wanted = a_criterion(2, "desirable")
    assert meets_essentials([a_cell(2), a_cell(0, criterion=wanted)], MEETS) is True
    assert meets_essentials([a_cell(2), a_cell(1)], MEETS) is False
    assert meets_essentials([a_cell(2), a_cell(1, 2)], MEETS) is None
    assert meets_essentials([a_cell(), a_cell(1)], MEETS) is False, "one that lacks cannot be made up for"
    assert meets_essentials([a_cell(4, criterion=wanted)], MEETS) is None
    assert meets_essentials([], MEETS) is None


@given(MARKS, st.none() | st.integers(0, USUAL.highest))
def test_an_agreed_mark_settles_everything(marks: list[int], agreed: int | None) -> None:
    cell = a_cell(*marks, agreed=agreed)
    if agreed is not None:
        assert (cell.value, cell.is_apart, cell.is_met(MEETS)) == (agreed, False, agreed >= MEETS)
    elif marks:
        assert min(marks) <= cell.value <= max(marks)
        assert cell.is_met(MEETS) is not (min(marks) < MEETS), "met only where everybody says so"
    else:
        assert cell.value is None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 10)), min_size=1, max_size=8))
def test_the_total_is_weighted(given_marks: list[tuple[int, int]]) -> None:
    points = tuple(a_criterion(number) for number in range(len(given_marks)))
    plan = Plan(USUAL, points, {number: weight for number, (_, weight) in enumerate(given_marks)})
    cells = [a_cell(mark, criterion=points[number]) for number, (mark, _) in enumerate(given_marks)]
    assert total(cells, plan) == sum(mark * weight for mark, weight in given_marks)
    assert 0 <= total(cells, plan) <= best_possible(plan)


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), (Fraction(3), "3"), (Fraction(8, 3), "2.67"), (Fraction(10), "10"), (Fraction(0), "0")],
)
def test_how_a_value_is_shown(value: Fraction | None, said: str) -> None:
    assert shown(value) == said


def test_labels_count_essentials_and_others_apart() -> None:
    plan = Plan(USUAL, (a_criterion(5), a_criterion(7), a_criterion(6, "desirable")), {})
    assert [plan.label(number) for number in (5, 7, 6)] == ["E1", "E2", "D1"]
