"""A candidate's own interview: choosing, moving and cancelling its time."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.selection.interview_queries import slots_of_round, the_interview
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import an_application
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

ARRANGING = System("interviews")


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def application(client: FlaskClient, vacancy: Vacancy) -> Application:
    account = an_account()
    sign_in(client, account)
    return an_application(vacancy, account=account, state="interview")


def test_choosing_moving_and_cancelling(client: FlaskClient, vacancy: Vacancy, application: Application) -> None:
    row = a_round(vacancy, times=3, note="Bring your licence.")
    interview, slots = an_interview(row, application), slots_of_round(ARRANGING, row.id)
    url = f"/candidate/interviews/{interview.id}"
    assert url in client.get(f"/candidate/applications/{application.id}").text
    assert "Bring your licence." in client.get(url).text
    assert submit(client, url, time=str(slots[0].id)).location == url
    assert "Your time is booked" in words_of(client.get(url).text)
    assert submit(client, url, time=str(slots[2].id)).location == url
    file = client.get(f"{url}/calendar.ics")
    (event,) = Calendar.from_ical(file.text).walk("VEVENT")
    assert event.decoded("dtstart") == slots[2].starts_at and "attachment" in file.headers["Content-Disposition"]
    assert submit(client, f"{url}/cancel").location == f"/candidate/applications/{application.id}"
    db.session.expire_all()
    assert the_interview(ARRANGING, interview.id).state == "cancelled"
    assert client.get(f"{url}/calendar.ics").status_code == 404
    assert client.get(f"{url}/cancel").status_code == 409


def test_who_is_too_slow_chooses_again(client: FlaskClient, vacancy: Vacancy, application: Application) -> None:
    row = a_round(vacancy, times=2)
    interview, slots = an_interview(row, application), slots_of_round(ARRANGING, row.id)
    url = f"/candidate/interviews/{interview.id}"
    opened = client.get(url)
    an_interview(row, an_application(vacancy, state="interview"), slots[0])
    assert opened.status_code == 200
    answer = submit(client, url, time=str(slots[0].id))
    assert answer.status_code == 422 and "Choose one of the times" in words_of(answer.text)
    assert submit(client, url, time=str(slots[1].id)).location == url


def test_no_time_is_free(client: FlaskClient, vacancy: Vacancy, application: Application) -> None:
    interview = an_interview(a_round(vacancy), application)
    assert "No time is free at the moment" in client.get(f"/candidate/interviews/{interview.id}").text


def test_the_last_hours(client: FlaskClient, vacancy: Vacancy, application: Application) -> None:
    row = a_round(vacancy, times=1)
    interview = an_interview(row, application, a_time(row, clock.now() + timedelta(hours=2), room="Near"))
    url = f"/candidate/interviews/{interview.id}"
    shown = client.get(url).text
    assert "It is too late to change it here" in shown and f"{url}/cancel" not in shown
    answer = submit(client, f"{url}/cancel")
    assert answer.status_code in (403, 409, 422) and "too late" in words_of(answer.text)
    assert the_interview(ARRANGING, interview.id).state == "booked"


def test_somebody_elses_is_not_there(client: FlaskClient, vacancy: Vacancy, application: Application) -> None:
    other = an_interview(a_round(vacancy, times=1), an_application(vacancy, state="interview"))
    for path in ("", "/cancel", "/calendar.ics"):
        assert client.get(f"/candidate/interviews/{other.id}{path}").status_code == 404
