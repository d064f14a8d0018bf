"""After an application was handed in for somebody: the letter to sign, how they confirmed it, what they then say."""

from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf, ValidationError

from recruitment.applications.assisted_actions import act_for
from recruitment.applications.assisted_confirming import ask_again, may_record, record_confirmation
from recruitment.applications.assisted_lifecycle import CONFIRMED_BY, RECORDED_BY
from recruitment.applications.assisted_queries import Entered, entered_by_staff
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.viewers import Candidate, Staff
from recruitment.offers.offer_queries import standing_offer
from recruitment.web.doors import employer
from recruitment.web.entered_words import facts_of
from recruitment.web.fields import DayField, HouseForm, Needed, TextField, at_most

LONGEST: Final = 1_000
NAMED: Final = {"withdraw": "Withdraw the application", "decline": "Decline the offer"}


def _handed_in(viewer: Staff, assisted_id: int) -> tuple[Entered, Application]:
    """As HR. Raises NotVisible before it was handed in."""
    entered = entered_by_staff(viewer, assisted_id)
    return entered, the_application(viewer, entered.assisted.application_id)


@employer.get("/assisted/<int:assisted_id>/letter")
def assisted_letter(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    """To print, send and have signed. It says all, so it is read as its person would read it."""
    entered, application = _handed_in(viewer, assisted_id)
    person = Candidate(entered.assisted.account_id)
    return render_template(
        "employer/assisting_confirming/assisted_letter.html",
        entered=entered,
        organisation=application.organisation,
        today=clock.today(),
        **facts_of(person, application.id),
    )


class ConfirmationForm(HouseForm):
    by = RadioField(
        "How did the person confirm it?",
        [AnyOf(RECORDED_BY, "Choose how the person confirmed it")],
        choices={code: CONFIRMED_BY[code] for code in RECORDED_BY},
        validate_choice=False,
    )
    on = DayField("When", [Needed("Enter the day on which the person confirmed it")])

    def validate_on(self, field: DayField) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError("The day cannot be in the future")


@employer.route("/assisted/<int:assisted_id>/confirmation", methods=["GET", "POST"])
def confirm_assisted(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    entered, application = _handed_in(viewer, assisted_id)
    if not may_record(viewer, entered.assisted):
        raise IllegalMove("entered application", "confirm", entered.assisted.state)
    form = ConfirmationForm()
    if form.validate_on_submit() and form.on.data is not None:
        try:
            record_confirmation(viewer, entered.assisted, by=form.by.data, on=form.on.data)
        except Refused as refusal:
            form.on.errors = [str(refusal)]
        else:
            flash("The confirmation is on record. Nothing in the application can be changed any more.", "success")
            return redirect(url_for("employer.applicant", application_id=application.id), 303)
    page = render_template(
        "employer/assisting_confirming/confirm_assisted.html", form=form, entered=entered, application=application
    )
    return page, 422 if form.is_submitted() else 200


@employer.post("/assisted/<int:assisted_id>/ask-again")
def ask_assisted_again(viewer: Staff, assisted_id: int) -> ResponseReturnValue:
    entered, application = _handed_in(viewer, assisted_id)
    was_sent = ask_again(viewer, entered, application)
    said = "We have sent a new link." if was_sent else "There is no email address, so print the letter again."
    flash(said, "success")
    return redirect(url_for("employer.assisted", assisted_id=assisted_id), 303)


class ForPersonForm(HouseForm):
    reason = TextField(
        "How the person told you",
        [Needed("Say when and how the person told you"), at_most(LONGEST, "What you say")],
        description="Kept on record. For example: by telephone on 3 March",
    )


@employer.route("/assisted/<int:assisted_id>/<any(withdraw, decline):act>", methods=["GET", "POST"])
def act_for_person(viewer: Staff, assisted_id: int, act: str) -> ResponseReturnValue:
    """What is the person's own to say, and what they have said to staff."""
    entered, application = _handed_in(viewer, assisted_id)
    if APPLICATION.find(application.state, act) is None:
        raise IllegalMove("application", act, application.state)
    offer = standing_offer(viewer, application.id) if act == "decline" else None
    if offer is not None:
        return redirect(url_for("employer.offer_answer", offer_id=offer.id))
    form = ForPersonForm()
    if form.validate_on_submit():
        act_for(viewer, entered, act, form.reason.data or "")
        flash("It is done and on record.", "success")
        return redirect(url_for("employer.applicant", application_id=application.id), 303)
    page = render_template(
        "employer/assisting_confirming/act_for_person.html",
        form=form,
        entered=entered,
        application=application,
        title=NAMED[act],
    )
    return page, 422 if form.is_submitted() else 200
