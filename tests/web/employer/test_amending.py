"""The pages that change what was published: each asks for a reason, loses nothing typed, and tells candidates."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.queries import address_of
from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import LocalRules, Organisation
from recruitment.vacancies.amending import amend
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import phase
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import as_staff
from tests.builders.applications import a_draft, an_application
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, submit, words_of
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]
DAY = timedelta(days=1)
TEXTS = {
    "title": "Cleaner",
    "summary": "Keeps a school clean.",
    "duties": "* clean classrooms\r\n* look after equipment",
}
REASON = {"reason": "It was wrong"}


def read(fife: Organisation, vacancy: Vacancy) -> Vacancy:
    db.session.expire_all()
    return advert_of(as_staff(fife, Role.ADMINISTRATOR), vacancy.id).vacancy


def boxes(days: int) -> list[str]:
    day = clock.today() + timedelta(days=days)
    return [str(day.day), str(day.month), str(day.year)]


def test_a_live_advert_is_extended_and_candidates_hear_of_it(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_vacancy(fife)
    draft, sent = a_draft(vacancy), an_application(vacancy)
    signed_in()
    shown = f"/employer/vacancies/{vacancy.id}"
    assert f'href="{shown}/extend"' in client.get(shown).text
    done = submit(client, f"{shown}/extend", closes_on=boxes(30), closes_time="5pm", message="More time", **REASON)
    page = words_of(client.get(done.location).text)
    assert "The closing date is moved. 2 candidates are told so by email." in page
    assert "Closing date moved on" in page and "It was wrong" in page and "Candidates were told: More time" in page
    closes = read(fife, vacancy).closes_at
    assert closes is not None and clock.local(closes).strftime("%H:%M") == "17:00"
    for application in (draft, sent):
        assert [each.name for each in letters_to(address_of(application.account_id))][-1] == "job_changed"


@pytest.mark.parametrize(
    ("page", "typed", "message"),
    [
        ("extend", {"closes_on": boxes(1)}, "must be later than the present one"),
        ("extend", {"closes_on": boxes(-1)}, "must be in the future"),
        ("extend", {"closes_on": ["31", "2", "2099"]}, "must be a real date"),
        ("extend", {"closes_on": ["", "", ""]}, "Enter the new closing date"),
        ("extend", {"closes_on": boxes(30), "closes_time": "soon"}, "Enter a time"),
        ("extend", {"closes_on": boxes(30), "reason": " "}, "Say why the advert is changed"),
        ("close-early", {"when": "later", "closes_on": ["", "", ""]}, "Enter the new closing date"),
        ("close-early", {"when": "later", "closes_on": boxes(-1)}, "must be in the future"),
        ("close-early", {"when": "later", "closes_on": boxes(40)}, "must close before its present closing date"),
        ("close-early", {"when": "now"}, "open for at least 14 days"),
        ("close-early", {"when": "sometime"}, "Choose one of the answers"),
        ("amend", {**TEXTS, "title": ""}, "Enter the job title"),
        ("amend", {**TEXTS, "pay_note": "x" * 301}, "300 characters or fewer"),
        ("amend", {**TEXTS, "title": "Cook", "reason": ""}, "Say why the advert is changed"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, page: str, typed: dict[str, Any], message: str
) -> None:
    db.session.add(LocalRules(organisation_id=fife.id, shortest_advert=14, remind_after=3))
    vacancy = a_vacancy(fife)
    signed_in()
    answers = {"closes_time": "23:59", "message": "Typed before", **REASON, **typed}
    refused = submit(client, f"/employer/vacancies/{vacancy.id}/{page}", **answers)
    assert refused.status_code == 422
    assert refused.text.count(message) == 2
    assert "Typed before" in refused.text
    held = read(fife, vacancy)
    assert (held.closes_at, held.title) == (vacancy.closes_at, "Cleaner")


def test_nothing_new_is_no_amendment(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    signed_in()
    refused = submit(client, f"/employer/vacancies/{vacancy.id}/amend", **TEXTS, **REASON)
    assert (refused.status_code, "Nothing was changed" in refused.text) == (422, True)


def test_words_are_amended(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/amend"
    assert "Keeps a school clean." in client.get(path).text
    done = submit(client, path, **{**TEXTS, "summary": "Keeps two schools clean."}, **REASON)
    page = words_of(client.get(done.location).text)
    assert "The advert is amended." in page
    assert "Summary Keeps a school clean. Keeps two schools clean." in page
    assert "Keeps two schools clean." in client.get(f"/vacancies/{vacancy.reference}/cleaner").text


def test_two_who_amend_at_once_lose_nothing_they_typed(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    vacancy = a_vacancy(fife)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/amend"
    opened = client.get(path).text
    token, seen = TOKEN.search(opened), opened.partition('name="seen" value="')[2].partition('"')[0]
    assert token and seen
    amend(as_staff(fife), read(fife, vacancy), {"summary": "By a colleague."}, "Colleague")
    db.session.commit()
    answers = {"csrf_token": token.group(1), **TEXTS, "summary": "By me.", **REASON}
    late = client.post(path, data={**answers, "seen": seen})
    assert late.status_code == 422
    assert "Somebody has changed this advert" in late.text and "By me." in late.text
    assert read(fife, vacancy).summary == "By a colleague."
    again = late.text.partition('name="seen" value="')[2].partition('"')[0]
    assert client.post(path, data={**answers, "seen": again}).status_code == 303
    assert read(fife, vacancy).summary == "By me."


def test_closed_early_and_reopened(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    signed_in()
    shown = f"/employer/vacancies/{vacancy.id}"
    done = submit(client, f"{shown}/close-early", when="now", closes_on=["x", "", ""], **REASON)
    assert "The advert is closed." in client.get(done.location).text
    assert phase(read(fife, vacancy), clock.now()) == "closed"
    assert client.get(f"{shown}/close-early").status_code == 403
    page = client.get(shown).text
    assert f'href="{shown}/reopen"' in page and f'href="{shown}/extend"' not in page
    done = submit(client, f"{shown}/reopen", closes_on=boxes(9), closes_time="23:59", **REASON)
    assert "open for applications again" in client.get(done.location).text
    assert phase(read(fife, vacancy), clock.now()) == "live"


def test_closing_at_an_earlier_date(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(fife)
    signed_in()
    path = f"/employer/vacancies/{vacancy.id}/close-early"
    done = submit(client, path, when="later", closes_on=boxes(3), closes_time="midday", **REASON)
    assert "The advert will close earlier." in client.get(done.location).text
    closes = read(fife, vacancy).closes_at
    assert closes is not None and clock.local(closes).date() == clock.today() + 3 * DAY


def test_an_approved_advert_keeps_its_approval(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    db.session.add(LocalRules(organisation_id=fife.id, shortest_advert=14, remind_after=3))
    vacancy = a_complete_vacancy(fife, state="approved", closes_at=clock.now() + 5 * DAY)
    signed_in()
    shown = f"/employer/vacancies/{vacancy.id}"
    assert "at least 14 days" in client.get(f"{shown}/publication").text
    refused = submit(client, f"{shown}/publication", when="now")
    assert (refused.status_code, refused.text.count("open for less than 14 days")) == (422, 2)
    assert "Your message to candidates" not in client.get(f"{shown}/extend").text
    assert submit(client, f"{shown}/extend", closes_on=boxes(20), closes_time="23:59", **REASON).status_code == 303
    assert submit(client, f"{shown}/publication", when="now").status_code == 303
    assert read(fife, vacancy).state == "published"


@pytest.mark.parametrize("page", ["extend", "close-early", "reopen", "amend"])
@pytest.mark.parametrize("role", [Role.APPROVER, Role.HIRING_MANAGER])
def test_others_change_nothing(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, page: str, role: Role
) -> None:
    vacancy = a_vacancy(fife, closes_at=clock.now() - DAY / 2) if page == "reopen" else a_vacancy(fife)
    signed_in(role)
    path = f"/employer/vacancies/{vacancy.id}/{page}"
    assert client.get(path).status_code == 403
    assert client.post(path).status_code == 403
    assert f'href="{path}"' not in client.get(f"/employer/vacancies/{vacancy.id}").text


def test_another_organisation_finds_nothing(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    vacancy = a_vacancy(an_organisation("nhs-orkney"))
    signed_in(Role.ADMINISTRATOR)
    assert client.get(f"/employer/vacancies/{vacancy.id}/amend").status_code == 404
