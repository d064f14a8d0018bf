"""Documents of a published advert, changed on its pages; and candidates who hear of it."""

import io

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.attachment_queries import staged_of
from tests.builders.accounts import a_member, an_account, as_staff, sign_in
from tests.builders.applications import a_draft
from tests.builders.documents import an_attachment
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy


@pytest.fixture(autouse=True)
def recruiter(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.RECRUITER))


def test_from_upload_to_the_advert(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    live, person = a_vacancy(fife), an_account()
    a_draft(live, person)
    page = f"/employer/vacancies/{live.id}/amend-attachments"
    assert page in client.get(f"/employer/vacancies/{live.id}/amend").text
    assert submit(client, page, name="", file="").status_code == 422
    sent = submit(client, page, name="Job pack", file=(io.BytesIO(b"All about the job."), "pack.txt"))
    assert sent.location == page
    staged = staged_of(as_staff(fife), live.id)[0]
    put_on = f"/employer/attachments/{staged.id}/put-on"
    assert put_on in client.get(page).text
    assert "Job pack" not in client.get(f"/vacancies/{live.reference}/cleaner").text
    assert submit(client, put_on, reason="", replaces="0").status_code == 422
    assert submit(client, put_on, reason="It was missing.", message="Do read it.", replaces="0").status_code == 303
    assert "Job pack" in client.get(f"/vacancies/{live.reference}/cleaner").text
    letter = letters_to(person.email)[-1]
    assert (letter.name, letter.facts["changes"]) == ("job_changed", [["Documents", "nothing", "Job pack"]])
    assert "It was missing." in client.get(f"/employer/vacancies/{live.id}").text


def test_taking_off_and_discarding(client: FlaskClient) -> None:
    live = a_vacancy(an_organisation("fife-council"))
    held, staged = an_attachment(live), an_attachment(live, name="Job pack", is_staged=True)
    db.session.commit()
    take_off = f"/employer/attachments/{held.id}/take-off"
    assert submit(client, take_off, reason="").status_code == 422
    assert submit(client, take_off, reason="Out of date.").status_code == 303
    discard = f"/employer/attachments/{staged.id}/discard"
    assert submit(client, discard).status_code == 303
    assert client.get(discard).status_code == 404


def test_a_draft_has_its_own_page_for_that(client: FlaskClient) -> None:
    draft = a_vacancy(an_organisation("fife-council"), state="draft")
    assert client.get(f"/employer/vacancies/{draft.id}/amend-attachments").status_code == 409
