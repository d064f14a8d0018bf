"""Checking and sending, to the second; and what a candidate sees and does afterwards."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.actions import advance
from recruitment.applications.draft_actions import answer, declare, finish
from recruitment.applications.draft_queries import draft_of
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from recruitment.web.candidate.draft_facts import exactly
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    a_profile(account)
    sign_in(client, account)
    return account


def a_finished_draft(account: Account, vacancy: Vacancy) -> Application:
    viewer, draft = Candidate(account.id), a_draft(vacancy, account)
    finish(viewer, draft, "history")
    finish(viewer, draft, "referees")
    asked = draft_of(viewer, draft.id).questions
    answer(viewer, draft, asked, {question.id: "I am good at this." for question in asked})
    declare(viewer, draft, related="no", right_to_work="yes")
    db.session.commit()
    return draft


def letters() -> list[str]:
    return list(db.session.scalars(visible(System("mail"), Letter).with_only_columns(Letter.name)))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Sets the portal's clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def test_sending_needs_the_declaration(client: FlaskClient, account: Account) -> None:
    draft = a_finished_draft(account, a_vacancy(an_organisation()))
    answered = submit(client, f"/candidate/applications/{draft.id}/check")
    assert answered.status_code == 422
    assert "Tick the box to say that what you have written is true" in answered.text
    assert the_application(Candidate(account.id), draft.id).state == "draft"


def test_an_unfinished_draft_has_no_button_and_is_refused(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    path = f"/candidate/applications/{draft.id}/check"
    page = client.get(path).text
    assert "Some sections are not finished" in page
    assert "Send your application" not in page
    token = TOKEN.search(page).group(1)
    answered = client.post(path, data={"csrf_token": token, "is_true": "y"})
    assert answered.status_code == 409
    assert f"/candidate/applications/{draft.id}/criteria" in answered.text
    assert the_application(Candidate(account.id), draft.id).state == "draft"


@pytest.mark.parametrize(("late_by", "expected"), [(-1, 303), (0, 303), (1, 409)])
def test_closing_is_exact_to_the_second(client: FlaskClient, account: Account, at, late_by: int, expected: int) -> None:
    closes_at: datetime = clock.now().replace(microsecond=0) + timedelta(minutes=10)
    draft = a_finished_draft(account, a_vacancy(an_organisation(), closes_at=closes_at))
    path = f"/candidate/applications/{draft.id}/check"
    token = TOKEN.search(client.get(path).text).group(1)
    at(closes_at + timedelta(seconds=late_by))
    answered = client.post(path, data={"csrf_token": token, "is_true": "y"})
    assert answered.status_code == expected
    state = the_application(Candidate(account.id), draft.id).state
    if expected == 303:
        assert (state, letters()) == ("submitted", ["application_submitted"])
        return
    assert (state, letters()) == ("draft", [])
    assert f"This job closed {exactly(closes_at)}" in answered.text
    assert f"reached us {exactly(closes_at + timedelta(seconds=1))}" in answered.text
    assert "Only the employer can decide" in answered.text
    assert "Your answers are kept" in answered.text
    assert "I am good at this." in answered.text
    assert "I am good at this." in client.get(f"/candidate/applications/{draft.id}/criteria").text
    assert "so this application cannot be sent" in client.get(f"/candidate/applications/{draft.id}").text
    assert "Job closed" in client.get("/candidate/").text


def test_an_advert_withdrawn_meanwhile(client: FlaskClient, account: Account) -> None:
    vacancy = a_vacancy(an_organisation(), title="Lamplighter")
    draft = a_finished_draft(account, vacancy)
    path = f"/candidate/applications/{draft.id}/check"
    token = TOKEN.search(client.get(path).text).group(1)
    recruiter = as_staff(an_organisation())
    db.session.execute(changing(recruiter, Vacancy).where(Vacancy.id == vacancy.id).values(state="withdrawn"))
    db.session.commit()
    answered = client.post(path, data={"csrf_token": token, "is_true": "y"})
    assert answered.status_code == 409
    assert "takes no more applications" in answered.text
    for page in ("/candidate/", f"/candidate/applications/{draft.id}"):
        assert "withdrawn" in client.get(page).text
        assert "Lamplighter" in client.get(page).text


def test_the_button_pressed_twice_sends_once(client: FlaskClient, account: Account) -> None:
    draft = a_finished_draft(account, a_vacancy(an_organisation()))
    path = f"/candidate/applications/{draft.id}/check"
    token = TOKEN.search(client.get(path).text).group(1)
    answers = [client.post(path, data={"csrf_token": token, "is_true": "y"}).status_code for _ in range(2)]
    assert answers == [303, 409]
    assert letters() == ["application_submitted"]
    confirmed = client.get(f"/candidate/applications/{draft.id}/sent").text
    assert "Application sent" in confirmed
    assert draft.reference in confirmed


def test_a_draft_was_not_sent(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    for page in ("sent", "copy"):
        answered = client.get(f"/candidate/applications/{draft.id}/{page}")
        assert (answered.status_code, answered.location) == (302, f"/candidate/applications/{draft.id}")


def test_progress_is_shown_with_its_messages(client: FlaskClient, account: Account) -> None:
    application = an_application(a_vacancy(an_organisation()), account=account)
    recruiter = as_staff(an_organisation())
    advance(recruiter, application, "shortlist")
    advance(recruiter, application, "invite", message="Come on Thursday at <b>ten</b>.")
    db.session.commit()
    page = client.get(f"/candidate/applications/{application.id}").text
    told = page.split("What has happened")[1]
    assert told.index("Interview") < told.index("Shortlisted") < told.index("Received")
    assert "Come on Thursday at &lt;b&gt;ten&lt;/b&gt;." in told
    assert "You are invited to an interview" in page


@pytest.mark.parametrize("state", ["submitted", "shortlisted", "interview", "offered"])
def test_withdrawing_asks_first(client: FlaskClient, account: Account, state: str) -> None:
    application = an_application(a_vacancy(an_organisation()), account=account, state=state)
    base = f"/candidate/applications/{application.id}"
    assert f"{base}/withdraw" in client.get(base).text
    assert "you can reopen it" in client.get(f"{base}/withdraw").text
    assert submit(client, f"{base}/withdraw").location == base
    page = client.get(base).text
    assert "Withdrawn" in page
    assert f"{base}/withdraw" not in page
    assert letters() == ["application_withdrawn"]
    assert client.get(f"{base}/withdraw").status_code == 409


def test_declining_an_offer_asks_first(client: FlaskClient, account: Account) -> None:
    application = an_application(a_vacancy(an_organisation()), account=account, state="offered")
    base = f"/candidate/applications/{application.id}"
    assert submit(client, f"{base}/decline").location == base
    assert "Offer declined" in client.get(base).text
    assert letters() == ["offer_declined"]


@pytest.mark.parametrize("state", ["submitted", "interview", "appointed", "unsuccessful", "withdrawn"])
def test_only_an_offer_is_declined(client: FlaskClient, account: Account, state: str) -> None:
    application = an_application(a_vacancy(an_organisation()), account=account, state=state)
    base = f"/candidate/applications/{application.id}"
    assert f"{base}/decline" not in client.get(base).text
    assert client.get(f"{base}/decline").status_code == 409


def test_the_home_page_sorts_by_where_they_stand(client: FlaskClient, account: Account) -> None:
    for title, state in (("Gardener", "submitted"), ("Librarian", "unsuccessful")):
        an_application(a_vacancy(an_organisation(), title=title), account=account, state=state)
    a_draft(a_vacancy(an_organisation(), title="Plumber"), account)
    page = client.get("/candidate/").text
    order = [page.index(words) for words in ("Not sent yet</h2>", "Plumber", "Sent</h2>", "Gardener", "Finished</h2>",
                                             "Librarian")]  # fmt: skip
    assert order == sorted(order)
