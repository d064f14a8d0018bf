"""No small count is found from published equality figures: on small cases all tables that agree with them are tried."""

import random
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import product

import pytest

from recruitment.reporting.equality_rules import Line, Published, publish, shown_of_row

Board = dict[Hashable, Line[Hashable]]
Counts = dict[str, int]


def answers_of(board: Board) -> list[str]:
    return list(next(iter(board.values())).counts)


def rows_of(line: Line[Hashable], shown: set[str]) -> list[Counts]:
    """Every row of this total that shows the same."""
    fixed = {answer: line.counts[answer] for answer in shown}
    free = [answer for answer in line.counts if answer not in shown]
    rest = line.total - sum(fixed.values())
    tried = product(range(rest + 1), repeat=len(free))
    return [{**fixed, **dict(zip(free, counts, strict=True))} for counts in tried if sum(counts) <= rest]


def boards_like(board: Board, published: Published[Hashable]) -> Iterator[tuple[Counts, ...]]:
    """Every board that agrees with all that is published of this one, the totals of its rows given besides."""
    sums = {answer: sum(line.counts[answer] for line in board.values()) for answer in published.sums}
    for rows in product(*(rows_of(line, published.rows[row]) for row, line in board.items())):
        if all(sum(counts[answer] for counts in rows) == total for answer, total in sums.items()):
            yield rows


def possible(board: Board, published: Published[Hashable]) -> dict[tuple[Hashable, str], set[int]]:
    """What each count, and each sum, may be for somebody who reads all pages."""
    found: dict[tuple[Hashable, str], set[int]] = defaultdict(set)
    for rows in boards_like(board, published):
        for answer in answers_of(board):
            for row, counts in zip(board, rows, strict=True):
                found[row, answer].add(counts[answer])
            found["all", answer].add(sum(counts[answer] for counts in rows))
    return found


def assert_untold(board: Board, smallest: int) -> None:
    published = publish(board, smallest)
    found = possible(board, published)
    for row, line in board.items():
        for answer, count in line.counts.items():
            assert count >= smallest or set(range(smallest)) <= found[row, answer], (smallest, board, row, answer)
    for answer in answers_of(board):
        total = sum(line.counts[answer] for line in board.values())
        assert total >= smallest or set(range(smallest)) <= found["all", answer], (smallest, board, answer)
    for row, shown in published.rows.items():
        assert all(board[row].counts[answer] >= smallest for answer in shown)


def small_boards(seed: int, number: int, smallest: int) -> Iterator[Board]:
    """One to three organisations of two or three answers, sometimes with a pool."""
    chance = random.Random(seed)
    for _ in range(number):
        rows = chance.choice((1, 2, 3))
        answers = "abc"[: chance.choice((2, 3)) if rows < 3 else 2]
        board: Board = {}
        while len(board) < rows:
            counts = {answer: chance.choice((0, 0, 1, 2, 3, 4)) for answer in answers}
            total = sum(counts.values()) + chance.choice((0, 0, 1, 2))
            if total >= smallest:
                board[len(board)] = Line(total, counts, is_pool=len(board) == 2 and chance.random() < 0.5)
        yield board


@pytest.mark.parametrize("smallest", [2, 3])
def test_every_withheld_small_count_may_be_anything_below_the_threshold(smallest: int) -> None:
    """The pages of each organisation and those of all together, read side by side."""
    for board in small_boards(1_707, 400, smallest):
        assert_untold(board, smallest)


def test_all_boards_of_two_organisations_and_two_answers() -> None:
    rows = [(total, {"a": a, "b": b}) for total in (2, 3, 4) for a in range(total + 1) for b in range(total + 1 - a)]
    for one, other in product(rows, rows):
        assert_untold({1: Line(*one), 2: Line(*other)}, 2)


@pytest.mark.parametrize("smallest", [2, 3, 4])
def test_of_a_row_nothing_is_told_to_somebody_who_knows_these_rules(smallest: int) -> None:
    """Rows of one total that publish the same are put together: the rules themselves give nothing away."""
    for total in range(smallest, 3 * smallest + 3):
        alike: dict[object, list[Counts]] = defaultdict(list)
        for counts in product(range(total + 1), repeat=3):
            if sum(counts) <= total:
                row = dict(zip("abc", counts, strict=True))
                shown = shown_of_row(Line(total, row), smallest)
                alike[tuple(sorted((answer, row[answer]) for answer in shown))].append(row)
        for shown, rows in alike.items():
            for answer in set("abc") - {told for told, _ in shown}:
                found = {row[answer] for row in rows}
                assert found.isdisjoint(range(smallest)) or set(range(smallest)) <= found


def board_of(rows: Mapping[Hashable, tuple[int, dict[str, int]]], pool: Hashable = None) -> Board:
    return {row: Line(total, counts, is_pool=row == pool) for row, (total, counts) in rows.items()}


def test_the_sum_of_all_does_not_tell_the_one_that_withholds() -> None:
    found = publish(board_of({1: (300, {"a": 100, "b": 150}), 2: (300, {"a": 5, "b": 200})}), 10)
    assert found.rows[1] == {"a", "b"} and found.rows[2] == {"b"}
    assert found.sums == {"b"}


def test_two_that_are_both_known_to_be_small_are_not_told_by_their_sum() -> None:
    """Nine and nine: whoever knows that both are below ten reads them from eighteen."""
    found = publish(board_of({1: (300, {"a": 9, "b": 250}), 2: (300, {"a": 9, "b": 250})}), 10)
    assert "a" not in found.sums


def test_sums_of_many_small_counts_are_told() -> None:
    """What national figures are for: a group that is small everywhere is seen where all are counted together."""
    found = publish(board_of({row: (300, {"a": 4, "b": 250}) for row in range(20)}), 10)
    assert found.sums == {"a", "b"} and all(shown == {"b"} for shown in found.rows.values())


def test_the_pool_is_published_in_sums_alone() -> None:
    found = publish(board_of({1: (300, {"a": 100, "b": 150}), 0: (40, {"a": 18, "b": 12})}, pool=0), 10)
    assert found.rows[0] == set() and found.sums == {"a", "b"}


def test_without_those_who_did_not_answer_a_small_count_takes_a_larger_with_it() -> None:
    assert shown_of_row(Line(103, {"a": 3, "b": 40, "c": 60}), 10) == {"c"}
    assert shown_of_row(Line(113, {"a": 3, "b": 40, "c": 60}), 10) == {"b", "c"}, "ten did not answer: room enough"
    assert shown_of_row(Line(10, {"a": 0, "b": 10}), 10) == set(), "that all gave one answer tells it of each"


def test_nothing_is_published_of_nobody() -> None:
    assert publish({}, 10) == Published()


def test_for_the_sum_of_all_one_that_has_few_withholds_its_own() -> None:
    rows = {row: (400, {"a": 30 + row, "b": 250}) for row in range(5)} | {9: (60, {"a": 4, "b": 40})}
    found = publish(board_of(rows), 10)
    assert found.sums == {"a", "b"}
    assert [row for row, shown in found.rows.items() if "a" not in shown] == [0, 9]


@pytest.mark.parametrize("smallest", [2, 3])
def test_the_same_of_more_organisations(smallest: int) -> None:
    """Four and five of them, so that some withhold for others; answers few, so that all can be tried."""
    chance = random.Random(smallest)
    for _ in range(60):
        board: Board = {}
        while len(board) < chance.choice((4, 5)):
            counts = {"a": chance.choice((0, 1, 3, 4, 5))}
            total = counts["a"] + chance.choice((0, 1, 2, 3))
            if total >= smallest:
                board[len(board)] = Line(total, counts)
        assert_untold(board, smallest)
