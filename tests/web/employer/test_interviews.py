"""Arranging interviews on the employer's pages."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.selection.interview_queries import (
    interviews_of_round,
    questions_of,
    rounds_of,
    slots_of_round,
    the_interview,
)
from recruitment.vacancies.tables import Criterion, Vacancy
from tests.builders.accounts import a_member, an_account, sign_in
from tests.builders.applications import an_application
from tests.builders.deciding import jo
from tests.builders.interviews import a_round, a_time, an_interview
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_vacancy

ARRANGING = System("interviews")
ROUND = {"name": "First interview", "meeting": "online", "place": "https://meet.example/1", "note": "Bring ID.",
         "minutes": "45", "until_hours": "24"}  # fmt: skip
DAY = {"day": ["14", "6", "2127"], "begins": "9am", "ends": "1pm", "minutes": "45", "pause": "15",
       "breaks": "10.45am to 11.15am", "rooms": "Room 1\nRoom 2", "place": ""}  # fmt: skip


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    return a_vacancy(an_organisation(), title="Gardener")


@pytest.fixture
def recruiter(client: FlaskClient) -> Account:
    account = a_member(an_organisation(), account=an_account(name="Ailsa Recruiter"))
    sign_in(client, account)
    return account


def page(vacancy: Vacancy) -> str:
    return f"/employer/vacancies/{vacancy.id}/interviews"


@pytest.mark.usefixtures("recruiter")
def test_from_a_plan_to_invitations(client: FlaskClient, vacancy: Vacancy) -> None:
    assert "Nothing is planned yet" in client.get(page(vacancy)).text
    application = jo(vacancy, "shortlisted")
    planned = submit(client, f"{page(vacancy)}/new", **ROUND)
    (row,) = rounds_of(ARRANGING, vacancy.id)
    assert planned.location == f"/employer/interview-rounds/{row.id}/times"
    assert submit(client, planned.location, **DAY).location == page(vacancy)
    assert len(slots_of_round(ARRANGING, row.id)) == 8
    invited = submit(client, f"/employer/interview-rounds/{row.id}/invite", applicants=[str(application.id)])
    assert invited.location == page(vacancy)
    shown = words_of(client.get(page(vacancy)).text)
    assert "1 applicant is invited" in shown and "8, 8 free" in shown
    assert "Monday 14 June 2127" in shown or "14 June 2127" in shown
    assert "Room 2" in shown and "To choose a time" in shown


@pytest.mark.usefixtures("recruiter")
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("breaks", "sometime", "must be like 12:30pm to 1:15pm"),
        ("breaks", "1pm to 12pm", "must end after it begins"),
        ("ends", "8am", "must end after the first begins"),
        ("begins", "half nine", "Enter the time like 10:30am"),
        ("begins", "12:50pm", "No interview fits"),
        ("minutes", "1000", "Enter from 5 to 480 minutes"),
        ("rooms", "A\nA", "Name each room once"),
        ("day", ["31", "2", "2127"], "must be a real date"),
        ("day", ["1", "2", "2020"], "have passed"),
    ],
)
def test_times_that_cannot_be(client: FlaskClient, vacancy: Vacancy, field: str, typed: str, said: str) -> None:
    row = a_round(vacancy)
    answer = submit(client, f"/employer/interview-rounds/{row.id}/times", **{**DAY, field: typed})
    assert answer.status_code == 422 and said in words_of(answer.text)
    assert "Room" in answer.text and slots_of_round(ARRANGING, row.id) == []


@pytest.mark.usefixtures("recruiter")
def test_booking_for_somebody_who_rang(client: FlaskClient, vacancy: Vacancy) -> None:
    row = a_round(vacancy, times=2)
    interview, slots = an_interview(row, jo(vacancy, "interview")), slots_of_round(ARRANGING, row.id)
    url = f"/employer/interviews/{interview.id}"
    assert submit(client, f"{url}/book", time=str(slots[1].id)).location == url
    assert "Booked" in words_of(client.get(url).text)
    assert submit(client, f"{url}/book", time="999999").status_code == 422
    off = submit(client, f"{url}/call-off", reason="Nobody free", message="We will be in touch.")
    assert off.location == url and the_interview(ARRANGING, interview.id).slot_id is None
    assert submit(client, f"{url}/invite-again").location == url
    assert client.get(f"{url}/hold").status_code == 409


@pytest.mark.usefixtures("recruiter")
def test_recording_what_became_of_it(client: FlaskClient, vacancy: Vacancy) -> None:
    row = a_round(vacancy)
    interview = an_interview(row, jo(vacancy, "interview"), a_time(row, clock.now() - timedelta(hours=2)))
    url = f"/employer/interviews/{interview.id}"
    assert submit(client, f"{url}/miss").location == url
    assert "Did not come" in words_of(client.get(url).text)
    assert submit(client, f"{url}/correct", reason="").status_code == 422
    assert submit(client, f"{url}/correct", reason="Came late").location == url
    assert submit(client, f"{url}/hold").location == url
    assert "Held" in words_of(client.get(url).text)


@pytest.mark.usefixtures("recruiter")
def test_adjustments(client: FlaskClient, vacancy: Vacancy) -> None:
    application = an_application(vacancy, state="interview", needs="A quiet room")
    url = f"/employer/interviews/{an_interview(a_round(vacancy), application).id}"
    assert "A quiet room" in client.get(f"{url}/adjustments").text
    assert submit(client, f"{url}/adjustments", agreed="Room 5 is quiet", minutes="60").location == url
    shown = words_of(client.get(url).text)
    assert "Room 5 is quiet" in shown and "60 minutes" in shown


@pytest.mark.usefixtures("recruiter")
def test_questions_and_the_sheet_of_the_panel(client: FlaskClient, vacancy: Vacancy) -> None:
    criterion = Criterion(
        organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, position=9, kind="essential",
        assessed_by="interview", text="Works well with others",
    )  # fmt: skip
    db.session.add(criterion)
    db.session.commit()
    row = a_round(vacancy)
    url = f"/employer/interview-rounds/{row.id}"
    assert "Works well with others" in client.get(f"{url}/questions").text
    asked = {"questions-0-text": "Tell us of a team.", "questions-0-criterion": str(criterion.id),
             "questions-1-text": "", "questions-1-criterion": ""}  # fmt: skip
    assert submit(client, f"{url}/questions", **asked).location == page(vacancy)
    assert [each.criterion_id for each in questions_of(ARRANGING, row.id)] == [criterion.id]
    sheet = words_of(client.get(f"{url}/sheet").text)
    assert "Tell us of a team." in sheet and "Tests: Works well with others" in sheet


@pytest.mark.usefixtures("recruiter")
def test_taking_times_and_rounds_away(client: FlaskClient, vacancy: Vacancy) -> None:
    row = a_round(vacancy, times=2)
    url = f"/employer/interview-rounds/{row.id}"
    first = slots_of_round(ARRANGING, row.id)[0]
    assert submit(client, f"{url}/times/remove", times=[str(first.id)]).location == page(vacancy)
    assert len(slots_of_round(ARRANGING, row.id)) == 1
    assert submit(client, f"{url}/change", **{**ROUND, "name": ""}).status_code == 422
    assert submit(client, f"{url}/change", **ROUND).location == page(vacancy)
    assert submit(client, f"{url}/remove").location == page(vacancy)
    assert rounds_of(ARRANGING, vacancy.id) == []


@pytest.mark.usefixtures("recruiter")
def test_all_of_them_for_a_calendar(client: FlaskClient, vacancy: Vacancy) -> None:
    row = a_round(vacancy, times=2)
    for number, slot in enumerate(slots_of_round(ARRANGING, row.id)):
        an_interview(row, an_application(vacancy, state="interview", family_name=f"Example {number}"), slot)
    answer = client.get(f"{page(vacancy)}.ics")
    assert answer.mimetype == "text/calendar" and "attachment" in answer.headers["Content-Disposition"]
    events = Calendar.from_ical(answer.text).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Interview: Test Example 0", "Interview: Test Example 1"}


@pytest.mark.usefixtures("recruiter")
def test_a_fixed_time_is_an_interview_like_any_other(client: FlaskClient, vacancy: Vacancy) -> None:
    fixed = {"day": ["14", "6", "2127"], "time": "10am", "minutes": "30", "meeting": "in_person",
             "place": "Town House", "note": ""}  # fmt: skip
    for given in ("Jo", "Blair"):
        application = an_application(vacancy, state="shortlisted", given_name=given)
        assert submit(client, f"/employer/applications/{application.id}/invite", **fixed).status_code == 303
    (row,) = rounds_of(ARRANGING, vacancy.id)
    assert [slot.room for slot in slots_of_round(ARRANGING, row.id)] == ["", "Room 2"]
    assert {one.state for one in interviews_of_round(ARRANGING, row.id)} == {"booked"}


@pytest.mark.usefixtures("recruiter")
def test_a_criterion_that_was_never_offered_is_said_beside_it(client: FlaskClient, vacancy: Vacancy) -> None:
    row = a_round(vacancy)
    asked = {"questions-0-text": "Why?", "questions-0-criterion": "a" * 1000}
    answer = submit(client, f"/employer/interview-rounds/{row.id}/questions", **asked)
    assert answer.status_code == 422 and "Choose one of the answers" in words_of(answer.text)
    assert list(questions_of(ARRANGING, row.id)) == []
