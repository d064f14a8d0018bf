"""Whatever is uploaded as a sheet of vacancies is checked, or refused in words."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from recruitment.accounts.tables import Account
from recruitment.core.viewers import Role, Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import import_of, take_in
from tests.builders.accounts import as_staff
from tests.builders.pages import TOKEN, submit, words_of
from tests.builders.rows import NEW, a_csv, a_row, counts, drafts, page_of, row_at, upload, work

SignIn = Callable[..., Account]
pytestmark = pytest.mark.dialect


@pytest.fixture
def viewer(fife: Organisation) -> Staff:
    return as_staff(fife, Role.RECRUITER)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Choose the file"), (b" \n", "The file is empty")],
    ids=["none", "empty"],
)
def test_what_nobody_need_read_is_refused_beside_the_field(
    client: FlaskClient, signed_in: SignIn, content: bytes, said: str
) -> None:
    signed_in()
    refused = submit(client, NEW, file=(io.BytesIO(content), "vacancies.csv" if content else ""))
    assert refused.status_code == 422 and said in words_of(refused.text)


def test_fifty_megabytes_are_answered_by_the_form(client: FlaskClient, signed_in: SignIn) -> None:
    signed_in()
    token = TOKEN.search(client.get(NEW).text).group(1)
    # Written in memory, where the test client would leave a file open.
    file = FileStorage(io.BytesIO(b"x" * (50 * 1024 * 1024)), "vacancies.csv")
    boundary, body = encode_multipart(MultiDict({"csrf_token": token, "file": file}))
    refused = client.post(NEW, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert refused.status_code == 422 and "larger than 20 MB" in words_of(refused.text)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "The file is a PDF"),
        (b"Name,Job\n1,2\n", "No row names the columns"),
        (b"Reference,Title,Category\n", "There is no row below the headings"),
        (b"Reference,Title,Category,Colour\n1,2,3,4\n", "The column “Colour” is not known"),
        (b"Reference,Title,Category,title\n1,2,3,4\n", "The column “title” stands there twice"),
        (b"Reference,Title,Category\n" + b"1,2,3\n" * 5_001, "more than 5,000 vacancies"),
        (b"Reference,Title,Category\n" + b"1,2,3\n" * 5_100, "rows"),
        (b"Reference,Title,Category\n1,2," + b"x" * 40_000, "more than 32,767 characters"),
        (b"PK\x03\x04 and then nothing", "cannot be read as a spreadsheet"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_of_vacancies_says_what_to_do(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, content: bytes, said: str
) -> None:
    signed_in()
    page = page_of(client, upload(client, content))
    assert said in page and "Nothing was imported" in page
    assert drafts(viewer) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_sheet_in_the_encodings_in_which_it_is_saved(
    client: FlaskClient, signed_in: SignIn, viewer: Staff, encoding: str
) -> None:
    signed_in()
    address = upload(client, a_csv([a_row(title="Café Manager")], encoding))
    assert counts(row_at(viewer, address)) == (1, 0, 0, 0)
    assert "Café Manager" in client.get(f"{address}/rows.csv").get_data().decode("utf-8-sig")


CELLS = st.text(max_size=40) | st.sampled_from(["=1+1", "@x", "a" * 3_000, "\0", "٣", "1e9", "-5", "31/2/2027", "nan"])
FIELDS = ("title", "posts", "hours", "pay_from", "workplaces", "essential_criteria", "patterns", "closing_date",
          "category", "disclosure", "reference")  # fmt: skip
PRESENT = st.dictionaries(st.sampled_from(FIELDS), CELLS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PRESENT, min_size=1, max_size=4), st.binary(max_size=6), st.integers(0, 200))
def test_whatever_a_sheet_holds_it_is_checked_or_refused_in_words(
    database: None, viewer: Staff, fife: Organisation, rows: list[dict[str, Any]], damage: bytes, place: int
) -> None:
    content = a_csv([a_row(**{"reference": f"HR-{number}", **row}) for number, row in enumerate(rows)])
    row = take_in(viewer, fife.id, "x.csv", content[:place] + damage + content[place:])
    work()
    found = import_of(viewer, row.id)
    assert found.state in ("checked", "failed")
    assert (found.state == "failed") == bool(found.problem)
    assert found.state == "failed" or sum(counts(found)) == found.rows_total == found.rows_done
