"""A published advert's texts as the facts of a vacancy, with what is doubtful about them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from recruitment.vacancies.importing_rows import PublishedAdvert
from recruitment.vacancies.reading.checks import read_disclosure, read_registration
from recruitment.vacancies.reading.closing import ClosingReading, read_closing
from recruitment.vacancies.reading.contract import ContractReading, read_contract
from recruitment.vacancies.reading.figures import pounds
from recruitment.vacancies.reading.hours import FULL_TIME_TO, HoursReading, read_hours
from recruitment.vacancies.reading.pay import PayReading, Rate, read_pay
from recruitment.vacancies.reading.plain import plain
from recruitment.vacancies.reading.schemes import read_gaelic, read_schemes
from recruitment.vacancies.rules import ENDING
from recruitment.vacancies.suggesting import suggest_category

# Characters, as the columns of tables.Vacancy hold them.
LONGEST_NOTE = 300
LONGEST_CONTRACT_NOTE = 200
LONGEST_GRADE = 80
LONGEST_REFERENCE = 60
# A note of so few words says no more than the level it was read as.
WORDS_OF_A_LEVEL = 4
_UNNAMED = {"hourly": "By the hour", "annual": "By the year"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])")
# Sentences by whoever passed the advert on, about their copy of it; nobody looking for work has use for them.
_ABOUT_THE_COPY = re.compile(
    r"\bsearch-result card\b|\bno body text\b|\b(?:test|dirty-data) case\b|\bmulti-location test\b|\bin this copy\b"
    r"|\bfar-future closing date\b|\bthe aggregator\b",
    re.I,
)
_HOW_IT_IS_KNOWN = re.compile(r"^Known from [^:.]{1,80}: *(\w)")
_HOURS_AS_READ = re.compile(
    r"\d{1,2}(?:\.\d{1,2})?(?:[ -]?(?:hours?|hrs?))?(?: ?(?:(?:per|an?|each) |/ ?)(?:week|wk))?"
    r"(?:, \d{1,2} weeks(?: per year)?)?\b"
    r"[\s,;:-]*",
    re.I,
)
_FULL_OR_PART = re.compile(r"(?:full|part)[ -]?time", re.I)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class AdvertFacts:
    """`values`: columns of a vacancy. `closing`: dates as read, from which opening and closing follow."""

    values: dict[str, Any]
    closing: ClosingReading
    is_internal: bool
    doubts: tuple[str, ...]


def read_facts(advert: PublishedAdvert) -> AdvertFacts:
    """All but the place and the dates of opening and closing, which need the gazetteer and the clock."""
    texts = advert.texts
    pay = read_pay(texts["salary_text"], texts["hours_text"])
    hours = read_hours(texts["hours_text"], texts["contract_text"], texts["salary_text"])
    contract = read_contract(
        texts["contract_text"], texts["title"], texts["hours_text"], texts["salary_text"], texts["description"]
    )
    checks, check_doubts = _checks(texts["disclosure_text"], texts["registration_text"])
    category = suggest_category(texts["title"], texts["description"])
    summary, duties = _description(texts["description"])
    values = {
        "title": texts["title"],
        "summary": summary,
        "duties": duties,
        "category_code": category,
        "own_reference": cut(texts["reference"], LONGEST_REFERENCE),
        "grade": cut(texts["grade"], LONGEST_GRADE),
        "source_url": advert.source_url if _is_web_address(advert.source_url) else "",
        **_pay(pay, texts["salary_text"], texts["grade"]),
        **_hours(hours, texts["hours_text"], texts["contract_text"]),
        **_contract(contract, texts["contract_text"]),
        **checks,
        "gaelic": read_gaelic(texts["title"], texts["description"]),
        "schemes": read_schemes(texts["title"], texts["description"]),
    }
    doubts = (
        *_of_source(advert),
        *(pay.doubts if texts["salary_text"] else ["No pay is stated."]),
        *hours.doubts,
        *_of_full_time(hours, pay),
        *contract.doubts,
        *([] if contract.types else ["No contract type is stated."]),
        *([] if texts["closing_text"] else ["No closing date is stated."]),
        *check_doubts,
        *([] if category else ["No kind of work could be suggested from the title or description."]),
        *([] if summary else ["No description of the job is given."]),
    )
    closing = read_closing(texts["closing_text"], texts["posted_text"])
    return AdvertFacts(values, closing, contract.internal_only, doubts)


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _of_source(advert: PublishedAdvert) -> Iterator[str]:
    if advert.source_url and not _is_web_address(advert.source_url):
        yield "The address of the source is no web address."
    if advert.inferred:
        names = ", ".join(name.removesuffix("_text") for name in advert.inferred)
        yield f"Not stated outright where the advert was found, but inferred: {names}."
    if len(advert.texts["grade"]) > LONGEST_GRADE or len(advert.texts["reference"]) > LONGEST_REFERENCE:
        yield "Grade or reference is too long and was cut."


def _of_full_time(hours: HoursReading, pay: PayReading) -> Iterator[str]:
    """What cannot be reckoned from a rate by somebody who does not know the hours of a full-time week there."""
    is_said_already = hours.high is None or hours.high > FULL_TIME_TO
    is_paid_both_ways = len({rate.basis for rate in pay.rates}) > 1
    if pay.main_rate is None or hours.full_week is not None or is_said_already or is_paid_both_ways:
        return
    unknown = "pay of a full-time year" if pay.main_rate.basis == "hourly" else "pay for these hours"
    yield f"No full-time hours are stated, so the {unknown} cannot be worked out."


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _description(text: str) -> tuple[str, str]:
    """The first sentence as the summary, what follows as the duties."""
    said = [sentence for sentence in _SENTENCE.split(text) if sentence and not _ABOUT_THE_COPY.search(sentence)]
    if not said:
        return "", ""
    first = _HOW_IT_IS_KNOWN.sub(lambda match: match[1].upper(), said[0])
    return first, " ".join(said[1:])


def _pay(pay: PayReading, text: str, grade: str) -> dict[str, Any]:
    main = pay.main_rate
    if main is None:
        return {
            "pay_basis": None, "pay_low": None, "pay_high": None, "is_pro_rata": pay.pro_rata, "other_rates": [],
            "pay_note": cut(f"As published: {plain(text)}", LONGEST_NOTE) if text else "",
        }  # fmt: skip
    others = [rate for rate in pay.rates if rate is not main]
    label = "" if main.label.casefold() in grade.casefold() else main.label
    allowances = [f"plus {pounds(pence).removesuffix('.00')} {name}" for name, pence in pay.allowances]
    return {
        "pay_basis": main.basis,
        "pay_low": main.low_pence,
        "pay_high": main.high_pence,
        "is_pro_rata": pay.pro_rata,
        "other_rates": [_other_rate(rate) for rate in others],
        "pay_note": cut("; ".join(filter(None, (label, *allowances, pay.remainder))), LONGEST_NOTE),
    }


def _other_rate(rate: Rate) -> dict[str, Any]:
    label = rate.label or _UNNAMED[rate.basis]
    return {"label": label, "basis": rate.basis, "low": rate.low_pence, "high": rate.high_pence}


def _hours(hours: HoursReading, text: str, contract_text: str) -> dict[str, Any]:
    return {
        "hours_low": hours.low,
        "hours_high": hours.high,
        "weeks_a_year": hours.weeks,
        "full_time_hours": hours.full_week,
        "hours_note": cut(_hours_note(hours, plain(text), plain(contract_text)), LONGEST_NOTE),
    }


def _hours_note(hours: HoursReading, text: str, contract_text: str) -> str:
    """What the text says besides the hours and weeks that were read, and besides the contract."""
    if text.casefold() == contract_text.casefold() or _FULL_OR_PART.fullmatch(text):
        return ""
    is_one_number = hours.low is not None and hours.low == hours.high
    rest = _HOURS_AS_READ.sub("", text, count=1) if is_one_number and _HOURS_AS_READ.match(text) else text
    whole = _IN_BRACKETS.fullmatch(rest)
    rest = whole[1] if whole else rest
    return rest[:1].upper() + rest[1:]


def _contract(contract: ContractReading, text: str) -> dict[str, Any]:
    """Of several types the leading one; the text then stands beside it."""
    length_and_reason = ", ".join(filter(None, (contract.duration, contract.reason)))
    note = plain(text) if len(contract.types) > 1 or (text and not contract.types) else length_and_reason
    return {
        "contract_type": contract.type,
        "contract_note": cut(note, LONGEST_CONTRACT_NOTE),
        "contract_ends": contract.ends_on if contract.type in ENDING else None,
        "patterns": list(contract.patterns),
        "posts": contract.posts or 1,
    }


def _checks(disclosure_text: str, registration_text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """An advert that says nothing of disclosure has none of the levels; "none" would be a promise."""
    disclosure, registration = read_disclosure(disclosure_text), read_registration(registration_text)
    says_more = disclosure.level is None or len(disclosure.text.split()) > WORDS_OF_A_LEVEL
    values = {
        "disclosure_level": disclosure.level or "",
        "disclosure_workforce": disclosure.workforce,
        "disclosure_note": cut(disclosure.text, LONGEST_NOTE) if says_more else "",
        "registration": registration.codes[0] if registration.codes else "",
        "registration_note": cut(registration.text, LONGEST_NOTE),
    }
    several = [f"More than one professional body is named: {', '.join(registration.codes).upper()}."]
    return values, (*disclosure.doubts, *registration.doubts, *(several if len(registration.codes) > 1 else []))
