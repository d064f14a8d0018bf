"""The ledger's pages: a campaign shared out, a credit note, a correction, budgets with their warnings, suppliers."""

import re

import pytest
from flask.testing import FlaskClient

from recruitment.advertising.ledger_queries import Narrowed, ledger
from recruitment.advertising.queries import placements_of
from recruitment.core import clock
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import Vacancy
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.advertising import a_campaign, a_placement, a_shared_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.vacancies import a_vacancy

TODAY = clock.today()
GOOD = {
    "medium": "local_press", "supplier": "Test Supplier", "publication": "The Test Courier", "net": "£1,000.01",
    "vat": "", "placed_on": [str(TODAY.day), str(TODAY.month), str(TODAY.year)], "invoiced_on": ["", "", ""],
    "order_number": "PO-1", "invoice_number": "INV-1", "department": "Roads",
}  # fmt: skip


@pytest.fixture
def viewer(client: FlaskClient) -> Staff:
    member = a_member(an_organisation(), Role.RECRUITER)
    sign_in(client, member)
    return as_staff(an_organisation(), Role.RECRUITER, person=member.id)


def two() -> list[Vacancy]:
    return [a_vacancy(an_organisation(), posts=1), a_vacancy(an_organisation(), posts=3)]


def test_a_campaign_is_made_and_shares_out_to_the_penny(client: FlaskClient, viewer: Staff) -> None:
    one, other = two()
    path = "/employer/advertising/campaigns/new"
    unknown = submit(client, path, name="Autumn", references="NO-SUCH", shared_by="posts")
    assert unknown.status_code == 422
    assert "You have no vacancy with the reference NO-SUCH" in unknown.text
    made = submit(client, path, name="Autumn", references=f"{one.reference}\r\n{other.reference}", shared_by="posts")
    assert made.status_code == 303
    placed = submit(client, f"{made.location}/placements/new", **GOOD, shared_by="posts")
    assert placed.status_code == 303
    (line,), (its,) = placements_of(viewer, one.id), placements_of(viewer, other.id)
    # 20% of £1,000.01 is £200.00, as VAT was left empty.
    assert (line.net, its.net, line.vat + its.vat) == (25_000, 75_001, 20_000)
    page = client.get(made.location).text
    assert "£1,000.01" in page
    assert "Its share of £1,000.01 net" in client.get(f"/employer/vacancies/{one.id}/placements").text
    assert submit(client, made.location).status_code == 303
    assert client.get(f"{made.location}/placements/new").status_code == 409


def test_amounts_by_hand_have_to_add_up(client: FlaskClient, viewer: Staff) -> None:
    one, other = two()
    path = f"/employer/advertising/campaigns/{a_campaign(viewer, an_organisation(), one, other).id}/placements/new"
    hands = {f"share_{one.id}": "£999", f"share_{other.id}": ""}
    wrong = submit(client, path, **GOOD, shared_by="by_hand", **hands)
    assert wrong.status_code == 422
    assert "The amounts add up to £999.00, not £1,000.01: £1.01 missing" in wrong.text
    assert 'value="£999"' in wrong.text
    hands[f"share_{other.id}"] = "1.01"
    assert submit(client, path, **GOOD, shared_by="by_hand", **hands).status_code == 303
    assert [line.net for line in placements_of(viewer, other.id)] == [101]


def test_a_campaign_without_vacancies_is_its_departments(client: FlaskClient, viewer: Staff) -> None:
    made = submit(client, "/employer/advertising/campaigns/new", name="Come and work here", shared_by="equally")
    assert submit(client, f"{made.location}/placements/new", **GOOD).status_code == 303
    (entry,) = ledger(viewer, Narrowed(an_organisation().id)).entries
    assert (entry.shared_by, entry.department) == ("none", "Roads")
    assert "advertising for Roads" in client.get(f"/employer/placements/{entry.id}").text


def test_a_credit_note_is_recorded_within_what_is_left(client: FlaskClient, viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    path, day = f"/employer/placements/{entry.id}", {"credited_on": GOOD["placed_on"], "vat": "0"}
    much = submit(client, f"{path}/credit", net="100.01", **day)
    assert (much.status_code, "cannot give back more" in much.text) == (422, True)
    assert submit(client, f"{path}/credit", net="40", number="CN-7", **day).status_code == 303
    page = client.get(path).text
    assert "−£40.00" in page
    assert "£60.00 net" in page
    note = re.search(rf"/employer/placements/(?!{entry.id}\b)(\d+)", page)
    assert note is not None
    assert "CN-7" in client.get(note[0]).text
    assert client.get(f"{note[0]}/correct").status_code == 403


def test_a_correction_is_one_act_and_keeps_what_was_typed(client: FlaskClient, viewer: Staff) -> None:
    one, other = two()
    entry = a_shared_placement(viewer, [one, other], net=10_000, vat=2_000)
    path = f"/employer/placements/{entry.id}/correct"
    shown = client.get(path).text
    for held in ('value="100.00"', 'value="50.00"', 'value="The Test Courier"'):
        assert held in shown
    assert submit(client, path, **GOOD, shared_by="equally").status_code == 422
    answer = submit(client, path, **GOOD, shared_by="equally", reason="Half of it was missing")
    assert answer.status_code == 303
    assert "This entry corrects" in client.get(answer.location).text
    old = client.get(f"/employer/placements/{entry.id}").text
    assert "Half of it was missing" in old
    assert answer.location in old
    assert client.get(path).status_code == 409


def test_budgets_warn_when_something_is_recorded(client: FlaskClient, viewer: Staff) -> None:
    year = str(clock.financial_year(TODAY))
    path = "/employer/advertising/budgets/set"
    assert submit(client, path, department="Roads", year=year, amount="£1,200").status_code == 303
    made = a_campaign(viewer, an_organisation(), department="Roads")
    recorded = f"/employer/advertising/campaigns/{made.id}"
    assert submit(client, f"{recorded}/placements/new", **GOOD).status_code == 303
    assert "The budget of Roads for" in (page := client.get(recorded).text)
    assert "is 83% spent: £199.99 is left" in page
    assert "Nearly spent" in client.get("/employer/advertising/budgets").text
    assert "Roads: 83% of this year" in client.get("/employer/advertising").text


def test_the_ledger_is_narrowed_and_its_sum_with_it(client: FlaskClient, viewer: Staff) -> None:
    vacancy = a_vacancy(an_organisation())
    a_placement(viewer, vacancy, net=12_345, vat=0, placed_on=TODAY, order_number="PO-77")
    a_placement(viewer, vacancy, net=100, vat=0, placed_on=TODAY, medium="event", supplier="Fair Ltd")
    page = client.get("/employer/advertising").text
    assert "£124.45" in page
    only = client.get("/employer/advertising?medium=event").text
    assert "Fair Ltd</a>" in only
    assert "£123.45" not in only
    assert "£123.45" in client.get("/employer/advertising?q=po-77").text
    assert client.get("/employer/advertising?organisation=orkney-islands-council").status_code == 404


def test_a_supplier_is_renamed_everywhere_and_hidden(client: FlaskClient, viewer: Staff) -> None:
    entry = a_placement(viewer, a_vacancy(an_organisation()))
    other = submit(client, "/employer/advertising/suppliers/new", name="Another Supplier")
    assert other.status_code == 303
    path = f"/employer/advertising/suppliers/{entry.supplier_id}"
    taken = submit(client, path, name="another  supplier", offered="yes")
    assert "You have a supplier of this name" in taken.text
    assert submit(client, path, name="Right Name", offered="no").status_code == 303
    db.session.expire_all()
    assert "Right Name" in client.get(f"/employer/placements/{entry.id}").text
    form = client.get(f"/employer/vacancies/{a_vacancy(an_organisation()).id}/placements/new").text
    assert '<option value="Another Supplier">' in form
    assert '<option value="Right Name">' not in form


def test_a_hiring_manager_reads_and_a_panel_member_does_not(client: FlaskClient) -> None:
    entry = a_placement(as_staff(an_organisation()), a_vacancy(an_organisation()))
    path = f"/employer/placements/{entry.id}"
    sign_in(client, a_member(an_organisation(), Role.HIRING_MANAGER))
    shown = client.get(path)
    assert shown.status_code == 200
    assert "Correct it" not in shown.text
    for page in ("strike-out", "credit", "correct"):
        assert client.get(f"{path}/{page}").status_code == 403
    sign_in(client, a_member(an_organisation(), Role.PANEL_MEMBER))
    for page in (path, "/employer/advertising", "/employer/advertising/budgets"):
        assert client.get(page).status_code == 404
