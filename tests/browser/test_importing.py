"""A sheet of vacancies with a mistake, the same sheet mended, and the drafts that it makes."""

import io
from pathlib import Path

from openpyxl import Workbook, load_workbook

from recruitment.vacancies.row_columns import COLUMNS
from tests.browser.desks import Arrive, at_desk, on_both_screens
from tests.browser.visitor import Device, Visitor

COUNCIL = "angus-council"


@on_both_screens
def test_a_mistake_is_mended_before_anything_is_stored(arrive: Arrive, device: Device, tmp_path: Path) -> None:
    recruiter = at_desk(arrive, device, f"recruiter@{COUNCIL}.demo.example")
    recruiter.open("/employer/vacancies")
    recruiter.follow("Import vacancies from a sheet")
    recruiter.follow("Upload a sheet")
    recruiter.press("Check the sheet", refused=422)
    recruiter.sees("Choose the file with the vacancies")
    example = example_of(recruiter)
    title, reference = f"Imported {device.name}", f"HR-{device.name}"
    wrong = sheet(tmp_path / "wrong.xlsx", example, title, reference, closing_date="31 Nonsense")
    upload(recruiter, wrong)
    recruiter.sees("1 row has a mistake, so nothing can be imported", "Row 2", reference, "Closing date")
    recruiter.zoom()
    told = recruiter.context.request.get(f"{recruiter.page.url}/rows.csv").text()
    assert reference in told and "Closing date" in told
    assert title not in drafts(recruiter)
    recruiter.open("/employer/vacancies/imports/new")
    upload(recruiter, sheet(tmp_path / "right.xlsx", example, title, reference))
    recruiter.sees("Nothing is stored yet")
    recruiter.press("Import them")
    until(recruiter, "The vacancies are imported")
    recruiter.follow("See the drafts")
    recruiter.follow(title)
    recruiter.sees_heading(title)


def example_of(recruiter: Visitor) -> list[str]:
    """The row of the example sheet that the page offers."""
    answer = recruiter.context.request.get(f"{recruiter.portal}/employer/vacancies/imports/example.xlsx")
    rows = load_workbook(io.BytesIO(answer.body()))["Vacancies"].iter_rows(min_row=2, max_row=2, values_only=True)
    return [str(value or "") for value in next(rows)]


def sheet(path: Path, example: list[str], title: str, reference: str, **otherwise: str) -> Path:
    said = {"title": title, "reference": reference, **otherwise}
    book = Workbook()
    assert book.active is not None
    book.active.append([column.heading for column in COLUMNS])
    book.active.append([said.get(column.name, value) for column, value in zip(COLUMNS, example, strict=True)])
    book.save(path)
    return path


def upload(recruiter: Visitor, path: Path) -> None:
    recruiter.page.get_by_label("The sheet").set_input_files(path)
    recruiter.press("Check the sheet")
    until(recruiter, "Check what was found")


def until(recruiter: Visitor, heading: str) -> None:
    """The page looks again by itself; what it then says is looked at too."""
    recruiter.await_page(recruiter.page.url.removeprefix(recruiter.portal), f"<title>{heading}")


def drafts(recruiter: Visitor) -> str:
    return recruiter.context.request.get(f"{recruiter.portal}/employer/vacancies?state=draft").text()
