"""The questions at the end: what may be answered, that it may be corrected, and that the record has every answer."""

from datetime import date

import pytest

from recruitment.core.errors import Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.after_tables import StillInPost
from recruitment.vacancies.outcomes import (
    Answer,
    answer_outcome,
    answer_still_in_post,
    months_later,
    outcome_of,
    still_in_post_of,
    unanswered,
    wrong_with,
)
from recruitment.vacancies.queries import history
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.trays import found_of
from tests.builders.vacancies import a_vacancy

WHY_NOT = Answer({}, "none_suitable", "readvertise", "Few had the licence.")


@pytest.mark.parametrize(
    ("answer", "filled", "problem"),
    [
        (Answer({"outside": 2, "own": 1}), 3, ""),
        (Answer({"outside": 2}), 3, "must add up to 3"),
        (Answer({"outside": 4}), 3, "now they add up to 4"),
        (WHY_NOT, 0, ""),
        (Answer({}, "made_up", "later"), 0, "Choose why"),
        (Answer({}, "declined"), 0, "Choose what comes next"),
        (Answer({}, "other", "later", " "), 0, "Say in a few words"),
    ],
)
def test_an_answer_adds_up_or_says_why_not(answer: Answer, filled: int, problem: str) -> None:
    said = wrong_with(answer, filled)
    assert problem in said if problem else said == ""


def test_six_months_later_is_the_same_day_or_the_last() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2027, 2, 28), -6) == date(2026, 8, 28)
    assert months_later(date(2026, 1, 15), 6) == date(2026, 7, 15)
    assert months_later(date(2026, 1, 15), -6) == date(2025, 7, 15)


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def ended(fife: Organisation, state: str = "filled", posts_filled: int = 3) -> Vacancy:
    return a_vacancy(fife, state=state, posts=3, posts_filled=posts_filled)


def test_an_answer_may_be_corrected_and_the_record_has_both(fife: Organisation, recruiter: Staff) -> None:
    vacancy = ended(fife)
    assert found_of(recruiter, [unanswered(recruiter, [fife.id], "filled")]) == [([vacancy.id], 1)]
    answer_outcome(recruiter, vacancy, Answer({"outside": 3}))
    answer_outcome(recruiter, vacancy, Answer({"outside": 2, "own": 1}))
    db.session.commit()
    row = outcome_of(recruiter, vacancy.id)
    assert row is not None and (row.outside, row.own, row.reason) == (2, 1, None)
    said = [act.reason for act in history(recruiter, vacancy.id) if act.act == "answer_outcome"]
    assert said == ["2 from outside local government, 1 from your own staff", "3 from outside local government"]
    assert found_of(recruiter, [unanswered(recruiter, [fife.id], "filled")]) == [([], 0)]


def test_why_nobody_was_appointed(fife: Organisation, recruiter: Staff) -> None:
    vacancy = ended(fife, "unfilled", 0)
    answer_outcome(recruiter, vacancy, WHY_NOT)
    db.session.commit()
    row = outcome_of(recruiter, vacancy.id)
    assert row is not None and (row.reason, row.following, row.outside) == ("none_suitable", "readvertise", 0)


def test_only_those_who_write_answer_and_only_of_what_has_ended(fife: Organisation, recruiter: Staff) -> None:
    with pytest.raises(Refused, match="not ended"):
        answer_outcome(recruiter, a_vacancy(fife), WHY_NOT)
    for stranger in (
        as_staff(fife, Role.APPROVER),
        as_staff(an_organisation("orkney-islands-council"), Role.RECRUITER),
    ):
        with pytest.raises(Refused, match="role"):
            answer_outcome(stranger, ended(fife), Answer({"outside": 3}))
    with pytest.raises(Refused, match="add up"):
        answer_outcome(recruiter, ended(fife), Answer({"outside": 1}))


def test_still_in_post_is_answered_once_it_is_asked(fife: Organisation, recruiter: Staff) -> None:
    vacancy = ended(fife)
    with pytest.raises(Refused, match="6 months"):
        answer_still_in_post(recruiter, vacancy, still=3, gone=0, unknown=0)
    keys = {"organisation_id": fife.id, "vacancy_id": vacancy.id}
    db.session.add(StillInPost(**keys, filled_on=date(2026, 1, 5), appointed=3))
    db.session.commit()
    for numbers in ((3, 1, 0), (4, -1, 0), (0, 0, 0)):
        with pytest.raises(Refused, match="add up"):
            answer_still_in_post(recruiter, vacancy, **dict(zip(("still", "gone", "unknown"), numbers, strict=True)))
    answer_still_in_post(recruiter, vacancy, still=2, gone=0, unknown=1)
    db.session.commit()
    row = still_in_post_of(recruiter, vacancy.id)
    assert row is not None and (row.still, row.gone, row.unknown) == (2, 0, 1)
