"""What staff do about an offer that was sent: confirm it, agree the first day, take it back, record an answer."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import AnyOf, Optional

from recruitment.core.errors import Refused
from recruitment.core.moves import require_move
from recruitment.core.viewers import Staff
from recruitment.offers.check_lifecycle import STATE_NAMES as CHECK_STATES
from recruitment.offers.check_queries import blockers, checks_of
from recruitment.offers.offer_actions import agree_start, confirm, may_override, withdraw_offer
from recruitment.offers.offer_answers import record_no, record_yes
from recruitment.offers.offer_lifecycle import OFFER
from recruitment.offers.offer_queries import Held, the_offer
from recruitment.offers.offer_rules import REASONS, still
from recruitment.offers.starting import attend, correct, miss, move_start
from recruitment.web.doors import employer
from recruitment.web.employer.offer_words import crumbs, name_on
from recruitment.web.fields import DayField, HouseForm, Needed, TextField, at_most

LONGEST, LONGEST_MESSAGE = 1000, 4000
ON_RECORD = "Kept on record, and not shown to the candidate. Name nobody"


def _asked(viewer: Staff, offer_id: int, act: str) -> tuple[Held, str]:
    """The offer and whose it is. Raises IllegalMove or Refused before the question is even asked."""
    held = the_offer(viewer, offer_id)
    require_move(viewer, held.offer, OFFER, act, "not asked yet")
    return held, name_on(viewer, held)


def _page(template: str, form: HouseForm, held: Held, name: str, **facts: object) -> ResponseReturnValue:
    back = {"text": "Offer", "href": url_for("employer.offer", offer_id=held.offer.id)}
    page = render_template(
        f"employer/offer_acts/{template}.html", form=form, held=held, offer=held.offer, name=name,
        crumbs=[*crumbs(held.application, name), back],
        side_navigation=None, **facts,
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _done(held: Held, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("employer.offer", offer_id=held.offer.id), 303)


class ConfirmForm(HouseForm):
    met = SelectMultipleField("Which of these are met?")
    despite = TextField("Why it is confirmed all the same", [Optional(), at_most(LONGEST, "The reason")],
                        description=ON_RECORD)  # fmt: skip
    message = TextField("Your message (optional)", [Optional(), at_most(LONGEST_MESSAGE, "The message")], default="")


@employer.route("/offers/<int:offer_id>/confirm", methods=["GET", "POST"])
def confirm_offer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    held, name = _asked(viewer, offer_id, "confirm")
    conditions = list(held.sent.conditions) if held.sent is not None else []
    numbers = {str(number): line for number, line in enumerate(conditions)}
    blocking, checks = blockers(viewer, held.application), checks_of(viewer, held.application.id)
    form = ConfirmForm(data={"met": list(numbers) if checks and not blocking else []})
    form.met.choices = numbers
    overrides = may_override(viewer, held.offer.organisation_id, blocking)
    if not overrides:
        del form.despite
    if form.validate_on_submit():
        met = [conditions[int(number)] for number in form.met.data or ()]
        despite = form.despite.data or "" if overrides else ""
        open_ones = still(conditions, met)
        if open_ones and not despite:
            form.met.errors = [f"Not met yet: {'; '.join(open_ones)}. Confirm the offer once they are"]
        else:
            confirm(viewer, held, met, message=form.message.data or "", despite=despite)
            return _done(held, f"The offer to {name} is confirmed, and they are told.")
    return _page(
        "confirm_offer", form, held, name, conditions=conditions, checks=checks, blocking=blocking,
        check_states=CHECK_STATES, may_confirm=held.offer.starts_on is not None and (overrides or not blocking),
    )  # fmt: skip


class StartForm(HouseForm):
    day = DayField("First day", [Needed("Enter the first day")])


@employer.route("/offers/<int:offer_id>/first-day", methods=["GET", "POST"])
def offer_start(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    """Agreed once the offer is accepted; moved once somebody is appointed."""
    held = the_offer(viewer, offer_id)
    act = "move_start" if held.offer.state == "appointed" else "agree_start"
    require_move(viewer, held.offer, OFFER, act)
    name = name_on(viewer, held)
    offer = held.offer
    form = StartForm(data={"day": offer.starts_on or offer.wished_start})
    if form.validate_on_submit() and form.day.data is not None:
        try:
            (move_start if act == "move_start" else agree_start)(viewer, held, form.day.data)
        except Refused as problem:
            form.day.errors = [str(problem)]
        else:
            return _done(held, f"{name} is told of the first day.")
    return _page("offer_start", form, held, name)


class WithdrawForm(HouseForm):
    reason = TextField("Why the offer is withdrawn", [Needed("Enter why"), at_most(LONGEST, "The reason")],
                       description=ON_RECORD)  # fmt: skip
    message = TextField("Your message", [Needed("Write to the candidate"), at_most(LONGEST_MESSAGE, "The message")],
                        description="They read it in the email and on their page")  # fmt: skip


@employer.route("/offers/<int:offer_id>/withdraw", methods=["GET", "POST"])
def withdraw_sent_offer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    held, name = _asked(viewer, offer_id, "withdraw")
    form = WithdrawForm()
    if form.validate_on_submit():
        withdraw_offer(viewer, held, reason=form.reason.data or "", message=form.message.data or "")
        return _done(held, f"The offer to {name} is withdrawn, and they are told.")
    return _page("withdraw_sent_offer", form, held, name)


class AnswerForm(HouseForm):
    answer = RadioField(
        "Their answer", [AnyOf(("yes", "no"), "Choose their answer")],
        choices={"yes": "They accept", "no": "They decline"}, validate_choice=False,
    )  # fmt: skip
    why = SelectField("Why, if they decline and said so", choices={**REASONS, "": "They did not say"}, default="")
    reason = TextField(
        "How they told you", [Needed("Enter how and when they told you"), at_most(LONGEST, "What you enter")],
        description="Kept on record. For example: signed letter of 3 March",
    )  # fmt: skip


@employer.route("/offers/<int:offer_id>/answer", methods=["GET", "POST"])
def offer_answer(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    """For whoever answers on paper or by telephone."""
    held, name = _asked(viewer, offer_id, "record_no")
    form = AnswerForm()
    if OFFER.find(held.offer.state, "record_yes") is None:
        form.answer.choices = {"no": "They decline"}
    if form.validate_on_submit():
        if form.answer.data == "yes":
            record_yes(viewer, held, reason=form.reason.data or "")
            return _done(held, f"It is on record that {name} accepts.")
        record_no(viewer, held, why=form.why.data or "", reason=form.reason.data or "")
        return _done(held, f"It is on record that {name} declines.")
    return _page("offer_answer", form, held, name)


class AttendForm(HouseForm):
    came = RadioField("Did they come?", [AnyOf(("yes", "no"), "Choose whether they came")],
                      choices={"yes": "Yes", "no": "No, and they do not take up the post"},
                      validate_choice=False)  # fmt: skip
    day = DayField("On which day")
    reason = TextField("What happened", [Optional(), at_most(LONGEST, "What happened")], description=ON_RECORD)


@employer.route("/offers/<int:offer_id>/started", methods=["GET", "POST"])
def offer_started(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    held, name = _asked(viewer, offer_id, "attend")
    form = AttendForm(data={"day": held.offer.starts_on})
    if form.validate_on_submit():
        if form.came.data == "yes" and form.day.data is None:
            form.day.errors = ["Enter the day on which they came"]
        elif form.came.data == "no" and not form.reason.data:
            form.reason.errors = ["Enter what happened"]
        else:
            try:
                return _recorded(viewer, held, form, name)
            except Refused as problem:
                form.day.errors = [str(problem)]
    return _page("offer_started", form, held, name)


def _recorded(viewer: Staff, held: Held, form: AttendForm, name: str) -> ResponseReturnValue:
    if form.came.data == "yes" and form.day.data is not None:
        attend(viewer, held, form.day.data)
        return _done(held, f"{name} has started.")
    miss(viewer, held, reason=form.reason.data or "")
    return _done(held, f"It is on record that {name} did not start. Their post is free again.")


class CorrectForm(HouseForm):
    reason = TextField("What was wrong", [Needed("Enter what was wrong"), at_most(LONGEST, "The reason")],
                       description=ON_RECORD)  # fmt: skip


@employer.route("/offers/<int:offer_id>/correct-start", methods=["GET", "POST"])
def correct_offer_start(viewer: Staff, offer_id: int) -> ResponseReturnValue:
    held, name = _asked(viewer, offer_id, "correct")
    form = CorrectForm()
    if form.validate_on_submit():
        correct(viewer, held, reason=form.reason.data or "")
        return _done(held, "The first day can be recorded anew. Both stay on record.")
    return _page("correct_offer_start", form, held, name)
