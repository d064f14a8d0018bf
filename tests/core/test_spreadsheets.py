"""Files as people upload them: read where they can be, refused in words where not, and never anything else."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from recruitment.core.errors import Refused
from recruitment.core.spreadsheets import LARGEST_SHEET, LARGEST_UNPACKED, MOST_TAGS, Row, read_sheet

MOST = 50
PLACES = {"workbook": "xl/workbook.xml", "sheet1": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml",
          "types": "[Content_Types].xml"}  # fmt: skip
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The workbook with parts replaced or added: workbook, sheet1, strings or types."""
    named = {PLACES[part]: text for part, text in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted({*old.namelist(), *named}):
            new.writestr(name, named[name] if name in named else old.read(name))
    return written.getvalue()


def part_of(content: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(PLACES[part])


def only(content: bytes) -> list[Row]:
    (rows,) = read_sheet(content, MOST)
    return rows


SHEET = workbook(["Point", "Rate"], [1, 13.6], ["a  b", "£14"], [None, None], [date(2026, 4, 1), True])


def test_a_workbook_is_read_with_its_types() -> None:
    rows = only(SHEET)
    assert rows[:4] == [["Point", "Rate"], [1, 13.6], ["a b", "£14"], []]
    assert rows[4][1] is True


def test_a_formula_is_never_worked_out() -> None:
    assert only(workbook(["Point", "Rate"], [1, "=1+1"])) == [["Point", "Rate"], [1]]


def test_hidden_sheets_are_passed_over() -> None:
    book = Workbook()
    book.active.append(["secret"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Rates").append(["Point"])
    written = io.BytesIO()
    book.save(written)
    assert only(written.getvalue()) == [["Point"]]


def test_texts_that_cells_share() -> None:
    """As Excel itself stores texts."""
    types = part_of(SHEET, "types").replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sharedStrings+xml"/></Types>',
    )
    row = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN.encode(), row)
    strings = b'<sst xmlns="%s"><si><t>Point</t></si><si><r><t>Hourly </t></r><r><t>rate</t></r></si></sst>'
    shared = repacked(SHEET, types=types, sheet1=sheet, strings=strings % MAIN.encode())
    assert only(shared) == [["Point", "Hourly rate"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_csv_in_the_ways_in_which_it_is_saved(encoding: str, separator: str) -> None:
    text = f"Point{separator}Rate\r\n1{separator}£13\r\n".encode(encoding)
    assert [["Point", "Rate"], ["1", "£13"]] in read_sheet(text, MOST)


def test_commas_inside_quotes_and_lines_of_a_mac() -> None:
    assert only(b'Point,Rate\r1,"26,000.50"\r') == [["Point", "Rate"], ["1", "26,000.50"]]


BOMB = b"<x>" + b" " * (LARGEST_UNPACKED + 1) + b"</x>"


def lying(content: bytes) -> bytes:
    """A workbook whose first part says that it is smaller than it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        size = parts.infolist()[0].file_size
    return content.replace(size.to_bytes(4, "little"), (1).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \r\n \r\n", "empty"),
        (b"x" * (LARGEST_SHEET + 1), "larger than 2 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<!doctype html><table>", "web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "cannot be read as a spreadsheet"),
        (b"PK\x03\x04 and then nothing", "cannot be read as a spreadsheet"),
        (SHEET[: len(SHEET) // 2], "cannot be read as a spreadsheet"),
        (repacked(SHEET, sheet1=b"<worksheet><sheetData><row>"), "cannot be read as a spreadsheet"),
        (repacked(SHEET, workbook=b"<!DOCTYPE x [<!ENTITY a 'aaa'>]><x>&a;</x>"), "cannot be read"),
        (repacked(SHEET, sheet1=BOMB), "holds too much"),
        (repacked(SHEET, strings=BOMB), "holds too much"),
        (repacked(SHEET, sheet1=b"<x>" + b"<a/>" * MOST_TAGS + b"</x>"), "holds too much"),
        (lying(SHEET), "cannot be read as a spreadsheet"),
        (workbook(["x" * 501]), "more than 500 characters"),
        (b"x" * 501, "more than 500 characters"),
        (b'"' + b"x" * 200_000, "cannot be read as a spreadsheet"),
        (workbook(*[[1]] * (MOST + 1)), "more than 50 rows"),
        (b"1\n" * (MOST + 1), "more than 50 rows"),
        (workbook([1] * 61), "more than 60 columns"),
        (b"1," * 61 + b"1", "more than 60 columns"),
        ("£".encode("utf-16-le") * 3, "cannot be read as a spreadsheet"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_sheet(content, MOST)


def readable(content: bytes) -> bool:
    """Rows of cells, or a refusal; anything else is raised."""
    try:
        ways = read_sheet(content, MOST)
    except Refused as refusal:
        assert str(refusal)[0].isupper()
        return False
    assert all(len(rows) <= MOST and (not row or row[-1] is not None) for rows in ways for row in rows)
    return True


@given(st.binary(max_size=400))
def test_whatever_is_uploaded(content: bytes) -> None:
    readable(content)


@settings(deadline=None)
@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_some_bytes_changed(place: int, damage: bytes) -> None:
    readable(SHEET[:place] + damage + SHEET[place + len(damage) :])


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/=\"&;arow c1tsvisn'0AZ9e.-"), max_size=120))
def test_a_workbook_whose_sheet_is_nonsense(inside: str) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'
    readable(repacked(SHEET, sheet1=sheet.encode()))
