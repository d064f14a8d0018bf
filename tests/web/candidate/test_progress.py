"""Where an application stands, what comes next and by when; and reopening one that was withdrawn."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.next_steps import next_steps
from recruitment.applications.queries import the_application
from recruitment.core import clock
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.actions import invite, reject
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.applications import a_draft, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_vacancy

TODAY = clock.today()
DAY = timedelta(days=1)


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def account(client: FlaskClient, fife: Organisation) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def page_of(client: FlaskClient, number: int) -> str:
    return words_of(client.get(f"/candidate/applications/{number}").text)


def test_a_promise_that_was_missed_is_said_to_be(client: FlaskClient, account: Account, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, shortlist_by=TODAY - DAY, decide_by=TODAY + 30 * DAY)
    application = an_application(vacancy, account=account)
    words = page_of(client, application.id)
    assert "Late That day has passed and Fife Council has not told you." in words
    assert "You hear the decision" in words and "Add to your calendar" in words
    assert "Late" in words_of(client.get("/candidate/").text)
    told = an_application(a_vacancy(fife, shortlist_by=TODAY - DAY), account=account, state="shortlisted")
    assert "Late" not in page_of(client, told.id)


@pytest.mark.parametrize(
    ("state", "kinds"),
    [("submitted", ["shortlist", "interviews", "decision"]), ("shortlisted", ["interviews", "decision"]),
     ("interview", ["decision"]), ("offered", []), ("unsuccessful", []), ("withdrawn", []), ("draft", [])],
)  # fmt: skip
def test_what_each_state_waits_for(database: None, state: str, kinds: list[str]) -> None:
    days = {"shortlist_by": TODAY + DAY, "interviews_from": TODAY + 2 * DAY, "decide_by": TODAY + 3 * DAY}
    vacancy = a_vacancy(an_organisation(), **days)
    assert [step.kind for step in next_steps(vacancy, state, TODAY)] == kinds
    assert next_steps(None, state, TODAY) == ()


def test_interviews_are_late_only_after_their_last_day(database: None) -> None:
    vacancy = a_vacancy(an_organisation(), interviews_from=TODAY - DAY, interviews_to=TODAY)
    assert [step.is_late for step in next_steps(vacancy, "shortlisted", TODAY)] == [False]
    assert [step.is_late for step in next_steps(vacancy, "shortlisted", TODAY + DAY)] == [True]


def test_an_interview_has_its_place_on_the_page(client: FlaskClient, account: Account, fife: Organisation) -> None:
    application = an_application(a_vacancy(fife), account=account, state="shortlisted")
    at = clock.now() + 9 * DAY
    invite(as_staff(fife), application, at=at, meeting="online", place="https://meet.example/1", note="Be early.")
    db.session.commit()
    words = page_of(client, application.id)
    assert (
        "See, move or cancel it Add to your calendar" in words
        and "https://meet.example/1" in words
        and "Be early." in words
    )


def test_the_outcome_comes_with_its_feedback(client: FlaskClient, account: Account, fife: Organisation) -> None:
    application = an_application(a_vacancy(fife), account=account)
    reject(as_staff(fife), application, reason="Others", feedback="Tell us more of your work.")
    db.session.commit()
    words = page_of(client, application.id)
    assert "Outcome and feedback Fife Council writes: Tell us more of your work." in words
    assert "12 months after its end" in words


def test_home_shows_all_or_those_open_or_ended(client: FlaskClient, account: Account, fife: Organisation) -> None:
    titles = ["Janitor", "Gardener", "Driver"]
    a_draft(a_vacancy(fife, title="Janitor"), account)
    an_application(a_vacancy(fife, title="Gardener"), account=account)
    an_application(a_vacancy(fife, title="Driver"), account=account, state="unsuccessful")
    for show, expected in {"": titles, "open": titles[:2], "ended": titles[2:], "nonsense": titles}.items():
        page = client.get(f"/candidate/?show={show}").text
        assert [title for title in titles if title in page] == expected


def test_a_withdrawn_one_is_reopened_while_the_job_is_open(
    client: FlaskClient, account: Account, fife: Organisation
) -> None:
    vacancy = a_vacancy(fife)
    application = an_application(vacancy, account=account, state="withdrawn")
    base = f"/candidate/applications/{application.id}"
    assert links_of(client.get(base).text)["Reopen your application"] == f"{base}/reopen"
    assert submit(client, f"{base}/reopen").status_code == 303
    db.session.expire_all()
    assert the_application(Candidate(account.id), application.id).state == "draft"
    assert "draft again" in words_of(client.get(base).text)
    assert client.get(f"{base}/copy").status_code == 302
    assert client.get(f"{base}/reopen").status_code == 409, "it is no longer withdrawn"


def test_not_once_it_has_closed(client: FlaskClient, account: Account, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    application = an_application(vacancy, account=account, state="withdrawn")
    base = f"/candidate/applications/{application.id}"
    opened = client.get(f"{base}/reopen").text
    this_one = changing(System("demonstration"), Vacancy).where(Vacancy.id == vacancy.id)
    db.session.execute(this_one.values(closes_at=clock.now() - DAY))
    db.session.commit()
    db.session.expire_all()
    token = opened.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    late = client.post(f"{base}/reopen", data={"csrf_token": token})
    assert late.status_code == 409
    assert "You can no longer reopen this application" in late.text
    assert "Reopen your application" not in client.get(base).text
    assert the_application(Candidate(account.id), application.id).state == "withdrawn"


def test_withdrawing_says_whether_it_can_be_undone(client: FlaskClient, account: Account, fife: Organisation) -> None:
    running = an_application(a_vacancy(fife), account=account)
    closed = an_application(a_vacancy(fife, closes_at=clock.now() - DAY), account=account)
    assert "you can reopen it" in client.get(f"/candidate/applications/{running.id}/withdraw").text
    assert "You cannot undo this" in client.get(f"/candidate/applications/{closed.id}/withdraw").text
