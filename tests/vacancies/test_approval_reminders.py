"""Reminders of what waits: once for each span, whatever happened to the worker, and never about what is decided."""

from datetime import timedelta
from typing import Any

import pytest

from recruitment.accounts.queries import address_of
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.vacancies import approval_jobs
from recruitment.vacancies.approval_actions import approve, send_for_approval, take_back
from recruitment.vacancies.approval_jobs import forget_absences, remind_approvers
from recruitment.vacancies.approval_tables import Absence
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.approval import a_chain, an_absence
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy

DAY = timedelta(days=1)
REMINDED = "approval_reminder"


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def author(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.fixture
def ann(fife: Organisation) -> Staff:
    return as_staff(fife, Role.APPROVER)


@pytest.fixture
def bo(fife: Organisation) -> Staff:
    return as_staff(fife, Role.APPROVER)


def sent(fife: Organisation, author: Staff) -> Vacancy:
    vacancy = a_complete_vacancy(fife, created_by=author.person, closes_at=clock.now() + 60 * DAY)
    send_for_approval(author, vacancy)
    db.session.commit()
    return vacancy


def reminders(viewer: Staff) -> int:
    return [letter.name for letter in letters_to(address_of(viewer.person))].count(REMINDED)


def test_whoever_lets_an_advert_wait_is_reminded_again_and_again(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta]
) -> None:
    sent(fife, author)
    for passing, so_far in ((2.9, 0), (0.2, 1), (0, 1), (2.8, 1), (0.2, 2)):
        later.append(passing * DAY)
        remind_approvers()
        remind_approvers()
        assert reminders(ann) == so_far
    assert reminders(author) == 0


def test_one_letter_tells_of_all_the_time_that_the_worker_was_down(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta]
) -> None:
    sent(fife, author)
    later.append(20 * DAY)
    remind_approvers()
    assert reminders(ann) == 1
    later.append(3.1 * DAY)
    remind_approvers()
    assert reminders(ann) == 2


def test_each_organisation_says_after_how_many_days(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta]
) -> None:
    rules = LocalRules(organisation_id=fife.id, shortest_advert=0, remind_after=7)
    db.session.add(rules)
    db.session.commit()
    sent(fife, author)
    later.append(6.9 * DAY)
    remind_approvers()
    assert reminders(ann) == 0
    rules.remind_after = 0
    db.session.commit()
    later.append(1 * DAY)
    remind_approvers()
    assert reminders(ann) == 0, "no reminders are wanted any more"
    later.append(90 * DAY)
    remind_approvers()
    assert reminders(ann) == 0


def test_only_the_step_that_waits_is_spoken_of(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff, later: list[timedelta]
) -> None:
    a_chain(fife, {"Head": [ann.person], "Finance": [bo.person]})
    vacancy = sent(fife, author)
    later.append(2 * DAY)
    approve(ann, vacancy)
    db.session.commit()
    later.append(2 * DAY)
    remind_approvers()
    assert (reminders(ann), reminders(bo)) == (0, 0)
    later.append(1.1 * DAY)
    remind_approvers()
    assert (reminders(ann), reminders(bo)) == (0, 1)
    (letter,) = (each for each in letters_to(address_of(bo.person)) if each.name == REMINDED)
    assert letter.facts is not None and letter.facts["step"] == "Finance (step 2 of 2)"


@pytest.mark.parametrize("ends", ["approved", "taken back"])
def test_what_is_decided_is_left_alone(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta], ends: str
) -> None:
    vacancy = sent(fife, author)
    if ends == "approved":
        approve(ann, vacancy)
    else:
        take_back(author, vacancy)
    db.session.commit()
    later.append(30 * DAY)
    remind_approvers()
    assert reminders(ann) == 0


def test_a_substitute_is_reminded_instead(
    fife: Organisation, author: Staff, ann: Staff, bo: Staff, later: list[timedelta]
) -> None:
    a_chain(fife, {"Head": [ann.person]})
    sent(fife, author)
    an_absence(fife, ann.person, bo.person, first=0, last=9)
    later.append(4 * DAY)
    remind_approvers()
    assert (reminders(ann), reminders(bo)) == (0, 1)


def test_more_than_a_batch_is_gone_through(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval_jobs, "BATCH", 2)
    for _ in range(3):
        sent(fife, author)
    later.append(4 * DAY)
    remind_approvers()
    assert reminders(ann) == 2
    remind_approvers()
    assert reminders(ann) == 3


def test_one_that_fails_keeps_no_other_waiting(
    fife: Organisation, author: Staff, ann: Staff, later: list[timedelta], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, _ = sent(fife, author), sent(fife, author)
    later.append(4 * DAY)
    ask = approval_jobs.ask_approvers

    def asked(viewer: Any, vacancy: Vacancy, *words: Any, **named: Any) -> None:
        if vacancy.id == broken.id:
            raise RuntimeError("no such letter")
        ask(viewer, vacancy, *words, **named)

    with monkeypatch.context() as patched:
        patched.setattr(approval_jobs, "ask_approvers", asked)
        remind_approvers()
    assert reminders(ann) == 1
    remind_approvers()
    assert reminders(ann) == 2, "what failed is tried again"


def test_absences_that_are_over_are_forgotten(fife: Organisation, ann: Staff, bo: Staff) -> None:
    for first, last in ((-5, -1), (-5, 0), (3, 4)):
        an_absence(fife, ann.person, bo.person, first=first, last=last)
    forget_absences()
    assert len(db.session.scalars(visible(System("keeping"), Absence)).all()) == 2
