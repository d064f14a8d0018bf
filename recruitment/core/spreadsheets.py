"""A spreadsheet as people upload it, CSV or XLSX, read as rows of cells. Recognised by content; formulas never run.

Every limit is on what is read, not on what the file says of itself. What cannot be read raises Refused, in plain
English.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl import load_workbook

from recruitment.core.errors import Refused

LARGEST_SHEET = 2 * 1024 * 1024
# What a workbook may unpack to, and the tags of each part, of which a cell has four: to read so much takes seconds.
LARGEST_UNPACKED = 6 * 1024 * 1024
MOST_TAGS = 200_000
MOST_PARTS = 500
TEXTS = (".xml", ".rels")
MOST_COLUMNS = 60
LONGEST_CELL = 500


@dataclass(frozen=True)
class Limits:
    """What a file may hold: bytes as it came and unpacked, characters of a cell, and whether a cell keeps its lines."""

    largest: int = LARGEST_SHEET
    unpacked: int = LARGEST_UNPACKED
    cell: int = LONGEST_CELL
    keeps_lines: bool = False


USUAL = Limits()

# A cell of a workbook keeps its type; of a CSV file it is text.
Cell = str | int | float | Decimal | bool | date | time | timedelta | None
Row = list[Cell]

# What else people try, by its first bytes, and what to do.
OTHERS = (
    (b"\xd0\xcf\x11\xe0", "The file is an old Excel file (.xls) or is protected by a password. "
                          "Save it without a password as .xlsx or as CSV"),
    (b"%PDF", "The file is a PDF. Choose the spreadsheet that it was made from"),
    (b"{\\rtf", "The file is a text document. Choose a spreadsheet, .xlsx or CSV"),
    (b"<", "The file is a web page or XML. Save it as .xlsx or as CSV"),
)  # fmt: skip
UNREADABLE = (
    "The file cannot be read as a spreadsheet. Open it in your spreadsheet program and save it as .xlsx or as CSV"
)


def read_sheet(content: bytes, most_rows: int, limits: Limits = USUAL) -> list[list[Row]]:
    """The rows of the first sheet, or of a CSV file, in every way in which they can be told apart.

    A workbook has one way; a CSV file one for each separator that occurs. Empty cells are None, rows are as long as
    their last filled cell, row 1 of the file is item 0. Raises Refused.
    """
    require_size(content, limits)
    if content.startswith(b"PK"):
        return [_within(_rows_of_workbook(content, most_rows, limits), most_rows)]
    for beginning, problem in OTHERS:
        if content.lstrip().startswith(beginning):
            raise Refused(problem)
    text = _decoded(content)
    separators = [sign for sign in ",;\t" if sign in text] or [","]
    return [_within(_rows_of_text(text, separator, limits), most_rows) for separator in separators]


def require_size(content: bytes, limits: Limits) -> None:
    """Raises Refused for a file that nobody need begin to read."""
    if len(content) > limits.largest:
        size = limits.largest // 1024 // 1024
        raise Refused(f"The file is larger than {size} MB. Leave out what is not the table")
    if not content.strip():
        raise Refused("The file is empty. Choose another one")


def _within(rows: Iterator[Row], most: int) -> list[Row]:
    read: list[Row] = []
    for row in rows:
        while row and row[-1] is None:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise Refused(f"The file has more than {MOST_COLUMNS} columns. Leave out those that are not the table")
        read.append(row)
        if len(read) > most:
            raise Refused(f"The file has more than {most:,} rows. Leave out those that are not the table")
    while read and not read[-1]:
        read.pop()
    return read


def _rows_of_workbook(content: bytes, most_rows: int, limits: Limits) -> Iterator[Row]:
    """The values that the spreadsheet program stored; a formula that it never worked out is an empty cell.

    The library raises whatever it stumbles on in a damaged file, so that all of it means the same here.
    """
    try:
        book = load_workbook(_unpacked(content, limits.unpacked), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise Refused("The workbook has no sheet to read. Save the table in its first sheet")
        # What the file says of its own size may be wrong.
        sheets[0].reset_dimensions()
        found = sheets[0].iter_rows(max_row=most_rows + 1, max_col=MOST_COLUMNS + 1, values_only=True)
        rows = [[_cell(value, limits) for value in row] for row in found]
    except Refused:
        raise
    except Exception as problem:
        raise Refused(UNREADABLE) from problem
    return iter(rows)


def _unpacked(content: bytes, most: int) -> io.BytesIO:
    """The same workbook without compression, its texts alone.

    A small file can unpack to a huge one whatever it says of its sizes, so it is unpacked here, piece by counted piece.
    """
    written, left, seen = io.BytesIO(), most, set()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as plain:
        if any(part.flag_bits & 1 for part in packed.infolist()):
            raise Refused("The file is protected by a password. Save it without one")
        for part in packed.infolist():
            if part.filename in seen or not part.filename.endswith(TEXTS):
                continue
            seen.add(part.filename)
            with packed.open(part) as opened:
                text = opened.read(left + 1)
            left -= len(text)
            if left < 0 or len(seen) > MOST_PARTS or text.count(b"<") > MOST_TAGS:
                raise Refused("The workbook holds too much to be read. Copy the table alone into a new workbook")
            plain.writestr(part.filename, text)
    return written


def _cell(value: object, limits: Limits) -> Cell:
    if isinstance(value, str):
        return _text(value, limits)
    if value is None or isinstance(value, int | float | Decimal | date | time | timedelta):
        return value
    raise TypeError(type(value))


def _text(value: str, limits: Limits) -> str | None:
    """Spaces mean nothing, those that cannot be seen neither."""
    if len(value) > limits.cell:
        raise Refused(f"A cell of the file holds more than {limits.cell:,} characters. Leave out what is not the table")
    value = value.replace("\x00", " ")
    if limits.keeps_lines:
        return "\n".join(" ".join(line.split()) for line in value.splitlines()).strip() or None
    return " ".join(value.split()) or None


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 as Excel's “Unicode text”, or Windows' own letters, in which a CSV file of Excel has its £."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Refused(UNREADABLE)


def _rows_of_text(text: str, separator: str, limits: Limits) -> Iterator[Row]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [_text(value, limits) for value in row]
    except csv.Error as problem:
        raise Refused(UNREADABLE) from problem


def inert(text: str) -> str:
    """As text, where a spreadsheet would calculate what a cell begins with."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def is_date(cell: Cell) -> bool:
    """Whether a spreadsheet program took what was typed, 1-2 say, for a date or a time."""
    return isinstance(cell, date | datetime | time | timedelta)
