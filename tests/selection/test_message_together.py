"""One message for several applicants: merged for each, sent once."""

from pathlib import Path

import pytest
from flask import Flask

from recruitment.core.errors import NotVisible, Refused
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, Staff, System
from recruitment.extensions import db
from recruitment.selection.message_queries import own_lines
from recruitment.selection.message_tables import Message
from recruitment.selection.message_together import drafts_for, write_together
from recruitment.selection.queries import chosen_applicants, every_applicant
from recruitment.selection.rules import Sift
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.letters import letters_to
from tests.builders.messages import some_words
from tests.builders.organisations import an_organisation
from tests.builders.selection import a_portal_of_its_own, press_at_once
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def vacancy(database: None) -> Vacancy:
    return a_vacancy(an_organisation(), title="Cook")


@pytest.fixture
def recruiter(vacancy: Vacancy) -> Staff:
    return as_staff(an_organisation())


def all_messages() -> list[str]:
    return list(db.session.scalars(visible(System("keeping"), Message).with_only_columns(Message.text)))


def test_each_reads_their_own(vacancy: Vacancy, recruiter: Staff) -> None:
    for number, name in enumerate(("Ann", "Bob")):
        an_application(vacancy, account=an_account(f"p{number}@test.example"), given_name=name, family_name="Test")
    rows = every_applicant(recruiter, vacancy.id, Sift())
    words = some_words("Dear {{candidate}}", subject="About {{job}}")
    drafts, problems = drafts_for(rows, vacancy, "Fife Council", "Robin", words)
    assert problems == {}
    done = write_together(recruiter, vacancy.id, drafts, words)
    assert (done.sent, done.again, done.left) == (2, 0, ())
    assert sorted(all_messages()) == ["Dear Ann Test", "Dear Bob Test"]
    (line,) = own_lines(Candidate(rows[0].application.account_id))
    assert line.thread.subject == "About Cook"
    again = write_together(recruiter, vacancy.id, drafts, words)
    assert (again.sent, again.again) == (0, 2)
    assert len(all_messages()) == 2
    assert [len(letters_to(f"p{number}@test.example")) for number in range(2)] == [1, 1]


def test_who_withdrew_is_left_out_and_told_of(vacancy: Vacancy, recruiter: Staff) -> None:
    stays, gone = an_application(vacancy), an_application(vacancy, state="withdrawn")
    rows = chosen_applicants(recruiter, vacancy.id, [stays.id, gone.id])
    words = some_words()
    drafts, _ = drafts_for(rows, vacancy, "Fife Council", "Robin", words)
    done = write_together(recruiter, vacancy.id, drafts, words)
    assert (done.sent, [one.id for one in done.left]) == (1, [gone.id])


def test_an_unknown_field_is_said_of_its_own_box(vacancy: Vacancy, recruiter: Staff) -> None:
    an_application(vacancy)
    rows = every_applicant(recruiter, vacancy.id, Sift())
    words = some_words("Dear {{candidate}}", subject="{{nothing}}")
    drafts, problems = drafts_for(rows, vacancy, "Fife Council", "Robin", words)
    assert drafts == ()
    assert problems.keys() == {"subject"}


def test_one_of_another_vacancy_stops_them_all(vacancy: Vacancy, recruiter: Staff) -> None:
    other = a_vacancy(an_organisation())
    an_application(other)
    words = some_words()
    drafts, _ = drafts_for(every_applicant(recruiter, other.id, Sift()), other, "Fife Council", "Robin", words)
    with pytest.raises(NotVisible):
        write_together(recruiter, vacancy.id, drafts, words)


def test_a_panel_member_writes_to_nobody(vacancy: Vacancy, recruiter: Staff) -> None:
    an_application(vacancy)
    words = some_words()
    drafts, _ = drafts_for(every_applicant(recruiter, vacancy.id, Sift()), vacancy, "Fife Council", "Robin", words)
    with pytest.raises((Refused, NotVisible)):
        write_together(as_staff(an_organisation(), Role.PANEL_MEMBER), vacancy.id, drafts, words)


@pytest.mark.dialect
def test_two_clicks_at_the_same_moment_send_once(app: Flask, tmp_path: Path) -> None:
    """Both requests carry the mark of one form."""
    with a_portal_of_its_own(app, tmp_path) as portal:
        fife = an_organisation("fife-council")
        vacancy = a_vacancy(fife)
        chosen = [an_application(vacancy, account=an_account(f"p{number}@test.example")) for number in range(3)]
        url = f"/employer/vacancies/{vacancy.id}/applicants/message?application={chosen[0].id}"
        fields = {"subject": "Hello", "text": "Dear {{candidate}}", "sending": "one-form", "send": "1",
                  "application": [one.id for one in chosen]}  # fmt: skip
        member = a_member(fife)
        first, second = press_at_once(portal, (member, url, fields), (member, url, fields))
        assert {first.status_code, second.status_code} == {303}
        db.session.rollback()
        assert len(all_messages()) == 3
        assert [len(letters_to(f"p{number}@test.example")) for number in range(3)] == [1, 1, 1]
