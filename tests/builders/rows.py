"""Rows of a sheet of vacancies, and the sheets that they stand in."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from openpyxl import Workbook

from recruitment.core import clock
from recruitment.core.jobs import run_next
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.import_actions import import_of
from recruitment.vacancies.import_tables import VacancyImport
from recruitment.vacancies.row_columns import COLUMNS
from recruitment.vacancies.tables import Vacancy
from tests.builders.pages import submit, words_of
from tests.builders.vacancies import a_category, a_postcode

NEW = "/employer/vacancies/imports/new"


def a_row(**changed: Any) -> dict[str, Any]:
    """A whole vacancy as the example sheet has it, by column name, with its category and postcode in place."""
    a_category("catering_cleaning", "Catering, cleaning and facilities")
    a_postcode("KY11AB")
    closes = clock.today() + timedelta(days=28)
    example = {column.name: column.example for column in COLUMNS if column.example}
    return {**example, "closing_date": f"{closes:%d/%m/%Y}", **changed}


def a_csv(rows: Sequence[Mapping[str, Any]], encoding: str = "utf-8") -> bytes:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([column.heading for column in COLUMNS])
    lines.writerows([row.get(column.name, "") for column in COLUMNS] for row in rows)
    return written.getvalue().encode(encoding)


def a_workbook(rows: Sequence[Mapping[str, Any]]) -> bytes:
    book = Workbook()
    book.active.append([column.heading for column in COLUMNS])
    for row in rows:
        book.active.append([row.get(column.name) for column in COLUMNS])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def work() -> None:
    """The worker does what is queued."""
    db.session.commit()
    while run_next():
        pass
    db.session.expire_all()


def upload(client: FlaskClient, content: bytes, filename: str = "vacancies.csv") -> str:
    """The address of the import once its rows are checked."""
    answer = submit(client, NEW, file=(io.BytesIO(content), filename))
    assert answer.status_code == 303, words_of(answer.text)
    work()
    return answer.location


def page_of(client: FlaskClient, address: str) -> str:
    return words_of(client.get(address).text)


def drafts(viewer: Staff) -> list[Vacancy]:
    return list(db.session.scalars(visible(viewer, Vacancy).order_by(Vacancy.id)))


def counts(row: VacancyImport) -> tuple[int, int, int, int]:
    return row.new, row.changed, row.unchanged, row.refused


def row_at(viewer: Staff, address: str) -> VacancyImport:
    return import_of(viewer, int(address.rsplit("/", 1)[1]))
