"""Publishing now or later, changing an approved advert, and ending a vacancy: each asks, none twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.queries import address_of
from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.queries import advert_of, last_act
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import an_application
from tests.builders.deciding import told
from tests.builders.letters import letters_to
from tests.builders.pages import submit
from tests.builders.vacancies import a_complete_vacancy

SignIn = Callable[..., Account]
DAY = timedelta(days=1)


def read(fife: Organisation, vacancy: Vacancy) -> Vacancy:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy


def boxes(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.day), str(day.month), str(day.year)]


def test_published_now(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife, state="approved")
    signed_in()
    page = f"/employer/vacancies/{vacancy.id}/publication"
    assert 'value="now" checked' in client.get(page).text
    done = submit(client, page, when="now", opens_on=["99", "x", ""], opens_time="9am")
    assert done.status_code == 303, "a date that was not asked for is not read"
    held = read(fife, vacancy)
    assert held.state == "published" and held.public_from == held.published_at
    assert "The advert is public now." in client.get(done.location).text
    assert client.get(f"/vacancies/{vacancy.reference}/cleaner").status_code == 200


def test_scheduled_as_wished_when_it_was_written(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    wish = clock.now() + 3 * DAY
    vacancy = a_complete_vacancy(fife, state="approved", public_from=wish)
    signed_in()
    page = f"/employer/vacancies/{vacancy.id}/publication"
    shown = client.get(page).text
    assert 'value="later" checked' in shown
    assert f'value="{clock.local(wish).year}"' in shown
    done = submit(client, page, when="later", opens_on=boxes(2), opens_time="7:30")
    assert "The advert is scheduled." in client.get(done.location).text
    opens = read(fife, vacancy).public_from
    assert opens is not None
    assert clock.local(opens).strftime("%H:%M") == "07:30"
    assert clock.local(opens).date() == clock.today() + 2 * DAY
    assert client.get(f"/vacancies/{vacancy.reference}/cleaner").status_code == 404


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"when": "later", "opens_on": ["", "", ""]}, "Enter the date from which the advert should be public"),
        ({"when": "later", "opens_on": ["31", "2", "2099"]}, "must be a real date"),
        ({"when": "later", "opens_on": boxes(-1)}, "The date must be in the future"),
        ({"when": "later", "opens_on": boxes(300)}, "The advert must be public before it closes"),
        ({"when": "later", "opens_on": boxes(1), "opens_time": "soon"}, "Enter a time, for example"),
        ({"when": "whenever"}, "Choose one of the answers"),
    ],
)
def test_a_date_that_cannot_be_is_refused(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, typed: dict[str, object], message: str
) -> None:
    vacancy = a_complete_vacancy(fife, state="approved")
    signed_in()
    refused = submit(client, f"/employer/vacancies/{vacancy.id}/publication", **typed)
    assert refused.status_code == 422
    assert refused.text.count(message) == 2
    assert read(fife, vacancy).state == "approved"


def test_an_advert_that_has_closed_already_is_not_published(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_complete_vacancy(fife, state="approved", closes_at=clock.now() - DAY)
    signed_in()
    page = f"/employer/vacancies/{vacancy.id}/publication"
    assert "The closing date has passed" in client.get(page).text
    assert ">Publish</button>" not in client.get(page).text
    assert submit(client, page, when="now").status_code == 403
    assert read(fife, vacancy).state == "approved"


# page, state before, state after, the act, an answer
ENDINGS = [
    ("change-again", "approved", "draft", "change_again", {}),
    ("withdraw", "published", "withdrawn", "withdraw", {"reason": "The post is cut"}),
    ("fill", "published", "filled", "fill", {}),
    ("give-up", "published", "unfilled", "give_up", {"reason": "Nobody applied"}),
]


@pytest.mark.parametrize(("page", "before", "after", "act", "answer"), ENDINGS)
def test_the_act_asks_first_and_is_done_once(
    client: FlaskClient, signed_in: SignIn, fife: Organisation,
    page: str, before: str, after: str, act: str, answer: dict[str, str],
) -> None:  # fmt: skip
    vacancy = a_complete_vacancy(fife, state=before)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/{page}"
    assert client.get(path).status_code == 200
    assert read(fife, vacancy).state == before
    done = submit(client, path, **answer)
    onward = "/outcome" if act in ("fill", "give_up") else ""
    assert (done.status_code, done.location) == (303, f"/employer/vacancies/{vacancy.id}{onward}")
    assert read(fife, vacancy).state == after
    recorded = last_act(as_staff(fife, Role.ADMINISTRATOR), vacancy.id, act)
    assert recorded is not None and recorded.reason == answer.get("reason")
    assert client.get(path).status_code == 409


@pytest.mark.parametrize(("page", "message"), [("withdraw", "Say why the advert"), ("give-up", "Say why nobody")])
def test_an_end_needs_its_reason(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, page: str, message: str
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    signed_in()
    refused = submit(client, f"/employer/vacancies/{vacancy.id}/{page}", reason=" ")
    assert refused.status_code == 422
    assert refused.text.count(message) == 2
    assert read(fife, vacancy).state == "published"


@pytest.mark.parametrize("typed", ["0", "4", "", "some"])
def test_the_posts_filled_are_counted(client: FlaskClient, signed_in: SignIn, fife: Organisation, typed: str) -> None:
    vacancy = a_complete_vacancy(fife, state="published", posts=3)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/fill"
    assert 'value="3"' in client.get(path).text
    refused = submit(client, path, posts_filled=typed)
    assert refused.status_code == 422
    assert read(fife, vacancy).state == "published"
    assert submit(client, path, posts_filled="2").status_code == 303
    assert read(fife, vacancy).posts_filled == 2


ACTS = [("publication", "approved"), *[(page, before) for page, before, *_ in ENDINGS]]


@pytest.mark.parametrize(("page", "state"), ACTS)
@pytest.mark.parametrize("role", [Role.APPROVER, Role.HIRING_MANAGER])
def test_others_do_not(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, page: str, state: str, role: Role
) -> None:
    vacancy = a_complete_vacancy(fife, state=state)
    signed_in(role)
    may = role is Role.HIRING_MANAGER and page in ("change-again", "fill")
    path = f"/employer/vacancies/{vacancy.id}/{page}"
    assert client.get(path).status_code == (200 if may else 403)
    if not may:
        assert client.post(path).status_code == 403
        assert read(fife, vacancy).state == state


@pytest.mark.parametrize("page", ["fill", "give-up"])
def test_whoever_has_not_heard_is_remembered_before_the_end(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, page: str
) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/{page}"
    assert "not heard an outcome" not in client.get(path).text
    an_application(vacancy, state="submitted")
    an_application(vacancy, state="unsuccessful")
    an_application(vacancy, state="interview")
    assert "2 applicants have not heard an outcome yet" in client.get(path).text


def test_applicants_hear_of_a_withdrawn_job(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_complete_vacancy(fife, state="published")
    waiting = [an_application(vacancy, state=state) for state in ("submitted", "offered")]
    decided = an_application(vacancy, state="unsuccessful")
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/withdraw"
    assert "2 applicants have not heard an outcome yet" in client.get(path).text
    done = submit(client, path, reason="The post is cut", message="The budget changed.")
    assert "2 applicants are told so by email" in client.get(done.location).text
    for application in waiting:
        assert told(application) == ("called_off", "The budget changed.")
        assert [letter.name for letter in letters_to(address_of(application.account_id))] == ["job_withdrawn"]
    assert letters_to(address_of(decided.account_id)) == []
