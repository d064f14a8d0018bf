"""Rates are stored, hold from a day, and are never changed under an advert that uses them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from recruitment.core import clock
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Operator, Role, Staff
from recruitment.extensions import db
from recruitment.organisations.pay_actions import remove_rates, store_first_rates, store_rates, try_out
from recruitment.organisations.pay_queries import (
    grades_of,
    holding_on,
    pay_table_called,
    pay_version,
    pay_versions_of,
    points_of,
)
from recruitment.organisations.pay_tables import PayTable, PayVersion, by_hour_and_year
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.pay_choices import choose_pay
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pay_tables import EMPLOYEES, SPINE, rates_of, some_rates
from tests.builders.vacancies import a_vacancy

APRIL, LATER = date(2026, 4, 1), date(2027, 4, 1)
OTHER = (("Grade 4", "23", 1410), ("Grade 4", "24", 1460))


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def stored(viewer: Staff, version: PayVersion) -> list[tuple[str, str, int]]:
    return [(point.grade, point.label, point.pence) for point in points_of(viewer, version.id)]


def use(viewer: Staff, fife: Organisation, version: PayVersion) -> None:
    """An advert takes its pay from these rates."""
    grade = grades_of(viewer, [pay_version(viewer, version.id)])[0]
    choose_pay(viewer, a_vacancy(fife, state="draft"), grade, grade.low, grade.high)
    db.session.commit()


@pytest.mark.dialect
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.RECRUITER])
def test_a_table_is_begun_with_its_first_rates(fife: Organisation, role: Role) -> None:
    viewer = as_staff(fife, role)
    version = store_first_rates(viewer, fife.id, EMPLOYEES, "employees", rates_of()).version
    db.session.commit()
    assert stored(viewer, version) == list(SPINE)
    found = pay_version(viewer, version.id)
    assert (found.pay_table.name, found.holds_from, found.full_time_hours) == (EMPLOYEES, APRIL, Decimal(37))
    acts = db.session.scalars(visible(viewer, Act).where(Act.noun.in_(("pay_table", "pay_version")))).all()
    assert [act.act for act in acts] == ["begin_pay_table", "store_rates"]


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_others_keep_no_pay_tables(fife: Organisation, recruiter: Staff, role: Role) -> None:
    version = some_rates(recruiter, fife)
    viewer = as_staff(fife, role)
    with pytest.raises(Refused, match="Your role does not let you"):
        store_first_rates(viewer, fife.id, "Mine", "other", rates_of())
    with pytest.raises(Refused, match="Your role does not let you"):
        remove_rates(viewer, version)


def test_another_organisation_sees_none_of_it(fife: Organisation, recruiter: Staff) -> None:
    version = some_rates(recruiter, fife)
    table = pay_version(recruiter, version.id).pay_table
    stranger = as_staff(an_organisation("nhs-orkney"), *Role)
    with pytest.raises(NotVisible):
        pay_version(stranger, version.id)
    with pytest.raises(NotVisible):
        store_rates(stranger, table, rates_of())
    assert pay_versions_of(stranger, fife.id) == points_of(stranger, version.id) == []
    with pytest.raises(NotVisible):
        pay_versions_of(Operator(1), fife.id)


@pytest.mark.dialect
def test_storing_the_same_again_changes_nothing(fife: Organisation, recruiter: Staff) -> None:
    first = some_rates(recruiter, fife)
    again = store_first_rates(recruiter, fife.id, EMPLOYEES, "employees", rates_of())
    assert (again.version.id, again.is_new) == (first.id, False)
    table = pay_table_called(recruiter, fife.id, EMPLOYEES)
    assert table is not None
    assert not store_rates(recruiter, table, rates_of()).is_new
    assert len(pay_versions_of(recruiter, fife.id)) == 1


def test_a_name_is_taken_once(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    with pytest.raises(Refused, match="already a pay table"):
        store_first_rates(recruiter, fife.id, EMPLOYEES, "employees", rates_of(*OTHER))
    with pytest.raises(Refused, match="already a pay table"):
        store_first_rates(recruiter, fife.id, EMPLOYEES, "teachers", rates_of())


@pytest.mark.dialect
def test_rates_of_the_same_day_are_replaced_while_nobody_uses_them(fife: Organisation, recruiter: Staff) -> None:
    some_rates(recruiter, fife)
    right = some_rates(recruiter, fife, *OTHER)
    (only,) = pay_versions_of(recruiter, fife.id)
    assert only.id == right.id
    assert stored(recruiter, only) == list(OTHER)


@pytest.mark.dialect
def test_rates_in_use_stay_and_the_new_ones_hold(fife: Organisation, recruiter: Staff) -> None:
    used = some_rates(recruiter, fife)
    use(recruiter, fife, used)
    right = some_rates(recruiter, fife, *OTHER)
    versions = pay_versions_of(recruiter, fife.id)
    assert [version.id for version in versions] == [right.id, used.id]
    assert stored(recruiter, used) == list(SPINE)
    assert holding_on(APRIL, versions)[used.pay_table_id].id == right.id
    with pytest.raises(Refused, match="An advert uses these rates"):
        remove_rates(recruiter, used)
    assert stored(recruiter, used) == list(SPINE)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(APRIL - timedelta(days=1), None), (APRIL, 0), (LATER - timedelta(days=1), 0), (LATER, 1), (date(2099, 1, 1), 1)],
)
def test_rates_hold_from_their_day_until_others_do(
    fife: Organisation, recruiter: Staff, day: date, holds: int | None
) -> None:
    ids = [some_rates(recruiter, fife).id, some_rates(recruiter, fife, *OTHER, holds_from=LATER).id]
    other = some_rates(recruiter, fife, name="Teachers", kind="teachers", holds_from=date(2020, 8, 1))
    holding = holding_on(day, pay_versions_of(recruiter, fife.id))
    expected = {other.id} if holds is None else {other.id, ids[holds]}
    assert {version.id for version in holding.values()} == expected


@pytest.mark.dialect
def test_removing_the_last_rates_removes_the_table(fife: Organisation, recruiter: Staff) -> None:
    first, second = some_rates(recruiter, fife), some_rates(recruiter, fife, holds_from=LATER)
    remove_rates(recruiter, second)
    assert pay_table_called(recruiter, fife.id, EMPLOYEES) is not None
    remove_rates(recruiter, first)
    assert db.session.scalars(visible(recruiter, PayTable)).all() == []


def test_a_date_far_off_is_a_slip(fife: Organisation, recruiter: Staff) -> None:
    for day in (date(1999, 12, 31), clock.today() + timedelta(days=2_000)):
        with pytest.raises(Refused, match="at most three years ahead"):
            store_first_rates(recruiter, fife.id, EMPLOYEES, "employees", rates_of(holds_from=day))


@pytest.mark.dialect
def test_trying_out_stores_nothing_and_refuses_the_same(fife: Organisation, recruiter: Staff) -> None:
    try_out(lambda: store_first_rates(recruiter, fife.id, EMPLOYEES, "employees", rates_of()))
    db.session.commit()
    assert pay_versions_of(recruiter, fife.id) == []
    some_rates(recruiter, fife)
    with pytest.raises(Refused):
        try_out(lambda: store_first_rates(recruiter, fife.id, EMPLOYEES, "employees", rates_of(*OTHER)))


def test_grades_run_from_the_lowest_paid_point(fife: Organisation, recruiter: Staff) -> None:
    down = (("Grade 9", "3", 1900), ("Grade 9", "2", 1800), ("Grade 9", "1", 1700))
    version = pay_version(recruiter, some_rates(recruiter, fife, *down).id)
    (grade,) = grades_of(recruiter, [version])
    assert [point.label for point in grade.points] == ["1", "2", "3"]


def test_an_hour_and_a_year_by_hand() -> None:
    # 14.20 x 37 x 52.143 = 27,395.93...; 27,396 / 52.143 / 37 = 14.20003...
    assert by_hour_and_year(1420, "hourly", Decimal(37), Decimal("52.143")) == (1420, 2_739_593)
    assert by_hour_and_year(2_739_600, "annual", Decimal(37), Decimal("52.143")) == (1420, 2_739_600)
