"""Phases, addresses and what an advert lacks: no database."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.vacancies.rules import (
    LONGEST_SLUG,
    PARTS,
    PHASES,
    REFERENCE_SIGNS,
    begun_parts,
    is_live,
    may_be_approved_by,
    missing_before_approval,
    new_reference,
    phase,
    slug_of,
)
from recruitment.vacancies.tables import Criterion, Vacancy, Workplace

NOW = datetime(2027, 3, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ESSENTIAL = [Criterion(kind="essential", text="Can clean")]
SITE = [Workplace(kind="site", label="School")]


def a_full_vacancy(**facts: Any) -> Vacancy:
    """Everything that approval asks for."""
    complete: dict[str, Any] = {
        "state": "draft", "title": "Cleaner", "category_code": "cleaning", "summary": "Cleans.", "duties": "Clean.",
        "contract_type": "permanent", "contract_note": "", "contract_ends": None, "patterns": ["part_time"],
        "hours_low": Decimal(20), "hours_note": "", "full_time_hours": Decimal(36), "weeks_a_year": None,
        "pay_basis": "annual", "pay_low": 1, "pay_high": 1, "is_pro_rata": True, "is_home_based": False,
        "disclosure_level": "none", "disclosure_workforce": None, "closes_at": NOW + DAY, "public_from": None,
    }  # fmt: skip
    return Vacancy(**{**complete, **facts})


def missing(vacancy: Vacancy, criteria: Any = ESSENTIAL, workplaces: Any = SITE) -> list[str]:
    return [each.part for each in missing_before_approval(vacancy, criteria, workplaces, [], NOW)]


@pytest.mark.parametrize(
    ("state", "public_from", "closes_at", "expected"),
    [
        ("draft", None, None, "draft"),
        ("awaiting_approval", None, NOW - DAY, "awaiting_approval"),
        ("approved", NOW - DAY, NOW + DAY, "approved"),
        ("published", NOW + DAY, NOW + 2 * DAY, "scheduled"),
        ("published", NOW, NOW + DAY, "live"),
        ("published", NOW - DAY, None, "live"),
        ("published", NOW - DAY, NOW + timedelta(microseconds=1), "live"),
        ("published", NOW - DAY, NOW, "closed"),
        ("filled", NOW - DAY, NOW + DAY, "filled"),
        ("unfilled", NOW - DAY, NOW - DAY, "unfilled"),
        ("withdrawn", NOW - DAY, NOW + DAY, "withdrawn"),
    ],
)
def test_the_phase_is_read_from_dates(
    state: str, public_from: datetime | None, closes_at: datetime | None, expected: str
) -> None:
    vacancy = Vacancy(state=state, public_from=public_from, closes_at=closes_at)
    assert phase(vacancy, NOW) == expected
    assert expected in PHASES
    assert is_live(vacancy, NOW) == (expected == "live")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Early Years Officer (Gàidhlig)", "early-years-officer-gaidhlig"),
        ("Children's Nurse", "childrens-nurse"),
        ("  Teacher / Tidsear  ", "teacher-tidsear"),
        ("教師", "job"),
        ("", "job"),
        ("a" * 200, "a" * LONGEST_SLUG),
        ("word " * 40, ("word-" * 16)[:-1]),
    ],
)
def test_a_title_becomes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_every_title_has_a_short_plain_address(title: str) -> None:
    slug = slug_of(title)
    assert 0 < len(slug) <= LONGEST_SLUG
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")
    assert slug_of(slug) == slug


def test_references_are_plain_and_differ() -> None:
    drawn = {new_reference() for _ in range(200)}
    assert len(drawn) == 200
    assert all(set(reference) <= set(REFERENCE_SIGNS) and len(reference) == 8 for reference in drawn)


def test_a_full_advert_lacks_nothing() -> None:
    assert missing(a_full_vacancy()) == []


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"title": ""}, "post"),
        ({"category_code": None}, "post"),
        ({"summary": ""}, "about"),
        ({"duties": ""}, "about"),
        ({"contract_type": None}, "contract"),
        ({"contract_type": "fixed_term"}, "contract"),
        ({"patterns": []}, "contract"),
        ({"hours_low": None}, "contract"),
        ({"full_time_hours": None}, "contract"),
        ({"pay_basis": None}, "pay"),
        ({"is_pro_rata": False}, "pay"),
        ({"disclosure_level": ""}, "checks"),
        ({"disclosure_level": "pvg"}, "checks"),
        ({"disclosure_level": "level_2_barred"}, "checks"),
        ({"closes_at": None}, "dates"),
        ({"closes_at": NOW}, "dates"),
        ({"public_from": NOW + DAY}, "dates"),
    ],
)
def test_what_is_lacking_is_named_with_its_part(facts: dict[str, Any], part: str) -> None:
    assert missing(a_full_vacancy(**facts)) == [part]


@pytest.mark.parametrize(
    "facts",
    [
        {"contract_type": "fixed_term", "contract_note": "for 12 months"},
        {"contract_type": "temporary", "contract_ends": (NOW + 90 * DAY).date()},
        {"hours_low": None, "hours_note": "as agreed"},
        {"contract_type": "voluntary", "pay_basis": None},
        {"pay_basis": "hourly", "is_pro_rata": False},
        {"hours_low": Decimal(36), "is_pro_rata": False},
        {"disclosure_level": "pvg", "disclosure_workforce": "children"},
        {"public_from": NOW},
    ],
)
def test_what_is_enough(facts: dict[str, Any]) -> None:
    assert missing(a_full_vacancy(**facts)) == []


def test_term_time_pay_by_the_year_must_say_that_it_is_pro_rata() -> None:
    facts = {"hours_low": Decimal(36), "weeks_a_year": Decimal("39"), "is_pro_rata": False}
    assert missing(a_full_vacancy(**facts)) == ["pay"]


def test_criteria_and_places_are_asked_for() -> None:
    desirable = [Criterion(kind="desirable", text="Drives")]
    assert missing(a_full_vacancy(), desirable) == ["criteria"]
    assert missing(a_full_vacancy(), ESSENTIAL, []) == ["places"]
    assert missing(a_full_vacancy(is_home_based=True), ESSENTIAL, []) == []


def test_missing_things_come_in_the_order_of_the_pages() -> None:
    empty = Vacancy(state="draft", title="", summary="", duties="", contract_note="", hours_note="", patterns=[],
                    disclosure_level="", is_home_based=False, is_pro_rata=False)  # fmt: skip
    parts = [each.part for each in missing_before_approval(empty, [], [], [], NOW)]
    assert parts == sorted(parts, key=PARTS.index)
    # Whether anything is asked of applicants is the employer's choice.
    assert set(parts) == set(PARTS) - {"questions"}
    assert begun_parts(empty, [], []) == frozenset()
    assert begun_parts(a_full_vacancy(), ESSENTIAL, SITE) == set(PARTS) - {"questions"}


def test_two_pairs_of_eyes() -> None:
    vacancy = Vacancy(created_by=1)
    assert not may_be_approved_by(1, vacancy, sender=2)
    assert not may_be_approved_by(2, vacancy, sender=2)
    assert may_be_approved_by(3, vacancy, sender=2)
    assert may_be_approved_by(3, vacancy, sender=None)
