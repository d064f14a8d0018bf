"""A sheet of placements is checked row by row, and recorded whole or not at all; again it changes nothing."""

import csv
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook

from recruitment.advertising.ledger_queries import Narrowed, ledger
from recruitment.advertising.queries import placements_of
from recruitment.advertising.rules import Sum
from recruitment.core.viewers import Role, Staff
from tests.builders.accounts import a_member, as_staff, sign_in
from tests.builders.advertising import a_campaign, a_placement
from tests.builders.organisations import an_organisation
from tests.builders.pages import submit
from tests.builders.rows import page_of, work
from tests.builders.vacancies import a_vacancy

NEW = "/employer/advertising/imports/new"
HEADINGS = ("Order number", "Invoice number", "Medium", "Supplier", "Placed on", "Net", "VAT", "Vacancies", "Shared by",
            "Campaign", "Department")  # fmt: skip
pytestmark = pytest.mark.dialect


def a_row(**cells: Any) -> list[Any]:
    usual = {"Order number": "PO-1", "Medium": "Local press", "Supplier": "Test Supplier", "Placed on": "4/5/2026",
             "Net": "1,000.01", "VAT": ""}  # fmt: skip
    given = usual | {name.replace("_", " "): value for name, value in cells.items()}
    return [given.get(heading, "") for heading in HEADINGS]


def a_csv(*rows: list[Any]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows])
    return written.getvalue().encode()


def a_workbook(*rows: list[Any]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(written)
    return written.getvalue()


@pytest.fixture
def viewer(client: FlaskClient) -> Staff:
    member = a_member(an_organisation(), Role.RECRUITER)
    sign_in(client, member)
    return as_staff(an_organisation(), Role.RECRUITER, person=member.id)


def upload(client: FlaskClient, content: bytes) -> str:
    answer = submit(client, NEW, file=(io.BytesIO(content), "sheet.csv"))
    assert answer.status_code == 303
    work()
    return answer.location


def import_all(client: FlaskClient, content: bytes) -> str:
    address = upload(client, content)
    assert submit(client, address).status_code == 303
    work()
    return page_of(client, address)


def found(viewer: Staff) -> tuple[int, Sum]:
    page = ledger(viewer, Narrowed(an_organisation().id))
    return page.live, page.sum


@pytest.mark.parametrize("written", [a_csv, a_workbook])
def test_a_sheet_is_checked_recorded_and_recorded_only_once(client: FlaskClient, viewer: Staff, written: Any) -> None:
    one, two = (a_vacancy(an_organisation(), own_reference=f"HR-{number}", posts=number) for number in (1, 2))
    a_campaign(viewer, an_organisation(), name="Autumn")
    sheet = written(
        a_row(Vacancies="HR-1; HR-2", Shared_by="By posts"),
        a_row(Order_number="", Invoice_number="INV-2", Net="50", VAT="0", Campaign="autumn", Department="Roads"),
    )
    address = upload(client, sheet)
    assert "New 2" in page_of(client, address)
    assert found(viewer) == (0, Sum())
    assert "New entries 2" in import_all(client, sheet)
    assert found(viewer) == (2, Sum(105_001, 20_000))
    assert [(line.net, line.vat) for row in (one, two) for line in placements_of(viewer, row.id)] == [
        (33_334, 6_667), (66_667, 13_333),
    ]  # fmt: skip
    assert "The same as before 2" in import_all(client, sheet)
    assert found(viewer)[0] == 2
    changed = written(a_row(Net="2000", VAT="0", Vacancies="HR-1; HR-2", Shared_by="By posts"))
    assert "Entries corrected 1" in import_all(client, changed)
    assert found(viewer) == (2, Sum(205_000, 0))


def test_a_mistake_keeps_all_rows_out_and_is_told_in_the_sheet(client: FlaskClient, viewer: Staff) -> None:
    a_placement(viewer, a_vacancy(an_organisation()), order_number="PO-9", net=1)
    a_placement(viewer, a_vacancy(an_organisation()), order_number="PO-9", net=2)
    address = upload(client, a_csv(
        a_row(), a_row(), a_row(Order_number="PO-2", Medium="Smoke signals"), a_row(Order_number="PO-3", Net="-5"),
        a_row(Order_number="PO-4", Vacancies="NO-SUCH"), a_row(Order_number="", Supplier="=1+1"),
        a_row(Order_number="PO-5", Campaign="None such"), a_row(Order_number="PO-9"),
    ))  # fmt: skip
    said = page_of(client, address)
    for mistake in (
        "This order number stands in row 2 already", "“Smoke signals” is not known", "Enter an amount in pounds",
        "no vacancy with the reference NO-SUCH", "Enter an order number or an invoice number",
        "no running campaign of this name", "Several entries of the ledger have this number",
    ):  # fmt: skip
        assert mistake in said
    assert submit(client, address, page=NEW).status_code == 303
    work()
    assert found(viewer)[0] == 2
    rows = list(csv.reader(io.StringIO(client.get(f"{address}/rows.csv").text.lstrip("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["New", *["Not imported"] * 7]
    assert "'=1+1" in rows[6]


def test_the_example_sheet_can_be_imported_as_it_is(client: FlaskClient, viewer: Staff) -> None:
    example = client.get("/employer/advertising/imports/example.xlsx").data
    assert load_workbook(io.BytesIO(example)).sheetnames == ["Placements", "Columns"]
    assert "New entries 1" in import_all(client, example)
    assert found(viewer) == (1, Sum(123_450, 24_690))
