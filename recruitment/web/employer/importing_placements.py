"""Importing placements from a sheet: uploading it, what was found in it, and recording it in the ledger."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import SelectField

from recruitment.advertising.importing import LAYOUT, PLACEMENTS
from recruitment.advertising.media import media_offered
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import names_of_organisations
from recruitment.vacancies.import_actions import (
    LIMITS,
    begin_import,
    content_of,
    import_of,
    latest_imports,
    require_importer,
)
from recruitment.vacancies.row_reading import MOST_ROWS
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.employer.importing import LARGEST_UPLOAD, STATES, WORKBOOK, imported_for, sheet_taken_in
from recruitment.web.employer.importing_example import example_workbook
from recruitment.web.fields import HouseForm


@employer.get("/advertising/imports")
def placement_imports(viewer: Staff) -> ResponseReturnValue:
    ours = imported_for(viewer)
    return render_template(
        "employer/importing_placements/placement_imports.html",
        rows=[(row, STATES[row.state]) for row in latest_imports(viewer, PLACEMENTS)],
        organisations={organisation.id: organisation.name for organisation in ours},
        names={person: name for each in ours for person, name in names_of(viewer, each.id).items()},
    )


class PlacementImportForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    file = FileField(
        "The sheet", description=f"XLSX or CSV, up to {LIMITS.largest // 1024 // 1024} MB and {MOST_ROWS:,} placements"
    )


@employer.route("/advertising/imports/new", methods=["GET", "POST"], largest=LARGEST_UPLOAD)
def new_placement_import(viewer: Staff) -> ResponseReturnValue:
    form = PlacementImportForm()
    if (row := sheet_taken_in(viewer, form, PLACEMENTS)) is not None:
        return redirect(url_for("employer.placement_import", sheet_id=row.id), 303)
    page = render_template("employer/importing_placements/new_placement_import.html", form=form, columns=_explained())
    return page, 422 if form.is_submitted() else 200


def _explained() -> list[tuple[str, str, str]]:
    """Heading, meaning and what may stand there, of each column."""
    codes = {column.name: column.codes or {} for column in LAYOUT.columns} | {"medium": media_offered()}
    return [(column.heading, column.about, "; ".join(codes[column.name].values())) for column in LAYOUT.columns]


class BeginImportForm(HouseForm):
    """A button that asks once."""


@employer.route("/advertising/imports/<int:sheet_id>", methods=["GET", "POST"])
def placement_import(viewer: Staff, sheet_id: int) -> ResponseReturnValue:
    """How far it is, what was found, and, where every row is right, the button that records them."""
    row, form = import_of(viewer, sheet_id, PLACEMENTS), BeginImportForm()
    if form.validate_on_submit():
        try:
            begin_import(viewer, row, PLACEMENTS)
        except Refused as problem:
            flash(str(problem), "error")
        return redirect(url_for("employer.placement_import", sheet_id=row.id), 303)
    page = render_template(
        "employer/importing_placements/placement_import.html",
        form=form,
        row=row,
        state=STATES[row.state],
        organisation=names_of_organisations([row.organisation_id])[row.organisation_id],
        mistakes=[(f"Row {each['row']}", each["reference"] or "–", each["column"], each["message"])
                  for each in row.mistakes],
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


@employer.get("/advertising/imports/<int:sheet_id>/rows.csv")
def placement_import_rows(viewer: Staff, sheet_id: int) -> ResponseReturnValue:
    """Every row with what is to mend beside it."""
    row = import_of(viewer, sheet_id, PLACEMENTS)
    require_importer(viewer, row.organisation_id, PLACEMENTS)
    if row.result_id is None:
        raise Refused("The sheet is not checked yet. Wait until its page says so.")
    return Response(
        content_of(viewer, row.result_id),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=placements-checked-{row.id}.csv"},
    )


@employer.get("/advertising/imports/example.xlsx")
def example_placements(viewer: Staff) -> ResponseReturnValue:
    """A sheet with one made-up placement as a pattern, and a second sheet that explains the columns."""
    imported_for(viewer)
    return Response(
        example_workbook(_explained(), LAYOUT),
        mimetype=WORKBOOK,
        headers={"Content-Disposition": "attachment; filename=example-placements.xlsx"},
    )
