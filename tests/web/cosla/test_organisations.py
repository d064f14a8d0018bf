"""The operator brings organisations in, and invites the administrator of each."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from tests.builders.accounts import a_member, a_national, sign_in
from tests.builders.letters import letters_to
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

LIST = "/cosla/organisations"
NEW = f"{LIST}/new"
TRUST = {"name": "Example Leisure Trust", "kind": "charity", "website": "https://www.trust.example"}
ADMINISTRATOR = {"name": "New Administrator", "email": "new.administrator@test.example"}
PASSWORD = "seven green puffins"


@pytest.fixture
def operator(client: FlaskClient) -> Account:
    account = a_national("operator")
    sign_in(client, account)
    return account


def inviting(slug: str = "fife-council") -> str:
    return f"{LIST}/{an_organisation(slug).id}/invite"


def how_many() -> int | None:
    return db.session.scalar(select(func.count()).select_from(Organisation))


def row_of(page: str, name: str) -> str:
    """The table's row of an organisation."""
    return next(row for row in page.split("<tr")[1:] if name in row)


def figures(page: str, name: str) -> list[str]:
    """Staff, live vacancies, administrators invited."""
    cells = row_of(page, name).split('house_number"><span class="house_table__value">')[1:]
    return [cell.split("<")[0] for cell in cells]


def test_signing_in_leads_to_the_organisations(client: FlaskClient, operator: Account) -> None:
    assert client.get("/cosla/").location == LIST
    assert f'href="{LIST}"' in client.get(LIST).text


def test_an_analyst_goes_to_the_figures(client: FlaskClient) -> None:
    sign_in(client, a_national("analyst"))
    assert client.get("/cosla/").location == "/cosla/figures"
    assert LIST not in client.get("/cosla/figures/spend").text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_analyst_brings_nobody_in(client: FlaskClient, method: str) -> None:
    sign_in(client, a_national("analyst"))
    for path in (LIST, NEW, inviting())[method == "POST" :]:
        answer = client.open(path, method=method)
        assert answer.status_code == 403
        assert "Operators bring organisations in" in answer.text


def test_an_administrator_of_a_council_is_no_operator(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation(), Role.ADMINISTRATOR))
    for path in (LIST, NEW, inviting()):
        assert client.get(path).status_code == 403


def test_the_list_says_how_far_each_has_come(client: FlaskClient, operator: Account) -> None:
    fife = an_organisation("fife-council")
    a_member(fife, Role.RECRUITER, Role.APPROVER)
    a_member(fife, Role.ADMINISTRATOR)
    for state in ("published", "published", "draft"):
        a_vacancy(fife, state=state)
    submit(client, inviting("nhs-orkney"), **ADMINISTRATOR)
    page = client.get(LIST).text
    assert figures(page, "Fife Council") == ["2", "2", "0"]
    assert figures(page, "NHS Orkney") == ["0", "0", "1"]
    assert "Health board" in row_of(page, "NHS Orkney")
    places = [page.index(f">{name}</a>") for name in ("Fife Council", "NHS Orkney", "Orkney Islands Council")]
    assert places == sorted(places)


def test_words_narrow_the_list(client: FlaskClient, operator: Account) -> None:
    page = client.get(f"{LIST}?q=orkney+council").text
    assert "Orkney Islands Council" in page and "1 organisation" in page
    assert "NHS Orkney" not in page and "Fife Council" not in page
    assert "No organisation has that in its name" in client.get(f"{LIST}?q=%25").text


def test_the_list_has_pages(client: FlaskClient, operator: Account) -> None:
    for number in range(20):
        db.session.add(Organisation(slug=f"trust-{number:02d}", name=f"Trust {number:02d}", kind="charity"))
    db.session.commit()
    first, second = (client.get(f"{LIST}?page={page}").text for page in (1, 2))
    assert "Trust 16" in first and "Trust 17" not in first
    assert "Trust 17" in second and "Fife Council" not in second
    assert "Trust 19" in client.get(f"{LIST}?page=99").text
    assert "page=2" not in client.get(f"{LIST}?q=trust").text


def test_an_organisation_is_brought_in(client: FlaskClient, operator: Account) -> None:
    answer = submit(client, NEW, **TRUST)
    found = an_organisation("example-leisure-trust")
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{found.id}/invite")
    assert (found.name, found.kind, found.website) == tuple(TRUST.values())
    assert "Now invite its first administrator" in client.get(answer.location).text
    assert client.get("/councils/example-leisure-trust").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "  "}, "Enter the name of the organisation"),
        ({"name": "x" * 121}, "The name must be 120 characters or fewer"),
        ({"name": "FIFE  council"}, "There is already an organisation called “FIFE council”"),
        ({"kind": ""}, "Choose the kind of organisation"),
        ({"kind": "club"}, "Choose the kind of organisation"),
        ({"website": "www.trust.example"}, "Enter the address of the website in full"),
        ({"website": "javascript:alert(1)"}, "Enter the address of the website in full"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(
    client: FlaskClient, operator: Account, fields: dict[str, str], said: str
) -> None:
    before = how_many()
    (field,) = fields
    answer = submit(client, NEW, **{**TRUST, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'href="#{field}"' in answer.text
    for name, typed in ({**TRUST, **fields}).items():
        if name != "kind":
            assert f'value="{" ".join(typed.split())}"' in answer.text
    assert ("checked" in answer.text) == (field != "kind")
    assert how_many() == before


def test_its_administrator_is_invited_and_takes_over(client: FlaskClient, operator: Account) -> None:
    assert submit(client, inviting("nhs-orkney"), **ADMINISTRATOR).status_code == 303
    (letter,) = letters_to(ADMINISTRATOR["email"])
    assert letter.name == "staff_invited"
    assert letter.facts is not None
    assert letter.facts.keys() == {"name", "organisation", "inviter", "link", "expires"}
    assert (letter.facts["organisation"], letter.facts["inviter"]) == ("NHS Orkney", operator.name)
    client.delete_cookie("recruitment")
    link = urlsplit(letter.facts["link"]).path
    assert submit(client, link, password=PASSWORD, again=PASSWORD).status_code == 303
    joined = submit(client, "/account/sign-in?next=/employer/staff", **sign_in_as(ADMINISTRATOR["email"]))
    assert joined.location == "/employer/staff"
    sign_in(client, operator)
    page = client.get(inviting("nhs-orkney")).text
    assert "NHS Orkney has an administrator" in page and ADMINISTRATOR["name"] in page
    assert "has not joined yet" not in page
    assert figures(client.get(LIST).text, "NHS Orkney") == ["1", "0", "0"]


def sign_in_as(email: str) -> dict[str, str]:
    return {"email": email, "password": PASSWORD}


def test_who_was_invited_already_is_said(client: FlaskClient, operator: Account) -> None:
    assert "has not joined yet" not in client.get(inviting()).text
    submit(client, inviting(), **ADMINISTRATOR)
    page = client.get(inviting()).text
    assert "has not joined yet" in page and ADMINISTRATOR["email"] in page
    assert "has not joined yet" not in client.get(inviting("nhs-orkney")).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter the person’s name"),
        ({"name": "x" * 121}, "The name must be 120 characters or fewer"),
        ({"email": ""}, "Enter the person’s work email address"),
        ({"email": "no address"}, "Enter an email address in the right form"),
    ],
)
def test_a_faulty_invitation_is_not_sent(
    client: FlaskClient, operator: Account, fields: dict[str, Any], said: str
) -> None:
    sent = {**ADMINISTRATOR, **fields}
    answer = submit(client, inviting(), **sent)
    assert answer.status_code == 422
    # Once in the summary and once beside the field, alone.
    assert answer.text.count(said) == 2 and answer.text.count("Enter ") == ("Enter" in said) * 2
    assert all(value in answer.text for value in sent.values())
    assert letters_to(sent["email"]) == []
    assert figures(client.get(LIST).text, "Fife Council") == ["0", "0", "0"]


def test_an_organisation_that_is_not_there(client: FlaskClient, operator: Account) -> None:
    assert client.get(f"{LIST}/999999/invite").status_code == 404
