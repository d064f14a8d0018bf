"""An organisation's public profile is kept by its administrators, and by nobody else."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Public, Role
from recruitment.organisations.queries import logo_of
from tests.builders.accounts import a_member, sign_in
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.pictures import a_picture

PAGE = "/employer/profile"
PROFILE = {"about": "We serve Fife.\n\nCome and work with us.", "website": "https://www.council.example"}


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    sign_in(client, a_member(an_organisation("fife-council"), Role.ADMINISTRATOR))
    return client


def test_benefits_are_kept_and_what_is_too_long_is_said(administrator: FlaskClient) -> None:
    assert submit(administrator, PAGE, **PROFILE, benefits="- Leave", area_benefits="The sea").status_code == 303
    fife = an_organisation("fife-council")
    assert (fife.benefits, fife.area_benefits) == ("- Leave", "The sea")
    refused = submit(administrator, PAGE, **PROFILE, benefits="x" * 4_001, area_benefits="Kept")
    assert refused.status_code == 422
    assert "Use at most 4,000 characters" in refused.text and "Kept" in refused.text


def logo_is_shown() -> bool:
    return logo_of(Public(), an_organisation("fife-council").id) is not None


def test_what_is_written_is_read_by_the_public(administrator: FlaskClient) -> None:
    answer = submit(administrator, PAGE, **PROFILE)
    assert answer.status_code == 303
    assert "The public sees it now" in administrator.get(answer.location).text
    page = administrator.get("/councils/fife-council").text
    assert "Come and work with us." in page
    assert 'href="https://www.council.example"' in page


def test_a_logo_comes_and_goes(administrator: FlaskClient) -> None:
    submit(administrator, PAGE, **PROFILE, logo=(BytesIO(a_picture()), "logo.png"))
    assert logo_is_shown()
    submit(administrator, PAGE, **PROFILE)
    assert logo_is_shown()
    submit(administrator, PAGE, **PROFILE, remove="y")
    assert not logo_is_shown()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"website": "javascript:alert(1)"}, "Enter the address of your website in full"),
        ({"about": "x" * 4001}, "Use at most 4,000 characters"),
        ({"logo": (BytesIO(b"<svg onload=alert(1)>"), "logo.png")}, "not a picture that can be read"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(administrator: FlaskClient, changed: dict, said: str) -> None:
    answer = submit(administrator, PAGE, **{**PROFILE, **changed})
    assert answer.status_code == 422
    assert said in answer.text
    assert "We serve Fife." not in administrator.get("/councils/fife-council").text
    assert not logo_is_shown()


def test_colleagues_in_other_roles_do_not_reach_it(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation("fife-council"), *(set(Role) - {Role.ADMINISTRATOR})))
    assert client.get(PAGE).status_code == 404


def test_another_organisations_profile_is_out_of_reach(administrator: FlaskClient) -> None:
    assert administrator.get(f"{PAGE}?organisation=orkney-islands-council").status_code == 404


def test_whoever_administers_two_chooses_between_them(client: FlaskClient) -> None:
    account = a_member(an_organisation("fife-council"), Role.ADMINISTRATOR)
    a_member(an_organisation("orkney-islands-council"), Role.ADMINISTRATOR, account=account)
    sign_in(client, account)
    other = f"{PAGE}?organisation=orkney-islands-council"
    assert f'href="{other}"' in client.get(PAGE).text
    submit(client, other, about="Islands in the north.", website="")
    assert "Islands in the north." in client.get("/councils/orkney-islands-council").text
    assert "Islands in the north." not in client.get("/councils/fife-council").text
