"""Answers to the employer's questions: kept while written, fixed for good when sent, flagged and never decided by."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment.applications.actions import start
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.queries import whole_application
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.rules import Standing, Unfinished
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import a_profile
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import QUESTIONS, a_vacancy

pytestmark = pytest.mark.usefixtures("database")
WEEKENDS, SHIFTS = QUESTIONS[:2]
GOOD: dict[str, list[str]] = {
    asked.key: given
    for asked, given in zip(
        QUESTIONS, (["no"], ["Early", "Late"], ["South"], ["At work."], ["Cupar"], ["20"], ["2027-01-04"]), strict=True
    )
}


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation(), questions=[asked.facts for asked in QUESTIONS])


@pytest.fixture
def viewer() -> Candidate:
    account = an_account()
    a_profile(account)
    return Candidate(account.id)


@pytest.fixture
def application(viewer: Candidate, vacancy: Vacancy) -> Application:
    return sent(viewer, vacancy)


def a_draft_but_for_the_questions(viewer: Candidate, vacancy: Vacancy) -> Application:
    application = start(viewer, vacancy)
    for section in ("history", "referees"):
        finish(viewer, application, section)
    asked = draft_of(viewer, application.id).questions
    answer(viewer, application, asked, {question.id: "Yes" for question in asked})
    declare(viewer, application, related="no", right_to_work="yes", convictions="no")
    db.session.commit()
    return application


def sent(viewer: Candidate, vacancy: Vacancy, given: dict[str, list[str]] = GOOD) -> Application:
    application = a_draft_but_for_the_questions(viewer, vacancy)
    answer_questions(viewer, application, draft_of(viewer, application.id).asked, given)
    submit(viewer, application, received_at=clock.now())
    db.session.commit()
    return application


def section_of(viewer: Candidate, application: Application) -> Standing:
    draft = draft_of(viewer, application.id)
    return draft.standing(next(section for section in draft.sections if section.name == "questions"))


def test_a_job_without_questions_has_no_such_section(viewer: Candidate) -> None:
    draft = draft_of(viewer, start(viewer, a_vacancy(an_organisation())).id)
    assert "questions" not in [section.name for section in (*draft.sections, *draft.unfinished)]


def test_answers_are_kept_as_far_as_they_go(viewer: Candidate, vacancy: Vacancy) -> None:
    application = start(viewer, vacancy)
    assert section_of(viewer, application) == Standing.NOT_STARTED
    answer_questions(viewer, application, QUESTIONS, {SHIFTS.key: ["Early"]})
    assert section_of(viewer, application) == Standing.IN_PROGRESS, "the required one is missing"
    answer_questions(viewer, application, QUESTIONS, {WEEKENDS.key: ["yes"]})
    draft = draft_of(viewer, application.id)
    assert section_of(viewer, application) == Standing.COMPLETED
    assert (draft.answered[WEEKENDS.key], draft.answered[SHIFTS.key]) == (["yes"], []), "an answer can be taken back"


def test_it_is_not_sent_without_the_required_answers(viewer: Candidate, vacancy: Vacancy) -> None:
    application = a_draft_but_for_the_questions(viewer, vacancy)
    answer_questions(viewer, application, QUESTIONS, {SHIFTS.key: ["Early"]})
    with pytest.raises(Unfinished) as refusal:
        submit(viewer, application, received_at=clock.now())
    assert [section.name for section in refusal.value.sections] == ["questions"]


def test_a_flagged_answer_is_marked_and_decides_nothing(viewer: Candidate, vacancy: Vacancy) -> None:
    application = sent(viewer, vacancy)
    whole = whole_application(as_staff(an_organisation(), Role.RECRUITER), application.id)
    assert [answer.key for answer in whole.given if answer.is_flagged] == [WEEKENDS.key]
    assert whole.application.state == "submitted"
    assert [answer.words for answer in whole.given] == [
        "No", "Early\nLate", "South", "At work.", "Cupar", "20", "4 January 2027",
    ]  # fmt: skip


def test_a_question_that_went_before_sending_is_not_sent(viewer: Candidate, vacancy: Vacancy) -> None:
    application = a_draft_but_for_the_questions(viewer, vacancy)
    answer_questions(viewer, application, QUESTIONS, GOOD)
    ask(vacancy, [SHIFTS.facts, {**WEEKENDS.facts, "flagged": []}])
    submit(viewer, application, received_at=clock.now())
    given = whole_application(viewer, application.id).given
    assert [(answer.key, answer.is_flagged) for answer in given] == [(SHIFTS.key, False), (WEEKENDS.key, False)]


def test_nothing_is_answered_after_sending(viewer: Candidate, vacancy: Vacancy) -> None:
    application = sent(viewer, vacancy)
    with pytest.raises(IllegalMove):
        answer_questions(viewer, application, QUESTIONS, {})


def ask(vacancy: Vacancy, questions: list[Any]) -> None:
    db.session.execute(
        changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id).values(questions=questions)
    )
    db.session.expire_all()


def snapshot(viewer: Any, application_id: int) -> list[tuple[Any, ...]]:
    db.session.expire_all()
    given = whole_application(viewer, application_id).given
    return [(row.key, row.position, row.asked, row.given, row.is_flagged, row.words) for row in given]


FACTS = st.fixed_dictionaries(
    {
        "text": st.sampled_from([asked.text for asked in QUESTIONS]) | st.text(min_size=1, max_size=40),
        "kind": st.sampled_from(["short", "long", "yes_no", "one", "several", "number", "date"]),
        "help": st.text(max_size=20),
        "options": st.lists(st.text(min_size=1, max_size=10), max_size=3),
        "flagged": st.lists(st.sampled_from(["yes", "no", "Early"]), max_size=2),
        "is_required": st.booleans(),
        "longest": st.none() | st.integers(1, 50),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed=st.lists(FACTS, max_size=5))
def test_whatever_the_advert_asks_later_what_was_sent_never_changes(
    viewer: Candidate, vacancy: Vacancy, application: Application, changed: list[dict[str, Any]]
) -> None:
    before = snapshot(viewer, application.id)
    assert len(before) == len(QUESTIONS)
    ask(vacancy, changed)
    assert snapshot(viewer, application.id) == before
    assert snapshot(as_staff(an_organisation(), Role.RECRUITER), application.id) == before
