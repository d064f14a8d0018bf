"""A pay table is uploaded: read and shown row by row, and stored once somebody has seen what was read."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from importlib import resources

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.spreadsheets import LARGEST_SHEET, read_sheet
from recruitment.core.tenancy import one_visible
from recruitment.core.viewers import Staff
from recruitment.organisations.living_wage import floor_on
from recruitment.organisations.pay_actions import (
    FAR_OFF,
    Rates,
    Stored,
    may_hold_from,
    require_keeper,
    store_first_rates,
    store_rates,
    try_out,
)
from recruitment.organisations.pay_queries import holding_on, pay_versions_of
from recruitment.organisations.pay_reading import MOST_ROWS, PayReading, as_csv, read_pay_rows
from recruitment.organisations.pay_tables import (
    LONGEST_TABLE,
    PAY_TABLE_KINDS,
    YEAR_WEEKS,
    PayTable,
    PayVersion,
    by_hour_and_year,
)
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.pay_checks import floor_in_words
from recruitment.web.brand import day
from recruitment.web.doors import employer
from recruitment.web.employer.pay_tables import kept, rate_rows, time_facts
from recruitment.web.employer.writing_fields import AmountOfTimeField, is_asked
from recruitment.web.fields import DayField, HouseForm, LineField, Needed, at_most

# A file that is far too large is let in, to be refused beside its field with all else kept.
LARGEST_UPLOAD = 32 * 1024 * 1024
# Rows that are shown with what is wrong in them; whoever has more of them has one mistake in all.
MOST_SHOWN = 100
TYPED = ("organisation", "name", "kind", "holds_from", "full_time_hours", "year_weeks")


class PayUploadForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    name = LineField(
        "Name of the pay table",
        [Needed("Enter the name of the pay table"), at_most(LONGEST_TABLE, "The name")],
        description="As your colleagues will find it, for example Local government employees",
    )
    kind = RadioField("Whose pay is it?", [InputRequired("Choose whose pay it is")], choices=PAY_TABLE_KINDS)
    holds_from = DayField(
        "The date from which the rates hold", [Needed("Enter the date from which the rates hold")],
        description="For example 1 4 2027. Adverts take the rates of the day on which they become public",
    )  # fmt: skip
    full_time_hours = AmountOfTimeField(
        "Full-time hours a week", [Needed("Enter the hours of a full-time week")], most=60, example="37",
        description="An hourly rate and a year’s pay are worked out from each other with them",
    )  # fmt: skip
    year_weeks = AmountOfTimeField(
        "Weeks in a year", [Needed("Enter the weeks in a year")], most=53, decimals=3, example="52.143",
        description="52.143 unless your table is worked out with another number",
    )  # fmt: skip
    file = FileField("The table", description=f"XLSX or CSV, up to 2 MB and {MOST_ROWS:,} rows")
    # The points as they were read and shown, sent back to be stored.
    rows = HiddenField()

    def validate_holds_from(self, field: DayField) -> None:
        if field.data is not None and not may_hold_from(field.data):
            raise ValidationError(FAR_OFF)

    def validate_file(self, field: FileField) -> None:
        if not field.data and not (is_asked("store") and self.rows.data):
            field.errors = [*field.errors, "Choose the file with the table"]

    def validate(self, extra_validators: object = None) -> bool:
        return super().validate(extra_validators) and not self.file.errors


@employer.route("/pay-tables/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_pay_table(viewer: Staff) -> ResponseReturnValue:
    ours = {organisation.id: organisation for organisation in kept(viewer)}
    form = PayUploadForm(year_weeks=YEAR_WEEKS)
    form.organisation.choices = {key: organisation.name for key, organisation in ours.items()}
    organisation = next(iter(ours.values()))
    if len(ours) == 1:
        del form.organisation
    else:
        organisation = ours.get(form.organisation.data, organisation)

    def store(rates: Rates) -> Stored:
        return store_first_rates(viewer, organisation.id, form.name.data, form.kind.data, rates)

    return _answer(viewer, form, organisation, store)


@employer.route("/pay-tables/<int:pay_table_id>/upload", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_pay_rates(viewer: Staff, pay_table_id: int) -> ResponseReturnValue:
    """Other rates for a table that is there already."""
    table: PayTable = one_visible(viewer, PayTable, PayTable.id == pay_table_id)
    require_keeper(viewer, table.organisation_id)
    organisation = next(each for each in kept(viewer) if each.id == table.organisation_id)
    latest = next(row for row in pay_versions_of(viewer, organisation.id) if row.pay_table_id == table.id)
    form = PayUploadForm(full_time_hours=latest.full_time_hours, year_weeks=latest.year_weeks)
    del form.organisation, form.name, form.kind
    return _answer(viewer, form, organisation, partial(store_rates, viewer, table), table)


def _answer(
    viewer: Staff,
    form: PayUploadForm,
    organisation: Organisation,
    store: Callable[[Rates], Stored],
    table: PayTable | None = None,
) -> ResponseReturnValue:
    """The form; what was read, to be looked at; or, after that, the rates as stored."""
    if is_asked("again"):
        return _form_page(form, organisation, table, status=200)
    began, hours, weeks = form.holds_from.data, form.full_time_hours.data, form.year_weeks.data
    if not form.validate_on_submit() or began is None or hours is None or weeks is None:
        return _form_page(form, organisation, table)
    reading = read_upload(form, hours, weeks)
    if reading is None or reading.problems or reading.basis is None:
        return _form_page(form, organisation, table, reading)
    rates = Rates(began, reading.basis, hours, weeks, reading.lines)
    try:
        if is_asked("store"):
            return _stored(store(rates))
        try_out(partial(store, rates))
    except Refused as problem:
        field = form.holds_from if table else form.name
        field.errors = [*field.errors, str(problem)]
        return _form_page(form, organisation, table)
    return _preview(viewer, form, organisation, table, rates, reading)


def read_upload(form: PayUploadForm, hours: Decimal, weeks: Decimal) -> PayReading | None:
    """None where the file could not be read; what is wrong with it is said beside its field."""
    content = form.file.data.read(LARGEST_SHEET + 1) if form.file.data else form.rows.data.encode()
    try:
        ways = read_sheet(content, MOST_ROWS)
    except Refused as problem:
        form.file.errors = [str(problem)]
        return None
    reading = read_pay_rows(ways, hours, weeks)
    if reading.problems:
        many = len(reading.problems)
        said = "a mistake in one row" if many == 1 else f"mistakes in {many:,} rows"
        form.file.errors = [f"The table has {said}, named on this page. Mend the file and choose it again"]
    return reading


def _form_page(
    form: PayUploadForm,
    organisation: Organisation,
    table: PayTable | None,
    reading: PayReading | None = None,
    status: int = 422,
) -> ResponseReturnValue:
    problems = reading.problems if reading else []
    page = render_template(
        "employer/pay_upload/_upload.html",
        form=form,
        organisation=organisation,
        table=table,
        problems=[(f"Row {problem.row}", problem.message) for problem in problems[:MOST_SHOWN]],
        more=max(0, len(problems) - MOST_SHOWN),
    )
    return page, status if form.is_submitted() else 200


def _preview(
    viewer: Staff,
    form: PayUploadForm,
    organisation: Organisation,
    table: PayTable | None,
    rates: Rates,
    reading: PayReading,
) -> ResponseReturnValue:
    version = PayVersion(
        holds_from=rates.holds_from, basis=rates.basis, full_time_hours=rates.full_time_hours,
        year_weeks=rates.year_weeks,
    )  # fmt: skip
    return render_template(
        "employer/pay_upload/_preview.html",
        form=form,
        organisation=organisation,
        name=table.name if table else form.name.data,
        kind=PAY_TABLE_KINDS[table.kind if table else form.kind.data],
        facts=time_facts(version),
        rows=rate_rows([(line.grade, line.label, line.pence) for line in rates.lines], version),
        grades=len({line.grade for line in rates.lines if line.grade}),
        doubts=[(f"Row {doubt.row}", doubt.message) for doubt in reading.doubts[:MOST_SHOWN]],
        below=below_floor(organisation.kind, rates),
        instead_of=_instead_of(viewer, table, rates),
        sent=[(name, value) for name in TYPED for value in request.form.getlist(name)],
        csv=as_csv(rates.lines, rates.basis),
    )


def below_floor(kind: str, rates: Rates) -> str:
    """Which points no advert can offer, because the Living Wage is more."""
    floor = floor_on(max(rates.holds_from, clock.today()), kind)
    if floor is None:
        return ""
    low = [
        line.label
        for line in rates.lines
        if by_hour_and_year(line.pence, rates.basis, rates.full_time_hours, rates.year_weeks)[0] < floor.pence
    ]
    if not low:
        return ""
    points = f"Point {low[0]} pays" if len(low) == 1 else f"{len(low)} points, {low[0]} the first, pay"
    return f"{points} less than {floor_in_words(floor)}. Only apprenticeships can be advertised with that"


def _instead_of(viewer: Staff, table: PayTable | None, rates: Rates) -> str:
    """What holds on that day so far."""
    if table is None:
        return ""
    held = holding_on(rates.holds_from, pay_versions_of(viewer, table.organisation_id)).get(table.id)
    if held is None:
        return ""
    return f"From {day(rates.holds_from)} these rates hold instead of those from {day(held.holds_from)}"


def _stored(stored: Stored) -> ResponseReturnValue:
    version = stored.version
    if stored.is_new:
        flash(f"The rates are stored. They hold from {day(version.holds_from)}.", "success")
    else:
        flash("These rates were stored already, so nothing has changed.", "info")
    return redirect(url_for("employer.pay_rates", pay_version_id=version.id), 303)


@employer.get("/pay-tables/example.csv")
def example_pay_table(viewer: Staff) -> ResponseReturnValue:
    """A made-up table as a pattern; with the mark by which Excel knows UTF-8."""
    kept(viewer)
    example = resources.files("recruitment.organisations") / "data" / "example_pay_table.csv"
    return Response(
        example.read_text(encoding="utf-8").encode("utf-8-sig"),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=example-pay-table.csv"},
    )
