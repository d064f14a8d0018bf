"""Sums and years of advertising."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from recruitment.core.clock import financial_year as financial_year


class Money(Protocol):
    net: int
    vat: int


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


def year_name(year: int) -> str:
    """2007–08"""
    return f"{year}–{(year + 1) % 100:02d}"


def saved_by_signpost(usual_cost: int, words: int, words_of_whole: int) -> int:
    """Pence saved, about, by printing `words` instead of the whole advert's, where the price goes by the space taken.

    `usual_cost` is what a whole advert in this medium has cost on average, in pence without VAT.
    """
    return max(0, round(usual_cost * (1 - words / words_of_whole))) if words_of_whole else 0
