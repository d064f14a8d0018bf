"""Sums of money in a text: single figures and ranges, in pence, with those that were cut off told apart."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

PER_HOUR = r"(?<![a-z])(?:(?:per|an?|/)\s?(?:hour|hr)|hourly)\b|(?<![a-z])p\.?\s?/?h\b\.?"
PER_YEAR = r"(?<![a-z])(?:(?:per|a|/)\s?(?:annum|year|yr)|annual(?:ly)?|yearly)\b|(?<![a-z])p\.?\s?/?a\b\.?"
_NUMBER = r"""
    (?P<whole> \d{1,3}(?:,\d{3})+(?!\d|,\d) | (?:(?<=£)|(?<=£\ ))\d{1,3}(?:\ \d{3})+(?!\d|[,.:/]\d) | \d{1,7}(?!\d) )
    (?: \.(?P<part>\d{1,4})(?!\d) )?
    (?P<thousands> \ ?k(?![a-z]) )?
    (?P<comma> , )?
"""
_FIRST = re.compile(rf"(?P<alone>£)(?!\ ?\d) | (?P<pound>£\ ?|(?<![\w.,:/£])(?=[1-9])){_NUMBER}", re.X | re.I)
_SECOND = re.compile(
    rf"""\s*(?:{PER_HOUR}|{PER_YEAR})?\s*,?\s*
    (?: -{{1,2}} | (?:(?:rising|increasing|progressing|up)\s)?to | (?P<and>and) )\s*
    (?:(?P<alone>£)(?!\ ?\d) | (?P<pound>£\ ?|(?=[1-9])){_NUMBER})""",
    re.X | re.I,
)
# A bare number before one of these counts something else than pounds.
_COUNTS = re.compile(
    r"\s?(?:hours?|hrs?|hpw|minutes?|mins?|days?|weeks?|months?|years?|fte|wte|posts?|vacanc|points?|%|[ap]\.?m\b|[:/.]\d)",
    re.I,
)
_NAMES = re.compile(r"(?:\bref(?:erence)?|\bno|\bnumber|\bid|#)[.:\s]*$", re.I)
_JOINED_CUTS = re.compile(r"\s*(?:-|to|and|/)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure or range at [start, end) of the text. `low` and `high` are pence, None where the figure is cut off.

    `ends_in_comma`: "£25," may be cut off ("£25,885") or the end of a clause; only the unit beside it can tell.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    ends_in_comma: bool = False
    doubts: tuple[str, ...] = ()


def pounds(pence: int) -> str:
    """125050 as "£1,250.50"."""
    return f"£{pence // 100:,}.{pence % 100:02d}"


def find_amounts(text: str) -> tuple[Amount, ...]:
    """Every figure or range of figures in a text made `plain`, in order; those cut off side by side count as one."""
    found: list[Amount] = []
    at = 0
    while first := _FIRST.search(text, at):
        at = first.end()
        if first["alone"] or first["pound"] or _is_money_without_sign(text, first):
            second = _partner(text, first)
            amount = _amount(text, first, second)
            at = amount.end
            if found and (joined := _joined_cuts(text, found[-1], amount)):
                found[-1] = joined
            else:
                found.append(amount)
    return tuple(found)


def _is_money_without_sign(text: str, match: re.Match[str]) -> bool:
    """A number without £ is money when it is written like money and counts nothing else."""
    is_long = "," in match["whole"] or 5 <= len(match["whole"]) <= 6
    if not (is_long or match["thousands"] or len(match["part"] or "") == 2):
        return False
    return not _COUNTS.match(text, match.end()) and not _NAMES.search(text, 0, match.start())


def _partner(text: str, first: re.Match[str]) -> re.Match[str] | None:
    second = _SECOND.match(text, first.end())
    if second is None or (second["and"] and not re.search(r"\bbetween\s*$", text[: first.start()], re.I)):
        return None
    if second["alone"] or second["pound"]:
        return second
    if first["alone"] or _COUNTS.match(text, second.end()):
        return None
    return second if _pence(second) >= _pence(first, _is_in_thousands(first, second)) else None


def _is_in_thousands(first: re.Match[str], second: re.Match[str] | None) -> bool:
    """ "£30-35k" means £30,000."""
    return bool(second and second["thousands"] and not first["thousands"]) and len(first["whole"]) <= 3


def _pence(match: re.Match[str], is_in_thousands: bool = False) -> int:
    value = Decimal(f"{re.sub('[ ,]', '', match['whole'])}.{match['part'] or 0}")
    factor = 100_000 if match["thousands"] or is_in_thousands else 100
    return int((value * factor).quantize(Decimal(1), ROUND_HALF_UP))


def _is_cut_off(text: str, match: re.Match[str]) -> bool:
    """Nothing after the £, or a comma that fewer or more than three digits follow."""
    return bool(match["alone"]) or bool(match["comma"] and text[match.end() : match.end() + 1].isdigit())


def _ends_in_comma(match: re.Match[str]) -> bool:
    return bool(match["comma"]) and not (match["part"] or match["thousands"] or len(match["whole"]) > 3)


def _amount(text: str, first: re.Match[str], second: re.Match[str] | None) -> Amount:
    figures = [first] if second is None else [first, second]
    start, end = first.start(), figures[-1].end()
    if any(_is_cut_off(text, figure) for figure in figures):
        end = len(text) - len(text[end:].lstrip("0123456789,."))
        return Amount(start, end, text[start:end], None, None)
    ends_in_comma = any(_ends_in_comma(figure) for figure in figures)
    if figures[-1]["comma"] and not ends_in_comma:
        end -= 1
    low, high = _pence(first, _is_in_thousands(first, second)), _pence(figures[-1])
    quoted = text[start:end]
    doubts = [
        f"A figure in '{quoted}' is not in whole pence; it was read as {pounds(pence)}."
        for figure, pence in zip(figures, (low, high), strict=False)
        if figure["part"] and len(figure["part"]) != 2 and not figure["thousands"]
    ]
    if high < low and not ends_in_comma:
        low, high = high, low
        doubts.append(f"The higher figure comes first: '{quoted}'.")
    return Amount(start, end, quoted, low, high, ends_in_comma, tuple(doubts))


def _joined_cuts(text: str, before: Amount, after: Amount) -> Amount | None:
    """ "£25, £28," is one range of which both figures lost their end."""
    is_cut = all(amount.low is None or amount.ends_in_comma for amount in (before, after))
    if not is_cut or not _JOINED_CUTS.fullmatch(text, before.end, after.start):
        return None
    return replace(before, end=after.end, text=text[before.start : after.end], low=None, high=None)
