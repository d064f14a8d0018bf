"""Pay as advertised: rates by the hour or the year in pence, allowances apart, and what is doubtful or unread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from recruitment.vacancies.reading import clauses
from recruitment.vacancies.reading.clauses import PER_OTHER, PRO_RATA, Clause
from recruitment.vacancies.reading.figures import PER_HOUR, PER_YEAR, find_amounts, pounds
from recruitment.vacancies.reading.hours import read_hours
from recruitment.vacancies.reading.plain import plain

Basis = Literal["hourly", "annual"]
Unit = Literal["hourly", "annual", "other"]
UNITS: tuple[Unit, ...] = ("hourly", "annual", "other")

# Scottish Joint Council practice: an hour's pay is a year's, over 52.143 weeks, over the hours of a full-time week.
WEEKS_A_YEAR = Decimal("52.143")
TOLERANCE = Decimal("0.03")
# Pence within which a figure is believed: where the text states the unit, and where only the size can tell.
STATED: dict[Basis, tuple[int, int]] = {"hourly": (1_00, 300_00), "annual": (1_000_00, 500_000_00)}
UNSTATED: dict[Basis, tuple[int, int]] = {"hourly": (3_00, 150_00), "annual": (8_000_00, 500_000_00)}
# A top this many times the bottom is more likely a slip than a scale.
WIDEST_RANGE = 3

_UNIT = re.compile(rf"(?P<hourly>{PER_HOUR})|(?P<annual>{PER_YEAR})|(?P<other>{PER_OTHER})", re.I)
_UNIT_BEFORE = re.compile(
    rf"(?P<hourly>{PER_HOUR})|(?P<annual>{PER_YEAR})|(?P<other>\b(?:daily|nightly|weekly|monthly)\b)", re.I
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_STARTING = re.compile(r"\bstarting(?:\s(?:salary|pay|rate|wage))?(?:\s(?:of|at|from))?|\b(?:from|minimum)\W*$", re.I)
_UP_TO = re.compile(r"\b(?:up\sto|maximum(?:\sof)?)\W*$", re.I)
_SHOUTED = re.compile(r"\b(?:BAND|GRADE|POINT|SCALE|LEVEL)\b")
# A label is short and names a group or grade; sentences and hours are not labels.
_LABEL = re.compile(r"(?!(?:we|you|this|it|see|as)\b)(?!.*\bhours?\b)[^;:!?\[\]]*[^\W\d_][^;:!?\[\]]*", re.I)
LONGEST_LABEL = 48
MOST_WORDS_OF_LABEL = 6


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of pay: pence an hour, or pence a year full time; `label` says whose ("Qualified", "NHS Band 8d")."""

    basis: Basis
    low_pence: int
    high_pence: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class PayReading:
    """`allowances`: (label, pence), by the year unless the label says else. `remainder`: the words left unread.

    `doubts`: sentences for a recruiter, each about something to check by eye.
    """

    rates: tuple[Rate, ...] = ()
    pro_rata: bool = False
    doubts: tuple[str, ...] = ()
    allowances: tuple[tuple[str, int], ...] = ()
    remainder: str = ""

    @property
    def main_rate(self) -> Rate | None:
        """The first annual rate, else the first hourly one: a year's pay is what adverts are compared by."""
        return next((rate for rate in self.rates if rate.basis == "annual"), next(iter(self.rates), None))


def read_pay(text: str | None, hours_text: str | None = None) -> PayReading:
    """The rates in an advert's pay text. `hours_text` may say "pro rata", and the full-time week to check hourly by."""
    pay = plain(text)
    amounts = find_amounts(pay)
    parted, loose = clauses.part(pay, amounts)
    found = [_read_clause(clause) for clause in parted]
    rates = tuple(rate for reading in found for rate in reading.rates)
    doubts = [doubt for reading in found for doubt in reading.doubts]
    if pay and not rates and not doubts:
        doubts.append(f"No rate of pay could be read from '{pay}'.")
    doubts += disagreements(rates, read_hours(hours_text, salary_text=pay).full_week)
    unread = [clauses.unread_words(loose[0]), *(reading.remainder for reading in found)]
    unread += [clauses.unread_words(words) for words in loose[1:]]
    return PayReading(
        rates=rates,
        pro_rata=bool(PRO_RATA.search(pay) or PRO_RATA.search(plain(hours_text))),
        doubts=tuple(dict.fromkeys(doubts)),
        allowances=tuple(allowance for reading in found for allowance in reading.allowances),
        remainder="; ".join(filter(None, unread)),
    )


def disagreements(rates: Sequence[Rate], full_week: Decimal | None) -> tuple[str, ...]:
    """Hourly and annual rates more than 3% apart when reckoned over a full-time week of `full_week` hours.

    Rates with different labels are of different grades and need not agree.
    """
    if full_week is None:
        return ()
    hourly = [rate for rate in rates if rate.basis == "hourly"]
    annual = [rate for rate in rates if rate.basis == "annual"]
    is_one_of_each = len(hourly) == len(annual) == 1
    both = [(h, a) for h in hourly for a in annual]
    pairs = [(h, a) for h, a in both if h.label == a.label or (is_one_of_each and not (h.label and a.label))]
    ends = [(h.low_pence, a.low_pence) for h, a in pairs] + [(h.high_pence, a.high_pence) for h, a in pairs]
    return tuple(sentence for an_hour, a_year in ends if (sentence := _disagreement(an_hour, a_year, full_week)))


def _disagreement(an_hour: int, a_year: int, full_week: Decimal) -> str:
    reckoned = int((an_hour * WEEKS_A_YEAR * full_week).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(reckoned - a_year) <= TOLERANCE * a_year:
        return ""
    return (
        f"{pounds(an_hour)} an hour over {full_week.normalize():f} hours a week makes {pounds(reckoned)} a year, "
        f"but the advert says {pounds(a_year)}."
    )


def _read_clause(clause: Clause) -> PayReading:
    """What one amount says: a rate, or an allowance, or a doubt with its words kept."""
    amount = clause.amount
    unread = clauses.unread_words(f"{clause.head}{amount.text}{clause.tail}")
    unit, unit_words = _stated_unit(clause)
    if amount.low is None or amount.high is None or (amount.ends_in_comma and unit != "hourly"):
        return PayReading(doubts=(f"The figures seem cut off at the source: '{amount.text}'.",), remainder=unread)
    if clause.is_allowance:
        if amount.low != amount.high:
            return PayReading(doubts=(f"The allowance is not one sum: '{unread}'.",), remainder=unread)
        label = clauses.allowance_words(clause) or "Allowance"
        return PayReading(allowances=((label, amount.low),), doubts=amount.doubts)
    basis, doubts = _basis(amount.text, amount.low, amount.high, unit, unit_words)
    if basis is None:
        return PayReading(doubts=(*amount.doubts, *doubts), remainder=unread)
    label, label_doubts, remainder = _label(clause)
    rate = Rate(basis, amount.low, amount.high, label)
    return PayReading(rates=(rate,), doubts=(*amount.doubts, *doubts, *label_doubts), remainder=remainder)


def _basis(text: str, low: int, high: int, unit: Unit | None, unit_words: str) -> tuple[Basis | None, tuple[str, ...]]:
    """Whether an amount is by the hour or the year, by its unit or else its size; None with the reason in doubt."""
    if unit == "other":
        return None, (f"Pay is not stated by the hour or the year: '{text} {unit_words}'.",)
    bounds = UNSTATED if unit is None else {unit: STATED[unit]}
    within = [basis for basis, (least, most) in bounds.items() if least <= low and high <= most]
    if not within and unit is None:
        return None, (f"It is not clear whether '{text}' is pay by the hour or by the year.",)
    if not within:
        return None, (f"'{text}' is given as {unit} pay but does not look like it.",)
    if high > WIDEST_RANGE * low:
        return within[0], (f"The range '{text}' is unusually wide.",)
    return within[0], ()


def _stated_unit(clause: Clause) -> tuple[Unit | None, str]:
    """The unit nearest to the amount, and its words: after it, within it, or before it.

    Words after a further number are not the amount's own: "£25,000 (36 hours per week)".
    """
    after = re.split(r"\d", clause.tail, maxsplit=1)[0]
    before = list(_UNIT_BEFORE.finditer(clause.head))
    match = _UNIT.search(after) or _UNIT.search(clause.amount.text) or (before[-1] if before else None)
    if match is None:
        return None, ""
    return next(unit for unit in UNITS if match[unit]), match[0].strip()


def _label(clause: Clause) -> tuple[str, tuple[str, ...], str]:
    """The rate's label, doubts that its words raise, and words that are neither."""
    head = clause.head
    doubts: tuple[str, ...] = ()
    if _UP_TO.search(head):
        head = _UP_TO.sub("", head)
        doubts = (f"Only the highest pay is stated: 'up to {clause.amount.text}'.",)
    is_starting = bool(_STARTING.search(head))
    candidates = [clauses.label_words(_STARTING.sub(" ", head))]
    candidates += [clauses.label_words(words) for words in _BRACKETS.findall(clause.tail)]
    outside = clauses.unread_words(re.sub(rf"{PER_HOUR}|{PER_YEAR}", " ", _BRACKETS.sub(" ", clause.tail), flags=re.I))
    if clause.is_labelled_after:
        candidates.append(outside)
        outside = ""
    candidates = list(filter(None, candidates))
    label = next(filter(_is_label, candidates), "")
    unread = [words for words in (*candidates, outside) if words and words != label]
    if is_starting:
        label = f"{label}, starting salary" if label else "Starting salary"
    return _SHOUTED.sub(lambda word: word[0].capitalize(), label), doubts, "; ".join(unread)


def _is_label(words: str) -> bool:
    is_short = len(words) <= LONGEST_LABEL and len(words.split()) <= MOST_WORDS_OF_LABEL
    return is_short and bool(_LABEL.fullmatch(words))
