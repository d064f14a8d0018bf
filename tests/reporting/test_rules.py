"""Small counts are not shown, and cannot be found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from recruitment.reporting.rules import SMALLEST_SHOWN, suppressed


def test_small_counts_are_hidden() -> None:
    assert suppressed({"a": 3, "b": 4, "c": 100}) == {"a", "b"}


def test_a_single_small_count_takes_the_next_with_it() -> None:
    assert suppressed({"a": 3, "b": 40, "c": 100}) == {"a", "b"}


def test_nothing_is_nothing_to_hide() -> None:
    assert suppressed({"a": 0, "b": 40}) == frozenset()


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=200)))
def test_never_exactly_one_of_several_is_hidden(counts: dict[int, int]) -> None:
    hidden = suppressed(counts)
    assert all(key in hidden for key, count in counts.items() if 0 < count < SMALLEST_SHOWN)
    if sum(count > 0 for count in counts.values()) > 1:
        assert len(hidden) != 1
