"""An organisation's list of departments: kept by its administrators, without undoing each other's changes."""

import pytest

from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.departments import MOST_DEPARTMENTS, change_departments, departments_of
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def fife() -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def administrator(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR)


@pytest.mark.dialect
def test_the_list_is_changed_as_it_was_edited(fife: Organisation, administrator: Staff) -> None:
    change_departments(administrator, fife, [], ["Roads", " early  years ", "", "ROADS"])
    assert departments_of(administrator, [fife.id]) == ["early years", "ROADS"]
    read = departments_of(administrator, [fife.id])
    change_departments(administrator, fife, read, [*read, "Libraries"])
    change_departments(administrator, fife, read, ["early years"])
    assert departments_of(administrator, [fife.id]) == ["early years", "Libraries"]


def test_what_cannot_be_listed_is_refused(fife: Organisation, administrator: Staff) -> None:
    with pytest.raises(Refused, match="longer than 120"):
        change_departments(administrator, fife, [], ["Roads", "x" * 121])
    with pytest.raises(Refused, match="300 departments"):
        change_departments(administrator, fife, [], [f"Team {number}" for number in range(MOST_DEPARTMENTS + 1)])
    assert departments_of(administrator, [fife.id]) == []


def test_others_neither_change_nor_read_it(fife: Organisation, administrator: Staff) -> None:
    change_departments(administrator, fife, [], ["Roads"])
    with pytest.raises(Refused, match="administrator"):
        change_departments(as_staff(fife, Role.RECRUITER), fife, ["Roads"], [])
    orkney = as_staff(an_organisation("orkney-islands-council"), *Role)
    with pytest.raises(NotVisible):
        change_departments(orkney, fife, ["Roads"], [])
    assert departments_of(orkney, [fife.id]) == []
    assert departments_of(as_staff(fife, Role.RECRUITER), [fife.id]) == ["Roads"]
