"""The bank: kept by some, taken from by more, retired when used, searchable, and closed to other organisations."""

import pytest

from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.question_bank import (
    bank,
    bank_question,
    change_question,
    give_up_question,
    keep_question,
    note_taken,
    starters,
    take_starters,
    use_again,
)
from recruitment.vacancies.question_rules import Asked
from tests.builders.accounts import as_staff
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import QUESTIONS, a_bank_question

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def fife() -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def texts(viewer: Staff, fife: Organisation, **asked: object) -> list[str]:
    return [row.text for row in bank(viewer, [fife.id], **asked)]  # type: ignore[arg-type]


def acts() -> list[str]:
    wanted = visible(System("keeping"), Act).where(Act.noun == "bank_question").order_by(Act.id)
    return [act.act for act in db.session.scalars(wanted)]


def test_the_same_words_are_there_once_as_kept_last(recruiter: Staff, fife: Organisation) -> None:
    keep_question(recruiter, fife.id, Asked("Can you drive?", "yes_no"))
    keep_question(recruiter, fife.id, Asked("Can you drive?", "short"), "driving")
    (row,) = bank(recruiter, [fife.id])
    assert (row.kind, row.topic) == ("short", "driving")
    assert acts() == ["keep_question", "keep_question"]


def test_a_question_that_cannot_be_asked_is_refused(recruiter: Staff, fife: Organisation) -> None:
    with pytest.raises(Refused, match="at least two answers"):
        keep_question(recruiter, fife.id, Asked("Which?", "one"))
    assert texts(recruiter, fife) == []


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER])
def test_others_read_and_do_not_keep(fife: Organisation, role: Role) -> None:
    question = a_bank_question(fife)
    viewer = as_staff(fife, role)
    assert texts(viewer, fife) == [question.text]
    for act in (
        lambda: keep_question(viewer, fife.id, QUESTIONS[1]),
        lambda: change_question(viewer, question, QUESTIONS[1], "other"),
        lambda: give_up_question(viewer, question),
        lambda: use_again(viewer, question),
    ):
        with pytest.raises(Refused):
            act()


def test_another_organisation_reaches_nothing(fife: Organisation) -> None:
    question = a_bank_question(fife)
    other = as_staff(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR)
    assert texts(other, fife) == []
    with pytest.raises(NotVisible):
        bank_question(other, question.id)
    with pytest.raises(NotVisible):
        keep_question(other, fife.id, QUESTIONS[1])


def test_what_adverts_took_up_is_retired_and_may_return(recruiter: Staff, fife: Organisation) -> None:
    used, unused = a_bank_question(fife), a_bank_question(fife, QUESTIONS[1])
    note_taken(recruiter, fife.id, [used.text])
    db.session.refresh(bank_question(recruiter, used.id))
    assert give_up_question(recruiter, used)
    assert not give_up_question(recruiter, unused)
    db.session.flush()
    assert texts(recruiter, fife) == []
    assert texts(recruiter, fife, with_retired=True) == [used.text]
    use_again(recruiter, used)
    assert texts(recruiter, fife) == [used.text]
    assert acts() == ["retire_question", "forget_question", "use_question_again"]


def test_it_is_searched_by_words_and_topic(recruiter: Staff, fife: Organisation) -> None:
    a_bank_question(fife, Asked("Can you drive a 100% electric van?", "yes_no"), topic="driving")
    a_bank_question(fife, Asked("Can you work nights?", "yes_no", help="Driving home is late."), topic="hours")
    assert texts(recruiter, fife, q="DRIV") == ["Can you drive a 100% electric van?", "Can you work nights?"]
    assert texts(recruiter, fife, q="driv", topic="hours") == ["Can you work nights?"]
    assert texts(recruiter, fife, q="100%") == ["Can you drive a 100% electric van?"]
    assert texts(recruiter, fife, q="100_") == []


def test_two_questions_never_have_the_same_words(recruiter: Staff, fife: Organisation) -> None:
    first, second = a_bank_question(fife), a_bank_question(fife, QUESTIONS[1])
    with pytest.raises(Refused, match="already"):
        change_question(recruiter, second, first.asked, "other")
    change_question(recruiter, second, Asked("Which shifts?", "short"), "hours")
    assert second.text == "Which shifts?"


def test_the_starter_set_is_taken_in_once(recruiter: Staff, fife: Organisation) -> None:
    assert take_starters(recruiter, fife.id) == len(starters()) == len(texts(recruiter, fife))
    assert take_starters(recruiter, fife.id) == 0
