"""With which marks an organisation scores, and how much each criterion of a vacancy weighs."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.validators import InputRequired, NumberRange, Optional

from recruitment.accounts.staff import require_administrator
from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.selection.score_actions import change_scale, has_revealed, weigh
from recruitment.selection.score_queries import plan_of, scale_of
from recruitment.selection.score_rules import FEWEST_MARKS, MOST_MARKS, MOST_WEIGHT, Scale
from recruitment.vacancies.panels import may_set_panel
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.chains import chosen
from recruitment.web.fields import HouseForm, Needed, TextField, WholeNumberField, at_most


class MarksForm(HouseForm):
    words = TextField(
        "The marks, one a line",
        [Needed("Write what each mark means, one a line"), at_most(1000, "The marks")],
        description="The first line is mark 0, the next mark 1, and so on",
    )
    meets = WholeNumberField(
        "From which mark on is a criterion met?",
        [InputRequired("Enter the mark from which a criterion is met"), NumberRange(1, MOST_MARKS - 1)],
        description="Whoever claims a guaranteed interview is offered one when every essential criterion is met",
    )

    @property
    def scale(self) -> Scale:
        return Scale(
            tuple(" ".join(line.split()) for line in self.words.data.split("\n") if line.strip()), self.meets.data or 0
        )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not FEWEST_MARKS <= len(self.scale.words) <= MOST_MARKS:
            self.words.errors = [f"Write {FEWEST_MARKS} to {MOST_MARKS} lines"]
        elif max(map(len, self.scale.words)) > 60:
            self.words.errors = ["Use 60 characters or fewer for each mark"]
        elif self.scale.meets > self.scale.highest:
            self.meets.errors = [f"Enter a mark from 1 to {self.scale.highest}, one of those above"]
        return not (self.words.errors or self.meets.errors)


@employer.route("/marks", methods=["GET", "POST"])
def marks(viewer: Staff) -> ResponseReturnValue:
    """For administrators."""
    organisation, others = chosen(viewer)
    require_administrator(viewer, organisation.id)
    held = scale_of(viewer, organisation.id)
    form = MarksForm(words="\n".join(held.words), meets=held.meets)
    if form.validate_on_submit():
        change_scale(viewer, organisation.id, form.scale)
        flash("The marks are saved. Vacancies whose scoring has begun keep theirs.", "success")
        return redirect(url_for("employer.marks", organisation=organisation.slug), 303)
    page = render_template("employer/marks/marks.html", form=form, organisation=organisation, others=others)
    return page, 422 if form.is_submitted() else 200


@employer.route("/vacancies/<int:vacancy_id>/weights", methods=["GET", "POST"])
def weights(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    if not may_set_panel(viewer, advert.vacancy):
        raise Refused("Your role does not let you weigh criteria.")
    plan = plan_of(viewer, advert.vacancy, advert.criteria)
    bounds = [Optional(), NumberRange(1, MOST_WEIGHT, message=f"Enter a number from 1 to {MOST_WEIGHT}")]
    fields = {
        f"weight_{one.id}": WholeNumberField(f"{plan.label(one.id)}: {one.text}", bounds) for one in plan.criteria
    }
    held = {f"weight_{one.id}": plan.weight(one.id) for one in plan.criteria}
    form: HouseForm = type("WeightsForm", (HouseForm,), fields)(data=held)
    is_fixed = has_revealed(viewer, vacancy_id)
    if not is_fixed and form.validate_on_submit():
        weigh(viewer, advert.vacancy, {one.id: form[f"weight_{one.id}"].data or 1 for one in plan.criteria})
        flash("The weights are saved.", "success")
        return redirect(url_for("employer.matrix", vacancy_id=vacancy_id), 303)
    page = render_template("employer/marks/weights.html", form=form, advert=advert, plan=plan, is_fixed=is_fixed)
    return page, 422 if form.is_submitted() else 200
