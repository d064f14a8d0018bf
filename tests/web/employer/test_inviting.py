"""Inviting to an interview."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.deciding import ADDRESS, jo, page_of, told
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


INTERVIEW = {
    "day": ["3", "8", "2127"], "time": "10.30 am", "minutes": "45", "meeting": "in_person", "place": "Town House",
    "note": "Ring.",
}  # fmt: skip


@pytest.mark.usefixtures("recruiter")
def test_inviting(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy, "shortlisted")
    assert submit(client, page_of(application, "invite"), **INTERVIEW).status_code == 303
    state, message = told(application)
    assert state == "interview"
    assert message == "When: Sunday 3 August 2127 at 10:30am\nHow: In person\nWhere: Town House\n\nRing."
    assert letters_to(ADDRESS)[-1].facts["message"] == message


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize(
    ("typed", "read"),
    [("14:30", "2:30pm"), ("2pm", "2:00pm"), ("2.15PM", "2:15pm"), ("9:05", "9:05am"), ("noon", "12:00pm"),
     ("12:00", "12:00pm"), ("6am", "6:00am")],
)  # fmt: skip
def test_a_time_as_people_write_it(client: FlaskClient, vacancy: Vacancy, typed: str, read: str) -> None:
    application = jo(vacancy, "shortlisted")
    assert submit(client, page_of(application, "invite"), **{**INTERVIEW, "time": typed}).status_code == 303
    assert f" at {read}\n" in told(application)[1]


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"time": ""}, "Enter the time of the interview"),
        ({"time": "2:30"}, "Say whether it is am or pm, for example 2:30pm"),
        ({"time": "soon"}, "Enter the time like 10:30am or 14:30"),
        ({"time": "25:00"}, "Enter the time like 10:30am or 14:30"),
        ({"day": ["3", "8", "2020"]}, "The interview must be in the future"),
        ({"day": ["31", "2", "2127"]}, "must be a real date"),
        ({"day": ["", "", ""]}, "Enter the date of the interview"),
        ({"meeting": ""}, "Choose how you will meet"),
        ({"meeting": None}, "Choose how you will meet"),
        ({"place": " "}, "Enter where the interview is"),
    ],
)
def test_an_invitation_that_lacks_something(
    client: FlaskClient, vacancy: Vacancy, typed: dict[str, Any], message: str
) -> None:
    application = jo(vacancy, "shortlisted")
    fields = {name: value for name, value in {**INTERVIEW, **typed}.items() if value is not None}
    answer = submit(client, page_of(application, "invite"), **fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert told(application)[0] == "submitted"
    assert letters_to(ADDRESS) == []


@pytest.mark.usefixtures("recruiter")
def test_the_invitation_reminds_of_support_needs(client: FlaskClient, vacancy: Vacancy) -> None:
    application = jo(vacancy, "shortlisted", needs="A step-free room")
    assert "A step-free room" in client.get(page_of(application, "invite")).text
