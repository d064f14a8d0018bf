"""Help to apply, as recruiters give it: answering requests, more time for one person, applications that they enter."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.applications.adjustment_tables import AdjustmentRequest
from recruitment.applications.extension_tables import Extension
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.tables import PanelSeat, Vacancy
from tests.builders.accounts import an_account, as_staff, sign_in
from tests.builders.helping import NEED, an_adjustment, an_entered, an_extension
from tests.builders.letters import letters_to
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


def test_a_request_waits_on_the_desk_and_is_answered(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    request = an_adjustment(vacancy)
    signed_in(Role.RECRUITER)
    desk = client.get("/employer/").text
    assert "1 person needs help to apply and waits for an answer" in words_of(desk)
    listed = client.get("/employer/adjustments").text
    assert links_of(listed)["Morag Asker"] == f"/employer/adjustments/{request.id}"
    assert "Large print" in words_of(listed)
    page = f"/employer/adjustments/{request.id}"
    assert NEED in words_of(client.get(page).text)
    for fields, said in (
        ({"act": "agree"}, "Write what you tell the person"),
        ({"answer": "Yes"}, "Choose your answer"),
    ):
        refused = submit(client, page, **fields)
        assert refused.status_code == 422 and said in words_of(refused.text)
    assert submit(client, page, act="agree", answer="We post it today.").status_code == 303
    assert [letter.name for letter in letters_to("morag@test.example")] == ["adjustment_asked", "adjustment_answered"]
    answered = client.get(page).text
    assert "We post it today." in words_of(answered)
    assert "waits for an answer" not in words_of(client.get("/employer/").text)
    assert submit(client, f"{page}/done", page=page).status_code == 303
    assert [row.state for row in stored(AdjustmentRequest)] == ["done"]


def test_what_goes_by_post_waits_until_it_was_posted(client: FlaskClient, signed_in: SignIn, vacancy: Vacancy) -> None:
    request = an_adjustment(vacancy, reach_by="post", email="", address="1 Example Street")
    signed_in(Role.ADMINISTRATOR)
    page = f"/employer/adjustments/{request.id}"
    submit(client, page, act="decline", answer="It cannot be done.")
    assert "waits for an answer" in words_of(client.get("/employer/").text)
    assert "The person does not know yet" in words_of(client.get(page).text)
    assert submit(client, f"{page}/told", page=page).status_code == 303
    assert "The person was told" in words_of(client.get(page).text)


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_others_find_none_of_it(
    client: FlaskClient, signed_in: SignIn, vacancy: Vacancy, recruiter: Staff, role: Role
) -> None:
    request, extension = an_adjustment(vacancy), an_extension(recruiter, vacancy)
    entered = an_entered(recruiter, vacancy)
    person = signed_in(role)
    if role == Role.PANEL_MEMBER:
        db.session.add(PanelSeat(organisation_id=vacancy.organisation_id, vacancy_id=vacancy.id, account_id=person.id))
        db.session.commit()
    for page in (f"adjustments/{request.id}", f"extensions/{extension.id}", f"assisted/{entered.assisted.id}"):
        assert client.get(f"/employer/{page}").status_code == 404, page
    for page in ("help-to-apply", "extensions/new", "assisted/new"):
        assert client.get(f"/employer/vacancies/{vacancy.id}/{page}").status_code in (403, 404, 409), page
    assert "Morag" not in client.get("/employer/adjustments").text
    assert "needs help to apply" not in client.get("/employer/").text
    shown = client.get(f"/employer/applications/{entered.assisted.application_id}")
    assert ("Entered by staff" in shown.text) == (role == Role.HIRING_MANAGER)


def test_more_time_is_given_changed_and_taken_back(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife, closes_at=clock.now() - timedelta(hours=1))
    signed_in(Role.RECRUITER)
    day = clock.today() + timedelta(days=3)
    told = {"name": "Morag Asker", "email": "morag@test.example", "cause": "fault", "reason": "The portal was down",
            "until_day": [day.day, day.month, day.year], "until_time": "5pm"}  # fmt: skip
    page = f"/employer/vacancies/{vacancy.id}/extensions/new"
    yesterday = clock.today() - timedelta(days=1)
    for fields, said in (
        ({"until_day": [yesterday.day, yesterday.month, yesterday.year]}, "The time must be in the future"),
        ({"until_day": ["", "", ""]}, "Enter the last day"),
        ({"until_time": "soon"}, "Enter a time, for example 23:59 or 5pm"),
        ({"cause": ""}, "Choose why"),
        ({"reason": ""}, "Say why, in a few words"),
        ({"email": "nobody"}, "Enter an email address in the right form"),
    ):
        refused = submit(client, page, **{**told, **fields})
        assert refused.status_code == 422 and said in words_of(refused.text), said
    given = submit(client, page, **told)
    assert given.status_code == 303
    (row,) = stored(Extension)
    assert clock.local(row.until).strftime("%d %H:%M:%S") == f"{day.day:02} 17:00:00"
    assert "Morag Asker" in links_of(client.get(f"/employer/vacancies/{vacancy.id}/help-to-apply").text)
    moved = submit(
        client, given.location, until_day=[day.day, day.month, day.year], until_time="23:59", reason="Longer"
    )
    assert moved.status_code == 303
    assert clock.local(stored(Extension)[0].until).strftime("%H:%M:%S") == "23:59:59"
    assert submit(client, f"{given.location}/take-back", reason="A mistake").status_code == 303
    assert stored(Extension)[0].state == "taken_back"
    assert client.get(f"{given.location}/take-back").status_code == 409
    names = [letter.name for letter in letters_to("morag@test.example")]
    assert names == ["extension_granted", "extension_moved", "extension_taken_back"]


def test_somebody_without_an_account_follows_the_link(
    client: FlaskClient, fife: Organisation, recruiter: Staff
) -> None:
    vacancy = a_vacancy(fife, closes_at=clock.now() - timedelta(hours=1))
    an_extension(recruiter, vacancy)
    (letter,) = letters_to("morag@test.example")
    path = "/link/more-time/" + letter.facts["link"].rpartition("/")[2]
    page = client.get(path)
    assert page.status_code == 200 and "You have until" in words_of(page.text)
    assert client.get("/link/more-time/none-of-ours").status_code == 404
    go_on = links_of(page.text)["Sign in and go on"]
    assert "/account/sign-in" in client.get(go_on).location
    sign_in(client, an_account("registered-later@test.example"))
    bound = submit(client, go_on)
    assert bound.location.endswith(f"/candidate/vacancies/{vacancy.reference}/apply")
    apply = words_of(client.get(bound.location).text)
    assert "The employer gave you this time for yourself" in apply
    started = submit(client, bound.location)
    draft = words_of(client.get(started.location).text)
    assert "You have until" in draft and "cannot be sent" not in draft
    assert "You have time of your own" in words_of(client.get("/candidate/").text)
