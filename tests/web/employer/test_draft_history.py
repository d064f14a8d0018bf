"""The earlier versions of a draft, as its writers read them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.draft_actions import write_part
from recruitment.vacancies.queries import advert_of
from recruitment.vacancies.rules import PARTS
from recruitment.vacancies.tables import Vacancy
from recruitment.vacancies.version_queries import changes
from tests.builders.accounts import as_staff
from tests.builders.pages import links_of, submit, words_of
from tests.builders.vacancies import a_category, a_complete_vacancy, a_postcode, a_vacancy, a_version
from tests.web.employer.test_two_editors import fields_of
from tests.web.employer.test_writing import answers

SignIn = Callable[..., Account]


@pytest.fixture
def draft(fife: Organisation) -> Vacancy:
    a_category()
    a_postcode()
    return a_complete_vacancy(fife, state="draft")


def test_it_says_who_changed_what(client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy) -> None:
    home = f"/employer/vacancies/{draft.id}"
    signed_in(Role.RECRUITER)
    assert "Earlier versions" not in client.get(home).text
    assert "Nobody has changed anything yet" in client.get(f"{home}/versions").text
    for part in PARTS:
        assert submit(client, f"{home}/{part}", **answers(part)).status_code == 303
    shown = words_of(client.get(f"{home}/versions").text)
    for part in (
        "Test Person changed “Job and category”", "Job title Was Cleaner Changed to Street Cleaner",
        "Summary Was Keeps a school clean. Changed to Keeps streets clean.",
        "Criteria Was Criterion 1 (essential, by application form)", "Can sweep (desirable, by test or presentation)",
        "Type of contract Was Permanent Changed to Temporary",
        "Working pattern Was Part time Changed to Shifts, Hybrid",
        "Hours a week Was 20 Changed to 17.5", "The pay is for Was a year, full time Changed to an hour",
        "Pay from Was £25,885.80 Changed to £13.69", "Workplaces Was All over Fife Changed to Depot, KY1 1AA",
        "Disclosure check Was No disclosure check Changed to Level 2", "Gaelic Was Not needed Changed to Desirable",
        "Public from Was Nothing Changed to",
    ):  # fmt: skip
        assert part in shown, part
    assert links_of(client.get(home).text)["Earlier versions, and what changed"] == f"{home}/versions"


def test_of_a_long_text_only_what_differs_is_shown(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy
) -> None:
    write_part(as_staff(fife), draft, "about", {"duties": "* clean classrooms\n* sweep <b>paths</b>"})
    db.session.commit()
    signed_in()
    page = client.get(f"/employer/vacancies/{draft.id}/versions").text
    assert "Was * look after equipment Changed to * sweep <b>paths</b>" in words_of(page)
    assert "clean classrooms" not in page
    assert "<b>paths" not in page


def test_one_is_brought_back_after_asking(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy
) -> None:
    signed_in()
    home = f"/employer/vacancies/{draft.id}"
    submit(client, f"{home}/about", **answers("about"))
    version = changes(as_staff(fife), draft.id, most=1)[0][0].version
    page = f"{home}/versions/{version.id}"
    asked = words_of(client.get(page).text)
    assert "Stands there now Keeps streets clean. Would be brought back Keeps a school clean." in asked
    assert submit(client, page).location == f"{home}/versions"
    db.session.expire_all()
    assert advert_of(as_staff(fife), draft.id).vacancy.summary == "Keeps a school clean."
    assert "brought back an earlier “Summary and duties”" in words_of(client.get(f"{home}/versions").text)
    assert "says exactly this already" in client.get(page).text


def test_it_asks_anew_when_somebody_wrote_meanwhile(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy
) -> None:
    signed_in()
    version = a_version(as_staff(fife), draft)
    page = f"/employer/vacancies/{draft.id}/versions/{version.id}"
    opened = fields_of(client.get(page).text)
    write_part(as_staff(fife), draft, "about", {"summary": "Written meanwhile."})
    db.session.commit()
    told = client.post(page, data=opened)
    assert told.status_code == 409
    assert "Written meanwhile." in told.text
    assert client.post(page, data=fields_of(told.text)).status_code == 303


def test_what_is_no_draft_shows_its_history_and_brings_nothing_back(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    signed_in()
    vacancy = a_vacancy(fife)
    version = a_version(as_staff(fife), vacancy)
    history = client.get(f"/employer/vacancies/{vacancy.id}/versions")
    assert "Keeps a hall clean." in history.text
    assert "Bring back" not in history.text
    assert client.get(f"/employer/vacancies/{vacancy.id}/versions/{version.id}").status_code == 409


def test_an_approver_reads_it_and_brings_nothing_back(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy
) -> None:
    version = a_version(as_staff(fife), draft)
    signed_in(Role.APPROVER)
    history = client.get(f"/employer/vacancies/{draft.id}/versions")
    assert history.status_code == 200
    assert "Bring back" not in history.text
    assert client.get(f"/employer/vacancies/{draft.id}/versions/{version.id}").status_code == 403


def test_a_long_history_has_pages(client: FlaskClient, signed_in: SignIn, fife: Organisation, draft: Vacancy) -> None:
    viewer = as_staff(fife)
    for number in range(21):
        a_version(viewer, draft, summary=f"Text {number}.")
    signed_in()
    first = client.get(f"/employer/vacancies/{draft.id}/versions")
    assert first.text.count("house_timeline__step") == 20
    second = client.get(f"/employer/vacancies/{draft.id}/versions?page=2")
    assert "Was Text 0. Changed to Text 1." in words_of(second.text)
    assert "this far back" in client.get(f"/employer/vacancies/{draft.id}/versions?page=99").text
