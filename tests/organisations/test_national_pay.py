"""National pay tables: kept once, used by councils without their own, followed by new rates; own ones come first."""

from datetime import date
from decimal import Decimal

import pytest

from recruitment.accounts.onboarding import bring_in
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.national_pay import (
    leave_national,
    national_table,
    store_national_rates,
    store_national_table,
    unused_tables,
    use_national,
)
from recruitment.organisations.pay_actions import remove_rates, store_rates
from recruitment.organisations.pay_queries import grades_of, pay_table_called, pay_versions_of, points_of
from recruitment.vacancies.pay_checks import pay_problems
from recruitment.vacancies.pay_choices import choose_pay, chosen_pay, offered_grades
from tests.builders.accounts import as_staff
from tests.builders.joining import TEACHERS, a_national_table, an_operator
from tests.builders.organisations import an_organisation
from tests.builders.pay_tables import rates_of, some_rates
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
FIFE, ORKNEY, HEALTH = "fife-council", "orkney-islands-council", "nhs-orkney"
RAISED = (("Main grade", "0", 35_500_00), ("Main grade", "1", 42_400_00))


def tables_of(slug: str) -> list[str]:
    organisation = an_organisation(slug)
    versions = pay_versions_of(as_staff(organisation), organisation.id)
    return [version.pay_table.name for version in versions]


def test_councils_without_their_own_use_it_at_once() -> None:
    fife = an_organisation(FIFE)
    some_rates(as_staff(fife), fife, name="Our teachers", kind="teachers")
    a_national_table()
    assert tables_of(FIFE) == ["Our teachers"]
    assert tables_of(ORKNEY) == ["Teachers"]
    assert tables_of(HEALTH) == []


def test_another_can_choose_to_and_stop() -> None:
    version = a_national_table()
    health = an_organisation(HEALTH)
    staff = as_staff(health)
    assert [table.name for table in unused_tables(staff, health.id)] == ["Teachers"]
    copy = use_national(staff, health.id, national_table(staff, version.national_table_id))
    assert unused_tables(staff, health.id) == []
    with pytest.raises(Refused, match="already"):
        use_national(staff, health.id, national_table(staff, version.national_table_id))
    assert leave_national(staff, copy)
    assert tables_of(HEALTH) == []
    with pytest.raises(Refused):
        use_national(as_staff(health, Role.APPROVER), health.id, national_table(staff, version.national_table_id))


def test_a_name_that_is_taken_gets_another() -> None:
    fife = an_organisation(FIFE)
    staff = as_staff(fife)
    some_rates(staff, fife, name="Teachers", kind="teachers")
    version = a_national_table()
    use_national(staff, fife.id, national_table(staff, version.national_table_id))
    assert tables_of(FIFE) == ["Teachers", "Teachers (national)"]


def test_new_rates_reach_everybody_who_uses_it() -> None:
    version = a_national_table()
    operator = an_operator()
    table = national_table(operator, version.national_table_id)
    later = rates_of(*RAISED, basis="annual", holds_from=date(2027, 4, 1))
    stored, is_new = store_national_rates(operator, table, later)
    assert is_new
    assert store_national_rates(operator, table, later) == (stored, False)
    for slug in (FIFE, ORKNEY):
        organisation = an_organisation(slug)
        staff = as_staff(organisation)
        versions = pay_versions_of(staff, organisation.id)
        assert [each.holds_from for each in versions] == [date(2027, 4, 1), date(2026, 4, 1)]
        assert [point.pence for point in points_of(staff, versions[0].id)] == [35_500_00, 42_400_00]
    # Put right on the same day: what no advert uses goes.
    store_national_rates(operator, table, rates_of(*TEACHERS, basis="annual", holds_from=date(2027, 4, 1)))
    fife = an_organisation(FIFE)
    assert len(pay_versions_of(as_staff(fife), fife.id)) == 2


def test_a_new_council_has_it() -> None:
    a_national_table()
    made = bring_in(an_operator(), "Example Council", "council", "")
    assert [each.pay_table.name for each in pay_versions_of(as_staff(made), made.id)] == ["Teachers"]


def test_its_rates_are_nobody_elses_to_change() -> None:
    a_national_table()
    fife = an_organisation(FIFE)
    staff = as_staff(fife)
    table = pay_table_called(staff, fife.id, "Teachers")
    assert table is not None
    with pytest.raises(Refused, match="COSLA"):
        store_rates(staff, table, rates_of(*RAISED, basis="annual"))
    with pytest.raises(Refused, match="COSLA"):
        remove_rates(staff, pay_versions_of(staff, fife.id)[0])
    assert pay_table_called(as_staff(an_organisation(ORKNEY)), fife.id, "Teachers") is None


def test_an_advert_takes_pay_from_it_and_keeps_it() -> None:
    version = a_national_table()
    fife = an_organisation(FIFE)
    staff, draft = as_staff(fife), a_vacancy(fife, state="draft")
    grade = offered_grades(staff, draft, clock.today())[0]
    choose_pay(staff, draft, grade, grade.low, grade.high)
    db.session.commit()
    assert (draft.pay_low, draft.grade) == (34_500_00, "Main grade, points 0 to 1")
    operator = an_operator()
    table = national_table(operator, version.national_table_id)
    store_national_rates(operator, table, rates_of(*RAISED, basis="annual", holds_from=date(2026, 8, 1)))
    db.session.commit()
    assert chosen_pay(staff, draft) is not None
    assert "Choose the pay again" in " ".join(pay_problems(staff, draft, clock.today()))
    copy = pay_table_called(staff, fife.id, "Teachers")
    assert copy is not None
    assert not leave_national(staff, copy)
    assert copy.national_table_id is None


def test_the_living_wage_is_a_floor_for_it_too() -> None:
    a_national_table("Too low", "employees", holds_from=date(2026, 4, 1), full_time_hours=Decimal(60))
    fife = an_organisation(FIFE)
    staff, draft = as_staff(fife), a_vacancy(fife, state="draft")
    versions = [each for each in pay_versions_of(staff, fife.id) if each.pay_table.name == "Too low"]
    grade = grades_of(staff, versions)[0]
    choose_pay(staff, draft, grade, grade.low, grade.low)
    assert "is less than" in " ".join(pay_problems(staff, draft, clock.today()))


def test_only_operators_keep_them() -> None:
    fife = an_organisation(FIFE)
    with pytest.raises(Refused):
        store_national_table(as_staff(fife), "X", "teachers", "", rates_of())  # type: ignore[arg-type]
    a_national_table()
    with pytest.raises(Refused, match="already"):
        store_national_table(an_operator(), "Teachers", "teachers", "", rates_of())
