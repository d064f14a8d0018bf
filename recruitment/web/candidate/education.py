"""Qualifications and training: list, add, change."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from recruitment.applications.copying import education_facts
from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import education, one_of
from recruitment.applications.profile_tables import Education
from recruitment.applications.qualifications import KINDS, RESULTS, Kind
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import EARLIEST, MonthField, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import qualification
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm, LineField, Needed, WholeNumberField


@candidate.get("/profile/education")
def profile_education(viewer: Candidate) -> ResponseReturnValue:
    entries = [qualification(education_facts(row), row.id) for row in education(viewer)]
    return render_template("candidate/education/profile_education.html", entries=entries, origin=origin(viewer))


def _named(kind: Kind) -> str:
    return f"{kind.name}, SCQF level {kind.level}" if kind.level else kind.name


class EducationForm(HouseForm):
    qualification = SelectField(
        "Qualification",
        [Needed("Choose the kind of qualification")],
        choices=[
            SelectChoice("", "Choose one"),
            *(SelectChoice(code, _named(kind), optgroup=kind.where) for code, kind in KINDS.items()),
        ],
    )
    subject = LineField("Subject or name of the course", [Voluntary(), at_most(160, "The subject")])
    institution = LineField(
        "School, college, university or provider",
        [Needed("Enter where you took it"), at_most(160, "The name of the school or provider")],
    )
    grade = LineField("Result", [Voluntary(), at_most(60, "The result")])
    year = WholeNumberField("Year", [Voluntary()])
    started = MonthField("When you began there", [Voluntary()])
    ended = MonthField("When you left", [Voluntary()])
    country = LineField("Country", [Voluntary(), at_most(80, "The country")])
    compared_to = LineField("What it is like in Scotland", [Voluntary(), at_most(200, "What it is like")])

    def validate_year(self, field: WholeNumberField) -> None:
        if field.data is not None and not EARLIEST <= field.data <= clock.today().year + 10:
            raise ValidationError("Enter the year with four digits, for example 2019")

    def validate_started(self, field: MonthField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("When you began there must be in the past")

    def validate_ended(self, field: MonthField) -> None:
        if field.errors or field.data is None:
            return
        if self.started.data is None:
            if not self.started.errors:
                raise ValidationError("Enter when you began there too, or leave both empty")
        elif field.data < self.started.data:
            raise ValidationError("When you left must be after you began")

    def validate_country(self, field: LineField) -> None:
        if self.qualification.data == "abroad" and not field.data:
            raise ValidationError("Enter the country in which you took it")

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


@candidate.route("/profile/education/add", methods=["GET", "POST"])
def add_education(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/education/<int:row_id>", methods=["GET", "POST"])
def change_education(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Education, row_id))


def _entry_page(viewer: Candidate, row: Education | None) -> ResponseReturnValue:
    form = EducationForm(obj=row)
    if form.validate_on_submit():
        if row is None:
            add(viewer, Education, **form.facts)
        else:
            change(row, **form.facts)
        flash("The qualification is saved.", "success")
        return redirect(stay("candidate.profile_education"), 303)
    return render_template(
        "candidate/education/change_education.html",
        form=form,
        is_new=row is None,
        results=RESULTS,
        origin=origin(viewer),
    ), 422 if form.is_submitted() else 200
