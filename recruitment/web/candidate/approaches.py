"""An employer's approach: read it, say yes and be known to that employer, or say no and stay unknown."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.applications.draft_queries import advert
from recruitment.applications.profile_queries import basics, email_of
from recruitment.core.viewers import Candidate
from recruitment.offers.approaching import say_no, say_yes
from recruitment.offers.pool_queries import the_approach
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.candidate.words import advert_path
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

ANSWERS = {
    "yes": "Yes: show this employer who I am and how to reach me",
    "no": "No, thank you. I stay unknown to them",
}


class AnswerForm(HouseForm):
    answer = RadioField("Your answer", [AnyOf(ANSWERS, "Choose yes or no")], choices=ANSWERS, validate_choice=False)


@candidate.route("/approaches/<int:approach_id>", methods=["GET", "POST"])
def approach(viewer: Candidate, approach_id: int) -> ResponseReturnValue:
    row = the_approach(viewer, approach_id)
    name = names_of_organisations([row.organisation_id])[row.organisation_id]
    form = AnswerForm()
    if form.validate_on_submit():
        if form.answer.data == "yes":
            say_yes(viewer, row)
            flash(f"{name} now sees your name and contact. To be considered, apply for the job.", "success")
        else:
            say_no(viewer, row)
            flash(f"{name} reads that you are not interested, and does not learn who you are.", "success")
        return redirect(url_for("candidate.approach", approach_id=approach_id), 303)
    vacancy, told = advert(viewer, row.vacancy_id), basics(viewer)
    page = render_template(
        "candidate/approaches/approach.html",
        form=form,
        row=row,
        organisation=name,
        vacancy=vacancy,
        advert_url=advert_path(vacancy),
        own={
            "name": f"{told.given_name} {told.family_name}" if told else "",
            "email": email_of(viewer),
            "phone": told.phone if told else "",
        },
    )
    return page, 422 if form.is_submitted() else 200
