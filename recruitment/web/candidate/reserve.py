"""A proposal to stand on a reserve list: agree, with or without being found by other councils, say no, or leave."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.applications.profile_queries import whole_profile
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.offers.pool_rules import months_later
from recruitment.offers.reserve_actions import accept, decline, leave
from recruitment.offers.reserve_queries import reserve_place
from recruitment.offers.reserve_tables import ReservePlace
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.candidate.pool_fields import ShownForm
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

OWN, SHARED, NO = "own", "shared", "no"


class ReserveForm(ShownForm):
    """What is shown is asked of those alone who let other councils find them."""

    answer = RadioField("Your answer", validate_choice=False)

    def validate(self, extra_validators: object = None) -> bool:
        if self.answer.data != SHARED:
            for name in ("summary", "categories", "patterns", "postcode", "miles", "parts"):
                field = self[name]
                field.data, field.validators, field.process_errors = None, (), []
        return super().validate(extra_validators)


class LeaveForm(HouseForm):
    """A button that asks once."""


def _choices(place: ReservePlace, organisation: str) -> dict[str, str]:
    shared = {SHARED: f"Yes, and other councils may find me too, without my name, until {organisation}’s list ends"}
    return {
        OWN: f"Yes, for {organisation} alone",
        **(shared if place.offers_sharing else {}),
        NO: "No. My application stays where it is",
    }


@candidate.route("/reserve/<int:reserve_id>", methods=["GET", "POST"])
def reserve(viewer: Candidate, reserve_id: int) -> ResponseReturnValue:
    place = reserve_place(viewer, reserve_id)
    organisation = names_of_organisations([place.organisation_id])[place.organisation_id]
    profile = whole_profile(viewer)
    form = ReserveForm(data={"postcode": profile.basics.postcode if profile.basics else ""})
    form.offer(profile)
    form.answer.choices = _choices(place, organisation)
    form.answer.validators = (AnyOf(form.answer.choices, "Choose your answer"),)
    if form.validate_on_submit():
        if form.answer.data == NO:
            decline(viewer, place)
            flash("You are not on the reserve list. Your application stays where it is.", "success")
        else:
            accept(viewer, place, form.shown(profile) if form.answer.data == SHARED else None)
            flash(f"You are on {organisation}’s reserve list.", "success")
        return redirect(url_for("candidate.application", application_id=place.application_id), 303)
    page = render_template(
        "candidate/reserve/reserve.html",
        form=form,
        place=place,
        application=place.application,
        organisation=organisation,
        until=place.until or months_later(clock.now(), place.months),
    )
    return page, 422 if form.is_submitted() else 200


@candidate.route("/reserve/<int:reserve_id>/leave", methods=["GET", "POST"])
def reserve_leave(viewer: Candidate, reserve_id: int) -> ResponseReturnValue:
    place = reserve_place(viewer, reserve_id)
    form = LeaveForm()
    if form.validate_on_submit():
        leave(viewer, place)
        flash("You have left the reserve list.", "success")
        return redirect(url_for("candidate.application", application_id=place.application_id), 303)
    return render_template(
        "candidate/reserve/reserve_leave.html", form=form, place=place, application=place.application
    )
