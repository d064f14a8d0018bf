"""The question to somebody on a reserve list whether they want another job of the same employer."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField

from recruitment.core.viewers import Candidate
from recruitment.offers.reserve_asking import say_no, say_yes, the_ask
from recruitment.offers.reserve_queries import reserve_place
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

YES, NO = "yes", "no"


class AnswerForm(HouseForm):
    answer = RadioField("Your answer", invalid_choice_message="Choose your answer")


@candidate.route("/reserve/asked/<int:ask_id>", methods=["GET", "POST"])
def reserve_asked(viewer: Candidate, ask_id: int) -> ResponseReturnValue:
    row = the_ask(viewer, ask_id)
    place = reserve_place(viewer, row.reserve_id)
    form = AnswerForm()
    form.answer.choices = {
        YES: "Yes, consider me for this job with what I sent before",
        NO: "No. My place on the list stays as it is",
    }
    if row.state == "asked" and form.validate_on_submit():
        if form.answer.data == NO:
            say_no(viewer, row, place)
            flash("You have said no. Your place on the reserve list stays as it is.", "success")
            return redirect(url_for("candidate.application", application_id=row.application_id), 303)
        made = say_yes(viewer, row, place)
        flash("You are considered for this job too. The employer has been told.", "success")
        return redirect(url_for("candidate.application", application_id=made.id), 303)
    page = render_template(
        "candidate/reserve_asking/reserve_asked.html", form=form, row=row, place=place, application=place.application,
        organisation=names_of_organisations([row.organisation_id])[row.organisation_id],
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200
