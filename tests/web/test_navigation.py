"""Who is signed in, for whom and as what, on every page of theirs."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from recruitment.web.roles import in_short
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.applications import an_application
from tests.builders.organisations import an_organisation
from tests.builders.vacancies import a_vacancy

ACTING = re.compile(r'class="house_who__for">([^<]*)<')


def acting_for(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return ACTING.findall(answer.text)


def test_every_page_of_an_employer_says_whose_it_is(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    sign_in(client, a_member(fife, Role.ADMINISTRATOR, Role.APPROVER))
    vacancy = a_vacancy(fife)
    application = an_application(vacancy)
    for path in ("", "vacancies", "vacancies/new", "reports", "staff", "staff/invite", "profile",
                 f"vacancies/{vacancy.id}", f"vacancies/{vacancy.id}/applicants", f"vacancies/{vacancy.id}/placements",
                 f"vacancies/{vacancy.id}/withdraw", f"applications/{application.id}"):  # fmt: skip
        assert acting_for(client, f"/employer/{path}") == ["Fife Council · Administrator, approver"]


def test_at_several_a_page_about_one_says_which(client: FlaskClient) -> None:
    fife, orkney = an_organisation("fife-council"), an_organisation("orkney-islands-council")
    account = a_member(fife, Role.RECRUITER)
    sign_in(client, a_member(orkney, Role.HIRING_MANAGER, account=account))
    assert acting_for(client, "/employer/") == ["Fife Council, Orkney Islands Council"]
    vacancy = a_vacancy(orkney)
    for path in ("", "/placements", "/applicants"):
        told = acting_for(client, f"/employer/vacancies/{vacancy.id}{path}")
        assert told == ["Orkney Islands Council · Hiring manager"]


def test_cosla_too(client: FlaskClient) -> None:
    sign_in(client, a_national("operator"))
    assert acting_for(client, "/cosla/figures") == ["COSLA · Operator"]


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ([Role.PANEL_MEMBER], "Panel member"),
        ([Role.APPROVER, Role.RECRUITER, Role.ADMINISTRATOR], "Administrator, recruiter, approver"),
        (list(Role), "Administrator, recruiter and 3 more roles"),
    ],
)
def test_roles_in_short(roles: list[Role], said: str) -> None:
    assert in_short(roles) == said


LINK = re.compile(r'class="ds_side-navigation__link[^"]*" href="([^"]+)"( aria-current)?')


def beside(client: FlaskClient, path: str) -> dict[str, bool]:
    """The links beside a page by their addresses, and whether each is the page itself."""
    return {href: bool(current) for href, current in LINK.findall(client.get(path).text)}


def test_a_section_shows_its_pages_while_one_of_them_is_open(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), Role.ADMINISTRATOR))
    shut = beside(client, "/employer/vacancies")
    assert shut["/employer/vacancies"] and "/employer/staff" not in shut and "/employer/organisation" in shut
    open_ = beside(client, "/employer/staff/invite")
    assert [href for href, is_current in open_.items() if is_current] == ["/employer/staff"]
    assert "/employer/chains" in open_ and "/employer/reserve" not in open_


def test_a_section_lists_what_is_for_the_role_alone(client: FlaskClient) -> None:
    fife = an_organisation("fife-council")
    sign_in(client, a_member(fife, Role.HIRING_MANAGER))
    people = client.get("/employer/people").text
    assert 'href="/employer/reserve"' in people and "/employer/pool" not in people
    assert 'href="/employer/staff"' not in client.get("/employer/organisation").text
    sign_in(client, a_member(fife, Role.ADMINISTRATOR))
    assert "Who works here" in client.get("/employer/organisation").text
    sign_in(client, a_member(fife, Role.PANEL_MEMBER))
    assert "No page of this section is for your role" in client.get("/employer/people").text
