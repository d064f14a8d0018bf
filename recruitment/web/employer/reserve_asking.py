"""Asking somebody on a reserve list whether they want another job of the same organisation."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField

from recruitment.applications.queries import whole_application
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Staff
from recruitment.offers.pool_rules import LONGEST_MESSAGE
from recruitment.offers.reserve_asking import ask, vacancies_to_ask_for
from recruitment.offers.reserve_queries import require_hiring, reserve_place
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, TextField, at_most


class AskForm(HouseForm):
    vacancy = RadioField("Which job?", coerce=int, invalid_choice_message="Choose one of the jobs")
    message = TextField(
        "Your message (optional)", [Voluntary(), at_most(LONGEST_MESSAGE, "The message")], default="",
        description="They read it with the question, in the email and on their page",
    )  # fmt: skip


@employer.route("/reserve/<int:reserve_id>/another-job", methods=["GET", "POST"])
def ask_from_reserve(viewer: Staff, reserve_id: int) -> ResponseReturnValue:
    require_hiring(viewer)
    place = reserve_place(viewer, reserve_id)
    if place.state != "accepted":
        raise IllegalMove("place on a reserve list", "ask", place.state)
    name = whole_application(viewer, place.application_id).name
    jobs = {each.id: each for each in vacancies_to_ask_for(viewer, place)}
    form = AskForm()
    form.vacancy.choices = {number: f"{each.title}, {each.reference}" for number, each in jobs.items()}
    if form.validate_on_submit():
        ask(viewer, place, jobs[form.vacancy.data], form.message.data or "")
        flash(f"{name} is asked, and has two weeks to answer.", "success")
        return redirect(url_for("employer.reserve"), 303)
    page = render_template(
        "employer/reserve_asking/ask_from_reserve.html", form=form, place=place, name=name, jobs=jobs
    )
    return page, 422 if form.is_submitted() else 200
