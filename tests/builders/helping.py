"""One builder a noun: requests for an adjustment, extensions, and applications that staff enter."""

from datetime import datetime, timedelta
from typing import Any

from recruitment.applications.adjustment_actions import ask_for_adjustment
from recruitment.applications.adjustment_tables import AdjustmentRequest
from recruitment.applications.assisted_actions import begin, hand_in
from recruitment.applications.assisted_queries import Entered, acting_for, entered_by_staff
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.extension_actions import grant
from recruitment.applications.extension_tables import Extension
from recruitment.applications.profile_actions import add, tell
from recruitment.applications.profile_tables import Employment, Referee
from recruitment.core import clock
from recruitment.core.viewers import Public, Staff, Viewer
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.applications import CONTACT, REFEREE

NEED = "Print of 20 points, because of my sight"


def an_adjustment(vacancy: Vacancy, viewer: Viewer | None = None, **facts: Any) -> AdjustmentRequest:
    """By post, telephone or e-mail, with an account where a candidate is given."""
    told = {"name": "Morag Asker", "reach_by": "email", "email": "morag@test.example", "kinds": ["large_print"]}
    request = ask_for_adjustment(viewer or Public(), vacancy, **{**told, "needs": NEED, **facts})
    db.session.commit()
    return request


def an_extension(viewer: Staff, vacancy: Vacancy, until: datetime | None = None, **facts: Any) -> Extension:
    """Two days longer than the advert unless told."""
    told = {"name": "Morag Asker", "email": "morag@test.example", "cause": "fault", "reason": "The page did not load"}
    closes = vacancy.closes_at or clock.now()
    longer = until or max(closes, clock.now()) + timedelta(days=2)
    row = grant(viewer, vacancy, until=longer, **{**told, **facts})
    db.session.commit()
    return row


def an_entered(viewer: Staff, vacancy: Vacancy, *, is_handed_in: bool = True, **facts: Any) -> Entered:
    """An application that this viewer entered for somebody, with every section complete."""
    told: dict[str, Any] = {"given_name": "Morag", "family_name": "Asker", "email": "morag@test.example",
                            "received_by": "paper", "received_at": clock.now(), "received_reason": ""}  # fmt: skip
    assisted = begin(viewer, vacancy, **{**told, **facts})
    person = acting_for(viewer, assisted)
    tell(person, **CONTACT)
    add(person, Employment, employer="Example Bakery", job_title="Baker", started=clock.today().replace(day=1))
    add(person, Referee, **{**REFEREE, "name": "Blair Referee", "email": "blair@test.example"}, ask_me_first=True)
    draft = draft_of(person, assisted.application_id)
    for section in ("history", "referees"):
        finish(person, draft.application, section)
    answer(person, draft.application, draft.questions, {each.id: "I bake well." for each in draft.questions})
    declare(person, draft.application, related="no", right_to_work="yes", convictions="no")
    db.session.commit()
    entered = entered_by_staff(viewer, assisted.id)
    if is_handed_in:
        hand_in(viewer, entered)
        db.session.commit()
    return entered
