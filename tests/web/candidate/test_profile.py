"""The profile's pages: told, changed, removed; nothing lost on a mistake."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.applications.profile_queries import basics, education, employment, referees, registrations
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from tests.builders.accounts import an_account, sign_in
from tests.builders.applications import a_draft, a_profile
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

JOB = {"job_title": "Cleaner", "employer": "Example School", "started": ["3", "2019"], "is_current": "yes"}


@pytest.fixture
def account(client: FlaskClient) -> Account:
    account = an_account()
    sign_in(client, account)
    return account


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_new_profile_shows_what_is_to_be_told(client: FlaskClient, account: Account) -> None:
    page = client.get("/candidate/profile").text
    assert page.count("(Not started)") == 5
    assert page.count("(Optional)") == 6
    assert "You have not applied for a job here yet" in client.get("/candidate/").text


def test_a_full_profile_shows_so(client: FlaskClient, account: Account) -> None:
    a_profile(account)
    assert client.get("/candidate/profile").text.count("(Completed)") == 6
    assert "Your profile is complete" in client.get("/candidate/").text


def test_contact(client: FlaskClient, account: Account) -> None:
    told = {"given_name": " Ailsa ", "family_name": "Example", "phone": "+44 7700 900123", "address": "1 Example St",
            "town": "Cupar", "postcode": "ky15 5aa"}  # fmt: skip
    assert submit(client, "/candidate/profile/contact", **told).status_code == 303
    stored = basics(Candidate(account.id))
    assert (stored.given_name, stored.postcode) == ("Ailsa", "KY15 5AA")


def test_a_mistake_loses_nothing(client: FlaskClient, account: Account) -> None:
    answered = submit(client, "/candidate/profile/contact", given_name="Ailsa", phone="none", address="1 Example St")
    assert answered.status_code == 422
    for kept in ('value="Ailsa"', 'value="none"', "1 Example St"):
        assert kept in answered.text
    for said in ("Enter your last name", "Enter a telephone number, for example", "Enter your postcode"):
        assert said in answered.text
    assert basics(Candidate(account.id)) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"started": ["", ""]}, "Enter the month and year when you started"),
        ({"started": ["3", ""]}, "When you started must include a year"),
        ({"started": ["", "2019"]}, "When you started must include a month"),
        ({"started": ["13", "2019"]}, "When you started must have a real month"),
        ({"started": ["Mai", "2019"]}, "When you started must have a real month"),
        ({"started": ["3", "19"]}, "When you started must have a year of four digits"),
        ({"started": ["3", "2999"]}, "When you started must be in the past"),
        ({"is_current": ""}, "Say whether you still work here"),
        ({"is_current": "no"}, "Enter the month and year when you left"),
        ({"is_current": "no", "ended": ["2", "2019"]}, "When you left must be after you started"),
        ({"is_current": "no", "ended": ["2", "2999"]}, "When you left must be in the past"),
        ({"job_title": " "}, "Enter your job title"),
        ({"employer": "x" * 161}, "must be 160 characters or fewer"),
    ],
)
def test_what_a_job_needs(client: FlaskClient, account: Account, fields: dict, said: str) -> None:
    answered = submit(client, "/candidate/profile/employment/add", **{**JOB, "duties": "Kept it clean", **fields})
    assert answered.status_code == 422
    assert said in answered.text
    assert "Kept it clean" in answered.text
    typed = fields.get("started", JOB["started"])
    assert f'value="{typed[0]}"' in answered.text
    assert f'value="{typed[1]}"' in answered.text
    assert employment(Candidate(account.id)) == ()


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_a_month_is_a_number_or_a_name(client: FlaskClient, account: Account, month: str) -> None:
    assert submit(client, "/candidate/profile/employment/add", **{**JOB, "started": [month, "2019"]}).status_code == 303
    (job,) = employment(Candidate(account.id))
    assert job.started.isoformat() == "2019-03-01"


def test_a_job_is_changed(client: FlaskClient, account: Account) -> None:
    submit(client, "/candidate/profile/employment/add", **JOB)
    (job,) = employment(Candidate(account.id))
    page = client.get(f"/candidate/profile/employment/{job.id}").text
    assert 'value="Cleaner"' in page
    assert re.search(r'value="yes"\s*checked', page)
    left = {**JOB, "is_current": "no", "ended": ["June", "2023"], "reason_for_leaving": "Moved"}
    submit(client, f"/candidate/profile/employment/{job.id}", **left)
    assert "March 2019 to June 2023" in client.get("/candidate/profile/employment").text
    submit(client, f"/candidate/profile/employment/{job.id}", **{**left, "is_current": "yes"})
    (job,) = employment(Candidate(account.id))
    assert (job.ended, job.reason_for_leaving) == (None, "")


def test_gaps_are_seen_and_may_be_explained(client: FlaskClient, account: Account) -> None:
    submit(client, "/candidate/profile/employment/add", **{**JOB, "is_current": "no", "ended": ["6", "2020"]})
    submit(client, "/candidate/profile/employment/add", **{**JOB, "started": ["1", "2022"]})
    assert "June 2020 to January 2022" in words(client.get("/candidate/profile/employment").text)
    submit(client, "/candidate/profile/employment", gaps="I cared for my mother.")
    assert basics(Candidate(account.id)).gaps == "I cared for my mother."


def test_a_qualification(client: FlaskClient, account: Account) -> None:
    bad = submit(client, "/candidate/profile/education/add", qualification="", subject="Maths", year="19")
    assert bad.status_code == 422
    for said in ("Choose the kind of qualification", "Enter where you took it", "Enter the year with four digits"):
        assert said in bad.text
    assert 'value="Maths"' in bad.text
    submit(client, "/candidate/profile/education/add", qualification="hnc", subject="Social Services",
           institution="Example College", grade="Pass", year="2,020")  # fmt: skip
    (row,) = education(Candidate(account.id))
    assert (row.qualification, row.year) == ("hnc", 2020)
    assert "Social Services, Higher National Certificate (HNC)" in client.get("/candidate/profile/education").text


def test_scottish_qualifications_come_first(client: FlaskClient, account: Account) -> None:
    page = client.get("/candidate/profile/education/add").text
    listed = re.findall(r'<option value="(\w+)"', page)
    assert listed[:5] == ["national_5", "higher", "advanced_higher", "svq", "svq_2"]


def test_a_registration_by_another_body(client: FlaskClient, account: Account) -> None:
    bad = submit(client, "/candidate/profile/registrations/add", kind="other", expires=["30", "9", ""])
    assert "Enter the name of the body or licence" in bad.text
    assert "When it runs out must include a year" in bad.text
    submit(client, "/candidate/profile/registrations/add", kind="other", other="First Aid", expires=["30", "9", "2027"])
    (row,) = registrations(Candidate(account.id))
    assert (row.body, row.expires.isoformat()) == ("First Aid", "2027-09-30")
    page = client.get(f"/candidate/profile/registrations/{row.id}").text
    assert re.search(r'value="other"\s*checked', page)
    assert 'value="First Aid"' in page


def test_a_referee_needs_one_way_to_be_reached(client: FlaskClient, account: Account) -> None:
    bad = submit(client, "/candidate/profile/referees/add", name="Robin Referee", relationship="Teacher")
    assert bad.status_code == 422
    assert "Enter an email address or a telephone number" in bad.text
    wrong = submit(client, "/candidate/profile/referees/add", name="Robin", relationship="Teacher", email="robin@")
    assert "Enter an email address in the right form" in wrong.text
    submit(client, "/candidate/profile/referees/add", name="Robin", relationship="Teacher", phone="0131 496 0002")
    (row,) = referees(Candidate(account.id))
    assert row.ask_me_first is False
    assert "checked" in client.get("/candidate/profile/referees/add").text


def test_the_right_to_work(client: FlaskClient, account: Account) -> None:
    page = "/candidate/profile/right-to-work"
    assert "Say whether you have the right to work" in submit(client, page).text
    until = ["30", "9", "2027"]
    submit(client, page, right_to_work="limited", right_to_work_evidence="evisa", right_to_work_until=until)
    told = basics(Candidate(account.id))
    assert (told.right_to_work, told.right_to_work_evidence) == ("limited", "evisa")
    assert told.right_to_work_until.isoformat() == "2027-09-30"
    # What has no limit has no end, whatever stood in the boxes.
    submit(client, page, right_to_work="yes", right_to_work_evidence="settled", right_to_work_until=until)
    db.session.expunge_all()
    assert basics(Candidate(account.id)).right_to_work_until is None


def test_driving(client: FlaskClient, account: Account) -> None:
    page = "/candidate/profile/driving"
    assert "Say whether you drive" in submit(client, page, driving_categories=["B"]).text
    submit(client, page, driving="car", driving_categories=["B", "D1"], driving_until=["1", "2", "2030"])
    told = basics(Candidate(account.id))
    assert (told.driving, told.driving_categories, told.driving_until.isoformat()) == ("car", ["B", "D1"], "2030-02-01")
    submit(client, page, driving="no", driving_categories=["B"])
    db.session.expunge_all()
    told = basics(Candidate(account.id))
    assert (told.driving_categories, told.driving_until) == ([], None)


@pytest.mark.parametrize(
    ("part", "read"),
    [("employment", employment), ("education", education), ("registrations", registrations), ("referees", referees)],
)
def test_removing_asks_first(client: FlaskClient, account: Account, part: str, read) -> None:
    a_profile(account)
    (row,) = read(Candidate(account.id))
    assert "Keep it" in client.get(f"/candidate/profile/{part}/{row.id}/remove").text
    assert len(read(Candidate(account.id))) == 1
    assert submit(client, f"/candidate/profile/{part}/{row.id}/remove").location == f"/candidate/profile/{part}"
    assert read(Candidate(account.id)) == ()


def test_a_page_opened_from_an_application_leads_back(client: FlaskClient, account: Account) -> None:
    draft = a_draft(a_vacancy(an_organisation()), account)
    base = f"/candidate/applications/{draft.id}"
    assert f"/candidate/profile/employment?application={draft.id}" in client.get(f"{base}/history").text
    saved = submit(client, f"/candidate/profile/employment/add?application={draft.id}", **JOB)
    assert saved.location == f"/candidate/profile/employment?application={draft.id}"
    assert "Save and go back to your application" in client.get(saved.location).text
    assert submit(client, saved.location, gaps="").location == f"{base}/history"


def test_a_browser_keeps_what_is_typed_but_for_equality(client: FlaskClient, account: Account) -> None:
    keys = set()
    for path in ("employment/add", "contact", "skills"):
        found = re.search(r'data-keeps="(\w{24})"', client.get(f"/candidate/profile/{path}").text)
        assert found is not None
        keys.add(found.group(1))
    assert len(keys) == 1
    assert "data-keeps-not" in client.get("/candidate/profile/equality").text
    sign_in(client, an_account())
    assert next(iter(keys)) not in client.get("/candidate/profile/contact").text
