"""Sums, shares and years of advertising. Money is whole pence, and nothing here is a float."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from recruitment.core.clock import financial_year as financial_year

Key = TypeVar("Key", bound=Hashable)
# How an entry is shared out over the vacancies that it advertises.
RULES = {
    "whole": "For one vacancy",
    "equally": "Equally, the same for each vacancy",
    "posts": "By posts, more for a vacancy with more of them",
    "by_hand": "By hand, an amount for each vacancy",
    "none": "For no vacancy: advertising for the employer or a department",
}
PRECISIONS = {"exactly": "", "about": "about ", "over": "over ", "under": "under "}
# Hundredths of a budget from which on a warning is given.
NEAR, USED_UP = 80, 100


class Money(Protocol):
    @property
    def net(self) -> int: ...

    @property
    def vat(self) -> int: ...


@dataclass(frozen=True)
class Sum:
    """Pence; a sum of what is shown, never stored beside it."""

    net: int = 0
    vat: int = 0

    @property
    def gross(self) -> int:
        return self.net + self.vat


def total(rows: Iterable[Money]) -> Sum:
    listed = list(rows)
    return Sum(sum(row.net for row in listed), sum(row.vat for row in listed))


def shared_out(pence: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Whole pence in proportion to whole weights, by largest remainder: they sum to `pence`, always.

    No share differs from its exact part by a penny or more. Of equal remainders the earlier key gets the penny. Weights
    that are all 0 count the same. Raises ValueError without a weight, or with one below 0.
    """
    if not weights or min(weights.values()) < 0:
        raise ValueError("weights")
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1)
    sign, amount, whole = (-1 if pence < 0 else 1), abs(pence), sum(weights.values())
    shares = {key: amount * weight // whole for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: -(amount * weights[key] % whole))
    for key in by_remainder[: amount - sum(shares.values())]:
        shares[key] += 1
    return {key: sign * share for key, share in shares.items()}


def vat_of(net: int, rate: int) -> int:
    """Pence of VAT at a rate in hundredths of a per cent, to the nearest penny."""
    return (net * rate + 5_000) // 10_000


def in_real_terms(pence: int, from_year: int, to_year: int, index: Mapping[int, int]) -> int | None:
    """What an amount of one financial year is in another's money, to the nearest penny; None where prices of one of
    them are not known. `index`: by the year in which a financial year begins, of one series."""
    before, after = index.get(from_year), index.get(to_year)
    if not before or not after:
        return None
    return (2 * pence * after + before) // (2 * before)


@dataclass(frozen=True)
class BudgetUse:
    """Pence without VAT. `warning`: empty, near or used_up."""

    department: str
    year: int
    amount: int
    spent: int

    @property
    def left(self) -> int:
        return self.amount - self.spent

    @property
    def hundredths(self) -> int:
        """Whole per cent that are spent, rounded down, so that 100 says that all of it is; of a budget of nothing
        whatever is spent uses it up."""
        if not self.amount:
            return USED_UP if self.spent > 0 else 0
        return 100 * self.spent // self.amount

    @property
    def warning(self) -> str:
        if self.hundredths >= USED_UP:
            return "used_up"
        return "near" if self.hundredths >= NEAR else ""


def in_pounds(pence: int) -> str:
    """As a sheet holds it: 1234.50."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def name_key(name: str) -> str:
    """How names are compared: “The  Courier” and “the courier” are one supplier."""
    return " ".join(name.split()).casefold()


def year_name(year: int) -> str:
    """2007–08"""
    return f"{year}–{(year + 1) % 100:02d}"


def saved_by_signpost(usual_cost: int, words: int, words_of_whole: int) -> int:
    """Pence saved, about, by printing `words` instead of the whole advert's, where the price goes by the space taken.

    `usual_cost` is what a whole advert in this medium has cost on average, in pence without VAT.
    """
    if not words_of_whole:
        return 0
    return max(0, (2 * usual_cost * (words_of_whole - words) + words_of_whole) // (2 * words_of_whole))
