"""The example sheet of an import: its columns with a made-up vacancy, and what may stand in them."""

import io
from collections.abc import Sequence
from datetime import timedelta

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from recruitment.core import clock
from recruitment.vacancies.row_columns import VACANCIES, Layout

# In four weeks the example closes, so that it can be tried as it is.
OPEN_FOR = timedelta(days=28)
WIDE, WIDEST = 18, 48


def example_workbook(explained: Sequence[tuple[str, str, str]], layout: Layout = VACANCIES) -> bytes:
    """An XLSX file. `explained`: heading, meaning and allowed values of each column."""
    book = Workbook()
    sheet = book.active
    sheet.title = layout.several.capitalize()
    sheet.append([column.heading for column in layout.columns])
    sheet.append([_example(column.name, column.example) for column in layout.columns])
    for number, column in enumerate(layout.columns, 1):
        # As text, so that no program takes 1-2 for a date.
        sheet.cell(2, number).number_format = "@"
        is_long = column.kind == "lines" or column.part == "about"
        sheet.column_dimensions[get_column_letter(number)].width = WIDEST if is_long else WIDE
    sheet.freeze_panes = "B2"
    columns = book.create_sheet("Columns")
    columns.append(["Column", "Meaning", "What may stand there"])
    for line in explained:
        columns.append(line)
    for letter in "ABC":
        columns.column_dimensions[letter].width = WIDEST
    for each in (sheet, columns):
        for row in each.iter_rows():
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                cell.font = Font(bold=cell.row == 1)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _example(name: str, example: str) -> str:
    if name != "closing_date":
        return example
    closes = clock.today() + OPEN_FOR
    return f"{closes.day}/{closes.month}/{closes.year}"
