"""The ledger of a vacancy: recording, summing, striking out, and what is said of a mistake."""

import pytest
from flask.testing import FlaskClient

from recruitment.core.viewers import Role
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.advertising import a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

GOOD = {
    "medium": "local_press", "supplier": "Test Supplier", "publication": "The Test Courier",
    "placed_on": ["4", "5", "2026"], "net": "£1,234.50", "vat": "246.90", "order_number": "PO-1",
}  # fmt: skip


@pytest.fixture
def vacancy(client: FlaskClient) -> Vacancy:
    sign_in(client, a_member(an_organisation(), Role.RECRUITER))
    return a_vacancy(an_organisation())


def test_a_placement_is_recorded_and_summed(client: FlaskClient, vacancy: Vacancy) -> None:
    for _ in range(2):
        assert submit(client, f"/employer/vacancies/{vacancy.id}/placements/new", **GOOD).status_code == 303
    page = client.get(f"/employer/vacancies/{vacancy.id}/placements").text
    for shown in ("The Test Courier", "£1,234.50", "£2,469.00", "£2,962.80", "4 May 2026"):
        assert shown in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"medium": ""}, "Choose a medium"),
        ({"supplier": " "}, "Enter who was paid"),
        ({"net": "about 100"}, "Enter an amount in pounds"),
        ({"net": ""}, "Enter the cost without VAT"),
        ({"vat": "2000"}, "The VAT is more than the net cost"),
        ({"placed_on": ["31", "2", "2026"]}, "must be a real date"),
        ({"placed_on": ["4", "", "2026"]}, "must include a month"),
        ({"placed_on": ["4", "5", "2062"]}, "more than a year ahead"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(
    client: FlaskClient, vacancy: Vacancy, change: dict[str, object], message: str
) -> None:
    answer = submit(client, f"/employer/vacancies/{vacancy.id}/placements/new", **{**GOOD, **change})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="The Test Courier"' in answer.text
    assert "Nothing has been spent" in client.get(f"/employer/vacancies/{vacancy.id}/placements").text


def test_striking_out_asks_for_a_reason_and_keeps_the_entry(client: FlaskClient, vacancy: Vacancy) -> None:
    entry = a_placement(as_staff(an_organisation()), vacancy)
    path = f"/employer/placements/{entry.id}/strike-out"
    assert 'href="/employer/advertising" aria-current="page"' in client.get(path).text
    assert submit(client, path).status_code == 422
    assert submit(client, path, reason="Typed twice").status_code == 303
    page = client.get(f"/employer/vacancies/{vacancy.id}/placements").text
    assert "Nothing has been spent" in page
    assert "Typed twice" in page
    assert client.get(path).status_code == 409


def test_an_approver_reads_and_does_not_write(client: FlaskClient) -> None:
    sign_in(client, a_member(an_organisation(), Role.APPROVER))
    vacancy = a_vacancy(an_organisation())
    assert "Record a placement" not in client.get(f"/employer/vacancies/{vacancy.id}/placements").text
    assert client.get(f"/employer/vacancies/{vacancy.id}/placements/new").status_code == 403
