"""An employer's reserve lists: who stands on them, asking somebody, and taking somebody off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange

from recruitment.applications.lifecycle import HIRING
from recruitment.applications.queries import name_of, whole_application
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.moves import standing
from recruitment.core.viewers import Staff
from recruitment.offers.pool_rules import LONGEST_MESSAGE
from recruitment.offers.reserve_actions import Proposal, end_place, propose
from recruitment.offers.reserve_queries import (
    categories_in_use,
    criteria_of,
    open_place,
    require_hiring,
    reserve_place,
    reserves,
)
from recruitment.organisations.queries import local_rules_of
from recruitment.organisations.tables import RESERVE_MONTHS
from recruitment.vacancies.queries import advert_of, categories
from recruitment.web.candidate.fields import Voluntary
from recruitment.web.doors import employer
from recruitment.web.fields import HouseForm, TextField, WholeNumberField, at_most

STATES = {"proposed": ("Asked", "yellow"), "accepted": ("On the list", "green")}


@employer.get("/reserve")
def reserve(viewer: Staff) -> ResponseReturnValue:
    """By vacancy; of one kind of work where that is asked."""
    require_hiring(viewer)
    kinds = {each.code: each.name for each in categories()}
    category = request.args.get("category", "")
    rows = reserves(viewer, category=category if category in kinds else "")
    return render_template(
        "employer/reserve/reserve.html",
        rows=[(row, name_of(row.place.application, row.contact)) for row in rows],
        kinds=kinds,
        category=category if category in kinds else "",
        in_use=[(code, kinds[code]) for code in categories_in_use(viewer) if code in kinds],
        states=STATES,
    )


class ProposalForm(HouseForm):
    months = WholeNumberField(
        "For how many months",
        [
            InputRequired("Enter a number of months"),
            NumberRange(*RESERVE_MONTHS, message="Enter a number from {} to {}".format(*RESERVE_MONTHS)),
        ],
        description="From the day on which they agree. The list then ends for them by itself",
    )
    criteria = SelectMultipleField("What they met", [Voluntary()])
    offers_sharing = BooleanField("Ask, too, whether other councils may find them, without their name")
    message = TextField(
        "Your message (optional)",
        [Voluntary(), at_most(LONGEST_MESSAGE, "The message")],
        default="",
        description="They read it with the proposal, in the email and on their page",
    )


@employer.route("/applications/<int:application_id>/reserve", methods=["GET", "POST"])
def propose_reserve(viewer: Staff, application_id: int) -> ResponseReturnValue:
    whole = whole_application(viewer, application_id)
    application = whole.application
    if standing(viewer, application.organisation_id).isdisjoint(HIRING):
        raise Refused("Your role does not let you keep a reserve list.")
    if application.state != "interview" or open_place(viewer, application_id) is not None:
        raise IllegalMove("application", "reserve", application.state)
    rules = local_rules_of(viewer, application.organisation_id)
    form = ProposalForm(data={"months": rules.reserve_months, "offers_sharing": rules.shares_reserves})
    lines = criteria_of(viewer, application.vacancy_id)
    form.criteria.choices = {str(number): line for number, line in enumerate(lines)}
    if form.validate_on_submit():
        met = [lines[int(number)] for number in form.criteria.data or []]
        proposal = Proposal(form.months.data or 0, form.offers_sharing.data, met, form.message.data or "")
        propose(viewer, application, proposal)
        flash(f"{whole.name} is asked, and has two weeks to answer.", "success")
        return redirect(url_for("employer.applicant", application_id=application_id), 303)
    page = render_template(
        "employer/reserve/propose_reserve.html",
        form=form,
        application=application,
        name=whole.name,
        advert=advert_of(viewer, application.vacancy_id),
    )
    return page, 422 if form.is_submitted() else 200


class EndForm(HouseForm):
    message = TextField(
        "Your message (optional)", [Voluntary(), at_most(LONGEST_MESSAGE, "The message")], default="",
        description="They read it in the email about it",
    )  # fmt: skip


@employer.route("/reserve/<int:reserve_id>/end", methods=["GET", "POST"])
def end_reserve(viewer: Staff, reserve_id: int) -> ResponseReturnValue:
    require_hiring(viewer)
    place = reserve_place(viewer, reserve_id)
    name = whole_application(viewer, place.application_id).name
    form = EndForm()
    if form.validate_on_submit():
        end_place(viewer, place, form.message.data or "")
        flash(f"{name} is told that they do not stand on the reserve list.", "success")
        return redirect(url_for("employer.reserve"), 303)
    page = render_template("employer/reserve/end_reserve.html", form=form, place=place, name=name)
    return page, 422 if form.is_submitted() else 200
