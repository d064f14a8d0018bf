"""Qualifications and training: list, add, change."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import ValidationError

from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import education, one_of
from recruitment.applications.profile_tables import Education
from recruitment.applications.submission import education_facts
from recruitment.applications.vocabulary import QUALIFICATIONS
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import EARLIEST, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import qualification
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, WholeNumberField


@candidate.get("/profile/education")
def profile_education(viewer: Candidate) -> ResponseReturnValue:
    entries = [qualification(education_facts(row), row.id) for row in education(viewer)]
    return render_template("candidate/education/profile_education.html", entries=entries, origin=origin(viewer))


class EducationForm(HouseForm):
    qualification = SelectField(
        "Qualification",
        [Needed("Choose the kind of qualification")],
        choices={"": "Choose one", **QUALIFICATIONS},
    )
    subject = LineField("Subject or name of the course", [Voluntary(), at_most(160, "The subject")])
    institution = LineField(
        "School, college, university or provider",
        [Needed("Enter where you took it"), at_most(160, "The name of the school or provider")],
    )
    grade = LineField("Result", [Voluntary(), at_most(60, "The result")])
    year = WholeNumberField("Year", [Voluntary()])

    def validate_year(self, field: WholeNumberField) -> None:
        if field.data is not None and not EARLIEST <= field.data <= clock.today().year + 10:
            raise ValidationError("Enter the year with four digits, for example 2019")


@candidate.route("/profile/education/add", methods=["GET", "POST"])
def add_education(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/education/<int:row_id>", methods=["GET", "POST"])
def change_education(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Education, row_id))


def _entry_page(viewer: Candidate, row: Education | None) -> ResponseReturnValue:
    form = EducationForm(obj=row)
    if form.validate_on_submit():
        facts = {name: value for name, value in form.data.items() if name != "csrf_token"}
        if row is None:
            add(viewer, Education, **facts)
        else:
            change(row, **facts)
        flash("The qualification is saved.", "success")
        return redirect(stay("candidate.profile_education"), 303)
    return render_template(
        "candidate/education/change_education.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
