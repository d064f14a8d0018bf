"""An operator suspends an organisation, or lifts that again; both with a reason that its administrators read."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.accounts.onboarding import organisation_to_onboard, require_operator
from recruitment.applications.pausing import lift, suspend
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Public, Viewer
from recruitment.organisations.suspending import suspension_of
from recruitment.vacancies.live import live_by_organisation
from recruitment.web.doors import cosla
from recruitment.web.fields import HouseForm, Needed, TextField, at_most

LONGEST_REASON = 2_000


class SuspensionForm(HouseForm):
    reason = TextField(
        "Why?", [Needed("Say why"), at_most(LONGEST_REASON, "The reason")],
        description="Staff of the organisation read it, and it is kept in the record. Leave out names of people.",
    )  # fmt: skip


@cosla.route("/organisations/<int:organisation_id>/suspend", methods=["GET", "POST"])
def suspend_organisation(viewer: Viewer, organisation_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    organisation = organisation_to_onboard(operator, organisation_id)
    if suspension_of(operator, organisation.id) is not None:
        raise IllegalMove("organisation", "suspend", "suspended")
    form = SuspensionForm()
    if form.validate_on_submit():
        suspend(operator, organisation, form.reason.data)
        flash(f"{organisation.name} is suspended. Its adverts are hidden.", "success")
        return redirect(url_for("cosla.organisations"), 303)
    live = live_by_organisation(Public()).get(organisation.id, 0)
    page = render_template(
        "cosla/suspending/suspend_organisation.html", form=form, organisation=organisation, live=live
    )
    return page, 422 if form.is_submitted() else 200


@cosla.route("/organisations/<int:organisation_id>/resume", methods=["GET", "POST"])
def resume_organisation(viewer: Viewer, organisation_id: int) -> ResponseReturnValue:
    operator = require_operator(viewer)
    organisation = organisation_to_onboard(operator, organisation_id)
    suspension = suspension_of(operator, organisation.id)
    if suspension is None:
        raise IllegalMove("organisation", "resume", "active")
    form = SuspensionForm()
    if form.validate_on_submit():
        lift(operator, organisation, suspension, form.reason.data)
        flash(f"{organisation.name} recruits here again. Its adverts are public.", "success")
        return redirect(url_for("cosla.organisations"), 303)
    page = render_template(
        "cosla/suspending/resume_organisation.html", form=form, organisation=organisation, suspension=suspension
    )
    return page, 422 if form.is_submitted() else 200
