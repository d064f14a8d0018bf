"""A sheet of vacancies is uploaded, checked row by row, and imported whole or not at all."""

import csv
import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from recruitment.accounts.tables import Account
from recruitment.core.audit import Act
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import import_of, take_in
from recruitment.vacancies.queries import advert_of
from tests.builders.accounts import as_staff
from tests.builders.pages import submit
from tests.builders.rows import NEW, a_csv, a_row, a_workbook, counts, drafts, page_of, row_at, upload, work

SignIn = Callable[..., Account]
pytestmark = pytest.mark.dialect


@pytest.fixture
def viewer(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


def import_all(client: FlaskClient, address: str) -> str:
    assert submit(client, address).status_code == 303
    work()
    return page_of(client, address)


@pytest.mark.parametrize("written", [a_csv, a_workbook])
def test_a_sheet_is_checked_and_then_imported_as_drafts(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, written: Callable[..., bytes]
) -> None:
    person = signed_in()
    address = upload(client, written([a_row(), a_row(reference="HR-2", title="Cook", home_based="yes", workplaces="")]))
    said = page_of(client, address)
    assert "Nothing is stored yet" in said and "New 2" in said
    assert drafts(viewer) == []
    assert "New drafts 2" in import_all(client, address)
    first, second = (advert_of(viewer, draft.id) for draft in drafts(viewer))
    vacancy = first.vacancy
    assert (vacancy.state, vacancy.own_reference, vacancy.title) == ("draft", "HR-2041", "School Cleaner")
    assert (vacancy.category_code, vacancy.posts, vacancy.patterns) == (
        "catering_cleaning",
        2,
        ["part_time", "term_time"],
    )
    assert (vacancy.pay_low, vacancy.pay_high, vacancy.pay_basis) == (2_740_000, 2_890_000, "annual")
    assert vacancy.duties == "You will:\n* clean classrooms and halls\n* look after your equipment"
    assert [line.text for line in first.desirable] == ["Experience of cleaning a large building"]
    assert [(place.label, place.postcode) for place in first.workplaces] == [("Example Primary School", "KY11AB")]
    assert first.workplaces[0].point is not None
    assert (vacancy.created_by, vacancy.published_at) == (person.id, None)
    assert second.vacancy.is_home_based and not second.workplaces
    acts = db.session.scalars(visible(viewer, Act).where(Act.noun == "vacancy", Act.row_id == vacancy.id)).all()
    assert [(act.act, act.person) for act in acts] == [("begin_draft", person.id)]


def test_the_same_sheet_again_changes_nothing_and_another_changes_its_drafts(
    client: FlaskClient, signed_in: SignIn, viewer: Staff
) -> None:
    signed_in()
    import_all(client, upload(client, a_csv([a_row(), a_row(reference="HR-2")])))
    before = drafts(viewer)
    again = upload(client, a_csv([a_row(), a_row(reference="HR-2")]))
    assert counts(row_at(viewer, again)) == (0, 0, 2, 0)
    changed = upload(client, a_csv([
        a_row(title="Cleaner", essential_criteria="One", workplaces="", whole_area="yes", pay_to=""),
        a_row(reference="HR-2"), a_row(reference="HR-3"),
    ]))  # fmt: skip
    assert counts(row_at(viewer, changed)) == (1, 1, 1, 0)
    import_all(client, changed)
    after = drafts(viewer)
    assert [draft.id for draft in after[:2]] == [draft.id for draft in before] and len(after) == 3
    advert = advert_of(viewer, before[0].id)
    assert (advert.vacancy.title, advert.vacancy.pay_high) == ("Cleaner", 2_740_000)
    assert [line.text for line in advert.essential] == ["One"]
    assert [(place.kind, place.label) for place in advert.workplaces] == [("area", "Fife")]


def test_what_a_row_is_silent_of_stays_to_be_written(client: FlaskClient, signed_in: SignIn, viewer: Staff) -> None:
    signed_in()
    only = {"reference": "HR-1", "title": "Cook", "category": "catering_cleaning"}
    a_row()
    import_all(client, upload(client, a_csv([only])))
    (draft,) = drafts(viewer)
    draft.summary = "Typed by a colleague"
    db.session.commit()
    again = upload(client, a_csv([{**only, "title": "Head Cook"}]))
    import_all(client, again)
    (draft,) = drafts(viewer)
    assert (draft.title, draft.summary, draft.pay_basis) == ("Head Cook", "Typed by a colleague", None)
    assert draft.disclosure_level == ""


def test_a_mistake_in_one_row_keeps_all_out_and_is_told(client: FlaskClient, signed_in: SignIn, viewer: Staff) -> None:
    signed_in()
    rows = [
        a_row(), a_row(reference="HR-2", title="", pay_from="3", workplaces="Nowhere, G1 1ZZ", posts="some"),
        a_row(reference="HR-3", contract_type="for ever", closing_date="31/2/2027"), a_row(),
        a_row(reference=""), a_row(reference="=cmd|'/c calc'!A1", title="=1+1", hours="0"),
    ]  # fmt: skip
    address = upload(client, a_csv(rows))
    said = page_of(client, address)
    assert "5 rows have mistakes, so nothing can be imported" in said
    for words in (
        "Row 3 HR-2 Title Enter the job title", "Row 3 HR-2 Pay from That is little for a year",
        "“Nowhere, G1 1ZZ”: We do not know this postcode", "Row 3 HR-2 Posts Enter a whole number",
        "Row 4 HR-3 Contract type “for ever” is not known. Enter one of: Permanent; Temporary",
        "Row 4 HR-3 Closing date Closing date must be a real date",
        "Row 5 HR-2041 Reference This reference stands in row 2 already", "Row 6 – Reference Enter your own reference",
    ):  # fmt: skip
        assert words in said, words
    assert "Import them" not in said
    assert submit(client, address, page=NEW).status_code == 303
    work()
    assert "Some rows have mistakes" in page_of(client, address)
    assert drafts(viewer) == [] and row_at(viewer, address).state == "checked"
    sheet = client.get(f"{address}/rows.csv")
    assert "attachment" in sheet.headers["Content-Disposition"]
    cells = list(csv.reader(io.StringIO(sheet.get_data().decode("utf-8-sig"))))
    assert [line[:2] for line in cells] == [
        ["Row", "Outcome"], ["2", "New"], *([str(number), "Not imported"] for number in range(3, 8))
    ]  # fmt: skip
    assert "Title: Enter the job title" in cells[2][2]
    assert not [cell for line in cells for cell in line if cell.startswith(("=", "+", "-", "@"))]
    assert "'=1+1" in cells[6]


def test_the_sheet_with_the_mistakes_may_be_mended_and_come_back(
    client: FlaskClient, signed_in: SignIn, viewer: Staff
) -> None:
    signed_in()
    address = upload(client, a_csv([a_row(department="=Facilities", posts="none")]))
    sheet = client.get(f"{address}/rows.csv").get_data().decode("utf-8-sig")
    mended = upload(client, sheet.replace(",none,", ",3,").encode())
    assert counts(row_at(viewer, mended)) == (1, 0, 0, 0)
    import_all(client, mended)
    (draft,) = drafts(viewer)
    assert (draft.department, draft.posts) == ("=Facilities", 3)


def test_what_is_no_draft_any_longer_is_refused_with_the_reason(
    client: FlaskClient, signed_in: SignIn, viewer: Staff
) -> None:
    signed_in()
    import_all(client, upload(client, a_csv([a_row()])))
    (draft,) = drafts(viewer)
    draft.state = "awaiting_approval"
    db.session.commit()
    assert counts(row_at(viewer, upload(client, a_csv([a_row()])))) == (0, 0, 1, 0)
    address = upload(client, a_csv([a_row(title="Another")]))
    assert f"({draft.reference}) is no draft any longer (waiting for approval)" in page_of(client, address)


def test_what_changes_after_the_check_is_told_before_anything_is_stored(
    client: FlaskClient, signed_in: SignIn, viewer: Staff
) -> None:
    signed_in()
    import_all(client, upload(client, a_csv([a_row()])))
    address = upload(client, a_csv([a_row(title="Another"), a_row(reference="HR-2")]))
    (draft,) = drafts(viewer)
    draft.state = "awaiting_approval"
    db.session.commit()
    assert "1 row has a mistake, so nothing can be imported" in import_all(client, address)
    assert [draft.title for draft in drafts(viewer)] == ["School Cleaner"]


def test_a_job_that_runs_twice_imports_once(client: FlaskClient, signed_in: SignIn, viewer: Staff) -> None:
    signed_in()
    address = upload(client, a_csv([a_row()]))
    answers = [submit(client, address), submit(client, address, page=NEW)]
    assert [answer.status_code for answer in answers] == [303, 303]
    work()
    assert len(drafts(viewer)) == 1
    assert counts(row_at(viewer, address)) == (1, 0, 0, 0)


def test_whoever_has_left_imports_nothing(client: FlaskClient, signed_in: SignIn, fife: Organisation) -> None:
    stranger = as_staff(fife, Role.RECRUITER, person=10_000)
    row = take_in(stranger, fife.id, "vacancies.csv", a_csv([a_row()]))
    work()
    assert "works here no longer" in import_of(stranger, row.id).problem


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_others_do_not_import(client: FlaskClient, signed_in: SignIn, role: Role) -> None:
    signed_in(role)
    for address in ("/employer/vacancies/imports", NEW, "/employer/vacancies/imports/example.xlsx"):
        assert client.get(address).status_code == 404
    assert "Import vacancies" not in client.get("/employer/vacancies").text


def test_the_example_is_what_it_explains(client: FlaskClient, signed_in: SignIn, viewer: Staff) -> None:
    signed_in(Role.ADMINISTRATOR)
    a_row()
    example = client.get("/employer/vacancies/imports/example.xlsx").get_data()
    assert counts(row_at(viewer, upload(client, example, "example.xlsx"))) == (1, 0, 0, 0)
    assert "vacancies.csv" not in client.get("/employer/vacancies/imports").text
