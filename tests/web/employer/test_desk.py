"""The desk: who finds what waiting, and nothing of anybody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core import clock
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.approval_actions import return_, send_for_approval
from tests.builders.accounts import a_member, as_staff
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_complete_vacancy, a_vacancy

SignIn = Callable[..., Account]
DAY = timedelta(days=1)


def fill_trays(organisation: Organisation) -> None:
    now = clock.now()
    for state, title in (("awaiting_approval", "Awaited"), ("approved", "Approved job"), ("draft", "Drafted")):
        a_vacancy(organisation, state=state, title=title)
    a_vacancy(organisation, title="Closed job", closes_at=now - DAY / 2)
    a_vacancy(organisation, title="Closing job", closes_at=now + DAY)
    a_vacancy(organisation, title="Scheduled job", public_from=now + DAY, closes_at=now + 9 * DAY)
    a_vacancy(organisation, title="Quiet job", closes_at=now + 30 * DAY)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.RECRUITER, {"Approved job", "Drafted", "Closed job", "Closing job", "Scheduled job", "Quiet job"}),
        (Role.ADMINISTRATOR, {"Approved job", "Drafted", "Closed job", "Closing job", "Scheduled job", "Quiet job"}),
        (Role.HIRING_MANAGER, {"Drafted", "Closed job", "Closing job", "Scheduled job", "Quiet job"}),
        (Role.APPROVER, {"Awaited", "Closing job", "Scheduled job", "Quiet job"}),
        (Role.PANEL_MEMBER, set()),
    ],
)
def test_each_role_finds_its_own_work(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, role: Role, sees: set[str]
) -> None:
    fill_trays(fife)
    fill_trays(an_organisation("nhs-orkney"))
    signed_in(role)
    page = client.get("/employer/").text
    titles = ("Awaited", "Approved job", "Drafted", "Closed job", "Closing job", "Scheduled job", "Quiet job")
    assert {title for title in titles if page.count(f">{title}</a>")} == sees
    assert all(page.count(f">{title}</a>") == 1 for title in sees), "of this organisation alone"


def test_an_empty_desk_says_so(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    assert "Nothing waits for you." in client.get("/employer/").text


def test_ones_own_advert_is_not_ones_to_approve(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    person = signed_in(Role.RECRUITER, Role.APPROVER)
    a_vacancy(fife, state="awaiting_approval", created_by=person.id, title="Mine")
    assert ">Mine</a>" not in client.get("/employer/").text


def test_a_returned_draft_stands_out(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    writer, approver = as_staff(fife), as_staff(fife, Role.APPROVER)
    signed_in()
    vacancy = a_complete_vacancy(fife)
    assert ">Returned<" not in client.get("/employer/").text
    send_for_approval(writer, vacancy)
    return_(approver, vacancy, "Too long")
    db.session.commit()
    assert ">Returned<" in client.get("/employer/").text
    send_for_approval(writer, vacancy)
    db.session.commit()
    assert ">Returned<" not in client.get("/employer/").text


def test_the_desk_counts_applicants(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    closed = a_vacancy(fife, closes_at=clock.now() - DAY / 2)
    a_vacancy(fife, closes_at=clock.now() + DAY)
    signed_in()
    assert client.get("/employer/").text.count("no applicants") == 2
    an_application(closed, state="submitted")
    assert "1 applicant, 1 to decide" in client.get("/employer/").text
    an_application(closed, state="unsuccessful")
    assert "2 applicants, 1 to decide" in client.get("/employer/").text


def test_who_cannot_see_applicants_is_told_no_number(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    an_application(a_vacancy(fife, closes_at=clock.now() + DAY), state="submitted")
    signed_in(Role.APPROVER)
    assert "applicant" not in client.get("/employer/").text


def test_an_advert_without_a_closing_date_is_live_too(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    a_vacancy(fife, closes_at=None, title="Supply list")
    signed_in()
    assert ">Supply list</a>" in client.get("/employer/").text


def test_a_full_tray_of_live_adverts_says_how_many_more(
    client: FlaskClient, signed_in: SignIn, fife: Organisation
) -> None:
    a_vacancy(fife, closes_at=clock.now() + DAY)
    for _ in range(8):
        a_vacancy(fife, closes_at=clock.now() + 20 * DAY)
    signed_in()
    assert "3 more" in client.get("/employer/").text


def test_a_full_tray_leads_to_the_rest(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    for _ in range(7):
        a_vacancy(fife, state="draft")
    signed_in()
    assert "/employer/vacancies?state=draft" in client.get("/employer/").text
    assert "2 more" in client.get("/employer/").text


def test_staff_of_several_see_all_or_one(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    orkney = an_organisation("orkney-islands-council")
    account = signed_in()
    assert "All organisations" not in client.get("/employer/").text
    a_member(orkney, Role.RECRUITER, account=account)
    a_vacancy(fife, state="draft", title="In Fife")
    a_vacancy(orkney, state="draft", title="In Orkney")
    both, one = client.get("/employer/").text, client.get("/employer/?organisation=orkney-islands-council").text
    assert ">In Fife</a>" in both and ">In Orkney</a>" in both
    assert ">In Fife</a>" not in one and ">In Orkney</a>" in one
    assert client.get("/employer/?organisation=nhs-orkney").status_code == 404
