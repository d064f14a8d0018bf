"""What the terms of an offer say in words, and how two versions differ. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from recruitment.core import clock
from recruitment.offers.offer_tables import OfferTerms
from recruitment.vacancies.pay import Range
from recruitment.vacancies.rules import WHOLE_YEAR
from recruitment.vacancies.vocabulary import CONTRACT_TYPES
from recruitment.vacancies.words import amount, moment_in_words, pounds

# Why somebody says no, as the council counts it; asked of nobody who would rather not tell.
REASONS: Final = {
    "other_job": "I have taken another job",
    "pay": "The pay",
    "hours": "The hours or the working pattern",
    "place": "The place or the journey",
    "start": "The first day",
    "circumstances": "My circumstances have changed",
    "other": "Something else",
    "": "I would rather not say",
}
# How long there is to answer, unless whoever offers says otherwise; and when a reminder goes out before.
ANSWER_WITHIN: Final = timedelta(days=7)
REMIND_BEFORE: Final = timedelta(days=2)
LONGEST_PROBATION: Final = 24
FOUR_PLACES: Final = Decimal("0.0001")
Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise in later terms; empty where it was not there."""

    name: str
    before: str
    after: str


def full_time_equivalent(terms: OfferTerms) -> Decimal | None:
    """The post's hours as a share of full time, to four places; a term-time post's weeks are told beside it."""
    if terms.hours is None or terms.full_time_hours is None:
        return None
    return (Decimal(terms.hours) / Decimal(terms.full_time_hours)).quantize(FOUR_PLACES, ROUND_HALF_UP)


def pay_rows(terms: OfferTerms) -> Rows:
    """The three ways in which pay is compared, as far as they are known."""
    ways = (
        ("Pay an hour", terms.hourly, "hourly"),
        ("Pay for a full-time year", terms.annual, "annual"),
        ("Your pay a year", terms.actual, "annual"),
    )
    return [(name, amount(Range(pence, pence), basis)) for name, pence, basis in ways if pence is not None]


def terms_rows(terms: OfferTerms) -> Rows:
    """All that is offered but for the message and the conditions, in the order in which a letter says it."""
    paid = ", ".join(filter(None, (terms.grade, f"point {terms.point}" if terms.point else "")))
    rows = [
        ("Job", terms.title),
        ("Line manager", terms.manager),
        ("Place of work", terms.place),
        ("Contract", contract_in_words(terms)),
        ("Hours", hours_in_words(terms)),
        ("Grade", paid),
        *pay_rows(terms),
        ("Rates", terms.pay_table),
        ("Allowances", "; ".join(map(_allowance, terms.allowances))),
        ("First day", _day(terms.starts_on)),
        ("Probation", _months(terms.probation)),
        ("Answer by", moment_in_words(terms.answer_by)),
    ]
    return [(name, value) for name, value in rows if value]


def differences(before: OfferTerms, after: OfferTerms) -> list[Difference]:
    """What changed from one version to the next, in the order of the letter."""
    held, told = _whole(before), _whole(after)
    names = dict.fromkeys([*told, *held])
    return [
        Difference(name, held.get(name, ""), told.get(name, ""))
        for name in names
        if held.get(name, "") != told.get(name, "")
    ]


def _whole(terms: OfferTerms) -> dict[str, str]:
    return {**dict(terms_rows(terms)), "Depends on": "; ".join(terms.conditions)}


def contract_in_words(terms: OfferTerms) -> str:
    said = CONTRACT_TYPES.get(terms.contract_type or "", "")
    return f"{said}, until {_day(terms.contract_ends)}" if said and terms.contract_ends else said


def hours_in_words(terms: OfferTerms) -> str:
    """17.5 a week, 39 weeks a year (0.4861 of full time)"""
    if terms.hours is None:
        return ""
    said = f"{plain(terms.hours)} a week"
    if terms.weeks_a_year is not None and terms.weeks_a_year < WHOLE_YEAR:
        said += f", {plain(terms.weeks_a_year)} weeks a year"
    share = full_time_equivalent(terms)
    return said if share is None or share >= 1 else f"{said} ({plain(share)} of full time)"


def plain(number: Any) -> str:
    """17.5 for Decimal("17.50")"""
    return f"{Decimal(number).normalize():f}"


def _allowance(told: dict[str, Any]) -> str:
    sum_ = pounds(told["amount"]) + " a year" if told.get("amount") else ""
    return ", ".join(filter(None, (told["label"], sum_, told.get("note", ""))))


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%A} {day.day} {day:%B %Y}"


def _months(months: int) -> str:
    return f"{months} month{'' if months == 1 else 's'}" if months else ""


def answer_due(day: date) -> datetime:
    """The end of a day in Scotland, without the seconds that nobody says."""
    return clock.end_of_day(day).replace(second=0)


def may_answer(answer_by: datetime | None, now: datetime) -> bool:
    """Until the last minute that the letter names is over."""
    return answer_by is not None and now < answer_by + timedelta(minutes=1)


def lines_of(text: str) -> list[str]:
    """Conditions as typed, one a line, each once."""
    return list(dict.fromkeys(filter(None, (line.strip().lstrip("-*• ").strip() for line in text.splitlines()))))


def spoken_for(posts: int, filled: int, out: int) -> str:
    """What a recruiter is told before a further offer goes out; empty while a post is free for it."""
    if filled + out < posts:
        return ""
    total = f"{posts} post{'' if posts == 1 else 's'}"
    held = f"{filled} filled and {out} offered already" if filled else f"{out} offered already"
    return f"This vacancy has {total}: {held}. If everybody accepts, there are more people than posts."


def still(conditions: Sequence[str], met: Sequence[str]) -> list[str]:
    """Conditions that nobody has called met."""
    return [line for line in conditions if line not in met]
