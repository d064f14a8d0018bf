"""What is kept of a person, on their page; the copy; and the end of the account."""

from datetime import timedelta

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_security import hash_password

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.keeping import holdings
from recruitment.keeping.words import TITLES
from recruitment.web.candidate.your_data import CHANGES
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.applications import a_draft, a_profile, an_application
from tests.builders.keeping import a_marked_person
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.rows import work
from tests.builders.vacancies import a_vacancy

PAGE, DOWNLOAD, DELETE = "/candidate/your-data", "/candidate/your-data/download", "/candidate/delete-account"
PASSWORD = "seven green puffins"


@pytest.fixture
def person(client: FlaskClient) -> Account:
    account = an_account("person@test.example", password=hash_password(PASSWORD))
    sign_in(client, account)
    return account


def applied(person: Account, **facts: object) -> str:
    return an_application(a_vacancy(an_organisation("fife-council")), account=person, **facts).reference


def grow_old(client: FlaskClient) -> None:
    """The password was given long ago, though the person has been busy since."""
    with client.session_transaction() as session:
        session["fs_paa"] = int((clock.now() - timedelta(minutes=31)).timestamp())


def test_each_part_is_shown_with_why_and_how_long_and_how_it_is_put_right(client: FlaskClient, person: Account) -> None:
    a_profile(person)
    applied(person)
    opened = client.get(PAGE)
    words = words_of(opened.text)
    assert opened.status_code == 200 and opened.headers["Cache-Control"] == "private, no-store"
    for said in (
        "Jobs you have had (1)", "To apply without telling everything again", "You can change or delete it at any time",
        "As long as you have your account", "Answers in your applications (1)", "To judge the application",
        "counted from the end of your application", "Fife Council",
    ):  # fmt: skip
        assert said in words
    links = links_of(opened.text)
    assert links["Change your jobs"] == "/candidate/profile/employment"
    assert links["Delete your account"] == DELETE


def test_a_copy_is_asked_for_made_and_downloaded(client: FlaskClient, person: Account) -> None:
    assert client.get(DOWNLOAD).status_code == 404
    answer = submit(client, PAGE)
    assert (answer.status_code, answer.location) == (303, PAGE)
    waiting = client.get(PAGE).text
    assert "An email tells you when it is ready" in waiting and "Ask for a" not in words_of(waiting)
    work()
    assert links_of(client.get(PAGE).text)["Download your data"] == DOWNLOAD
    copy = client.get(DOWNLOAD)
    assert copy.mimetype == "application/zip" and copy.data.startswith(b"PK")
    assert copy.headers["Content-Disposition"] == "attachment; filename=your-data.zip"
    assert copy.headers["Cache-Control"] == "private, no-store"


def test_a_second_one_on_the_day_is_refused_in_words(client: FlaskClient, person: Account) -> None:
    token = client.get(PAGE).text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    for _ in range(2):
        assert client.post(PAGE, data={"csrf_token": token}).status_code == 303
    assert "You can ask again tomorrow" in client.get(PAGE).text


def test_both_need_the_password_of_a_while_ago(client: FlaskClient, person: Account) -> None:
    submit(client, PAGE)
    work()
    grow_old(client)
    assert client.get(PAGE).status_code == 200
    assert client.get(DOWNLOAD).location == f"/account/verify?next={DOWNLOAD}"
    assert submit(client, DELETE, PAGE, password="x").status_code == 422


def test_asking_needs_it_too(client: FlaskClient, person: Account) -> None:
    grow_old(client)
    assert submit(client, PAGE).location.startswith("/account/verify?next=/candidate/your-data")


def test_the_account_is_deleted_with_the_password_alone(client: FlaskClient, person: Account) -> None:
    a_profile(person)
    a_draft(a_vacancy(an_organisation("fife-council")), account=person)
    page = client.get(DELETE).text
    assert "You cannot undo this" in page and "you have sent no application" in page and 'name="running"' not in page
    wrong = submit(client, DELETE, password="eight blue puffins")
    assert wrong.status_code == 422 and "The password is not right" in wrong.text
    assert submit(client, DELETE, password="a" * 100_000).status_code == 422
    empty = submit(client, DELETE, password="")
    assert empty.status_code == 422 and "Enter your password" in empty.text
    done = submit(client, DELETE, password=PASSWORD)
    assert (done.status_code, done.location) == (303, "/account/deleted")
    assert "An email confirms it" in client.get(done.location).text
    assert client.get(PAGE).location.startswith("/account/sign-in")
    assert [letter.name for letter in letters_to("person@test.example")] == ["account_deleted"]


def test_running_applications_are_asked_about(client: FlaskClient, person: Account) -> None:
    reference = applied(person)
    page = client.get(DELETE).text
    assert reference in page and "Withdraw them" in page
    refused = submit(client, DELETE, password=PASSWORD)
    assert refused.status_code == 422 and "Choose what should become of your applications" in refused.text
    assert submit(client, DELETE, password=PASSWORD, running="sell").status_code == 422
    assert submit(client, DELETE, password=PASSWORD, running="withdraw").status_code == 303
    names = [letter.name for letter in letters_to("person@test.example")]
    assert names == ["application_withdrawn", "account_deleted"]


def test_passwords_are_not_guessed_here(client: FlaskClient, person: Account) -> None:
    answers = [submit(client, DELETE, password=f"wrong password {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    assert submit(client, DELETE, password=PASSWORD).status_code == 429


def test_signed_out_everywhere(app: Flask, client: FlaskClient, person: Account) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere, person)
    with app.app_context():
        assert elsewhere.get("/candidate/").status_code == 200
    submit(client, DELETE, password=PASSWORD)
    db.session.commit()
    with app.app_context():
        assert elsewhere.get("/candidate/").status_code == 302


def test_every_part_has_a_name_for_people_and_every_link_a_page(
    app: Flask, client: FlaskClient, person: Account
) -> None:
    shown = {model.__tablename__ for model in holdings._shown()}
    assert shown <= TITLES.keys(), "say in keeping/words.py what the table is to a person"
    assert CHANGES.keys() <= shown
    for endpoint, _ in CHANGES.values():
        with app.test_request_context():
            address = url_for(endpoint)
        assert client.get(address).status_code == 200, address


def test_the_page_of_somebody_who_has_done_everything(client: FlaskClient) -> None:
    organisation = an_organisation("fife-council")
    vacancies = [a_vacancy(organisation) for _ in range(3)]
    account = a_marked_person("Zyxwvutsrq", vacancies, as_staff(organisation, Role.ADMINISTRATOR, Role.RECRUITER), "x")
    sign_in(client, account)
    words = words_of(client.get(PAGE).text)
    for said in (
        "Saved jobs (1)", "Job alerts (1)", "You agreed to it when you confirmed the alert",
        "Checks in your wallet (1)",
        "Applications (2)", "Applications, not sent (1)", "or until 30 days after the job has closed",
    ):  # fmt: skip
        assert said in words
    assert "complains" not in words, "what an employer keeps to itself is its own to show"
