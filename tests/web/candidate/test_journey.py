"""From the advert to the confirmation, as a person without JavaScript goes."""

import pytest
from flask.testing import FlaskClient

from recruitment.applications.queries import applications_of_person, whole_application
from recruitment.core.outbox import Letter
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Candidate, System
from recruitment.extensions import db
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.accounts import an_account, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit
from tests.builders.vacancies import a_vacancy

CONTACT = {
    "given_name": "Ailsa",
    "family_name": "Example",
    "phone": "07700 900123",
    "address": "1 Example Street",
    "town": "Cupar",
    "postcode": "ky15 5aa",
}


@pytest.fixture
def account(client: FlaskClient):
    account = an_account("ailsa@test.example", name="Ailsa Example")
    sign_in(client, account)
    return account


def criteria_of(vacancy: Vacancy) -> list[Criterion]:
    found = visible(Candidate(0), Criterion).where(Criterion.vacancy_id == vacancy.id).order_by(Criterion.position)
    return list(db.session.scalars(found))


def begin(client: FlaskClient, vacancy: Vacancy) -> str:
    """Starts a draft and returns its address."""
    started = submit(client, f"/candidate/vacancies/{vacancy.reference}/apply")
    assert started.status_code == 303
    return started.location


def fill_profile(client: FlaskClient, base: str) -> None:
    assert submit(client, f"{base}/contact", **CONTACT).status_code == 303
    submit(client, "/candidate/profile/employment/add", job_title="Cleaner", employer="Example School",
           started=["August", "2021"], is_current="yes")  # fmt: skip
    submit(client, "/candidate/profile/education/add", qualification="higher", institution="Example High", year="2018")
    submit(client, "/candidate/profile/registrations/add", kind="sssc", number="123", expires=["30", "9", "2027"])
    submit(client, "/candidate/profile/referees/add", name="Robin Referee", relationship="My manager",
           email="robin@test.example", ask_me_first="y")  # fmt: skip


def fill_rest(client: FlaskClient, base: str, vacancy: Vacancy) -> None:
    essential, desirable = criteria_of(vacancy)
    answers = {f"answer_{essential.id}": "I have cleaned for years.", f"answer_{desirable.id}": ""}
    for section, fields in (
        ("history", {}),
        ("referees", {}),
        ("criteria", answers),
        ("declarations", {"related": "no", "right_to_work": "yes"}),
        ("support", {"schemes": ["veteran", "disabled"], "needs": "A room without steps"}),
        ("source", {"heard_from": "local_press", "employed_by_council": "no"}),
    ):
        assert submit(client, f"{base}/{section}", **fields).status_code == 303, section


def test_apply_once(client: FlaskClient, account) -> None:
    vacancy = a_vacancy(an_organisation(), title="School cleaner", schemes=["veterans", "guaranteed_interview"])
    base = begin(client, vacancy)
    assert "You have finished 0 of 5 sections" in client.get(base).text
    fill_profile(client, base)
    fill_rest(client, base, vacancy)
    assert "Every section is finished" in client.get(base).text

    check = client.get(f"{base}/check").text
    for told in ("Ailsa Example", "ailsa@test.example", "KY15 5AA", "Cleaner, Example School", "August 2021 to now",
                 "Higher", "September 2027", "Robin Referee", "I have cleaned for years.", "armed forces",
                 "A room without steps", "In a local newspaper"):  # fmt: skip
        assert told in check

    sent = submit(client, f"{base}/check", is_true="y")
    assert (sent.status_code, sent.location) == (303, f"{base}/sent")
    (application,) = applications_of_person(Candidate(account.id))
    assert application.reference in client.get(sent.location).text
    assert "Received" in client.get(base).text
    assert "Received" in client.get("/candidate/").text

    whole = whole_application(Candidate(account.id), application.id)
    assert whole.contact.given_name == "Ailsa"
    assert whole.history.education[0]["qualification"] == "Higher"
    assert whole.declaration.is_true
    assert (whole.guarantee.schemes, whole.support.needs) == (["disabled", "veteran"], "A room without steps")
    (letter,) = db.session.scalars(visible(System("mail"), Letter).where(Letter.to == "ailsa@test.example"))
    assert letter.name == "application_submitted"
    assert letter.facts["reference"] == application.reference


def test_an_optional_section_saved_empty_is_not_called_completed(client: FlaskClient, account) -> None:
    base = begin(client, a_vacancy(an_organisation()))
    for section, title, empty, told in (
        ("support", "Interview and support", {"needs": " "}, {"needs": "A ramp"}),
        ("source", "Where you saw this job", {}, {"heard_from": "local_press"}),
    ):
        assert f"{title} (Optional)" in links_of(client.get(base).text)
        assert submit(client, f"{base}/{section}", **empty).status_code == 303
        assert f"{title} (Nothing added)" in links_of(client.get(base).text)
        assert submit(client, f"{base}/{section}", **told).status_code == 303
        assert f"{title} (Completed)" in links_of(client.get(base).text)


def test_the_second_application_retypes_nothing_of_the_profile(client: FlaskClient, account) -> None:
    first = a_vacancy(an_organisation("fife-council"))
    base = begin(client, first)
    fill_profile(client, base)
    fill_rest(client, base, first)
    submit(client, f"{base}/check", is_true="y")

    second = a_vacancy(an_organisation("orkney-islands-council"))
    base = begin(client, second)
    page = client.get(base).text
    assert "From your profile" in page
    assert "Filled from your profile. Check and confirm it." in page
    assert 'value="Ailsa"' in client.get(f"{base}/contact").text
    assert "Cleaner, Example School" in client.get(f"{base}/history").text
    fill_rest(client, base, second)
    submit(client, f"{base}/check", is_true="y")
    sent = applications_of_person(Candidate(account.id))
    assert [application.state for application in sent] == ["submitted", "submitted"]
    assert whole_application(Candidate(account.id), sent[0].id).contact.town == "Cupar"


def test_a_later_change_of_the_profile_changes_nothing_that_was_sent(client: FlaskClient, account) -> None:
    vacancy = a_vacancy(an_organisation())
    base = begin(client, vacancy)
    fill_profile(client, base)
    fill_rest(client, base, vacancy)
    submit(client, f"{base}/check", is_true="y")
    submit(client, "/candidate/profile/contact", **{**CONTACT, "town": "Kirkwall"})
    copy = client.get(f"{base}/copy").text
    assert "Cupar" in copy
    assert "Kirkwall" not in copy
