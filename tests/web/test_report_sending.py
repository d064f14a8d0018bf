"""Asking for a report by e-mail on its page, and stopping it there or by the letter's link; sent by a real server."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recruitment.core import clock
from recruitment.core.jobs import Pace, run_next
from recruitment.core.tenancy import changing
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.mail.postboxes import SmtpPostbox
from recruitment.reporting.jobs import send_reports
from recruitment.reporting.sending import REPORTS
from recruitment.reporting.sending_tables import SentReport
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.mail.conftest import server as server
from tests.mail.mail_server import MailServer

EMAIL = "/employer/figures/fife-council/equality/email"


@pytest.fixture
def staff(client: FlaskClient) -> FlaskClient:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))
    return client


def test_asking_reading_and_stopping(staff: FlaskClient) -> None:
    assert links_of(staff.get(EMAIL.removesuffix("/email")).text)["Get this report by email"].startswith(EMAIL)
    missed = submit(staff, EMAIL)
    assert missed.status_code == 422 and "Choose how often you want it" in missed.text
    done = submit(staff, EMAIL, frequency="weekly")
    assert done.status_code == 303
    assert "You get this report by email. The first comes on" in words_of(staff.get(done.location).text)
    assert "Equality by email" in links_of(staff.get("/employer/figures").text)
    assert "You get this report already once a week" in words_of(staff.get(EMAIL).text)
    submit(staff, f"{EMAIL}/stop", EMAIL)
    assert "Equality by email" not in links_of(staff.get("/employer/figures").text)


def test_a_letter_arrives_and_its_link_stops_it_with_one_click(
    app: Flask, staff: FlaskClient, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, "postbox", SmtpPostbox(server.url, "portal.test.example"))
    submit(staff, EMAIL, frequency="monthly")
    yesterday = clock.today() - timedelta(days=1)
    db.session.execute(changing(REPORTS, SentReport).values(due_on=yesterday))
    db.session.commit()
    send_reports()
    while run_next(Pace(first_wait=timedelta(0))):
        pass
    (letter,) = [each for each in server.letters() if "Equality" in each["Subject"]]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.sub(r"^<https?://[^/]+|>$", "", letter["List-Unsubscribe"])
    anyone = app.test_client()
    assert "Stop this report" in anyone.get(path).text
    assert "You get no more emails of it." in anyone.post(path).text
    assert anyone.get(path).status_code == 404
    assert "Equality by email" not in links_of(staff.get("/employer/figures").text)
