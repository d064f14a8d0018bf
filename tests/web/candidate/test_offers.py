"""An offer as its candidate meets it: read, compared with what was sent before, answered."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.offers.offer_actions import send, write_terms
from recruitment.offers.offer_queries import Held, offer_of, the_offer
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.applications import an_application
from tests.builders.offers import an_offer_to, sent_to, some_terms
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

DAY = timedelta(days=1)


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account("jo@test.example")
    sign_in(client, account)
    return account


def offered(account: Account, state: str = "offered", **facts: object) -> Application:
    return an_application(a_vacancy(an_organisation(), title="Gardener"), account=account, state=state, **facts)


def page_of(application: Application, act: str = "") -> str:
    return f"/candidate/applications/{application.id}{'/' if act else ''}{act}"


def stored(application: Application) -> Held:
    db.session.expire_all()
    held = offer_of(System("letters"), application.id)
    assert held is not None
    return held


def test_it_is_read_and_accepted(client: FlaskClient, account: Account) -> None:
    application = offered(account)
    an_offer_to(application)
    assert "Read it and answer" in client.get(page_of(application)).text
    page = words_of(client.get(page_of(application, "offer")).text)
    for said in ("Pay an hour £14.00", "Facilities Supervisor", "PVG scheme membership", "Do not give notice"):
        assert said in page
    accept = page_of(application, "offer/accept")
    assert submit(client, accept, seen="1").status_code == 422
    assert submit(client, accept, seen="1", start="other", day=["", "", ""]).status_code == 422
    assert submit(client, accept, seen="1", start="yes").status_code == 303
    assert stored(application).offer.state == "accepted"
    assert "You accepted on" in client.get(page_of(application, "offer")).text
    assert client.get(accept).status_code == 409


def test_another_day_is_named(client: FlaskClient, account: Account) -> None:
    application = offered(account)
    an_offer_to(application)
    day = clock.today() + 80 * DAY
    accept = page_of(application, "offer/accept")
    past = submit(client, accept, seen="1", start="other", day=["1", "1", "2020"])
    assert (past.status_code, "must be in the future" in past.text) == (422, True)
    typed = [str(day.day), str(day.month), str(day.year)]
    assert submit(client, accept, seen="1", start="other", day=typed).status_code == 303
    assert stored(application).offer.wished_start == day


def test_changes_are_shown_and_terms_that_were_not_seen_are_not_accepted(client: FlaskClient, account: Account) -> None:
    application = offered(account, "interview")
    recruiter = as_staff(an_organisation())
    held = sent_to(recruiter, application)
    write_terms(recruiter, held, some_terms(hours=25))
    send(recruiter, the_offer(recruiter, held.offer.id))
    db.session.commit()
    page = words_of(client.get(page_of(application, "offer")).text)
    assert "What has changed" in page
    assert "Hours 20 a week (0.5405 of full time) 25 a week (0.6757 of full time)" in page
    late = submit(client, page_of(application, "offer/accept"), seen="1", start="yes")
    assert (late.status_code, stored(application).offer.state) == (303, "conditional")
    assert "Read it again first" in client.get(page_of(application, "offer")).text


def test_declining_asks_first_and_takes_a_reason(client: FlaskClient, account: Account) -> None:
    application = offered(account)
    an_offer_to(application)
    assert client.get(page_of(application, "decline")).location == page_of(application, "offer/decline")
    decline = page_of(application, "offer/decline")
    assert submit(client, decline, why="made-up").status_code == 422
    assert submit(client, decline, why="pay", words="Too little.").status_code == 303
    held = stored(application)
    assert (held.offer.state, held.offer.why_declined, held.application.state) == ("declined", "pay", "declined")


def test_after_the_last_minute_nobody_accepts(client: FlaskClient, account: Account) -> None:
    application = offered(account)
    an_offer_to(application, answer_by=clock.now() - timedelta(minutes=5))
    page = client.get(page_of(application, "offer")).text
    assert "You could answer until" in page and "Accept the offer" not in page
    assert client.get(page_of(application, "offer/accept")).status_code == 403


@pytest.mark.parametrize("state", ["drafted", "discarded"])
def test_what_was_not_sent_is_not_there(client: FlaskClient, account: Account, state: str) -> None:
    application = offered(account, "interview")
    an_offer_to(application, state)
    assert "Your offer" not in client.get(page_of(application)).text
    for page in ("offer", "offer/accept", "offer/decline", "offer/letter.pdf"):
        assert client.get(page_of(application, page)).status_code == 404


def test_the_letter_is_taken_home(client: FlaskClient, account: Account) -> None:
    application = offered(account)
    an_offer_to(application)
    for form, kind in (("pdf", "application/pdf"), ("html", "text/html")):
        answer = client.get(page_of(application, f"offer/letter.{form}"))
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert f"offer-{application.reference}.{form}" in answer.headers["Content-Disposition"]
