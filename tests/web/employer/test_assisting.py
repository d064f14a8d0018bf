"""Applications that recruiters enter for somebody, and how the person makes them their own."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.applications.assisted_queries import assisted_of
from recruitment.applications.assisted_tables import AssistedApplication
from recruitment.applications.profile_tables import Employment
from recruitment.applications.queries import whole_application
from recruitment.applications.tables import Answer, Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import CONTACT
from tests.builders.helping import an_adjustment, an_entered, an_extension
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_vacancy
from tests.web.employer.conftest import SignIn

KEEPING = System("keeping")


@pytest.fixture
def vacancy(fife: Organisation) -> Vacancy:
    return a_vacancy(fife)


@pytest.fixture
def recruiter(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def stored(model: type) -> list[Any]:
    return list(db.session.scalars(visible(KEEPING, model).execution_options(populate_existing=True)))


BEGUN = {"given_name": "Morag", "family_name": "Asker", "email": "morag@test.example", "received_by": "paper",
         "received_day": ["", "", ""], "received_time": "", "received_reason": ""}  # fmt: skip


def test_a_whole_application_is_entered(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    signed_in(Role.RECRUITER)
    begun = submit(client, f"/employer/vacancies/{vacancy.id}/assisted/new", **BEGUN)
    assert begun.status_code == 303
    here = begun.location
    assert "Entered by staff for this person" in words_of(client.get(here).text)
    assert "cannot be handed in" not in words_of(client.get(here).text)

    def fill(section: str, **fields: object) -> None:
        answer = submit(client, f"{here}/{section}", **fields)
        assert answer.status_code == 303, (section, words_of(answer.text))

    faulty = submit(client, f"{here}/contact", given_name="Morag", family_name="Asker")
    assert faulty.status_code == 422 and "Enter your postcode" in words_of(faulty.text)
    fill("contact", given_name="Morag", family_name="Asker", email="morag@test.example", **CONTACT)
    fill("jobs/add", job_title="Baker", employer="Example Bakery", started=["3", "2020"], is_current="yes")
    fill("qualifications/add", qualification="national_5", institution="Example School", year="2018")
    fill("courses/add", name="Food hygiene")
    fill("registrations/add", kind="pvg", groups=["children"])
    fill("languages/add", language="Gaelic", able=["speaks"])
    for topic, fields in (
        ("driving", {"driving": "no"}), ("skills", {"skills": "Baking"}), ("gaps", {"gaps": "I cared for my mother"}),
        ("evidence", {"right_to_work": "yes", "right_to_work_evidence": "british_irish"}),
    ):  # fmt: skip
        fill(topic, **fields)
    fill("history")
    fill("referees/add", name="Robin Referee", relationship="My manager", phone="0131 496 0002")
    fill("referees")
    person = stored(AssistedApplication)[0]
    boxes = dict.fromkeys(re.findall(r'name="(answer_\d+)"', client.get(f"{here}/criteria").text), "I have baked.")
    assert boxes
    fill("criteria", **boxes)
    fill("declarations", related="no", right_to_work="yes", convictions="no")
    fill("support", needs="A room without steps")
    fill("source", heard_from="local_press", employed_by_council="no")
    ready = client.get(here).text
    assert "Hand in this application" in ready
    handed = submit(client, f"{here}/hand-in", page=here)
    assert handed.status_code == 303
    applicant = words_of(client.get(handed.location).text)
    assert "Entered by staff for Morag Asker" in applicant and "not confirmed yet" in applicant
    assert "Entered by staff, not confirmed" in words_of(
        client.get(f"/employer/vacancies/{vacancy.id}/applicants").text
    )
    whole = whole_application(as_staff(an_organisation(), Role.RECRUITER), person.application_id)
    assert whole.support is not None and whole.support.needs == "A room without steps"
    assert whole.history is not None and whole.history.more["gaps"] == "I cared for my mother"
    assert whole.declaration is not None and whole.declaration.right_to_work_evidence == "british_irish"
    letter = words_of(client.get(f"{here}/letter").text)
    assert "Dear Morag Asker" in letter and "Example Bakery" in letter and "Signature" in letter


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"given_name": ""}, "Enter the first name"),
        ({"received_by": ""}, "Choose how the application reached you"),
        ({"received_day": [1, 1, 2026], "received_time": ""}, "Enter the time at which it was received"),
        ({"received_day": [1, 1, 2099], "received_time": "9am"}, "It cannot have been received in the future"),
        ({"received_day": [1, 1, 2026], "received_time": "9am"}, "Say why it is entered later than it was received"),
        ({"received_day": [1, 1, 2026], "received_time": "9am", "received_reason": "Post"},
         "At this time the job took no applications"),
    ],
)  # fmt: skip
def test_a_faulty_beginning_says_what_to_do(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, fields: dict[str, object], said: str
) -> None:
    signed_in(Role.RECRUITER)
    answer = submit(client, f"/employer/vacancies/{vacancy.id}/assisted/new", **{**BEGUN, **fields})
    assert answer.status_code == 422 and said in words_of(answer.text)
    assert not stored(Application)


def test_rows_are_changed_and_removed_and_what_was_begun_is_deleted(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    entered = an_entered(recruiter, vacancy, is_handed_in=False)
    signed_in(Role.ADMINISTRATOR)
    here = f"/employer/assisted/{entered.assisted.id}"
    (job,) = stored(Employment)
    changed = submit(client, f"{here}/jobs/{job.id}", job_title="Head baker", employer="Example Bakery",
                     started=["3", "2020"], is_current="yes")  # fmt: skip
    assert changed.status_code == 303 and stored(Employment)[0].job_title == "Head baker"
    assert submit(client, f"{here}/jobs/{job.id}/remove").status_code == 303
    assert not stored(Employment)
    assert client.get(f"{here}/jobs/{job.id}").status_code == 404
    assert submit(client, f"{here}/abandon").status_code == 303
    assert not stored(Application) and not stored(AssistedApplication)
    assert client.get(here).status_code == 404


def test_a_correction_that_leaves_something_out_is_not_stored(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    entered = an_entered(recruiter, vacancy)
    signed_in(Role.RECRUITER)
    here = f"/employer/assisted/{entered.assisted.id}"
    boxes = dict.fromkeys(re.findall(r'name="(answer_\d+)"', client.get(f"{here}/criteria").text), "")
    refused = submit(client, f"{here}/criteria", **boxes)
    assert refused.status_code == 409 and "Finish every section first" in words_of(refused.text)
    assert {row.text for row in stored(Answer)} == {"I bake well."}


def test_it_is_confirmed_by_letter_and_then_fixed(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    entered = an_entered(recruiter, vacancy, email="")
    signed_in(Role.RECRUITER)
    here, today = f"/employer/assisted/{entered.assisted.id}", clock.today()
    tomorrow = today + timedelta(days=1)
    late = submit(client, f"{here}/confirmation", by="letter", on=[tomorrow.day, tomorrow.month, tomorrow.year])
    assert late.status_code == 422 and "The day cannot be in the future" in words_of(late.text)
    done = submit(client, f"{here}/confirmation", by="letter", on=[today.day, today.month, today.year])
    assert done.status_code == 303
    assert "Confirmed by the person on" in words_of(client.get(done.location).text)
    assert client.get(here).location == done.location
    assert "can no longer be changed" in words_of(client.get(f"{here}/contact").text)
    assert client.get(f"{here}/confirmation").status_code == 409


def test_the_person_reads_it_all_and_says_what_is_wrong_and_then_confirms(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    entered = an_entered(recruiter, vacancy)
    (letter,) = letters_to("morag@test.example")
    path = "/link/entered/" + letter.facts["link"].rpartition("/")[2]
    page = client.get(path)
    assert "Example Bakery" in words_of(page.text) and "Blair Referee" in words_of(page.text)
    for fields, said in (({}, "Choose whether it is right"), ({"says": "wrong"}, "Write what is wrong")):
        refused = submit(client, path, **fields)
        assert refused.status_code == 422 and said in words_of(refused.text)
    assert submit(client, path, says="wrong", objection="I was head baker").status_code == 303
    assert "You have told the employer what is wrong" in words_of(client.get(path).text)
    signed_in(Role.RECRUITER)
    here = f"/employer/assisted/{entered.assisted.id}"
    assert "I was head baker" in words_of(client.get(here).text)
    assert submit(client, f"{here}/ask-again", page=here).status_code == 303
    assert client.get(path).status_code == 404
    newest = letters_to("morag@test.example")[-1]
    path = "/link/entered/" + newest.facts["link"].rpartition("/")[2]
    assert submit(client, path, says="right").status_code == 303
    assert "You confirmed it on" in words_of(client.get(path).text)
    assert assisted_of(recruiter, entered.assisted.application_id).confirmed_by == "link"


def test_it_is_taken_into_an_account(client: FlaskClient, vacancy: Vacancy, recruiter: Staff) -> None:
    an_entered(recruiter, vacancy)
    person = an_account("morag@test.example")
    sign_in(client, person)
    assert "an application for your email address" in words_of(client.get("/candidate/").text)
    listed = client.get("/candidate/entered").text
    page = links_of(listed)["Cleaner"]
    assert "Example Bakery" in words_of(client.get(page).text)
    taken = submit(client, page)
    assert taken.status_code == 303
    assert "Withdraw your application" in client.get(taken.location).text
    assert client.get("/candidate/entered").status_code == 302
    assert client.get(page).status_code == 404
    sign_in(client, an_account())
    assert client.get(page).status_code == 404
    assert [row.account_id for row in stored(AssistedApplication)] == [person.id]


def test_staff_withdraw_for_the_person(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    entered = an_entered(recruiter, vacancy)
    signed_in(Role.RECRUITER)
    page = f"/employer/assisted/{entered.assisted.id}/withdraw"
    assert client.get(page.replace("withdraw", "decline")).status_code == 409
    assert submit(client, page, reason="").status_code == 422
    assert submit(client, page, reason="By telephone on 3 March").status_code == 303
    assert stored(Application)[0].state == "withdrawn"


def test_other_councils_find_none_of_it(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff
) -> None:
    request, extension, entered = (
        an_adjustment(vacancy),
        an_extension(recruiter, vacancy),
        an_entered(recruiter, vacancy),
    )
    sign_in(client, a_member(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR, Role.RECRUITER))
    for page in (f"adjustments/{request.id}", f"extensions/{extension.id}", f"extensions/{extension.id}/take-back",
                 f"assisted/{entered.assisted.id}", f"assisted/{entered.assisted.id}/letter",
                 f"assisted/{entered.assisted.id}/contact"):  # fmt: skip
        assert client.get(f"/employer/{page}").status_code == 404, page
