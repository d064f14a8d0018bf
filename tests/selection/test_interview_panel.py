"""Whoever comes to a panel late has the interviews that stand in the calendar; whoever goes has them no longer."""

from typing import Any

import pytest
from icalendar import Calendar

from recruitment.accounts.tables import Account
from recruitment.applications.queries import the_application
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.selection.exclusion_actions import exclude
from recruitment.selection.interview_booking import call_off
from recruitment.selection.interview_queries import ARRANGING, slots_of_round
from recruitment.selection.interview_tables import Interview
from recruitment.selection.panel_actions import change_panel
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, an_interview
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def a_colleague(name: str) -> Account:
    account = an_account(f"{name.lower()}@test.example", name=name)
    return a_member(an_organisation(), Role.PANEL_MEMBER, account=account)


def interviews(vacancy: Vacancy) -> list[Interview]:
    """Two that are booked, and one to which somebody is only invited."""
    row = a_round(vacancy, times=2)
    slots = slots_of_round(ARRANGING, row.id)
    times = [*slots, None]
    return [an_interview(row, an_application(vacancy, state="interview"), slot) for slot in times]


def entries(address: str) -> list[tuple[str, str, int]]:
    """Method, UID and SEQUENCE of each letter's entry, as a calendar program reads them."""
    found: list[tuple[str, str, int]] = []
    for letter in letters_to(address):
        calendar: Any = Calendar.from_ical(letter.facts["calendar"]["text"])
        event = calendar.walk("VEVENT")[0]
        found.append((str(calendar["method"]), str(event["uid"]), int(event["sequence"])))
    return found


def test_who_joins_gets_what_stands_and_who_leaves_has_it_taken_back(recruiter: Staff, vacancy: Vacancy) -> None:
    booked = interviews(vacancy)[:2]
    pat = a_colleague("Pat")
    change_panel(recruiter, vacancy, [pat.id], None)
    joined = entries("pat@test.example")
    assert [method for method, _, _ in joined] == ["REQUEST", "REQUEST"]
    assert all(one.uid in uid for one, (_, uid, _) in zip(booked, joined, strict=True))
    change_panel(recruiter, vacancy, [pat.id], pat.id)
    assert entries("pat@test.example") == joined
    change_panel(recruiter, vacancy, [], None)
    left = entries("pat@test.example")[2:]
    assert left == [("CANCEL", uid, sequence) for _, uid, sequence in joined]
    change_panel(recruiter, vacancy, [pat.id], None)
    assert entries("pat@test.example")[4:] == joined


def test_a_change_afterwards_reaches_who_joined_late(recruiter: Staff, vacancy: Vacancy) -> None:
    first, _, _ = interviews(vacancy)
    change_panel(recruiter, vacancy, [a_colleague("Pat").id], None)
    (_, uid, sequence), _ = entries("pat@test.example")
    call_off(recruiter, first, reason="The room floods.")
    assert entries("pat@test.example")[-1] == ("CANCEL", uid, sequence + 1)


def test_whoever_knows_the_candidate_is_not_at_the_interview(recruiter: Staff, vacancy: Vacancy) -> None:
    first, second, _ = interviews(vacancy)
    pat = a_colleague("Pat")
    change_panel(recruiter, vacancy, [pat.id], None)
    member = as_staff(an_organisation(), Role.PANEL_MEMBER, person=pat.id)
    exclude(member, the_application(recruiter, first.application_id), "friend")
    db.session.commit()
    last = entries("pat@test.example")[-1]
    assert last[0] == "CANCEL" and first.uid in last[1]
    heard = len(entries("pat@test.example"))
    call_off(recruiter, first, reason="The room floods.")
    assert len(entries("pat@test.example")) == heard
    call_off(recruiter, second, reason="The room floods.")
    assert len(entries("pat@test.example")) == heard + 1
