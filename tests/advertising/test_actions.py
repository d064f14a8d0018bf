"""The ledger keeps what it was told, and who may tell it."""

import pytest

from recruitment.advertising.actions import strike_out
from recruitment.advertising.queries import placement, placements_of
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Role
from recruitment.reporting.actions import roll_up
from recruitment.reporting.queries import Filters, spend
from tests.builders.accounts import as_staff
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


def test_a_struck_entry_stays_and_counts_no_more() -> None:
    viewer = as_staff(an_organisation())
    vacancy = a_vacancy(an_organisation())
    wrong, right = a_placement(viewer, vacancy, net=99_999), a_placement(viewer, vacancy, net=9_999)
    strike_out(viewer, wrong, "Typed twice")
    roll_up()
    assert [line.entry.id for line in placements_of(viewer, vacancy.id)] == [wrong.id, right.id]
    assert spend(viewer, Filters()).whole.sum.net == 9_999


def test_an_entry_is_struck_out_once() -> None:
    viewer = as_staff(an_organisation())
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    strike_out(viewer, entry, "Typed twice")
    with pytest.raises(IllegalMove):
        strike_out(viewer, entry, "Typed twice")


def test_an_approver_keeps_no_ledger() -> None:
    with pytest.raises(Refused):
        a_placement(as_staff(an_organisation(), Role.APPROVER), a_vacancy(an_organisation()))


def test_another_organisation_sees_no_entry() -> None:
    entry = a_placement(as_staff(an_organisation()), a_vacancy(an_organisation()))
    with pytest.raises(NotVisible):
        placement(as_staff(an_organisation("orkney-islands-council")), entry.id)
