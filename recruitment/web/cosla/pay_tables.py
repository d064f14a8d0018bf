"""National pay tables, kept once by operators: which there are, what they pay, and new rates from a file."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import Optional

from recruitment.accounts.onboarding import require_operator
from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.organisations.national_pay import (
    national_table,
    national_tables,
    national_version,
    national_versions,
    store_national_rates,
    store_national_table,
)
from recruitment.organisations.pay_actions import Rates
from recruitment.organisations.pay_reading import as_csv
from recruitment.organisations.pay_tables import (
    PAY_TABLE_KINDS,
    YEAR_WEEKS,
    NationalPayTable,
    NationalPayVersion,
    PayVersion,
)
from recruitment.web.brand import day
from recruitment.web.doors import cosla
from recruitment.web.employer.pay_tables import rate_rows, time_facts
from recruitment.web.employer.pay_upload import (
    LARGEST_UPLOAD,
    MOST_SHOWN,
    TYPED,
    PayUploadForm,
    below_floor,
    read_upload,
)
from recruitment.web.employer.writing_fields import is_asked
from recruitment.web.fields import LineField, at_most

Storing = Callable[[Rates], tuple[NationalPayVersion, bool]]


class NationalUploadForm(PayUploadForm):
    agreed_by = LineField(
        "Agreed by", [Optional(), at_most(120, "The name")],
        description="The body that agrees it, for example the Scottish Negotiating Committee for Teachers",
    )  # fmt: skip


@cosla.get("/pay-tables")
def national_pay_tables(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    versions = national_versions(operator)
    return render_template(
        "cosla/pay_tables/national_pay_tables.html",
        tables=[
            (table, PAY_TABLE_KINDS[table.kind], _lines([row for row in versions if row.national_table_id == table.id]))
            for table in national_tables(operator)
        ],
    )


def _lines(versions: list[NationalPayVersion]) -> list[tuple[NationalPayVersion, str]]:
    """The last to hold first, each with what it is today."""
    today = clock.today()
    holding = next((row.id for row in versions if row.holds_from <= today), None)
    return [
        (row, "Holds today" if row.id == holding else "Not yet" if row.holds_from > today else "Past")
        for row in versions
    ]


@cosla.get("/pay-tables/rates/<int:national_version_id>")
def national_pay_rates(viewer: Viewer, national_version_id: int) -> ResponseReturnValue:
    version = national_version(require_operator(viewer), national_version_id)
    return render_template(
        "cosla/pay_tables/national_pay_rates.html",
        version=version,
        kind=PAY_TABLE_KINDS[version.national_table.kind],
        facts=time_facts(_as_version(version)),
        rows=rate_rows([tuple(line) for line in version.lines], _as_version(version)),
        has_grades=any(grade for grade, _, _ in version.lines),
    )


def _as_version(held: Rates | NationalPayVersion) -> PayVersion:
    """As pages of pay tables read it; not stored."""
    names = ("holds_from", "basis", "full_time_hours", "year_weeks")
    return PayVersion(**{name: getattr(held, name) for name in names})


@cosla.route("/pay-tables/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_national_table(viewer: Viewer) -> ResponseReturnValue:
    operator = require_operator(viewer)
    form = NationalUploadForm(year_weeks=YEAR_WEEKS)
    del form.organisation

    def store(rates: Rates) -> tuple[NationalPayVersion, bool]:
        return store_national_table(operator, form.name.data, form.kind.data, form.agreed_by.data or "", rates)

    return _answer(form, store, None)


@cosla.route("/pay-tables/<int:national_table_id>/upload", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_national_rates(viewer: Viewer, national_table_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    table = national_table(operator, national_table_id)
    latest = next(iter(national_versions(operator, table.id)))
    form = NationalUploadForm(full_time_hours=latest.full_time_hours, year_weeks=latest.year_weeks)
    del form.organisation, form.name, form.kind, form.agreed_by
    return _answer(form, lambda rates: store_national_rates(operator, table, rates), table)


def _answer(form: NationalUploadForm, store: Storing, table: NationalPayTable | None) -> ResponseReturnValue:
    """The form; what was read, to be looked at; or, after that, the rates as stored."""
    if is_asked("again"):
        return _form_page(form, table, 200)
    began, hours, weeks = form.holds_from.data, form.full_time_hours.data, form.year_weeks.data
    if not form.validate_on_submit() or began is None or hours is None or weeks is None:
        return _form_page(form, table)
    reading = read_upload(form, hours, weeks)
    if reading is None or reading.problems or reading.basis is None:
        return _form_page(form, table, problems=reading.problems if reading else ())
    rates = Rates(began, reading.basis, hours, weeks, reading.lines)
    try:
        if is_asked("store"):
            return _stored(*store(rates))
        savepoint = db.session.begin_nested()
        try:
            store(rates)
        finally:
            savepoint.rollback()
    except Refused as problem:
        field = form.holds_from if table else form.name
        field.errors = [*field.errors, str(problem)]
        return _form_page(form, table)
    version = _as_version(rates)
    return render_template(
        "employer/pay_upload/_preview.html",
        form=form,
        home=url_for("cosla.national_pay_tables"),
        name=table.name if table else form.name.data,
        kind=PAY_TABLE_KINDS[table.kind if table else form.kind.data],
        facts=time_facts(version),
        rows=rate_rows([(line.grade, line.label, line.pence) for line in rates.lines], version),
        grades=len({line.grade for line in rates.lines if line.grade}),
        doubts=[(f"Row {doubt.row}", doubt.message) for doubt in reading.doubts[:MOST_SHOWN]],
        below=below_floor("council", rates),
        instead_of="",
        sent=[(name, value) for name in (*TYPED, "agreed_by") for value in request.form.getlist(name)],
        csv=as_csv(rates.lines, rates.basis),
    )


def _form_page(
    form: NationalUploadForm, table: NationalPayTable | None, status: int = 422, problems: Iterable[Any] = ()
) -> ResponseReturnValue:
    found = list(problems)
    page = render_template(
        "employer/pay_upload/_upload.html",
        form=form,
        home=url_for("cosla.national_pay_tables"),
        organisation=None,
        table=table,
        problems=[(f"Row {problem.row}", problem.message) for problem in found[:MOST_SHOWN]],
        more=max(0, len(found) - MOST_SHOWN),
    )
    return page, status if form.is_submitted() else 200


def _stored(version: NationalPayVersion, is_new: bool) -> ResponseReturnValue:
    if is_new:
        flash(f"The rates are stored, for every organisation that uses the table. They hold from "
              f"{day(version.holds_from)}.", "success")  # fmt: skip
    else:
        flash("These rates were stored already, so nothing has changed.", "info")
    return redirect(url_for("cosla.national_pay_rates", national_version_id=version.id), 303)
