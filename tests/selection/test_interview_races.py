"""Two hundred candidates, forty times: each time has one of them, and everybody gets an answer."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.selection.interview_booking import TimeTaken, book
from recruitment.selection.interview_queries import (
    free_slots,
    interviews_of_round,
    slots_of_round,
    the_interview,
    the_round,
)
from tests.builders.accounts import an_account
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, an_interview
from tests.builders.organisations import an_organisation
from tests.builders.selection import a_portal_of_its_own
from tests.builders.vacancies import a_vacancy

pytestmark = [pytest.mark.dialect, pytest.mark.slow]
CANDIDATES, TIMES, AT_ONCE = 200, 40, 8


@pytest.fixture
def portal(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    with a_portal_of_its_own(app, tmp_path) as portal:
        yield portal


def shown(viewer: Candidate, interview_id: int) -> list[int]:
    with only_reading():
        interview = the_interview(viewer, interview_id)
        return [slot.id for slot in free_slots(viewer, interview, the_round(viewer, interview.round_id))]


def test_each_time_is_taken_once_and_everybody_is_answered(portal: Flask) -> None:
    vacancy = a_vacancy(an_organisation())
    row = a_round(vacancy, times=TIMES // 4, rooms=("A", "B", "C", "D"))
    invited = []
    for number in range(CANDIDATES):
        account = an_account(f"candidate{number}@test.example")
        interview = an_interview(row, an_application(vacancy, account=account, state="interview"))
        invited.append((account.id, interview.id))
    slots = [slot.id for slot in slots_of_round(System("interviews"), row.id)]
    # Nobody may wait for the lock of this thread's own read.
    db.session.rollback()

    def answered(number: int) -> str:
        """Opens the page, chooses one of the times that it shows, and chooses again while somebody was faster."""
        person, interview_id = invited[number]
        viewer = Candidate(person)
        with portal.app_context():
            while free := shown(viewer, interview_id):
                try:
                    with transaction():
                        book(viewer, the_interview(viewer, interview_id), free[number % len(free)])
                except TimeTaken:
                    continue
                return "booked"
            return "full"

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = Counter(people.map(answered, range(CANDIDATES)))
    assert answers == {"booked": TIMES, "full": CANDIDATES - TIMES}
    db.session.expire_all()
    held = [one.slot_id for one in interviews_of_round(System("interviews"), row.id) if one.slot_id is not None]
    assert sorted(held) == sorted(slots)
    letters = visible(System("mail"), Letter).where(Letter.name == "interview_booked")
    assert len(db.session.scalars(letters).all()) == TIMES
