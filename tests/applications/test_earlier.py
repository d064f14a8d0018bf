"""Beginning from earlier applications: what is offered, from where, taken and put back."""

from datetime import timedelta

import pytest

from recruitment.accounts.tables import Account
from recruitment.applications.actions import withdraw
from recruitment.applications.draft_actions import answer, declare
from recruitment.applications.draft_queries import Draft, draft_of
from recruitment.applications.earlier_actions import take, undo
from recruitment.applications.earlier_queries import StartingPoint, starting_point, taken_rows
from recruitment.applications.queries import the_application
from recruitment.applications.question_actions import answer_questions
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.question_rules import Asked
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.together import CLEANING, TEAM, WEEKENDS, a_job
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
NEARLY = "Experience of cleaning schools"


@pytest.fixture
def account() -> Account:
    account = an_account()
    a_profile(account)
    return account


@pytest.fixture
def viewer(account: Account) -> Candidate:
    return Candidate(account.id)


def answered(viewer: Candidate, account: Account, vacancy: Vacancy, words: str) -> Draft:
    """A draft whose criteria all say `words`, and whose questions say yes."""
    draft = draft_of(viewer, a_draft(vacancy, account).id)
    answer(viewer, draft.application, draft.questions, {question.id: words for question in draft.questions})
    if draft.asked:
        answer_questions(viewer, draft.application, draft.asked, {each.key: ["yes"] for each in draft.asked})
    db.session.commit()
    return draft_of(viewer, draft.application.id)


def begun(viewer: Candidate, account: Account, vacancy: Vacancy) -> tuple[Draft, StartingPoint]:
    draft = draft_of(viewer, a_draft(vacancy, account).id)
    return draft, starting_point(viewer, draft)


def test_the_same_question_is_certain_and_a_like_one_is_not(account: Account, viewer: Candidate) -> None:
    house = an_organisation("orkney-islands-council")
    source = answered(viewer, account, a_job(house, [CLEANING, TEAM], [WEEKENDS]), "Three years").application
    _, offered = begun(viewer, account, a_job(an_organisation(), [NEARLY, TEAM, "Speaks Norn"], [WEEKENDS]))
    found = {each.item.asked.text: (each.said, each.is_certain) for each in offered.suggestions}
    assert found == {
        NEARLY: (("Three years",), False),
        TEAM: (("Three years",), True),
        WEEKENDS.text: (("yes",), True),
    }
    (where,) = {each.earlier.source for each in offered.suggestions}
    assert (where.application_id, where.employer, where.is_sent) == (source.id, house.name, False)
    assert offered.sources == {where: 2}


def test_the_newest_comes_first_and_withdrawn_ones_count(account: Account, viewer: Candidate) -> None:
    old = answered(viewer, account, a_job(an_organisation(), [CLEANING]), "Old words").application
    sent = an_application(a_vacancy(an_organisation()), account=account)
    old.changed_at = clock.now() - timedelta(days=9)
    db.session.commit()
    _, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING]))
    assert [each.said for each in offered.suggestions] == [("Old words",)]
    withdraw(viewer, sent)
    _, offered = begun(viewer, account, a_job(an_organisation(), ["Why you are right for this job"]))
    assert [(each.said, each.earlier.source.is_sent) for each in offered.suggestions] == [(("I clean well.",), True)]
    answered(viewer, account, a_job(an_organisation(), [CLEANING]), "New words")
    _, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING]))
    assert [each.said for each in offered.suggestions] == [("New words",)]


def test_nothing_of_anybody_else_is_offered(account: Account, viewer: Candidate) -> None:
    other = an_account()
    answered(Candidate(other.id), other, a_job(an_organisation(), [CLEANING]), "Not mine")
    _, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING]))
    assert offered.suggestions == ()


def test_what_belongs_to_a_post_is_told_anew(account: Account, viewer: Candidate) -> None:
    asked = [Asked("Do you have unspent convictions?", "yes_no"), Asked("Are you related to a councillor?", "yes_no")]
    source = answered(viewer, account, a_job(an_organisation(), [CLEANING], asked), "Three years")
    declare(viewer, source.application, related="yes", related_to="Somebody", convictions="yes")
    _, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING], asked))
    assert [each.item.asked.text for each in offered.suggestions] == [CLEANING]


def test_an_answer_that_the_question_does_not_take_is_not_offered(account: Account, viewer: Candidate) -> None:
    long, short = Asked("How did you learn it?", "long", longest=200), Asked("How did you learn it?", "long", longest=3)
    draft = draft_of(viewer, a_draft(a_job(an_organisation(), [CLEANING], [long]), account).id)
    answer_questions(viewer, draft.application, draft.asked, {long.key: ["From five other people"]})
    _, offered = begun(viewer, account, a_job(an_organisation(), [TEAM], [short]))
    assert offered.suggestions == ()
    _, offered = begun(viewer, account, a_job(an_organisation(), [TEAM], [long]))
    assert len(offered.suggestions) == 1


def test_taking_all_fills_what_is_empty_and_undo_puts_back(account: Account, viewer: Candidate) -> None:
    answered(viewer, account, a_job(an_organisation(), [CLEANING, TEAM], [WEEKENDS]), "Three years")
    draft, _ = begun(viewer, account, a_job(an_organisation(), [CLEANING, TEAM], [WEEKENDS]))
    own = draft.questions[0]
    answer(viewer, draft.application, draft.questions, {own.id: "My own words"})
    db.session.commit()
    draft = draft_of(viewer, draft.application.id)
    offered = starting_point(viewer, draft)
    assert (len(offered.suggestions), len(offered.certain)) == (3, 2)
    take(viewer, draft, offered.certain)
    db.session.commit()
    draft = draft_of(viewer, draft.application.id)
    assert draft.texts == {own.id: "My own words", draft.questions[1].id: "Three years"}
    assert draft.answered == {WEEKENDS.key: ["yes"]}
    assert {"criteria", "questions"} <= set(draft.application.sections)

    (replacing,) = starting_point(viewer, draft).suggestions
    take(viewer, draft, [replacing])
    db.session.commit()
    draft = draft_of(viewer, draft.application.id)
    assert draft.texts[own.id] == "Three years"
    for each in starting_point(viewer, draft).taken:
        undo(viewer, draft_of(viewer, draft.application.id), each)
        db.session.commit()
    draft = draft_of(viewer, draft.application.id)
    assert {text for text in draft.texts.values() if text} == {"My own words"}
    assert draft.answered == {WEEKENDS.key: []}
    assert taken_rows(viewer, draft.application.id) == []


def test_words_that_were_changed_since_are_not_undone(account: Account, viewer: Candidate) -> None:
    answered(viewer, account, a_job(an_organisation(), [CLEANING]), "Three years")
    draft, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING]))
    take(viewer, draft, offered.suggestions)
    answer(viewer, draft.application, draft.questions, {draft.questions[0].id: "Three years, and one more"})
    db.session.commit()
    draft = draft_of(viewer, draft.application.id)
    (taken,) = starting_point(viewer, draft).taken
    with pytest.raises(Refused):
        undo(viewer, draft, taken)
    assert draft.texts[draft.questions[0].id] == "Three years, and one more"


def test_nothing_is_taken_into_what_was_sent(account: Account, viewer: Candidate) -> None:
    answered(viewer, account, a_job(an_organisation(), [CLEANING]), "Three years")
    draft, offered = begun(viewer, account, a_job(an_organisation(), [CLEANING]))
    application = the_application(viewer, draft.application.id)
    application.state, application.submitted_at = "submitted", clock.now()
    db.session.commit()
    with pytest.raises(IllegalMove):
        take(viewer, draft, offered.suggestions)
