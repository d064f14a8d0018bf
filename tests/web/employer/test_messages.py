"""The employer's pages of messages: inbox, thread, writing to several with a preview, templates."""

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.applications.tables import Application
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, Role, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.selection.message_queries import own_lines, threads_of
from recruitment.selection.message_tables import Message, MessageTemplate
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import an_account, as_staff
from tests.builders.applications import an_application
from tests.builders.documents import a_pdf
from tests.builders.letters import letters_to
from tests.builders.messages import a_message_template, a_text, a_thread, an_answer, only_file_of, some_words
from tests.builders.organisations import an_organisation
from tests.builders.pages import filled, links_of, submit, words_of
from tests.builders.vacancies import a_vacancy

READERS = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife, title="Cook")


def writing(vacancy: Vacancy, *chosen: Application) -> str:
    ticked = "&".join(f"application={application.id}" for application in chosen)
    return f"/employer/vacancies/{vacancy.id}/applicants/message?{ticked}"


def messages() -> list[str]:
    wanted = visible(System("keeping"), Message).order_by(Message.id).with_only_columns(Message.text)
    return list(db.session.scalars(wanted))


@pytest.mark.parametrize("role", Role)
def test_who_has_an_inbox(client: FlaskClient, signed_in: Any, vacancy: Vacancy, role: Role) -> None:
    application = an_application(vacancy, given_name="Ann", family_name="Test")
    thread = a_thread(application)
    an_answer(application, thread, "Yes, gladly.")
    signed_in(role)
    status = 200 if role in READERS else 403
    assert client.get("/employer/messages").status_code == status
    assert client.get("/employer/messages/templates").status_code == status
    assert client.get(f"/employer/messages/{thread.id}").status_code == (200 if role in READERS else 404)
    assert ("Messages" in links_of(client.get("/employer/").text)) == (role in READERS)


def test_the_inbox_shows_what_is_unread_and_what_waits(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    application = an_application(vacancy, given_name="Ann", family_name="Test")
    thread = a_thread(application)
    an_answer(application, thread)
    page = words_of(client.get("/employer/messages?box=unread").text)
    assert "Your interview Unread Waits for an answer Ann Test, Cook" in page
    read = client.get(f"/employer/messages/{thread.id}").text
    assert "Yes, gladly." in read and "No answer is needed" in read
    assert "Everything is read" in client.get("/employer/messages?box=unread").text
    assert "Ann Test" in client.get("/employer/messages?box=waiting").text
    settled = submit(client, f"/employer/messages/{thread.id}/settled", page=f"/employer/messages/{thread.id}")
    assert settled.status_code == 303
    assert "Nobody waits for an answer" in client.get("/employer/messages?box=waiting").text


def test_hidden_names_are_in_no_page_of_messages(client: FlaskClient, signed_in: Any, fife: Organisation) -> None:
    hidden = a_vacancy(fife, hides_names=True)
    application = an_application(hidden, given_name="Zebedee", family_name="Quagmire")
    words = some_words("I have a question.", upload=a_text("CV Zebedee"))
    thread = a_thread(application, Candidate(application.account_id), words)
    signed_in()
    for path in ("/employer/messages", f"/employer/messages/{thread.id}", f"/employer/applications/{application.id}"):
        page = client.get(path).text
        assert application.reference in page
        assert "Zebedee" not in page and "Quagmire" not in page, path
    assert "It is shown once the applicant is on the shortlist" in client.get(f"/employer/messages/{thread.id}").text
    assert client.get(f"/employer/messages/files/{only_file_of(thread).id}").status_code == 404
    given = {"subject": "Hello", "text": "Dear {{candidate}}", "application": [application.id]}
    preview = submit(client, writing(hidden, application), **given).text
    assert "Dear applicant" in preview and "Zebedee" not in preview


def test_several_read_their_own_after_a_preview_and_once(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    chosen = [
        an_application(vacancy, account=an_account(f"p{number}@test.example"), given_name=name, family_name="Test")
        for number, name in enumerate(("Ann", "Bob"))
    ]
    listed = client.get(f"/employer/vacancies/{vacancy.id}/applicants").text
    assert f"/employer/vacancies/{vacancy.id}/applicants/message" in listed
    url = writing(vacancy, *chosen)
    given = {"subject": "About {{job}}", "text": "Dear {{candidate}},\n\nWelcome.",
             "application": [one.id for one in chosen]}  # fmt: skip
    preview = submit(client, url, **given)
    assert preview.status_code == 200
    assert "Dear Ann Test," in preview.text and "Dear Bob Test," in preview.text and "About Cook" in preview.text
    assert messages() == []
    held = filled(preview.text)
    sending = {**given, "csrf_token": held["csrf_token"][0], "sending": held["sending"][0], "send": "1",
               "file": (io.BytesIO(a_pdf("Map")), "Map.pdf")}  # fmt: skip
    assert client.post(url, data=sending).status_code == 303
    sending["file"] = (io.BytesIO(a_pdf("Map")), "Map.pdf")
    assert client.post(url, data=sending).status_code == 303
    assert messages() == ["Dear Ann Test,\n\nWelcome.", "Dear Bob Test,\n\nWelcome."]
    assert [len(letters_to(f"p{number}@test.example")) for number in range(2)] == [1, 1]
    assert own_lines(Candidate(chosen[0].account_id))[0].thread.subject == "About Cook"
    page = words_of(client.get(f"/employer/vacancies/{vacancy.id}/applicants").text)
    assert "Your message is sent to 2 applicants." in page and "This was sent already" in page


def test_a_preview_may_be_changed_again(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    one = an_application(vacancy)
    given = {"subject": "Hello", "text": "Dear {{candidate}}", "application": [one.id], "change": "1"}
    page = submit(client, writing(vacancy, one), **given)
    assert page.status_code == 200
    assert "Dear {{candidate}}" in page.text and "Check before sending</h1>" not in page.text
    assert messages() == []


@pytest.mark.parametrize(
    ("subject", "text", "says"),
    [("Hello", "Dear {{nobody}}", "There is no field {{nobody}}"), ("{{job", "Hello", "One of them is missing"),
     ("Hello", "By {{decision_by}}", "the advert names no such day"), ("", "Hello", "Enter a subject"),
     ("Hello", "", "Write your message")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_sent(
    client: FlaskClient, signed_in: Any, vacancy: Vacancy, subject: str, text: str, says: str
) -> None:
    signed_in()
    one = an_application(vacancy)
    refused = submit(client, writing(vacancy, one), subject=subject, text=text, application=[one.id], send="1")
    assert refused.status_code == 422
    assert says in refused.text
    assert messages() == []


def test_nobody_is_written_to_who_withdrew(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    gone = an_application(vacancy, state="withdrawn", given_name="Gone", family_name="Test")
    assert client.get(writing(vacancy, gone)).status_code == 303
    assert "Write to the applicant" not in client.get(f"/employer/applications/{gone.id}").text
    stays = an_application(vacancy)
    page = words_of(client.get(writing(vacancy, gone, stays)).text)
    assert "cannot be written to" in page and "Gone Test" in page


def test_another_councils_applicants_are_not_written_to(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    own = an_application(vacancy)
    other = an_application(a_vacancy(an_organisation("orkney-islands-council")))
    given = {"subject": "Hello", "text": "Hello", "application": [own.id, other.id], "send": "1"}
    assert submit(client, writing(vacancy, own), **given).status_code == 303
    assert messages() == ["Hello"]
    assert threads_of(System("keeping"), other.id) == ()


def test_everyone_of_a_list(client: FlaskClient, signed_in: Any, vacancy: Vacancy) -> None:
    signed_in()
    for _ in range(3):
        an_application(vacancy)
    page = client.get(f"/employer/vacancies/{vacancy.id}/applicants/message?everyone=1").text
    assert "Write to 3 applicants" in page


def test_a_template_fills_the_boxes(client: FlaskClient, signed_in: Any, fife: Organisation, vacancy: Vacancy) -> None:
    officer = signed_in()
    one = an_application(vacancy)
    own = a_message_template(as_staff(fife, person=officer.id), fife, name="Ours", text="Our {{job}}")
    page = client.get(writing(vacancy, one)).text
    links = links_of(page)
    assert "Our {{job}}" in client.get(links["Ours"]).text
    assert "we need more time" in client.get(links["We need more time"]).text
    assert f"begin={own.id}" in links["Ours"] and f"application={one.id}" in links["Ours"]


def test_templates_are_kept_shared_changed_and_removed(client: FlaskClient, signed_in: Any, fife: Organisation) -> None:
    signed_in(Role.HIRING_MANAGER)
    new = "/employer/messages/templates/new"
    wrong = submit(client, new, name="Mine", subject="Hello", text="{{job}} {{pay}}")
    assert wrong.status_code == 422 and "There is no field {{pay}}" in wrong.text and "{{job}} {{pay}}" in wrong.text
    assert submit(client, new, name="Mine", subject="Hello", text="{{job}}").status_code == 303
    assert submit(client, new, name="Ours", subject="Hello", text="{{job}}", is_shared="y").status_code == 303
    signed_in(Role.RECRUITER)
    page = client.get("/employer/messages/templates").text
    assert "Ours" in page and "Mine" not in page
    changed = next(href for text, href in links_of(page).items() if text == "Change Ours")
    assert submit(client, changed, name="Ours", subject="Hi", text="Hi", is_shared="y").status_code == 303
    assert submit(client, f"{changed}/remove").status_code == 303
    left = db.session.scalars(visible(System("keeping"), MessageTemplate)).all()
    assert [template.name for template in left] == ["Mine"]


def test_a_colleagues_own_template_is_nobody_elses(client: FlaskClient, signed_in: Any, fife: Organisation) -> None:
    other = a_message_template(as_staff(fife), fife, name="Private", is_shared=False)
    shared = a_message_template(as_staff(fife), fife, name="Shared")
    signed_in(Role.HIRING_MANAGER)
    assert client.get(f"/employer/messages/templates/{other.id}").status_code == 404
    assert client.get(f"/employer/messages/templates/{shared.id}").status_code == 403
    assert not re.search("Private", client.get("/employer/messages/templates").text)
