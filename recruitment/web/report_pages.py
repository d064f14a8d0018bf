"""Reports on a page, as CSV and as a workbook: the same cells, with the filters and the moment stated."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, render_template, request
from markupsafe import Markup
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from recruitment.core import clock
from recruitment.core.spreadsheets import inert
from recruitment.core.viewers import Viewer
from recruitment.reporting.reports.catalogue import grouped, report_of
from recruitment.reporting.reports.frame import Kind, Made, Report, Table, Value, make
from recruitment.reporting.reports.methods import METHODS, Method
from recruitment.reporting.reports.words import heading, in_words, numbers, plain
from recruitment.reporting.rules import smallest_shown
from recruitment.web.brand import moment
from recruitment.web.charts import Drawing, Series, draw
from recruitment.web.downloads import sent_out

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = {Kind.MONEY: "#,##0.00", Kind.DAYS: "#,##0.0", Kind.RATE: "#,##0.0", Kind.COUNT: "#,##0"}
# What a sheet's name may not hold, and how long it may be.
FORBIDDEN: Final = str.maketrans("[]:*?/\\", "       ")
LONGEST_SHEET_NAME: Final = 31
WIDEST: Final = 60


@dataclass(frozen=True)
class Shelf:
    """The reports behind a door, who reads them and of whom they are: an organisation, or without one all together.
    `address` gives the one of an endpoint of the door: figures, report, report_csv, report_xlsx, report_sending or
    stop_report, with its arguments."""

    reports: Sequence[Report]
    viewer: Viewer
    whose: str
    organisation_id: int | None
    address: Callable[..., str]

    def made(self, code: str) -> Made:
        """With the filters of the request's address. Raises NotVisible when there is no such report or choice."""
        return make(report_of(self.reports, code), self.viewer, request.args.getlist)

    @property
    def groups(self) -> list[tuple[str, str, list[Report]]]:
        return grouped(self.reports)


@dataclass(frozen=True)
class Shown:
    """A table in words, with its chart drawn and its figures' methods."""

    table: Table
    names: tuple[Markup | str, ...]
    chart: Markup | None
    csv_address: str

    @property
    def heads(self) -> list[str]:
        return [column.name for column in self.table.columns]

    @property
    def rows(self) -> list[list[Markup | str]]:
        return [[name, *_words(self.table, row)[1:]] for name, row in zip(self.names, self.table.rows, strict=True)]

    @property
    def totals(self) -> list[str] | None:
        return _words(self.table, self.table.totals) if self.table.totals else None

    @property
    def numeric(self) -> list[int]:
        return [at for at, column in enumerate(self.table.columns) if column.kind is not Kind.NAME]

    @property
    def methods(self) -> dict[str, Method]:
        """Each once, however many columns it tells of."""
        codes = [column.method for column in self.table.columns if column.method]
        return {code: METHODS[code] for code in codes + ["withheld"] * self.table.has_withheld}


def page(shelf: Shelf, code: str, **facts: Any) -> str:
    made = shelf.made(code)
    query = query_of(made)
    return render_template(
        "cosla/figures/_report.html",
        made=made,
        shown=[_shown(shelf, made, table, query) for table in made.tables],
        headlines=[table.headline for table in made.tables if table.headline],
        stated=_stated(shelf, made),
        smallest=smallest_shown(),
        here=shelf.address("report", report=code),
        contents=shelf.address("figures"),
        sending=shelf.address("report_sending", report=code, **query),
        workbook=shelf.address("report_xlsx", report=code, **query),
        side_navigation=None,
        **facts,
    )


def table_csv(shelf: Shelf, code: str, table: str) -> Response:
    """One table of a report. The filters and the moment stand above it, apart by an empty line."""
    made = shelf.made(code)
    found = made.table(table)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([inert(f"{made.report.title}: {found.caption}")])
    lines.writerows([inert(name), inert(value)] for name, value in _stated(shelf, made))
    lines.writerow([])
    lines.writerow([inert(heading(column)) for column in found.columns])
    lines.writerows(list(map(_inert, row)) for row in _plain_rows(found))
    # The mark at the front tells spreadsheets that the file is UTF-8.
    content = ("\ufeff" + written.getvalue()).encode()
    return sent_out(content, "text/csv", f"{code}-{table}.csv")


def workbook(shelf: Shelf, code: str) -> Response:
    """The whole report: a sheet that says what it is, and one a table."""
    made = shelf.made(code)
    book = Workbook()
    about: list[Sequence[Any]] = [(made.report.title, ""), *_stated(shelf, made), ("", "")]
    about += [(table.caption, table.says) for table in made.tables]
    _write(book.active, "About", about, {})
    for table in made.tables:
        formats = {at: FORMATS[column.kind] for at, column in enumerate(table.columns) if column.kind in FORMATS}
        heads = [heading(column) for column in table.columns]
        _write(book.create_sheet(), table.caption, [heads, *_plain_rows(table)], formats)
    written = io.BytesIO()
    book.save(written)
    return sent_out(written.getvalue(), WORKBOOK, f"{code}.xlsx")


def query_of(made: Made) -> dict[str, list[str]]:
    """The filters as an address carries them."""
    return {name: list(values) for name, values in made.asked.chosen.items() if values}


def _stated(shelf: Shelf, made: Made) -> list[tuple[str, str]]:
    return [("Of", shelf.whose), *made.stated, ("Made", moment(clock.now()))]


def _shown(shelf: Shelf, made: Made, table: Table, query: Mapping[str, Any]) -> Shown:
    address = shelf.address("report_csv", report=made.report.code, table=table.code, **query)
    return Shown(table, tuple(_names(shelf, table)), _chart(made, table), address)


def _names(shelf: Shelf, table: Table) -> Iterator[Markup | str]:
    for row in table.rows:
        report, asked = table.links.get(str(row[0]), ("", {}))
        name = in_words(row[0], Kind.NAME)
        if report:
            yield Markup('<a href="{}">{}</a>').format(shelf.address("report", report=report, **asked), name)
        else:
            yield name


def _words(table: Table, row: Sequence[Value]) -> list[str]:
    return [in_words(value, column.kind) for value, column in zip(row, table.columns, strict=True)]


def _plain_rows(table: Table) -> Iterator[list[Any]]:
    for row in (*table.rows, *([table.totals] if table.totals else [])):
        yield [plain(value, column.kind) for value, column in zip(row, table.columns, strict=True)]


def _inert(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else value


def _chart(made: Made, table: Table) -> Markup | None:
    """Nothing where fewer than two lines have a number: there is nothing to compare."""
    if table.chart is None:
        return None
    first = table.chart.columns[0]
    drawn = [name for name, _ in numbers(table, first)]
    if len(drawn) < 2 or not any(number for at in table.chart.columns for _, number in numbers(table, at)):
        return None
    kind = table.columns[first].kind
    series = []
    for at in table.chart.columns:
        known = dict(numbers(table, at))
        series.append(Series(table.columns[at].name, tuple(known.get(name) for name in drawn)))
    return draw(Drawing(
        f"chart-{made.report.code}-{table.code}", table.chart.title, table.says or table.caption, table.chart.kind,
        tuple(drawn), tuple(series), lambda number: in_words(int(number) if kind in WHOLE else number, kind),
    ))  # fmt: skip


WHOLE: Final = (Kind.MONEY, Kind.COUNT)


def _write(sheet: Any, title: str, rows: Sequence[Sequence[Any]], formats: Mapping[int, str]) -> None:
    """Names and headings in bold; the columns as wide as what they hold."""
    sheet.title = title.translate(FORBIDDEN)[:LONGEST_SHEET_NAME].strip()
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            cell = sheet.cell(number, at + 1, _inert(value))
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
            if number == 1:
                cell.font = Font(bold=True)
            elif at in formats and not isinstance(value, str):
                cell.number_format = formats[at]
    for at in range(max(map(len, rows), default=0)):
        widest = max((len(str(row[at])) for row in rows if at < len(row)), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(widest + 2, WIDEST)
    sheet.freeze_panes = "B2" if formats else None
