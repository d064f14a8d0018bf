"""What was sent stays as it was sent, whatever the person does to their profile or to pages left open."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from recruitment.applications.attachment_actions import attach
from recruitment.applications.attachment_queries import documents_of
from recruitment.applications.draft_actions import answer, ask_for_support, declare, finish, say_source
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.profile_actions import add, change, remove, tell, tell_support
from recruitment.applications.profile_tables import Education, Employment, Referee, Registration
from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.question_actions import answer_questions
from recruitment.applications.rules import STATEMENT
from recruitment.applications.submission import submit
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.documents_asked import Wanted
from tests.builders.accounts import an_account
from tests.builders.applications import a_profile
from tests.builders.documents import a_pdf
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import QUESTIONS, a_vacancy

pytestmark = pytest.mark.usefixtures("database")

LICENCE = Wanted("Copy of your licence", True)
WORDS = st.text("abc é", min_size=1, max_size=12)
PARTS = (Employment, Education, Registration, Referee)
BEGUN = {
    Employment: {"employer": "Other", "job_title": "Cook", "started": date(2020, 1, 1)},
    Education: {"institution": "Other", "qualification": "higher", "subject": "Maths"},
    Registration: {"body": "pvg", "number": "1"},
    Referee: {"name": "Other", "relationship": "Tutor", "organisation": "Other", "email": "other@test.example"},
}
COLUMN = {Employment: "employer", Education: "subject", Registration: "number", Referee: "name"}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "tell",
                "add",
                "change",
                "remove",
                "support",
                "answer",
                "questions",
                "declare",
                "source",
                "attach",
                "finish",
            ]
        ),
        st.sampled_from(PARTS),
        WORDS,
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def sent() -> tuple[Candidate, Application]:
    account = an_account()
    a_profile(account)
    viewer = Candidate(account.id)
    vacancy = a_vacancy(
        an_organisation(),
        criteria=0,
        questions=[asked.facts for asked in QUESTIONS[:1]],
        documents_asked=[LICENCE.facts],
    )
    draft = Application(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=account.id, reference="A-TEST-SNAP",
        title=vacancy.title,
    )  # fmt: skip
    db.session.add(draft)
    db.session.commit()
    for section in ("history", "referees"):
        finish(viewer, draft, section)
    answer(viewer, draft, (STATEMENT,), {0: "I clean well."})
    answer_questions(viewer, draft, QUESTIONS[:1], {QUESTIONS[0].key: ["no"]})
    declare(viewer, draft, related="no", right_to_work="yes")
    ask_for_support(viewer, draft, schemes=[], needs="A room without steps.")
    attach(viewer, draft, LICENCE, "l.pdf", a_pdf("Licence"))
    submit(viewer, draft, received_at=clock.now())
    db.session.commit()
    return viewer, draft


def told(viewer: Candidate, application: Application) -> list[Any]:
    """Every column of every row of it, read anew."""
    db.session.expire_all()
    whole = whole_application(viewer, application.id)
    rows = [
        whole.application, whole.contact, whole.history, *(whole.referees or ()), *whole.answers, *whole.given,
        whole.declaration, whole.guarantee, whole.support, *whole.progress, *documents_of(viewer, application.id),
    ]  # fmt: skip
    return [
        {column.key: getattr(row, column.key) for column in inspect(type(row)).columns if column.key != "content"}
        for row in rows
        if row is not None
    ]


def _of_profile(viewer: Candidate, act: str, part: Any, words: str) -> None:
    own = db.session.scalars(visible(viewer, part)).first()
    if act == "tell":
        tell(viewer, given_name=words, phone=words, right_to_work="no", driving="none", skills=words)
    elif act == "support":
        tell_support(viewer, schemes=[], needs=words)
    elif act == "add":
        add(viewer, part, **BEGUN[part])
    elif act == "change" and own is not None:
        change(own, **{COLUMN[part]: words})
    elif act == "remove" and own is not None:
        remove(viewer, own)


def _late_acts(viewer: Candidate, application: Application, words: str) -> dict[str, Callable[[], object]]:
    """What a page that was left open would still send."""
    return {
        "answer": lambda: answer(viewer, application, (STATEMENT,), {0: words}),
        "questions": lambda: answer_questions(viewer, application, QUESTIONS[:1], {QUESTIONS[0].key: ["yes"]}),
        "declare": lambda: declare(viewer, application, related="yes", related_to=words),
        "source": lambda: say_source(viewer, application, heard_from="", employed_by_council="yes"),
        "attach": lambda: attach(viewer, application, LICENCE, "x.pdf", a_pdf(words)),
        "finish": lambda: finish(viewer, application, "support", is_finished=False),
    }


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_changes_what_was_sent(sent: tuple[Candidate, Application], steps: list[tuple[str, Any, str]]) -> None:
    viewer, application = sent
    before = told(viewer, application)
    for act, part, words in steps:
        late = _late_acts(viewer, the_application(viewer, application.id), words).get(act)
        if late is None:
            _of_profile(viewer, act, part, words)
        else:
            with pytest.raises(IllegalMove), db.session.begin_nested():
                late()
        db.session.flush()
    assert told(viewer, application) == before


def test_the_draft_that_was_sent_has_nothing_left_to_do(sent: tuple[Candidate, Application]) -> None:
    viewer, application = sent
    assert not draft_of(viewer, application.id).unfinished
