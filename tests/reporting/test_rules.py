"""Small counts are not shown, and cannot be found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from recruitment.reporting.rules import suppressed, suppressed_over_years
from recruitment.settings import USUAL_THRESHOLD


def test_small_counts_are_hidden() -> None:
    assert suppressed({"a": 6, "b": 7, "c": 100}) == {"a", "b"}


def test_two_that_are_very_small_take_a_third_with_them() -> None:
    """With a total, one and one would be found: their sum is two, and neither is nought."""
    assert suppressed({"a": 1, "b": 1, "c": 40, "d": 100}) == {"a", "b", "c"}


def test_of_several_years_nothing_is_shown_that_one_withholds() -> None:
    years = ({"a": 15, "b": 50, "c": 60}, {"a": 4, "b": 20, "c": 60})
    assert suppressed_over_years(years) == {"a", "b"}


def test_a_single_small_count_takes_the_next_with_it() -> None:
    assert suppressed({"a": 3, "b": 40, "c": 100}) == {"a", "b"}


def test_nothing_is_nothing_to_hide() -> None:
    assert suppressed({"a": 0, "b": 40}) == frozenset()


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=200)))
def test_never_exactly_one_of_several_is_hidden(counts: dict[int, int]) -> None:
    hidden = suppressed(counts)
    assert all(key in hidden for key, count in counts.items() if 0 < count < USUAL_THRESHOLD)
    if sum(count > 0 for count in counts.values()) > 1:
        assert len(hidden) != 1


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=200)), st.integers(2, 30))
def test_what_is_hidden_of_a_known_total_may_be_anything_below_the_threshold(
    counts: dict[int, int], smallest: int
) -> None:
    """Unless everything there is has been hidden, and then no total is shown."""
    hidden = [counts[key] for key in suppressed(counts, smallest)]
    if hidden and any(count and key not in suppressed(counts, smallest) for key, count in counts.items()):
        assert sum(hidden) - (len(hidden) - 1) >= smallest
