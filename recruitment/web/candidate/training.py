"""Training courses: list, add, change."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms.validators import ValidationError

from recruitment.applications.copying import training_facts
from recruitment.applications.profile_actions import add, change
from recruitment.applications.profile_queries import one_of, training
from recruitment.applications.profile_tables import Training
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.fields import MonthField, Voluntary, at_most
from recruitment.web.candidate.returning import origin, stay
from recruitment.web.candidate.words import course
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, LineField, Needed


@candidate.get("/profile/training")
def profile_training(viewer: Candidate) -> ResponseReturnValue:
    entries = [course(training_facts(row), row.id) for row in training(viewer)]
    return render_template("candidate/training/profile_training.html", entries=entries, origin=origin(viewer))


class TrainingForm(HouseForm):
    name = LineField("Name of the course", [Needed("Enter the name of the course"), at_most(160, "The name")])
    provider = LineField("Who gave it", [Voluntary(), at_most(160, "The provider’s name")])
    completed = MonthField("When you finished it", [Voluntary()])
    expires = DayField("When it runs out", [Voluntary()])

    def validate_completed(self, field: MonthField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("When you finished it must be in the past")

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


@candidate.route("/profile/training/add", methods=["GET", "POST"])
def add_training(viewer: Candidate) -> ResponseReturnValue:
    return _entry_page(viewer, None)


@candidate.route("/profile/training/<int:row_id>", methods=["GET", "POST"])
def change_training(viewer: Candidate, row_id: int) -> ResponseReturnValue:
    return _entry_page(viewer, one_of(viewer, Training, row_id))


def _entry_page(viewer: Candidate, row: Training | None) -> ResponseReturnValue:
    form = TrainingForm(obj=row)
    if form.validate_on_submit():
        if row is None:
            add(viewer, Training, **form.facts)
        else:
            change(row, **form.facts)
        flash("The course is saved.", "success")
        return redirect(stay("candidate.profile_training"), 303)
    return render_template(
        "candidate/training/change_training.html", form=form, is_new=row is None, origin=origin(viewer)
    ), 422 if form.is_submitted() else 200
