"""A candidate's pages of messages, choices and dates."""

import io
import re

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from recruitment.accounts.tables import Account
from recruitment.applications.notice_tables import DAILY, LINK
from recruitment.applications.notices import Chosen, own_choice
from recruitment.applications.tables import Application
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.message_queries import threads_of, unread_by_application
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, an_application
from tests.builders.documents import a_pdf
from tests.builders.messages import a_text, a_thread, only_file_of, some_words
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def fife(client: FlaskClient) -> Organisation:
    return an_organisation("fife-council")


@pytest.fixture
def account(client: FlaskClient, fife: Organisation) -> Account:
    account = an_account("jo@test.example")
    sign_in(client, account)
    return account


@pytest.fixture
def application(account: Account, fife: Organisation) -> Application:
    return an_application(a_vacancy(fife, title="Cook"), account=account)


def test_a_message_is_read_answered_and_new_no_more(client: FlaskClient, application: Application) -> None:
    thread = a_thread(application, words=some_words(upload=a_text("Map")))
    assert "New message" in words_of(client.get("/candidate/").text)
    page = client.get(f"/candidate/applications/{application.id}").text
    assert "Your interview New" in words_of(page)
    read = client.get(f"/candidate/messages/{thread.id}").text
    assert "Can you come on Monday?" in read and "Fife Council" in read and "Map" in read
    db.session.expire_all()
    assert unread_by_application(Candidate(application.account_id)) == {}
    assert "New message" not in client.get("/candidate/").text
    file = client.get(f"/candidate/messages/files/{only_file_of(thread).id}")
    assert (file.status_code, file.data) == (200, b"Turn left.")
    assert file.headers["Content-Disposition"].startswith("attachment")
    answered = submit(client, f"/candidate/messages/{thread.id}", text="Yes", sending="mark")
    assert answered.status_code == 303
    again = submit(client, f"/candidate/messages/{thread.id}", text="Yes", sending="mark")
    assert again.status_code == 303
    words = words_of(client.get(f"/candidate/messages/{thread.id}").text)
    assert words.count("You 2") == 1 and "This was sent already" in words


def test_a_new_message_with_a_document(client: FlaskClient, application: Application) -> None:
    url = f"/candidate/applications/{application.id}/messages/new"
    given = {"subject": "Parking", "text": "Is there any?", "sending": "a",
             "file": (io.BytesIO(a_pdf("Plan")), "../plan.pdf")}  # fmt: skip
    assert submit(client, url, **given).status_code == 303
    (thread,) = threads_of(Candidate(application.account_id), application.id)
    assert (thread.subject, only_file_of(thread).name) == ("Parking", "plan")


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: FlaskClient, application: Application
) -> None:
    url = f"/candidate/applications/{application.id}/messages/new"
    empty = submit(client, url, subject="", text="Is there parking?", sending="a")
    assert empty.status_code == 422
    assert "Enter a subject" in empty.text and "Is there parking?" in empty.text
    program = {"subject": "Hello", "text": "Open it", "file": (io.BytesIO(b"MZ\x90"), "plan.pdf")}
    refused = submit(client, url, **program)
    assert refused.status_code == 422
    assert "The file is a program" in refused.text and "Open it" in refused.text
    long = submit(client, url, subject="Hello", text="x" * 6001)
    assert "6,000 characters or fewer" in long.text
    assert threads_of(Candidate(application.account_id), application.id) == ()


def test_whose_name_is_hidden_is_told_not_to_sign(client: FlaskClient, account: Account, fife: Organisation) -> None:
    hidden = an_application(a_vacancy(fife, hides_names=True), account=account)
    shown = an_application(a_vacancy(fife), account=account)
    told = "does not see names until the shortlist"
    assert told in client.get(f"/candidate/applications/{hidden.id}/messages/new").text
    assert told not in client.get(f"/candidate/applications/{shown.id}/messages/new").text


def test_nobody_reads_or_writes_in_anothers_thread(client: FlaskClient, account: Account, fife: Organisation) -> None:
    other = an_application(a_vacancy(fife))
    thread = a_thread(other, words=some_words(upload=a_text()))
    for path in (f"messages/{thread.id}", f"applications/{other.id}/messages/new",
                 f"messages/files/{only_file_of(thread).id}"):  # fmt: skip
        assert client.get(f"/candidate/{path}").status_code == 404
    assert "You have no messages" in client.get("/candidate/messages").text


def test_choices_are_kept_and_explained(client: FlaskClient, account: Account) -> None:
    page = words_of(client.get("/candidate/notifications").text)
    assert "Some emails cannot be switched off" in page and "the outcome" in page
    saved = submit(client, "/candidate/notifications", messages=LINK, pace=DAILY)
    assert saved.status_code == 303
    assert own_choice(Candidate(account.id)) == Chosen(steps=False, messages=LINK, pace=DAILY)
    assert submit(client, "/candidate/notifications", messages="shout", pace=DAILY).status_code == 422


def test_dates_at_a_secret_address_that_a_calendar_program_reads(
    client: FlaskClient, account: Account, fife: Organisation
) -> None:
    draft = a_draft(a_vacancy(fife, title="Cook"), account)
    assert "Closing: Cook" in client.get("/candidate/calendar").text
    made = submit(client, "/candidate/calendar", act="make")
    found = re.search(r"(/link/calendar/[0-9a-f]{64}\.ics)</code>", made.text)
    assert made.status_code == 200 and found is not None
    assert found[1] not in client.get("/candidate/calendar").text, "shown once"
    stranger = client.application.test_client()
    read = stranger.get(found[1])
    assert read.mimetype == "text/calendar" and "no-store" in read.headers["Cache-Control"]
    assert [str(event["SUMMARY"]) for event in Calendar.from_ical(read.data).walk("VEVENT")] == ["Closing: Cook"]
    assert "jo@" not in read.text and draft.reference not in found[1]
    submit(client, "/candidate/calendar", act="end")
    assert stranger.get(found[1]).status_code == 404
    assert stranger.get("/link/calendar/0.ics").status_code == 404


def test_one_date_as_a_file(client: FlaskClient, account: Account, fife: Organisation) -> None:
    draft = a_draft(a_vacancy(fife, title="Cook"), account)
    path = f"/candidate/applications/{draft.id}/dates"
    one = client.get(f"{path}/closing.ics")
    assert len(Calendar.from_ical(one.data).walk("VEVENT")) == 1
    assert client.get(f"{path}/interview.ics").status_code == 404
    assert f"{path}/closing.ics" in links_of(client.get(f"/candidate/applications/{draft.id}").text).values()
