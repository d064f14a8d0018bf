"""Operators appoint analysts and operators, and dismiss them."""

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.queries import national_roles
from recruitment.accounts.tables import Account
from tests.builders.accounts import a_national, an_account, sign_in
from tests.builders.pages import submit

PEOPLE = "/cosla/people"
APPOINT = f"{PEOPLE}/appoint"


@pytest.fixture
def operator(client: FlaskClient) -> Account:
    account = a_national("operator")
    sign_in(client, account)
    return account


def dismissal(client: FlaskClient, person: Account) -> str:
    """The address of the link beside a person."""
    row = next(row for row in client.get(PEOPLE).text.split("<tr")[1:] if person.email in row)
    return row.split('href="')[1].split('"')[0]


def test_appointing(client: FlaskClient, operator: Account) -> None:
    person = an_account(name="Example Newcomer")
    answer = submit(client, APPOINT, email=f" {person.email} ", role="analyst")
    assert answer.location == PEOPLE
    page = client.get(PEOPLE).text
    assert "Example Newcomer is analyst from now on." in page
    assert page.count("Example Newcomer") > 1
    assert national_roles(person.id) == {"analyst"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [({}, ["Enter the person’s email address", "Choose a role"]),
     ({"email": "someone", "role": "king"}, ["Enter an email address in the right form", "Choose a role"]),
     ({"email": "nobody@test.example", "role": "analyst"}, ["Ask the person to create one first"])],
)  # fmt: skip
def test_what_cannot_be(client: FlaskClient, operator: Account, typed: dict[str, str], told: list[str]) -> None:
    answer = submit(client, APPOINT, **typed)
    assert answer.status_code == 422
    for message in told:
        assert message in answer.text
    assert typed.get("email", "") in answer.text


def test_a_keeper_of_the_register_is_appointed_too(client: FlaskClient, operator: Account) -> None:
    person = an_account(name="Example Keeper")
    assert submit(client, APPOINT, email=person.email, role="keeper").location == PEOPLE
    assert "Example Keeper is register keeper from now on." in client.get(PEOPLE).text
    assert national_roles(person.id) == {"keeper"}


def test_dismissing_asks_first(client: FlaskClient, operator: Account) -> None:
    other = a_national("analyst")
    page = dismissal(client, other)
    assert f"Dismiss {other.name} as analyst?" in client.get(page).text
    assert national_roles(other.id) == {"analyst"}
    assert submit(client, page).location == PEOPLE
    assert national_roles(other.id) == frozenset()


def test_the_last_operator_reads_why_not(client: FlaskClient, operator: Account) -> None:
    answer = submit(client, dismissal(client, operator))
    assert "Appoint another operator first" in answer.text
    assert national_roles(operator.id) == {"operator"}


def test_an_analyst_sees_none_of_it(client: FlaskClient) -> None:
    other = a_national("operator")
    sign_in(client, a_national("analyst"))
    assert PEOPLE not in client.get("/cosla/figures/spend").text
    for path in (PEOPLE, APPOINT, f"{PEOPLE}/1/dismiss"):
        assert client.get(path).status_code == 403
    assert national_roles(other.id) == {"operator"}
