"""Messages between employer and candidate: who may write, who reads, what is told, and that nothing is sent twice."""

import pytest

from recruitment.accounts.leaving import empty
from recruitment.applications.actions import withdraw
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.tables import Application
from recruitment.core.audit import Act
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.selection.message_actions import answer, begin_thread, mark_read, settle
from recruitment.selection.message_files import open_file
from recruitment.selection.message_queries import (
    conversation,
    count_in_boxes,
    inbox,
    own_lines,
    threads_of,
    unread_by_application,
)
from recruitment.selection.message_tables import Message, MessageFile, MessageThread
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import a_member, an_account, as_candidate, as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.messages import a_text, a_thread, an_answer, only_file_of, some_words
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

pytestmark = pytest.mark.usefixtures("database")
ADDRESS = "jo@test.example"
WRITING = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)
NOT_WRITTEN_TO = ("draft", "withdrawn")


@pytest.fixture
def vacancy() -> Vacancy:
    return a_vacancy(an_organisation())


@pytest.fixture
def recruiter() -> Staff:
    return as_staff(an_organisation())


def jo(vacancy: Vacancy, state: str = "submitted") -> Application:
    return an_application(vacancy, account=an_account(ADDRESS), state=state)


def texts(viewer: Staff | Candidate, thread: MessageThread) -> list[str]:
    return [one.message.text for one in conversation(viewer, thread.id).said]


@pytest.mark.parametrize("state", APPLICATION.states)
def test_whom_an_employer_may_write_to(vacancy: Vacancy, recruiter: Staff, state: str) -> None:
    application = a_draft(vacancy) if state == "draft" else jo(vacancy, state)
    if state in NOT_WRITTEN_TO:
        with pytest.raises(Refused):
            begin_thread(recruiter, application, some_words())
        assert letters_to(ADDRESS) == []
    else:
        assert begin_thread(recruiter, application, some_words()) is not None
        assert [letter.name for letter in letters_to(ADDRESS)] == ["message_written"]


@pytest.mark.parametrize("state", APPLICATION.states)
def test_when_a_candidate_may_write(vacancy: Vacancy, state: str) -> None:
    application = a_draft(vacancy) if state == "draft" else jo(vacancy, state)
    viewer = Candidate(application.account_id)
    if state in NOT_WRITTEN_TO:
        with pytest.raises(Refused):
            begin_thread(viewer, application, some_words())
    else:
        assert begin_thread(viewer, application, some_words()) is not None


@pytest.mark.parametrize("role", Role)
def test_which_roles_write_and_read(vacancy: Vacancy, role: Role) -> None:
    """A seat on the panel gives the application, and none of its messages."""
    application = jo(vacancy)
    thread = a_thread(application)
    member = a_member(an_organisation(), role)
    db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=member.id))
    db.session.commit()
    viewer = as_staff(an_organisation(), role, person=member.id)
    if role in WRITING:
        assert begin_thread(viewer, application, some_words()) is not None
        assert texts(viewer, thread) == ["Can you come on Monday?"]
    else:
        with pytest.raises(Refused):
            begin_thread(viewer, application, some_words())
        with pytest.raises(NotVisible):
            conversation(viewer, thread.id)
        assert threads_of(viewer, application.id) == ()
        assert inbox(viewer, "", 1).total == 0


def test_others_reach_nothing(vacancy: Vacancy) -> None:
    thread = a_thread(jo(vacancy), words=some_words(upload=a_text()))
    for viewer in (as_staff(an_organisation("orkney-islands-council"), *Role), as_candidate()):
        with pytest.raises(NotVisible):
            conversation(viewer, thread.id)
        for table in (MessageThread, Message, MessageFile):
            assert db.session.scalars(visible(viewer, table)).all() == []


def test_the_letter_tells_the_text_or_only_that_there_is_one(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    thread = begin_thread(recruiter, application, some_words("Bring your pass."))
    assert thread is not None
    (letter,) = letters_to(ADDRESS)
    assert letter.facts is not None
    assert (letter.facts["message"], letter.facts["subject"]) == ("Bring your pass.", "Your interview")
    assert letter.facts["link"].endswith(f"/candidate/messages/{thread.id}")


def test_the_same_form_twice_is_one_message_and_one_letter(vacancy: Vacancy, recruiter: Staff) -> None:
    application, words = jo(vacancy), some_words(upload=a_text())
    thread = begin_thread(recruiter, application, words)
    assert thread is not None
    assert begin_thread(recruiter, application, words) is None
    reply = some_words("Once")
    assert answer(recruiter, application, thread, reply)
    assert not answer(recruiter, application, thread, reply)
    assert texts(recruiter, thread) == ["Can you come on Monday?", "Once"]
    assert len(threads_of(recruiter, application.id)) == 1
    assert len(letters_to(ADDRESS)) == 2
    only_file_of(thread)


def test_a_mark_of_one_person_is_not_anothers(vacancy: Vacancy, recruiter: Staff) -> None:
    """Whoever guesses a form's mark keeps nobody else from writing."""
    application, words = jo(vacancy), some_words()
    assert begin_thread(Candidate(application.account_id), application, words) is not None
    assert begin_thread(recruiter, application, words) is not None


def test_read_marks_and_boxes(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    person = Candidate(application.account_id)
    thread = a_thread(application, recruiter)
    assert unread_by_application(person) == {application.id: 1}
    mark_read(person, thread)
    assert unread_by_application(person) == {}
    an_answer(application, thread)
    assert count_in_boxes(recruiter) == {"": 1, "unread": 1, "waiting": 1}
    colleague = as_staff(an_organisation(), Role.HIRING_MANAGER)
    mark_read(colleague, thread)
    assert count_in_boxes(recruiter) == {"": 1, "unread": 0, "waiting": 1}
    assert [line.thread.id for line in inbox(recruiter, "waiting", 1).lines] == [thread.id]
    settle(recruiter, thread)
    assert count_in_boxes(recruiter) == {"": 1, "unread": 0, "waiting": 0}
    an_answer(application, thread, "One more thing")
    assert count_in_boxes(recruiter)["waiting"] == 1
    answer(recruiter, application, thread, some_words("Of course"))
    assert count_in_boxes(recruiter) == {"": 1, "unread": 0, "waiting": 0}
    assert own_lines(person)[0].thread.is_new_to_candidate


def test_an_officer_hears_once_until_somebody_has_read(vacancy: Vacancy) -> None:
    officer = a_member(an_organisation(), Role.RECRUITER)
    viewer = as_staff(an_organisation(), Role.RECRUITER, person=officer.id)
    application = an_application(vacancy)
    thread = a_thread(application, viewer)
    an_answer(application, thread)
    an_answer(application, thread, "And one more")
    (letter,) = letters_to(officer.email)
    assert letter.name == "message_waits"
    assert letter.facts is not None and "Yes, gladly." not in str(letter.facts)
    mark_read(viewer, thread)
    an_answer(application, thread, "Third")
    assert len(letters_to(officer.email)) == 2


def test_who_withdraws_is_written_to_no_more(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    thread = a_thread(application, recruiter)
    before = len(letters_to(ADDRESS))
    withdraw(Candidate(application.account_id), application)
    with pytest.raises(Refused):
        answer(recruiter, application, thread, some_words())
    assert [letter.name for letter in letters_to(ADDRESS)[before:]] == ["application_withdrawn"]


def test_who_deleted_the_account_is_written_to_no_more(vacancy: Vacancy, recruiter: Staff) -> None:
    application = jo(vacancy)
    empty(application.account_id)
    db.session.expire_all()
    with pytest.raises(Refused):
        begin_thread(recruiter, application, some_words())
    assert letters_to(ADDRESS) == []


def test_the_record_tells_of_no_content(vacancy: Vacancy, recruiter: Staff) -> None:
    thread = a_thread(jo(vacancy), recruiter, some_words("A secret"))
    acts = db.session.scalars(visible(System("keeping"), Act).where(Act.noun == "message_thread")).all()
    assert [(act.act, act.row_id, act.reason) for act in acts] == [("write_message", thread.id, None)]


def test_hidden_names_hide_an_applicants_documents(recruiter: Staff) -> None:
    """They may say who it is; that there is one is told."""
    hidden = a_vacancy(an_organisation(), hides_names=True)
    application = an_application(hidden, given_name="Zebedee", family_name="Quagmire")
    words = some_words(upload=a_text("CV Zebedee Quagmire"))
    thread = a_thread(application, Candidate(application.account_id), words)
    found = conversation(recruiter, thread.id)
    assert (found.name, found.contact) == (f"Applicant {application.reference}", None)
    assert [(one.files, one.withheld) for one in found.said] == [((), 1)]
    file = only_file_of(thread)
    with pytest.raises(NotVisible):
        open_file(recruiter, file.id)
    assert open_file(Candidate(application.account_id), file.id).id == file.id
    own = a_thread(application, recruiter, some_words(upload=a_text("Plan")))
    assert [len(one.files) for one in conversation(recruiter, own.id).said] == [1]


def test_an_applicants_documents_are_shown_once_names_are(recruiter: Staff, vacancy: Vacancy) -> None:
    """Else the test above could not fail."""
    application = jo(vacancy)
    thread = a_thread(application, Candidate(application.account_id), some_words(upload=a_text("CV")))
    assert [file.name for one in conversation(recruiter, thread.id).said for file in one.files] == ["CV"]
