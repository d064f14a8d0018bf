"""What holds of a vacancy: its phase, its address, and what its advert still lacks. Pure, but for a new reference."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recruitment.core import clock
from recruitment.vacancies.stages import (
    AUDIENCES,
    COLUMNS,
    first_start,
    is_ever_public,
    is_public_now,
    is_staged,
    problem_of,
    stage_at,
)
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

# The phases of a vacancy in the order of its life: its states, with "published" told apart by its dates.
PHASES = {
    "draft": "Draft",
    "awaiting_approval": "Waiting for approval",
    "approved": "Approved",
    "scheduled": "Scheduled",
    "early": "Open to some",
    "live": "Live",
    "closed": "Closed",
    "filled": "Filled",
    "unfilled": "Not filled",
    "withdrawn": "Withdrawn",
}
# The parts of an advert, each written on a page of its own.
PARTS = ("post", "about", "criteria", "questions", "contract", "pay", "places", "checks", "dates")
# Neither vowels, which make words, nor signs that look alike when written by hand.
REFERENCE_SIGNS = "23456789BCDFGHJKMNPQRTVWXYZ"
REFERENCE_LENGTH = 8
LONGEST_SLUG = 80
# Contracts that end, so the advert must say when, or after what.
ENDING = ("fixed_term", "temporary", "secondment", "apprenticeship")
# From this many paid weeks on, a post is paid all year round.
WHOLE_YEAR = 52
# Disclosures that are always about a workforce (Disclosure (Scotland) Act 2020).
WITH_WORKFORCE = ("level_2_barred", "pvg")

# Acts that are for some phases of their state alone.
ACT_PHASES = {
    "extend": ("approved", "scheduled", "early", "live"),
    "close_early": ("early", "live"),
    "reopen": ("closed",),
    "amend": ("scheduled", "early", "live"),
    "restage": ("approved", "scheduled", "early"),
    "move_promises": ("scheduled", "early", "live", "closed"),
    "begin_revision": ("scheduled", "early", "live", "closed"),
    "apply_revision": ("scheduled", "early", "live", "closed"),
}


@dataclass(frozen=True)
class Missing:
    """What an advert lacks before it can be approved, and the part where it is to be written."""

    part: str
    message: str


def phase(vacancy: Vacancy, now: datetime) -> str:
    """One of PHASES: live means `public_from <= now < closes_at`; without a closing date it stays live.

    Early: an earlier stage has begun, and the public one has not.
    """
    if vacancy.state != "published":
        return vacancy.state
    if stage_at(vacancy, now) is None:
        return "scheduled"
    if vacancy.closes_at is not None and vacancy.closes_at <= now:
        return "closed"
    return "live" if is_public_now(vacancy, now) else "early"


def is_live(vacancy: Vacancy, now: datetime) -> bool:
    return phase(vacancy, now) == "live"


def is_open_to(vacancy: Vacancy, act: str, now: datetime) -> bool:
    """Whether an act that the state allows is for this phase of it."""
    return phase(vacancy, now) in ACT_PHASES.get(act, PHASES)


def slug_of(title: str) -> str:
    """The readable end of an advert's address: "Early Years Officer (Gàidhlig)" → "early-years-officer-gaidhlig"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug or "job"


def new_reference() -> str:
    """A reference that nobody can guess from another; whoever stores it tries again if it is taken."""
    return "".join(secrets.choice(REFERENCE_SIGNS) for _ in range(REFERENCE_LENGTH))


def is_reduced(vacancy: Vacancy) -> bool:
    """Whether the post is for fewer hours or weeks than full-time work, as far as the advert says."""
    hours_less = (
        vacancy.hours_low is not None
        and vacancy.full_time_hours is not None
        and vacancy.hours_low < vacancy.full_time_hours
    )
    return hours_less or (vacancy.weeks_a_year is not None and vacancy.weeks_a_year < WHOLE_YEAR)


def missing_before_approval(
    vacancy: Vacancy,
    criteria: Sequence[Criterion],
    workplaces: Sequence[Workplace],
    pay_problems: Sequence[str],
    now: datetime,
    shortest_advert: int = 0,
) -> list[Missing]:
    """Everything that keeps an advert from its approver, in the order of the pages.

    `pay_problems`: what pay_checks finds, which asks pay tables and the Living Wage. `shortest_advert`: for how many
    days its organisation wants it to be open at least.
    """
    return [
        Missing(part, message)
        for part, is_lacking, message in (
            ("post", not vacancy.title, "Enter the job title"),
            ("post", vacancy.category_code is None, "Choose the category"),
            ("about", not vacancy.summary, "Write a summary"),
            ("about", not vacancy.duties, "Describe what the job involves"),
            ("criteria", not any(c.kind == "essential" for c in criteria), "Add at least one essential criterion"),
            *_missing_of_contract(vacancy),
            *_missing_of_pay(vacancy),
            *(("pay", True, problem) for problem in pay_problems),
            ("places", not workplaces and not vacancy.is_home_based, "Say where the work is"),
            *_missing_of_checks(vacancy),
            *_missing_of_dates(vacancy, now, shortest_advert),
        )
        if is_lacking
    ]


Check = tuple[str, bool, str]


def _missing_of_contract(vacancy: Vacancy) -> tuple[Check, ...]:
    says_end = vacancy.contract_ends is not None or bool(vacancy.contract_note)
    says_hours = vacancy.hours_low is not None or bool(vacancy.hours_note)
    return (
        ("contract", not vacancy.contract_type, "Choose the type of contract"),
        ("contract", vacancy.contract_type in ENDING and not says_end, "Say when the contract ends, or after what"),
        ("contract", not vacancy.patterns, "Choose at least one working pattern"),
        ("contract", not says_hours, "Enter the hours a week, or describe them"),
        ("contract", vacancy.full_time_hours is None, "Enter the hours a week that count as full time"),
    )


def _missing_of_pay(vacancy: Vacancy) -> tuple[Check, ...]:
    is_unclear = vacancy.pay_basis == "annual" and is_reduced(vacancy) and not vacancy.is_pro_rata
    return (
        ("pay", vacancy.pay_basis is None and vacancy.contract_type != "voluntary", "Enter the pay"),
        ("pay", is_unclear, "Say that the pay is pro rata, or enter it by the hour: the post is not full time"),
    )


def _missing_of_checks(vacancy: Vacancy) -> tuple[Check, ...]:
    wants_workforce = vacancy.disclosure_level in WITH_WORKFORCE
    return (
        ("checks", not vacancy.disclosure_level, "Choose the disclosure check"),
        ("checks", wants_workforce and not vacancy.disclosure_workforce, "Choose the workforce of the check"),
    )


def _missing_of_dates(vacancy: Vacancy, now: datetime, shortest_advert: int) -> tuple[Check, ...]:
    closes = vacancy.closes_at
    begins = counted_from(vacancy, now)
    unordered = _unordered(vacancy)
    is_short = closes is not None and closes > begins and is_too_short(begins, closes, shortest_advert)
    return (
        ("dates", closes is None, "Enter the closing date"),
        ("dates", closes is not None and closes <= now, "Move the closing date: it has passed"),
        ("dates", unordered is not None, unordered or ""),
        ("dates", is_short, f"Move the closing date: your organisation’s adverts are open for {shortest_advert} days"),
    )


def _unordered(vacancy: Vacancy) -> str | None:
    starts = {audience: getattr(vacancy, column) for audience, column in COLUMNS.items()}
    found = problem_of(starts, vacancy.closes_at)
    if found is None:
        return None
    is_plain = not is_staged(vacancy) and starts["public"] is not None
    return "Make the advert public before it closes" if is_plain else f"{AUDIENCES[found[0]]}: {found[1]}"


def counted_from(vacancy: Vacancy, now: datetime) -> datetime:
    """From when on the days of an advert count: its public stage where it has one, else its first; at the earliest now.

    Of what is not published, a date of opening is a wish, and one that has passed means now.
    """
    opens = vacancy.public_from if is_ever_public(vacancy) else first_start(vacancy)
    return now if opens is None or (opens < now and vacancy.state != "published") else opens


def is_too_short(opens: datetime, closes: datetime, days: int) -> bool:
    """Whether an advert is open on fewer days than its organisation asks for, that of opening not counted.

    Opened on a Monday for 14 days, it may close at any time of the Monday after next: people count days, not hours.
    """
    return (clock.local(closes).date() - clock.local(opens).date()).days < days


def begun_parts(vacancy: Vacancy, criteria: Sequence[Criterion], workplaces: Sequence[Workplace]) -> frozenset[str]:
    """The parts of which something stands there already."""
    held = {
        "post": vacancy.title,
        "about": vacancy.summary or vacancy.duties,
        "criteria": criteria,
        "questions": vacancy.questions or vacancy.documents_asked,
        "contract": vacancy.contract_type,
        "pay": vacancy.pay_basis or vacancy.pay_note,
        "places": workplaces or vacancy.is_home_based,
        "checks": vacancy.disclosure_level,
        "dates": vacancy.closes_at,
    }
    return frozenset(part for part in PARTS if held[part])


def may_be_approved_by(person: int, vacancy: Vacancy, sender: int | None) -> bool:
    """Two pairs of eyes: neither who began the advert nor who sent it may approve it."""
    return person not in (vacancy.created_by, sender)
