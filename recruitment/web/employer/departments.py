"""The list of departments that an organisation's adverts are offered. For its administrators."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField
from wtforms.validators import Optional

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.departments import change_departments, departments_of
from recruitment.web.doors import employer
from recruitment.web.employer.profile import chosen_of
from recruitment.web.employer.staff import administered
from recruitment.web.fields import HouseForm, TextField


class DepartmentsForm(HouseForm):
    departments = TextField(
        "Departments and services",
        [Optional()],
        description="One a line, as people outside would know them, for example Early years",
    )
    # The list as it was when the page was opened.
    before = HiddenField()


@employer.route("/departments", methods=["GET", "POST"])
def departments(viewer: Staff) -> ResponseReturnValue:
    ours = administered(viewer)
    organisation = chosen_of(ours, request.args.get("organisation"))
    listed = "\n".join(departments_of(viewer, [organisation.id]))
    form = DepartmentsForm(departments=listed, before=listed)
    if form.validate_on_submit():
        try:
            before, after = ((field.data or "").splitlines() for field in (form.before, form.departments))
            change_departments(viewer, organisation, before, after)
        except Refused as problem:
            form.departments.errors = [str(problem)]
        else:
            flash("The departments are saved. They are offered while an advert is written.", "success")
            return redirect(url_for("employer.departments", organisation=organisation.slug), 303)
    page = render_template(
        "employer/departments/departments.html",
        form=form,
        organisation=organisation,
        others=[each for each in ours if each is not organisation],
    )
    return page, 422 if form.is_submitted() else 200
