"""Who has begun to apply, or has applied, is told what changed of the advert."""

from datetime import timedelta

import pytest

from recruitment.accounts.queries import address_of
from recruitment.applications.amending import tell_candidates
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.outbox import Letter
from recruitment.core.viewers import Role, Staff
from recruitment.mail.letters import words_of
from recruitment.organisations.tables import Organisation
from recruitment.settings import Brand
from recruitment.vacancies import amending
from tests.builders.accounts import as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

BRAND = Brand("Shared Jobs", "Jobs", "#1b4d5c")


@pytest.fixture
def fife(database: None) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def heard(application: Application) -> list[Letter]:
    return letters_to(address_of(application.account_id))


def test_who_has_begun_or_waits_is_told_and_nobody_else(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    draft = a_draft(vacancy)
    waiting = [an_application(vacancy, state=state) for state in ("submitted", "shortlisted", "interview", "offered")]
    ended = [an_application(vacancy, state=state) for state in ("unsuccessful", "withdrawn")]
    elsewhere = a_draft(a_vacancy(fife))
    becomes = vacancy.closes_at + timedelta(days=7)
    amendment = amending.extend(recruiter, vacancy, becomes, "For the record alone", "Take your time.")
    assert tell_candidates(vacancy, amendment) == 5
    assert tell_candidates(vacancy, amendment) == 5
    for application in (draft, *waiting):
        (letter,) = heard(application)
        assert (letter.name, letter.facts["is_draft"]) == ("job_changed", application is draft)
        assert letter.facts["message"] == "Take your time."
        assert letter.facts["changes"][0][0] == "Closing date"
        assert letter.facts["link"].endswith(f"/candidate/applications/{application.id}")
        assert "For the record alone" not in str(letter.facts)
    assert heard(draft)[0].facts["name"] == "" and heard(waiting[0])[0].facts["name"] == "Test"
    for application in (*ended, elsewhere):
        assert heard(application) == []


def test_each_change_is_told_by_itself(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    draft = a_draft(vacancy)
    for title in ("Cook", "Head cook"):
        tell_candidates(vacancy, amending.amend(recruiter, vacancy, {"title": title}, "Wrong"))
    assert [letter.facts["changes"] for letter in heard(draft)] == [
        [["Job title", "Cleaner", "Cook"]],
        [["Job title", "Cook", "Head cook"]],
    ]


def test_long_words_are_left_to_the_advert(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    texts = {"duties": "* clean\n* polish", "summary": "x" * 201, "pay_note": "Paid monthly"}
    amendment = amending.amend(recruiter, vacancy, texts, "Wrong")
    draft = a_draft(vacancy)
    tell_candidates(vacancy, amendment)
    assert sorted(heard(draft)[0].facts["changes"]) == [
        ["More about the pay", "nothing", "Paid monthly"],
        ["Summary", "", ""],
        ["What the job involves", "", ""],
    ]


def test_who_has_begun_is_not_told_to_send_what_cannot_be_sent(fife: Organisation, recruiter: Staff) -> None:
    vacancy = a_vacancy(fife)
    draft = a_draft(vacancy)
    amendment = amending.close_early(recruiter, vacancy, clock.now(), "Enough applied")
    tell_candidates(vacancy, amendment)
    tell_candidates(vacancy, amending.reopen(recruiter, vacancy, clock.now() + timedelta(days=9), "Too few after all"))
    assert [letter.facts["is_open"] for letter in heard(draft)] == [False, True]
    words = [words_of("job_changed", letter.facts, BRAND, "http://test").text for letter in heard(draft)]
    assert "takes no more applications now" in words[0] and "before the advert closes" not in words[0]
    assert "send it before the advert closes" in words[1]
