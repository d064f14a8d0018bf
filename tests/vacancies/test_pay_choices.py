"""An advert takes its pay from a pay table, keeps what it said, and is asked again when other rates hold."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.pay_actions import remove_rates
from recruitment.organisations.tables import Organisation
from recruitment.vacancies import approval_actions, discarding, draft_actions
from recruitment.vacancies.actions import publish
from recruitment.vacancies.pay import pay_three_ways
from recruitment.vacancies.pay_checks import least_year, missed_floor, pay_problems
from recruitment.vacancies.pay_choices import (
    choose_pay,
    chosen_pay,
    counterpart,
    day_of_pay,
    offered_grades,
    pay_freely,
)
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pay_tables import EMPLOYEES, some_rates
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

TODAY = date(2026, 11, 27)
NEXT = date(2027, 4, 1)
RAISED = (("Grade 4", "23", 1450), ("Grade 4", "24", 1500), ("Grade 4", "25", 1550))


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def choose(viewer: Staff, vacancy: Vacancy, on: date = TODAY, name: str = "Grade 4", whole: bool = True) -> None:
    grade = next(grade for grade in offered_grades(viewer, vacancy, on) if grade.name == name)
    choose_pay(viewer, vacancy, grade, grade.low if whole else grade.points[1], grade.high)
    db.session.commit()


@pytest.mark.dialect
def test_the_advert_says_what_the_points_pay(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft", hours_low=Decimal("18.5"), hours_high=Decimal("18.5"))
    choose(recruiter, vacancy, whole=False)
    assert (vacancy.pay_basis, vacancy.pay_low, vacancy.pay_high) == ("hourly", 1450, 1500)
    assert vacancy.grade == "Grade 4, points 24 to 25"
    assert vacancy.pay_table == f"{EMPLOYEES}, rates from 1 April 2026"
    assert (vacancy.full_time_hours, vacancy.year_weeks) == (Decimal(37), None)
    # 14.50 x 18.5 x 52.143 = 13,987.35...
    actual = pay_three_ways(vacancy).actual
    assert actual is not None and actual.low == 1_398_736
    chosen = chosen_pay(recruiter, vacancy)
    assert chosen is not None
    assert (chosen.low.label, chosen.high.label, chosen.version.pay_table.name) == ("24", "25", EMPLOYEES)


def test_a_table_by_the_year_that_counts_its_weeks_otherwise(fife: Organisation, recruiter: Staff) -> None:
    facts: dict[str, Any] = {"basis": "annual", "full_time_hours": Decimal(35), "year_weeks": Decimal(52)}
    some_rates(recruiter, fife, ("Main grade", "0", 3_640_000), name="Teachers", kind="teachers", **facts)
    vacancy = a_vacancy(fife, state="draft", hours_low=Decimal(35), hours_high=Decimal(35))
    choose(recruiter, vacancy, name="Main grade")
    assert (vacancy.grade, vacancy.is_pro_rata) == ("Main grade, point 0", True)
    ways = pay_three_ways(vacancy)
    # 36,400 / 52 / 35 = 20
    assert ways.hourly is not None and ways.actual is not None
    assert (ways.hourly.low, ways.actual.low) == (2000, 3_640_000)


@pytest.mark.dialect
def test_rates_that_were_removed_meanwhile(fife: Organisation, recruiter: Staff) -> None:
    version = some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    (grade, _) = offered_grades(recruiter, vacancy, TODAY)
    remove_rates(recruiter, version)
    with pytest.raises(Refused, match="have just been replaced"):
        choose_pay(recruiter, vacancy, grade, grade.low, grade.high)


def test_a_range_must_lie_in_the_grade(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    four, five = offered_grades(recruiter, vacancy, TODAY)
    with pytest.raises(ValueError, match="not a range"):
        choose_pay(recruiter, vacancy, four, four.low, five.high)
    with pytest.raises(ValueError, match="not a range"):
        choose_pay(recruiter, vacancy, four, four.high, four.low)


@pytest.mark.dialect
def test_a_free_range_leaves_the_table(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    choose(recruiter, vacancy)
    pay_freely(recruiter, vacancy, pay_basis="hourly", pay_low=1700, pay_high=1700, grade="")
    db.session.commit()
    assert (vacancy.pay_low, vacancy.pay_table) == (1700, "")
    assert chosen_pay(recruiter, vacancy) is None


def test_pay_that_was_brought_back_is_no_choice_any_longer(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    choose(recruiter, vacancy)
    draft_actions.change(recruiter, vacancy, "pay", pay_low=1300, pay_high=1400)
    assert chosen_pay(recruiter, vacancy) is None


def test_what_was_sent_is_not_chosen_anew(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    with pytest.raises(IllegalMove):
        choose(recruiter, a_vacancy(fife, state="awaiting_approval"))


@pytest.mark.dialect
def test_a_discarded_draft_sets_its_rates_free(fife: Organisation, recruiter: Staff) -> None:
    version = some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    choose(recruiter, vacancy)
    discarding.discard(recruiter, vacancy)
    db.session.commit()
    assert some_rates(recruiter, fife, *RAISED).id != version.id
    assert [grade.low.pence for grade in offered_grades(recruiter, a_vacancy(fife), TODAY)] == [1450]


def test_the_day_is_that_of_becoming_public() -> None:
    now = datetime(2026, 11, 27, 12, tzinfo=clock.LONDON)
    assert day_of_pay(Vacancy(), now) == TODAY
    assert day_of_pay(Vacancy(public_from=now - timedelta(days=3)), now) == TODAY
    assert day_of_pay(Vacancy(public_from=datetime(2027, 4, 1, tzinfo=clock.LONDON)), now) == NEXT


@pytest.mark.dialect
def test_other_rates_on_the_day_ask_for_the_choice_again(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    vacancy = a_vacancy(fife, state="draft")
    choose(recruiter, vacancy)
    some_rates(recruiter, fife, *RAISED, holds_from=NEXT)
    assert pay_problems(recruiter, vacancy, TODAY) == []
    assert pay_problems(recruiter, vacancy, NEXT) == [
        f"Choose the pay again: other rates of “{EMPLOYEES}” hold from 1 April 2027"
    ]
    assert vacancy.pay_low == 1400, "the advert keeps what it said"
    chosen = chosen_pay(recruiter, vacancy)
    assert chosen is not None
    found = counterpart(chosen, offered_grades(recruiter, vacancy, NEXT))
    assert found is not None and found[1] is not None and found[2] is not None
    assert (found[0].name, found[1].pence, found[2].pence) == ("Grade 4", 1450, 1550)
    choose(recruiter, vacancy, on=NEXT)
    assert pay_problems(recruiter, vacancy, NEXT) == []
    assert pay_problems(recruiter, vacancy, TODAY) == [
        f"Choose the pay again: other rates of “{EMPLOYEES}” hold from 1 April 2026"
    ]


def test_rates_that_do_not_hold_yet(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife, *RAISED, holds_from=NEXT)
    vacancy = a_vacancy(fife, state="draft")
    assert offered_grades(recruiter, vacancy, TODAY) == []
    choose(recruiter, vacancy, on=NEXT)
    (problem,) = pay_problems(recruiter, vacancy, TODAY)
    assert "on 27 November 2026 the rates" in problem and "do not hold yet" in problem


HALF = {"pay_basis": "hourly", "hours_low": Decimal(18), "full_time_hours": Decimal(36)}


@pytest.mark.parametrize(
    ("slug", "facts", "floor"),
    [
        ("fife-council", HALF | {"pay_low": 1351}, 1352),
        ("fife-council", HALF | {"pay_low": 1352}, None),
        ("fife-council", HALF | {"pay_low": 1351, "contract_type": "apprenticeship"}, None),
        ("fife-council", HALF | {"pay_low": 799, "contract_type": "apprenticeship"}, 800),
        ("fife-council", HALF | {"pay_low": 100, "contract_type": "voluntary"}, None),
        ("nhs-orkney", HALF | {"pay_low": 1345}, None),
        ("nhs-orkney", HALF | {"pay_low": 1344}, 1345),
        # 25,379 / 52.143 / 36 = 13.5199...
        ("fife-council", HALF | {"pay_basis": "annual", "pay_low": 2_537_900, "is_pro_rata": True}, None),
        ("fife-council", HALF | {"pay_basis": "annual", "pay_low": 2_500_000, "is_pro_rata": True}, 1352),
        ("fife-council", {"pay_basis": "annual", "pay_low": 100, "full_time_hours": None}, None),
        ("fife-council", {"pay_basis": None, "pay_low": None}, None),
    ],
)
def test_the_living_wage_is_the_floor(database: None, slug: str, facts: dict[str, Any], floor: int | None) -> None:
    vacancy = Vacancy(organisation_id=an_organisation(slug).id, pay_high=10_000_000, **facts)
    found = missed_floor(vacancy, TODAY)
    assert (found.pence if found else None) == floor
    if found and facts["pay_basis"] == "annual":
        enough = Vacancy(organisation_id=vacancy.organisation_id, pay_high=10_000_000,
                         **facts | {"pay_low": least_year(found, vacancy)})  # fmt: skip
        assert missed_floor(enough, TODAY) is None


def test_below_the_floor_nothing_is_sent_or_published(fife: Organisation, recruiter: Staff) -> None:
    a_member(fife, Role.APPROVER)
    draft = a_complete_vacancy(fife, pay_low=2_400_000)
    with pytest.raises(Refused, match=r"raise the pay: £12\.79 an hour is less than £13\.52"):
        approval_actions.send_for_approval(recruiter, draft)
    approved = a_complete_vacancy(fife, state="approved", pay_low=2_400_000)
    with pytest.raises(Refused, match="Open the advert for changes first"):
        publish(recruiter, approved)
    assert (draft.state, approved.state) == ("draft", "approved")
