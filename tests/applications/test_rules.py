"""What an application asks for, and whether it may be sent: pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from recruitment.applications.profile_tables import Profile
from recruitment.applications.rules import (
    STATEMENT,
    Gap,
    convictions_asked,
    gaps,
    is_contact_complete,
    is_declared,
    is_open,
    questions,
    unanswered,
)
from recruitment.applications.tables import Declaration
from recruitment.vacancies.tables import Criterion, Vacancy
from recruitment.vacancies.vocabulary import DISCLOSURE_LEVELS

CLOSES = datetime(2027, 3, 27, 23, 59, 59, tzinfo=UTC)
OPENS = CLOSES - timedelta(days=14)


def a_post(**facts: object) -> Vacancy:
    return Vacancy(**{"state": "published", "public_from": OPENS, "closes_at": CLOSES, **facts})


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (OPENS - timedelta(seconds=1), False),
        (OPENS, True),
        (CLOSES, True),
        (CLOSES + timedelta(microseconds=999_999), True),
        (CLOSES + timedelta(seconds=1), False),
    ],
)
def test_open_to_the_second(moment: datetime, expected: bool) -> None:
    assert is_open(a_post(), moment) is expected


@pytest.mark.parametrize("state", ["draft", "approved", "filled", "unfilled", "withdrawn"])
def test_only_a_published_advert_is_open(state: str) -> None:
    assert not is_open(a_post(state=state), OPENS)


def test_an_advert_without_a_closing_date_stays_open() -> None:
    assert is_open(a_post(closes_at=None), CLOSES + timedelta(days=400))


def a_criterion(number: int, kind: str = "essential", assessed_by: str = "application") -> Criterion:
    return Criterion(id=number, position=number, text=f"Criterion {number}", kind=kind, assessed_by=assessed_by)


def test_only_what_the_application_shows_is_asked() -> None:
    asked = questions([a_criterion(1), a_criterion(2, assessed_by="interview"), a_criterion(3, "desirable")])
    assert [question.id for question in asked] == [1, 3]


def test_an_advert_without_criteria_asks_for_a_statement() -> None:
    assert questions([]) == (STATEMENT,)
    assert questions([a_criterion(1, assessed_by="test")]) == (STATEMENT,)
    assert STATEMENT.is_essential


def test_only_essential_answers_are_missed() -> None:
    asked = questions([a_criterion(1), a_criterion(2), a_criterion(3, "desirable")])
    assert [question.id for question in unanswered(asked, {1: "Yes", 2: "  \n"})] == [2]


@pytest.mark.parametrize(
    ("level", "asked"),
    [("none", None), ("level_1", "unspent"), ("level_2", "relevant"), ("level_2_barred", "relevant"),
     ("pvg", "relevant"), ("", None), ("unheard_of", None)],
)  # fmt: skip
def test_convictions_are_asked_only_as_the_level_allows(level: str, asked: str | None) -> None:
    assert convictions_asked(level) == asked


def test_every_disclosure_level_is_decided() -> None:
    assert {level for level in DISCLOSURE_LEVELS if convictions_asked(level) is None} == {"none"}


def test_declarations_need_convictions_only_where_they_are_asked() -> None:
    told = Declaration(related="no", right_to_work="yes", convictions="")
    assert is_declared(told, "none")
    assert not is_declared(told, "level_1")
    told.convictions = "no"
    assert is_declared(told, "pvg")
    assert not is_declared(None, "none")
    assert not is_declared(Declaration(related="", right_to_work="yes", convictions="no"), "none")


def test_contact_needs_every_part() -> None:
    told = {"given_name": "A", "family_name": "B", "phone": "1", "address": "C", "town": "D", "postcode": "E"}
    assert is_contact_complete(Profile(**told))
    assert not is_contact_complete(None)
    for missing in told:
        assert not is_contact_complete(Profile(**{**told, missing: ""}))


@dataclass
class Job:
    started: date
    ended: date | None = None


def test_gaps_between_jobs() -> None:
    jobs = [
        Job(date(2020, 9, 1), date(2021, 3, 1)),
        Job(date(2015, 1, 1), date(2019, 6, 1)),
        Job(date(2016, 1, 1), date(2017, 1, 1)),
        Job(date(2021, 6, 1)),
    ]
    assert gaps(jobs, date(2027, 3, 1)) == (Gap(date(2019, 6, 1), date(2020, 9, 1)),)


def test_a_gap_since_the_last_job() -> None:
    jobs = [Job(date(2020, 1, 1), date(2026, 11, 1))]
    assert gaps(jobs, date(2027, 2, 28)) == ()
    assert gaps(jobs, date(2027, 3, 1)) == (Gap(date(2026, 11, 1), date(2027, 3, 1)),)
    assert gaps([], date(2027, 3, 1)) == ()
