"""Who sits on a vacancy's panel, chosen by those who look after it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, SelectMultipleField, ValidationError

from recruitment.core.errors import Refused
from recruitment.core.viewers import Staff
from recruitment.organisations.queries import local_rules_of
from recruitment.selection.panel_actions import change_panel
from recruitment.vacancies.panels import chair_of, may_set_panel, panel_of
from recruitment.vacancies.queries import advert_of
from recruitment.web.doors import employer
from recruitment.web.employer.colleagues import names_of
from recruitment.web.fields import HouseForm


class PanelForm(HouseForm):
    people = SelectMultipleField(
        "Who sits on the panel",
        coerce=int,
        description="They read the applications for this vacancy, whatever else they may do here",
    )
    chair = SelectField(
        "Who chairs it",
        coerce=int,
        description="The chair reveals scores before all are in, and writes down what the panel agrees on. "
        "Whoever comes, goes or chairs: scores stay",
    )

    def validate_chair(self, field: SelectField) -> None:
        if field.data and field.data not in self.people.data:
            raise ValidationError("Choose somebody who sits on the panel, or tick their name above")


@employer.route("/vacancies/<int:vacancy_id>/panel", methods=["GET", "POST"])
def panel(viewer: Staff, vacancy_id: int) -> ResponseReturnValue:
    advert = advert_of(viewer, vacancy_id)
    vacancy = advert.vacancy
    if not may_set_panel(viewer, vacancy):
        raise Refused("Your role does not let you choose a panel. Recruiters and hiring managers do.")
    form = PanelForm(people=sorted(panel_of(viewer, vacancy_id)), chair=chair_of(viewer, vacancy_id) or 0)
    form.people.choices = sorted(names_of(viewer, vacancy.organisation_id).items(), key=lambda each: each[1])
    form.chair.choices = [(0, "Nobody yet"), *form.people.choices]
    wanted = local_rules_of(viewer, vacancy.organisation_id).panel_size
    if form.validate_on_submit():
        change_panel(viewer, vacancy, form.people.data, form.chair.data or None)
        flash("The panel is saved.", "success")
        sit = len(form.people.data)
        if sit < wanted:
            flash(f"Your rules ask for {wanted} before anybody is invited. Now {sit} sit on it.", "warning")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    page = render_template("employer/panel/panel.html", form=form, advert=advert, wanted=wanted)
    return page, 422 if form.is_submitted() else 200
