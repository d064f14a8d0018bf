"""Importing vacancies from a sheet: uploading it, what was found in it, and importing it as drafts."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import SelectField

from recruitment.accounts.queries import workplaces_of
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import names_of_organisations
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.import_actions import (
    LIMITS,
    VACANCIES,
    Kind,
    begin_import,
    content_of,
    import_of,
    latest_imports,
    require_importer,
    take_in,
)
from recruitment.vacancies.import_tables import IMPORTERS, VacancyImport
from recruitment.vacancies.queries import categories
from recruitment.vacancies.row_columns import COLUMNS
from recruitment.vacancies.row_reading import MOST_ROWS
from recruitment.web.doors import employer
from recruitment.web.employer.importing_example import example_workbook
from recruitment.web.employer.vacancy import names_of
from recruitment.web.fields import HouseForm

# A file that is far too large is let in, to be refused beside its field.
LARGEST_UPLOAD = 64 * 1024 * 1024
STATES = {
    "checking": ("Being checked", "blue"),
    "checked": ("Checked", "yellow"),
    "importing": ("Being imported", "blue"),
    "imported": ("Imported", "green"),
    "failed": ("Not read", "red"),
}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imported_for(viewer: Staff) -> list[Organisation]:
    """The organisations whose vacancies the viewer imports. Raises NotVisible when there is none."""
    ours = set(viewer.organisations_as(*IMPORTERS))
    found = [organisation for organisation in workplaces_of(viewer.person) if organisation.id in ours]
    if not found:
        raise NotVisible("imports nothing")
    return found


@employer.get("/vacancies/imports")
def vacancy_imports(viewer: Staff) -> ResponseReturnValue:
    ours = imported_for(viewer)
    return render_template(
        "employer/importing/vacancy_imports.html",
        rows=[(row, STATES[row.state]) for row in latest_imports(viewer)],
        organisations={organisation.id: organisation.name for organisation in ours},
        names={person: name for each in ours for person, name in names_of(viewer, each.id).items()},
    )


def sheet_taken_in(viewer: Staff, form: Any, kind: Kind) -> Any:
    """The import of the file that a form brings; None where its page is shown, with what is wrong beside the file.

    Whoever imports for one organisation alone is not asked for which.
    """
    ours = {organisation.id: organisation for organisation in imported_for(viewer)}
    form.organisation.choices = {key: organisation.name for key, organisation in ours.items()}
    only = next(iter(ours)) if len(ours) == 1 else None
    if only:
        del form.organisation
    if not form.validate_on_submit():
        return None
    try:
        if not form.file.data:
            raise Refused(f"Choose the file with the {kind.several}")
        content = form.file.data.read(LIMITS.largest + 1)
        return take_in(viewer, only or form.organisation.data, form.file.data.filename, content, kind)
    except Refused as problem:
        form.file.errors = [str(problem)]
        return None


class VacancyImportForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    file = FileField(
        "The sheet", description=f"XLSX or CSV, up to {LIMITS.largest // 1024 // 1024} MB and {MOST_ROWS:,} vacancies"
    )


@employer.route("/vacancies/imports/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_vacancy_import(viewer: Staff) -> ResponseReturnValue:
    form = VacancyImportForm()
    if (row := sheet_taken_in(viewer, form, VACANCIES)) is not None:
        return redirect(url_for("employer.vacancy_import", import_id=row.id), 303)
    page = render_template("employer/importing/new_vacancy_import.html", form=form, columns=_explained())
    return page, 422 if form.is_submitted() else 200


def _explained() -> list[tuple[str, str, str]]:
    """Heading, meaning and what may stand there, of each column."""
    known = "; ".join(category.name for category in categories())
    return [
        (column.heading, column.about, known if column.name == "category" else "; ".join((column.codes or {}).values()))
        for column in COLUMNS
    ]


class BeginImportForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/imports/<int:import_id>", methods=["GET", "POST"])
def vacancy_import(viewer: Staff, import_id: int) -> ResponseReturnValue:
    """How far it is, what was found, and, where every row is right, the button that imports them."""
    row = import_of(viewer, import_id)
    form = BeginImportForm()
    if form.validate_on_submit():
        try:
            begin_import(viewer, row)
        except Refused as problem:
            flash(str(problem), "error")
        return redirect(url_for("employer.vacancy_import", import_id=row.id), 303)
    page = render_template(
        "employer/importing/vacancy_import.html",
        form=form,
        row=row,
        state=STATES[row.state],
        organisation=names_of_organisations([row.organisation_id])[row.organisation_id],
        mistakes=[(f"Row {each['row']}", each["reference"] or "–", each["column"], each["message"])
                  for each in row.mistakes],
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


@employer.get("/vacancies/imports/<int:import_id>/rows.csv")
def vacancy_import_rows(viewer: Staff, import_id: int) -> ResponseReturnValue:
    """Every row with what is to mend beside it."""
    row: VacancyImport = import_of(viewer, import_id)
    require_importer(viewer, row.organisation_id)
    if row.result_id is None:
        raise Refused("The sheet is not checked yet. Wait until its page says so.")
    return Response(
        content_of(viewer, row.result_id),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=vacancies-checked-{row.id}.csv"},
    )


@employer.get("/vacancies/imports/example.xlsx")
def example_vacancies(viewer: Staff) -> ResponseReturnValue:
    """A sheet with one made-up vacancy as a pattern, and a second sheet that explains the columns."""
    imported_for(viewer)
    return Response(
        example_workbook(_explained()),
        mimetype=WORKBOOK,
        headers={"Content-Disposition": "attachment; filename=example-vacancies.xlsx"},
    )
