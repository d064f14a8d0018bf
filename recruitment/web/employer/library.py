"""The library of criteria that an organisation keeps for its person specifications."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.draft_actions import CriterionLine, require_writer
from recruitment.vacancies.draft_tables import CRITERION_TEXT
from recruitment.vacancies.library import forget_criterion, keep_criterion, library, library_criterion
from recruitment.vacancies.vocabulary import ASSESSMENTS, CRITERION_KINDS
from recruitment.web.doors import employer
from recruitment.web.employer.writing_new import organisations_written_for
from recruitment.web.fields import HouseForm, Needed, TextField, at_most


def _ours(viewer: Staff) -> list[Organisation]:
    ours = organisations_written_for(viewer)
    if not ours:
        raise Refused("Your role does not let you write adverts. Recruiters and hiring managers do.")
    return ours


@employer.get("/vacancies/criteria")
def criteria_library(viewer: Staff) -> ResponseReturnValue:
    ours = _ours(viewer)
    return render_template(
        "employer/library/criteria_library.html",
        criteria=library(viewer, [organisation.id for organisation in ours]),
        names={organisation.id: organisation.name for organisation in ours},
        kinds=CRITERION_KINDS,
        assessments=ASSESSMENTS,
    )


class LibraryForm(HouseForm):
    organisation = SelectField("Organisation", coerce=int)
    text = TextField("Criterion", [Needed("Write the criterion"), at_most(CRITERION_TEXT, "The criterion")])
    kind = RadioField("Usually", choices=CRITERION_KINDS, default="essential")
    assessed_by = SelectField("Usually assessed by", choices=ASSESSMENTS, default="application")


@employer.route("/vacancies/criteria/new", methods=["GET", "POST"])
def add_library_criterion(viewer: Staff) -> ResponseReturnValue:
    ours = _ours(viewer)
    form = LibraryForm()
    form.organisation.choices = {str(organisation.id): organisation.name for organisation in ours}
    if len(ours) == 1:
        del form.organisation
    if form.validate_on_submit():
        chosen = ours[0].id if len(ours) == 1 else form.organisation.data
        keep_criterion(viewer, chosen, CriterionLine(form.text.data, form.kind.data, form.assessed_by.data))
        flash("The criterion is in the library.", "success")
        return redirect(url_for("employer.criteria_library"), 303)
    page = render_template("employer/library/add_library_criterion.html", form=form)
    return page, 422 if form.is_submitted() else 200


class ForgetForm(HouseForm):
    """A button that asks once."""


@employer.route("/vacancies/criteria/<int:criterion_id>/remove", methods=["GET", "POST"])
def remove_library_criterion(viewer: Staff, criterion_id: int) -> ResponseReturnValue:
    criterion = library_criterion(viewer, criterion_id)
    require_writer(viewer, criterion.organisation_id)
    form = ForgetForm()
    if form.validate_on_submit():
        forget_criterion(viewer, criterion)
        flash("The criterion is out of the library.", "success")
        return redirect(url_for("employer.criteria_library"), 303)
    page = render_template("employer/library/remove_library_criterion.html", form=form, criterion=criterion)
    return page, 422 if form.is_submitted() else 200
