"""The kept facts of an advert (`parts.Kept`) as people read them: what each is called, and what it says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from recruitment.places.rules import spaced
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.documents_asked import document_line, wanted_in
from recruitment.vacancies.parts import CRITERIA, WORKPLACES, Kept
from recruitment.vacancies.promises import DAYS
from recruitment.vacancies.queries import categories
from recruitment.vacancies.question_rules import asked_in, question_line
from recruitment.vacancies.vocabulary import (
    ASSESSMENTS,
    CONTRACT_TYPES,
    CRITERION_KINDS,
    DISCLOSURE_LEVELS,
    GAELIC,
    PATTERNS,
    PAY_BASES,
    REGISTRATIONS,
    SCHEMES,
    WORKFORCES,
)
from recruitment.vacancies.words import moment_in_words, pounds

IN_GAELIC = "in_gaelic"


def label_of(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def in_lines(name: str, value: Any) -> list[str]:
    """A kept fact as a person reads it, line by line; nothing where it is left empty."""
    if value is None or value == "" or value == []:
        return []
    return IN_WORDS.get(name, _plain)(value)


def _plain(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["Yes" if value else "No"]
    if isinstance(value, list):
        return [", ".join(str(each) for each in value)]
    return str(value).splitlines()


def _named(names: Mapping[str, str]) -> Callable[[Any], list[str]]:
    def words(value: Any) -> list[str]:
        codes = value if isinstance(value, list) else [value]
        return [", ".join(names.get(code, code) for code in codes)]

    return words


def _category(code: str) -> list[str]:
    return _named({category.code: category.name for category in categories()})(code)


def _criteria(rows: Sequence[Kept]) -> list[str]:
    return [
        f"{row['text']} ({CRITERION_KINDS[row['kind']].lower()}, by {ASSESSMENTS[row['assessed_by']].lower()})"
        for row in rows
    ]


def _questions(rows: Sequence[Kept]) -> list[str]:
    return [question_line(asked) for asked in asked_in(rows)]


def _documents(rows: Sequence[Kept]) -> list[str]:
    return [document_line(wanted) for wanted in wanted_in(rows)]


def _workplaces(rows: Sequence[Kept]) -> list[str]:
    return [
        f"All over {row['label']}" if row["kind"] == "area" else f"{row['label']}, {spaced(row['postcode'])}"
        for row in rows
    ]


def _allowances(rows: Sequence[Kept]) -> list[str]:
    told = [(row["label"], pounds(row["amount"]) if row["amount"] else "", row["note"]) for row in rows]
    return [", ".join(filter(None, each)) for each in told]


def _pence(value: int) -> list[str]:
    return [pounds(value)]


def _start(value: str) -> list[str]:
    start = datetime.fromisoformat(value)
    return ["Never"] if start == NEVER else [moment_in_words(start)]


def _day(value: str) -> list[str]:
    return [f"{date.fromisoformat(value):%-d %B %Y}"]


def _gaelic(texts: Mapping[str, str]) -> list[str]:
    return [line for text in texts.values() for line in text.splitlines()]


LABELS = {
    "title": "Job title", "category_code": "Category", "department": "Department or service",
    "posts": "Number of posts", "own_reference": "Your own reference", "duties": "What the job involves",
    IN_GAELIC: "In Gaelic", CRITERIA: "Criteria", "questions": "Questions", "documents_asked": "Documents to attach",
    "hides_names": "Names hidden until the shortlist",
    "hides_dates": "Dates and institutions hidden too",
    "contract_type": "Type of contract", "contract_ends": "Last day of the contract",
    "contract_note": "About the end of the contract", "patterns": "Working pattern", "hours_low": "Hours a week",
    "hours_high": "Hours a week, up to", "hours_note": "About the hours", "weeks_a_year": "Paid weeks a year",
    "full_time_hours": "Full-time hours a week", "pay_basis": "The pay is for", "pay_low": "Pay from",
    "pay_high": "Pay to", "is_pro_rata": "Pro rata", "year_weeks": "Weeks of a year",
    "pay_note": "About the pay", "is_home_based": "Home-based",
    WORKPLACES: "Workplaces", "disclosure_level": "Disclosure check", "disclosure_workforce": "Works with",
    "disclosure_note": "About the check", "registration_note": "About the registration",
    "closes_at": "Closes", "redeployees_from": "People at risk of redeployment, from",
    "internal_from": "Own staff, from", "members_from": "Staff of all member organisations, from", **DAYS,
}  # fmt: skip
IN_WORDS: dict[str, Callable[[Any], list[str]]] = {
    "category_code": _category, CRITERIA: _criteria, "questions": _questions, "documents_asked": _documents,
    WORKPLACES: _workplaces, "contract_type": _named(CONTRACT_TYPES),
    "contract_ends": _day, IN_GAELIC: _gaelic, "patterns": _named(PATTERNS),
    "allowances": _allowances, "pay_basis": _named(PAY_BASES), "pay_low": _pence, "pay_high": _pence,
    "disclosure_level": _named(DISCLOSURE_LEVELS), "disclosure_workforce": _named(WORKFORCES),
    "registration": _named(REGISTRATIONS), "gaelic": _named(GAELIC), "schemes": _named(SCHEMES),
    "closes_at": lambda value: [moment_in_words(datetime.fromisoformat(value))],
    "public_from": _start, "redeployees_from": _start, "internal_from": _start, "members_from": _start,
    **dict.fromkeys(DAYS, _day),
}  # fmt: skip
