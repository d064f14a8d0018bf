"""What goes into an application of a whole profile, and that nothing reaches it afterwards."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.applications.actions import start
from recruitment.applications.claiming import support_filled
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.profile_actions import add, change, remove, tell, tell_support
from recruitment.applications.profile_queries import whole_profile
from recruitment.applications.profile_tables import Education, Gap, Language, Registration, Training
from recruitment.applications.queries import WholeApplication, whole_application
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.profiles import more_of_a_profile
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


def a_whole_person() -> Candidate:
    account = an_account()
    a_profile(account, driving="car", driving_categories=["B", "C1"], right_to_work="limited",
              right_to_work_evidence="evisa", right_to_work_until=date(2027, 9, 30), skills="Listening")  # fmt: skip
    more_of_a_profile(account)
    viewer = Candidate(account.id)
    add(viewer, Education, institution="Uniwersytet", qualification="abroad", subject="Law", country="Poland",
        compared_to="Like a Scottish degree", started=date(2010, 9, 1), ended=date(2015, 6, 1))  # fmt: skip
    add(viewer, Registration, body="sssc", part="children", number="1", expires=date(2027, 6, 30))
    db.session.commit()
    return viewer


def sent(viewer: Candidate, **declared: str) -> Application:
    application = start(viewer, a_vacancy(an_organisation()))
    for section in ("history", "referees"):
        finish(viewer, application, section)
    asked = draft_of(viewer, application.id).questions
    answer(viewer, application, asked, {question.id: "I can." for question in asked})
    declare(viewer, application, **{"related": "no", "right_to_work": "limited", "convictions": "no", **declared})
    submit(viewer, application, received_at=clock.now())
    db.session.commit()
    return application


def test_every_section_is_in_the_copy() -> None:
    viewer = a_whole_person()
    whole = whole_application(viewer, sent(viewer).id)
    history = whole.history
    assert history.training == [{"name": "Emergency First Aid at Work", "provider": "Example First Aid",
                                 "completed": "2024-05-01", "expires": None}]  # fmt: skip
    law = next(row for row in history.education if row["subject"] == "Law")
    assert (law["country"], law["compared_to"], law["started"]) == ("Poland", "Like a Scottish degree", "2010-09-01")
    assert history.education[0]["level"] == "SCQF level 5"
    sssc = next(row for row in history.registrations if row["body"].endswith("(SSSC)"))
    assert (sssc["part"], sssc["expires"]) == ("Children and young people workers", "2027-06-30")
    assert history.more == {
        "driving": "I can drive and have a car to use\nLicence for: Cars (B), Medium-sized vehicles (C1)",
        "languages": "Gaelic: understand, speak",
        "skills": "Listening",
        "gaps": "January 2019 to August 2021: I cared for family or somebody else. My mother was ill.",
    }
    declared = whole.declaration
    assert (declared.right_to_work_evidence, declared.right_to_work_until) == ("evisa", date(2027, 9, 30))


def test_what_was_declared_otherwise_than_the_profile_says_gets_no_evidence_from_it() -> None:
    viewer = a_whole_person()
    declared = whole_application(viewer, sent(viewer, right_to_work="yes").id).declaration
    assert (declared.right_to_work_evidence, declared.right_to_work_until) == ("", None)


def seen(whole: WholeApplication) -> object:
    """Everything of it that an employer can read."""
    parts = [whole.contact, whole.history, whole.declaration, whole.guarantee, whole.support, *(whole.referees or ())]
    tables = [part for part in (*parts, *whole.answers) if part is not None]
    return [{column.key: getattr(row, column.key) for column in type(row).__table__.columns} for row in tables]


EDITS = {
    "contact": lambda viewer: tell(viewer, given_name="Changed", phone="0", postcode="ZZ1 1ZZ"),
    "more": lambda viewer: tell(viewer, driving="no", driving_categories=[], skills="", gaps="x", right_to_work="no"),
    "until": lambda viewer: tell(viewer, right_to_work_until=None, right_to_work_evidence="birth"),
    "support": lambda viewer: tell_support(viewer, schemes=[], needs=""),
    "claims": lambda viewer: tell_support(viewer, schemes=["care"], needs="Other"),
    "training": lambda viewer: add(viewer, Training, name="Later"),
    "gap": lambda viewer: add(viewer, Gap, started=date(2001, 1, 1), ended=date(2002, 1, 1), reason="study"),
    "language": lambda viewer: add(viewer, Language, language="Later"),
    "registration": lambda viewer: [change(row, number="9", part="care", groups=["adults"])
                                    for row in whole_profile(viewer).registrations],
    "education": lambda viewer: [remove(viewer, row) for row in whole_profile(viewer).education],
    "jobs": lambda viewer: [remove(viewer, row) for row in whole_profile(viewer).employment],
    "referees": lambda viewer: [change(row, name="Later") for row in whole_profile(viewer).referees],
}  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=8))
def test_no_later_edit_of_the_profile_reaches_what_was_sent(edits: list[str]) -> None:
    viewer = a_whole_person()
    application = sent(viewer)
    before = seen(whole_application(viewer, application.id))
    for edit in edits:
        EDITS[edit](viewer)
        db.session.commit()
    db.session.expunge_all()
    assert seen(whole_application(viewer, application.id)) == before


def test_claims_and_needs_begin_with_the_profiles_and_end_with_the_applications() -> None:
    viewer = a_whole_person()
    application = start(viewer, a_vacancy(an_organisation(), schemes=["guaranteed_interview"]))
    assert support_filled(draft_of(viewer, application.id)) == (["disabled"], "A room without steps")
    ask_for_support(viewer, application, schemes=[], needs="")
    db.session.commit()
    db.session.expire_all()
    assert support_filled(draft_of(viewer, application.id)) == ([], "")
    other = start(viewer, a_vacancy(an_organisation(), schemes=[]))
    assert support_filled(draft_of(viewer, other.id))[0] == []
    both = start(viewer, a_vacancy(an_organisation(), schemes=["veterans", "guaranteed_interview"]))
    assert set(support_filled(draft_of(viewer, both.id))[0]) == {"veteran", "disabled"}
