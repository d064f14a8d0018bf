"""Files of reports, read as the programs that people open them with read them."""

import csv
import io

from openpyxl import load_workbook


def stated_in_csv(text: str) -> dict[str, str]:
    """What stands above the table: its title, the filters and the moment."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    above = rows[: rows.index([])]
    return {"Title": above[0][0], **{name: value for name, value in above[1:]}}


def lines_of_csv(text: str) -> list[dict[str, str]]:
    """The table's lines, by heading."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    heads, *lines = rows[rows.index([]) + 1 :]
    return [dict(zip(heads, line, strict=True)) for line in lines]


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    """Every sheet's rows of values, by its name; formulas as the text that they are."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}
