"""A withdrawn application taken up again: only while the job is open, with everything, and sent afresh."""

from datetime import timedelta

import pytest

from recruitment.applications.actions import advance, withdraw
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.profile_actions import tell
from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.resuming import resume
from recruitment.applications.rules import Closed
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.selection.actions import shortlist
from recruitment.selection.queries import acts_on
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.helping import an_extension
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation(), hides_names=True)


def sent_and_withdrawn(vacancy: Vacancy) -> tuple[Candidate, Application]:
    account = an_account("jo@test.example")
    a_profile(account)
    viewer, draft = Candidate(account.id), a_draft(vacancy, account)
    finish(viewer, draft, "history")
    finish(viewer, draft, "referees")
    asked = draft_of(viewer, draft.id).questions
    answer(viewer, draft, asked, {question.id: "I am good at this." for question in asked})
    declare(viewer, draft, related="no", right_to_work="yes")
    submit(viewer, draft, received_at=clock.now())
    withdraw(viewer, draft)
    db.session.commit()
    return viewer, the_application(viewer, draft.id)


def close(vacancy: Vacancy) -> None:
    past = clock.now() - timedelta(seconds=2)
    db.session.execute(
        changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id).values(closes_at=past)
    )
    db.session.commit()
    db.session.expire_all()


def test_it_is_a_draft_with_all_its_answers_and_may_be_sent_again(vacancy: Vacancy) -> None:
    viewer, application = sent_and_withdrawn(vacancy)
    resume(viewer, application)
    db.session.commit()
    again = the_application(viewer, application.id)
    assert (again.state, again.submitted_at, again.ended_at) == ("draft", None, None)
    draft = draft_of(viewer, application.id)
    assert draft.unfinished == ()
    assert {one.text for one in draft.answers.values()} == {"I am good at this."}
    assert draft.declaration is not None and not draft.declaration.is_true
    tell(viewer, given_name="Johanna")
    submit(viewer, again, received_at=clock.now())
    db.session.commit()
    whole = whole_application(viewer, application.id)
    assert whole.contact is not None
    assert (whole.application.state, whole.contact.given_name) == ("submitted", "Johanna"), "copied afresh"
    assert whole.referees is not None and len(whole.referees) == 1
    assert [step.state for step in whole.progress] == ["submitted", "withdrawn", "draft", "submitted"]
    acts = [act.act for act in acts_on(as_staff(an_organisation()), whole.application)]
    assert acts == ["submit", "withdraw", "resume", "submit"], "both sendings are on record"


def test_the_employer_reaches_none_of_it_until_it_is_sent_again(vacancy: Vacancy) -> None:
    viewer, application = sent_and_withdrawn(vacancy)
    recruiter = as_staff(an_organisation())
    assert whole_application(recruiter, application.id).application.state == "withdrawn"
    resume(viewer, application)
    db.session.commit()
    with pytest.raises(NotVisible):
        whole_application(recruiter, application.id)


def test_who_was_shortlisted_before_is_nameless_again(vacancy: Vacancy) -> None:
    viewer, application = sent_and_withdrawn(vacancy)
    resume(viewer, application)
    submit(viewer, application, received_at=clock.now())
    recruiter = as_staff(an_organisation())
    shortlist(recruiter, application)
    withdraw(viewer, application)
    db.session.commit()
    assert whole_application(recruiter, application.id).contact is not None
    resume(viewer, application)
    submit(viewer, application, received_at=clock.now())
    db.session.commit()
    db.session.expire_all()
    assert whole_application(recruiter, application.id).contact is None


def test_both_are_told_and_the_employer_by_the_reference_alone(vacancy: Vacancy) -> None:
    officer = a_member(an_organisation(), Role.RECRUITER)
    viewer, application = sent_and_withdrawn(vacancy)
    before = len(letters_to("jo@test.example"))
    resume(viewer, application)
    assert [letter.name for letter in letters_to("jo@test.example")[before:]] == ["application_resumed"]
    (letter,) = [one for one in letters_to(officer.email) if one.name == "applicant_returns"]
    assert letter.facts is not None
    assert letter.facts["reference"] == application.reference
    assert "Test" not in str(letter.facts) and "jo@" not in str(letter.facts)


def test_not_once_the_job_has_closed(vacancy: Vacancy) -> None:
    viewer, application = sent_and_withdrawn(vacancy)
    close(vacancy)
    with pytest.raises(Closed):
        resume(viewer, application)
    assert the_application(viewer, application.id).state == "withdrawn"


def test_until_the_persons_own_closing_moment(vacancy: Vacancy) -> None:
    viewer, application = sent_and_withdrawn(vacancy)
    an_extension(as_staff(an_organisation(), Role.RECRUITER), vacancy, email="jo@test.example")
    close(vacancy)
    resume(viewer, application)
    submit(viewer, application, received_at=clock.now())
    assert the_application(viewer, application.id).state == "submitted"


@pytest.mark.parametrize("state", [state for state in APPLICATION.states if state != "withdrawn"])
def test_from_no_other_state(vacancy: Vacancy, state: str) -> None:
    application = a_draft(vacancy) if state == "draft" else an_application(vacancy, state=state)
    with pytest.raises(IllegalMove):
        resume(Candidate(application.account_id), application)


def test_by_nobody_else(vacancy: Vacancy) -> None:
    _, application = sent_and_withdrawn(vacancy)
    for role in Role:
        with pytest.raises(Refused):
            advance(as_staff(an_organisation(), role), application, "resume")
    with pytest.raises((Refused, NotVisible)):
        resume(as_candidate(), application)
