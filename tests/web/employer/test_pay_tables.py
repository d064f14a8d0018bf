"""Pay tables are uploaded, looked at row by row before anything is stored, and taken back while nobody uses them."""

import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.organisations.pay_queries import grades_of, pay_version, pay_versions_of, points_of
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.pay_choices import choose_pay
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation
from tests.builders.pages import TOKEN, links_of, submit, words_of
from tests.builders.pay_tables import EMPLOYEES, SPINE, some_rates
from tests.builders.vacancies import a_vacancy

SignIn = Callable[..., Account]
NEW = "/employer/pay-tables/new"
CSV = "Point,Grade,Hourly rate\n23,Grade 4,£14.00\n24,,14.50\n25,Grade 5,15\n"
READ = [("Grade 4", "23", 1400), ("Grade 4", "24", 1450), ("Grade 5", "25", 1500)]


def answers(content: str | bytes = CSV, filename: str = "pay.csv", **changed: Any) -> dict[str, Any]:
    content = content.encode() if isinstance(content, str) else content
    return {
        "name": EMPLOYEES, "kind": "employees", "holds_from": ["1", "4", "2026"], "full_time_hours": "37",
        "year_weeks": "52.143", "file": (io.BytesIO(content), filename), **changed,
    }  # fmt: skip


def hidden(page: str) -> dict[str, list[str]]:
    """What the page of a preview would send back."""
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        if name != "csrf_token":
            fields.setdefault(name, []).append(unescape(value))
    return fields


def store(client: FlaskClient, preview: TestResponse, url: str = NEW, **also: str) -> TestResponse:
    return submit(client, url, **hidden(preview.text), **{"then": "store", **also})


@pytest.fixture
def viewer(fife: Organisation) -> Staff:
    return as_staff(fife, Role.ADMINISTRATOR)


def held(viewer: Staff, fife: Organisation) -> list[tuple[str, str, int]]:
    db.session.expire_all()
    return [
        (point.grade, point.label, point.pence)
        for version in pay_versions_of(viewer, fife.id)
        for point in points_of(viewer, version.id)
    ]


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.ADMINISTRATOR])
def test_a_table_is_read_shown_and_then_stored(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff, role: Role
) -> None:
    signed_in(role)
    preview = submit(client, NEW, **answers())
    assert preview.status_code == 200
    for words in ("Nothing is stored yet", "3 points in 2 grades", "£14.50", "1 April 2026"):
        assert words in words_of(preview.text)
    assert held(viewer, fife) == []
    stored = store(client, preview)
    (version,) = pay_versions_of(viewer, fife.id)
    assert (stored.status_code, stored.location) == (303, f"/employer/pay-tables/rates/{version.id}")
    assert held(viewer, fife) == READ
    shown = words_of(client.get(stored.location).text)
    assert "Grade 5 £15.00 £28,939" in shown
    assert EMPLOYEES in client.get("/employer/pay-tables").text


def test_storing_twice_stores_once(client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff) -> None:
    signed_in()
    preview = submit(client, NEW, **answers())
    first, second = store(client, preview), store(client, preview)
    assert first.location == second.location
    assert len(pay_versions_of(viewer, fife.id)) == 1
    assert "stored already" in client.get(second.location).text


def test_a_workbook_is_read_whatever_its_name(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    signed_in()
    book = Workbook()
    for row in (["Pay 2026"], ["SCP", "Grade", "Rate per hour", "Annual salary"], [23, "Grade 4", 14, 27010.07],
                ["24", None, "£14.50", None], [25, "Grade 5", 15, None]):  # fmt: skip
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    assert store(client, submit(client, NEW, **answers(written.getvalue(), "pay.csv"))).status_code == 303
    assert held(viewer, fife) == READ


def test_every_wrong_row_is_named_and_nothing_is_stored(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    signed_in()
    refused = submit(client, NEW, **answers(CSV + "26,Grade 5,lots\n25,Grade 5,16\n"))
    assert refused.status_code == 422
    said = words_of(refused.text)
    assert "mistakes in 2 rows" in said
    assert "Row 5 The hourly rate is “lots”" in said and "Row 6 Point 25 of Grade 5 stands in row 4 already" in said
    assert EMPLOYEES in refused.text and 'value="37"' in refused.text
    assert held(viewer, fife) == []


WRONG = [
    ({"name": ""}, "Enter the name of the pay table"),
    ({"name": "x" * 81}, "must be 80 characters or fewer"),
    ({"kind": ""}, "Choose whose pay it is"),
    ({"kind": "ministers"}, "Choose one of the answers"),
    ({"holds_from": ["", "", ""]}, "Enter the date from which the rates hold"),
    ({"holds_from": ["31", "2", "2026"]}, "must be a real date"),
    ({"holds_from": ["1", "4", "2062"]}, "at most three years ahead"),
    ({"full_time_hours": ""}, "Enter the hours of a full-time week"),
    ({"full_time_hours": "370"}, "Enter a number above 0, up to 60"),
    ({"year_weeks": "52.1435"}, "at most three decimals"),
    ({"year_weeks": ""}, "Enter the weeks in a year"),
    ({"file": ""}, "Choose the file with the table"),
    ({"file": (io.BytesIO(b""), "pay.csv")}, "empty"),
    ({"file": (io.BytesIO(b"%PDF-1.7"), "pay.xlsx")}, "The file is a PDF"),
    ({"file": (io.BytesIO(b"A list of names\n1\n"), "pay.csv")}, "a mistake in one row"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "message"), WRONG)
def test_a_mistake_is_said_beside_its_field(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff, changed: dict[str, Any], message: str
) -> None:
    signed_in()
    refused = submit(client, NEW, **answers(**changed))
    assert refused.status_code == 422
    assert len(re.findall(message, refused.text)) >= 2, "once in the summary, once beside the field"
    assert held(viewer, fife) == []


def send_large(client: FlaskClient, megabytes: int) -> TestResponse:
    """A form with a large file, written in memory, where the test client would leave a file open."""
    typed = {name: value for name, value in answers().items() if name not in ("file", "holds_from")}
    token = TOKEN.search(client.get(NEW).text).group(1)
    file = FileStorage(io.BytesIO(b"x" * megabytes * 1024 * 1024), "pay.csv")
    fields = MultiDict({**typed, "csrf_token": token, "file": file})
    fields.setlist("holds_from", ["1", "4", "2026"])
    boundary, body = encode_multipart(fields)
    return client.post(NEW, data=body, content_type=f"multipart/form-data; boundary={boundary}")


@pytest.mark.parametrize("megabytes", [3, 31])
def test_a_large_file_is_refused_beside_its_field(client: FlaskClient, signed_in: SignIn, megabytes: int) -> None:
    signed_in()
    refused = send_large(client, megabytes)
    assert refused.status_code == 422
    assert refused.text.count("The file is larger than 2 MB") == 2
    assert EMPLOYEES in refused.text


def test_fifty_megabytes_are_turned_away(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    refused = send_large(client, 50)
    assert refused.status_code == 413
    assert "choose a smaller file" in refused.text


def test_something_may_be_changed_after_the_preview(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    signed_in()
    preview = submit(client, NEW, **answers())
    again = store(client, preview, then="again")
    assert again.status_code == 200
    assert f'value="{EMPLOYEES}"' in again.text and 'value="2026"' in again.text
    assert held(viewer, fife) == []


def test_a_name_that_is_taken_is_refused_before_the_preview(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    some_rates(viewer, fife)
    signed_in()
    refused = submit(client, NEW, **answers())
    assert refused.status_code == 422
    assert refused.text.count("There is already a pay table") == 2
    assert held(viewer, fife) == list(SPINE)


def test_rates_below_the_living_wage_are_pointed_out(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    shown = words_of(submit(client, NEW, **answers("Point,Hourly\n1,13.00\n2,14\n3,13.9\n4,14.201\n")).text)
    assert "Point 1 pays less than £13.52 an hour, the Scottish Local Government Living Wage" in shown
    assert "Row 4 Point 3 pays less than point 2 above it" in shown
    assert "Row 5 The hourly rate 14.201 is rounded to £14.20" in shown


def test_new_rates_of_a_table_hold_beside_the_old(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    old = some_rates(viewer, fife)
    grade = grades_of(viewer, [pay_version(viewer, old.id)])[0]
    choose_pay(viewer, a_vacancy(fife, state="draft"), grade, grade.low, grade.high)
    db.session.commit()
    signed_in()
    url = f"/employer/pay-tables/{old.pay_table_id}/upload"
    assert 'value="37"' in client.get(url).text, "the hours of the last rates"
    preview = submit(client, url, **answers(holds_from=["1", "4", "2027"]))
    assert "From 1 April 2027 these rates hold instead of those from 1 April 2026" in words_of(preview.text)
    assert store(client, preview, url).status_code == 303
    assert [row.holds_from for row in pay_versions_of(viewer, fife.id)] == [date(2027, 4, 1), date(2026, 4, 1)]
    shown = words_of(client.get("/employer/pay-tables").text)
    assert "1 April 2027 Not yet 3" in shown and "1 April 2026 Holds today 5" in shown


def test_rates_are_taken_back_while_nobody_uses_them(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    rates = some_rates(viewer, fife)
    signed_in()
    page = f"/employer/pay-tables/rates/{rates.id}/remove"
    grade = grades_of(viewer, [pay_version(viewer, rates.id)])[0]
    vacancy = a_vacancy(fife, state="draft")
    choose_pay(viewer, vacancy, grade, grade.low, grade.high)
    db.session.commit()
    refused = submit(client, page)
    assert refused.status_code == 422
    assert "An advert uses these rates" in refused.text
    assert submit(client, f"/employer/vacancies/{vacancy.id}/discard").status_code == 303
    assert submit(client, page).location == "/employer/pay-tables"
    assert held(viewer, fife) == []
    assert "has no pay table yet" in client.get("/employer/pay-tables").text


def test_whoever_works_for_several_says_for_which(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff
) -> None:
    orkney = an_organisation("orkney-islands-council")
    signed_in(account=a_member(orkney, Role.RECRUITER, account=signed_in()))
    preview = submit(client, NEW, **answers(organisation=str(orkney.id)))
    assert store(client, preview).status_code == 303
    assert held(viewer, fife) == []
    assert held(as_staff(orkney), orkney) == READ
    nhs = an_organisation("nhs-orkney")
    assert submit(client, NEW, **answers(organisation=str(nhs.id))).status_code == 422


def test_the_example_is_a_file_that_can_be_uploaded(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    link = links_of(client.get(NEW).text)["An example with made-up pay (CSV)"]
    example = client.get(link)
    assert example.headers["Content-Disposition"] == "attachment; filename=example-pay-table.csv"
    assert "14 points in 5 grades" in words_of(submit(client, NEW, **answers(example.data)).text)


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.APPROVER, Role.PANEL_MEMBER])
def test_others_do_not_keep_pay_tables(
    client: FlaskClient, signed_in: SignIn, fife: Organisation, viewer: Staff, role: Role
) -> None:
    rates = some_rates(viewer, fife)
    signed_in(role)
    assert "Pay tables" not in client.get("/employer/").text
    for path in ("", "/new", "/example.csv"):
        assert client.get(f"/employer/pay-tables{path}").status_code == 404
    for path in (f"rates/{rates.id}", f"rates/{rates.id}/remove", f"{rates.pay_table_id}/upload"):
        assert client.get(f"/employer/pay-tables/{path}").status_code == 403
    assert client.post(f"/employer/pay-tables/rates/{rates.id}/remove").status_code == 403
