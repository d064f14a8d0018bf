"""What holds of money whatever the amounts: shares, sums, VAT and real terms in whole pence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.advertising.rules import BudgetUse, Sum, in_real_terms, shared_out, total, vat_of
from recruitment.advertising.sharing import Sharing, credited

PENCE = st.integers(0, 999_999_999)
WEIGHTS = st.dictionaries(st.integers(1, 10_000), st.integers(0, 500), min_size=1, max_size=40)


@given(st.integers(-999_999_999, 999_999_999), WEIGHTS)
def test_shares_sum_to_the_penny(pence: int, weights: dict[int, int]) -> None:
    shares = shared_out(pence, weights)
    assert sum(shares.values()) == pence
    assert list(shares) == list(weights)


@given(PENCE, WEIGHTS.filter(lambda weights: any(weights.values())))
def test_no_share_is_a_penny_off_its_exact_part(pence: int, weights: dict[int, int]) -> None:
    whole = sum(weights.values())
    for key, share in shared_out(pence, weights).items():
        assert abs(share - Fraction(pence * weights[key], whole)) < 1


def test_equal_remainders_go_to_the_first() -> None:
    assert shared_out(100, {7: 1, 3: 1, 5: 1}) == {7: 34, 3: 33, 5: 33}
    assert shared_out(-100, {7: 1, 3: 1, 5: 1}) == {7: -34, 3: -33, 5: -33}
    assert shared_out(3, {1: 0, 2: 0}) == {1: 2, 2: 1}


@given(PENCE, PENCE, WEIGHTS, st.sampled_from(["whole", "equally", "posts"]))
def test_every_rule_shares_net_and_vat_whole(net: int, vat: int, weights: dict[int, int], rule: str) -> None:
    shares = Sharing(rule, weights).shares(net, vat)
    assert total(shares.values()) == Sum(net, vat)


@given(st.data(), WEIGHTS, PENCE, PENCE)
def test_credit_notes_never_take_back_more_than_a_vacancy_bears(
    data: st.DataObject, weights: dict[int, int], net: int, vat: int
) -> None:
    left = Sharing("posts", weights).shares(net, vat)
    while any(bears.gross for bears in left.values()):
        whole = total(left.values())
        note = Sum(data.draw(st.integers(0, whole.net)), data.draw(st.integers(0, whole.vat)))
        if not note.gross:
            note = whole
        taken = credited(note.net, note.vat, left)
        assert total(taken.values()) == Sum(-note.net, -note.vat)
        left = {key: Sum(left[key].net + taken[key].net, left[key].vat + taken[key].vat) for key in left}
        assert all(bears.net >= 0 and bears.vat >= 0 for bears in left.values())
        if data.draw(st.booleans()):
            break


@given(PENCE, st.integers(0, 10_000))
def test_vat_is_the_nearest_penny(net: int, rate: int) -> None:
    assert abs(vat_of(net, rate) - Fraction(net * rate, 10_000)) <= Fraction(1, 2)


def test_vat_of_an_invoice() -> None:
    assert vat_of(123_450, 2_000) == 24_690
    assert vat_of(99, 1_750) == 17


@given(PENCE, st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_real_terms_are_the_nearest_penny(pence: int, before: int, after: int) -> None:
    found = in_real_terms(pence, 2007, 2026, {2007: before, 2026: after})
    assert found is not None
    assert abs(found - Fraction(pence * after, before)) <= Fraction(1, 2)


def test_real_terms_need_both_years() -> None:
    assert in_real_terms(100, 2007, 2026, {2007: 800_000}) is None
    assert in_real_terms(100, 2026, 2026, {2026: 800_000}) == 100


@pytest.mark.parametrize(
    ("amount", "spent", "warning"),
    [(100, 79, ""), (100, 80, "near"), (1_000, 999, "near"), (100, 100, "used_up"), (100, 250, "used_up"),
     (0, 0, ""), (0, 1, "used_up"), (100, -5, "")],
)  # fmt: skip
def test_a_budget_warns_at_eighty_and_at_a_hundred(amount: int, spent: int, warning: str) -> None:
    assert BudgetUse("", 2026, amount, spent).warning == warning
