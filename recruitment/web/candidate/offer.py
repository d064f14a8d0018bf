"""An offer as its candidate reads it: the terms, what changed in them, the letter, and their answer."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField
from wtforms.validators import AnyOf, Optional

from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.errors import IllegalMove, NotVisible, Refused
from recruitment.core.viewers import Candidate
from recruitment.offers.offer_answers import LONGEST_WORDS, accept, decline_offer
from recruitment.offers.offer_lifecycle import CANDIDATE_STATE_NAMES, OFFER
from recruitment.offers.offer_queries import Held, offer_of
from recruitment.offers.offer_rules import REASONS, differences, may_answer, terms_rows
from recruitment.web.doors import candidate
from recruitment.web.fields import DayField, HouseForm, TextField, at_most
from recruitment.web.offer_papers import name_of_letter, offer_paper
from recruitment.web.papers import download_of_paper


def _own(viewer: Candidate, application_id: int) -> tuple[Application, Held]:
    """Raises NotVisible where nothing was offered."""
    held = offer_of(viewer, application_id)
    if held is None or held.sent is None:
        raise NotVisible("no offer")
    return the_application(viewer, application_id), held


def _asked(viewer: Candidate, application_id: int, act: str) -> tuple[Application, Held]:
    """Raises IllegalMove before the question is even asked, and Refused once the time is over."""
    application, held = _own(viewer, application_id)
    if OFFER.find(held.offer.state, act) is None:
        raise IllegalMove(OFFER.noun, act, held.offer.state)
    if act == "accept" and not may_answer(held.offer.answer_by, clock.now()):
        raise Refused("The time to answer this offer has passed. Get in touch with the employer.")
    return application, held


@candidate.get("/applications/<int:application_id>/offer")
def offer(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application, held = _own(viewer, application_id)
    may_still = may_answer(held.offer.answer_by, clock.now())
    acts = {move.act for move in OFFER.open_to(held.offer.state, ("candidate",))}
    if not may_still:
        acts -= {"accept"}
    # Once they have accepted, what they accepted is what counts.
    is_new = held.offer.state in ("conditional", "lapsed")
    return render_template(
        "candidate/offer/offer.html",
        application=application,
        offer=held.offer,
        terms=held.sent,
        rows=terms_rows(held.sent) if held.sent is not None else [],
        changes=differences(held.earlier, held.sent) if is_new and held.earlier and held.sent else [],
        earlier=held.earlier,
        state=CANDIDATE_STATE_NAMES[held.offer.state],
        acts=acts,
        is_over=not may_still,
    )


class AcceptForm(HouseForm):
    start = RadioField(
        "Can you start then?", [AnyOf(("yes", "other"), "Choose whether you can start then")], validate_choice=False,
        choices={"yes": "Yes", "other": "No, I can start on another day"},
    )  # fmt: skip
    day = DayField("I can start on")


@candidate.route("/applications/<int:application_id>/offer/accept", methods=["GET", "POST"])
def accept_offer(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """Only the terms that the page showed are accepted: changed ones are read first."""
    application, held = _asked(viewer, application_id, "accept")
    form = AcceptForm()
    if request.method == "POST" and request.form.get("seen") != str(held.offer.version):
        flash("The employer has changed the offer since you opened the page. Read it again first.", "warning")
        return redirect(url_for("candidate.offer", application_id=application_id), 303)
    if form.validate_on_submit():
        other = form.day.data if form.start.data == "other" else None
        if form.start.data == "other" and other is None:
            form.day.errors = ["Enter the day on which you can start"]
        else:
            try:
                accept(viewer, held, wished_start=other)
            except Refused as problem:
                if isinstance(problem, IllegalMove) or other is None:
                    raise
                form.day.errors = [str(problem)]
            else:
                flash("You have accepted the offer. The employer has been told, and you get an email too.", "success")
                return redirect(url_for("candidate.offer", application_id=application_id), 303)
    page = render_template(
        "candidate/offer/accept_offer.html", form=form, application=application, offer=held.offer, terms=held.sent
    )
    return page, 422 if form.is_submitted() else 200


class DeclineForm(HouseForm):
    why = SelectField("Why do you say no?", choices=REASONS, default="", validators=[Optional()])
    words = TextField("In your own words (optional)", [Optional(), at_most(LONGEST_WORDS, "What you write")],
                      default="", description="The employer reads it")  # fmt: skip


@candidate.route("/applications/<int:application_id>/offer/decline", methods=["GET", "POST"])
def decline_the_offer(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application, held = _asked(viewer, application_id, "decline")
    form = DeclineForm()
    if form.validate_on_submit():
        decline_offer(viewer, held, why=form.why.data or "", words=form.words.data or "")
        flash("You have declined the offer. We have told you so by email too.", "success")
        return redirect(url_for("candidate.application", application_id=application_id), 303)
    page = render_template(
        "candidate/offer/decline_the_offer.html", form=form, application=application, offer=held.offer
    )
    return page, 422 if form.is_submitted() else 200


@candidate.get("/applications/<int:application_id>/offer/letter.<any(pdf, html):form>")
def own_offer_letter(viewer: Candidate, application_id: int, form: str) -> Response:
    application, held = _own(viewer, application_id)
    if held.sent is None:
        raise NotVisible("no offer")
    contact = whole_application(viewer, application_id).contact
    paper = offer_paper(held, held.sent, contact, application.organisation.name)
    return download_of_paper(paper, form, name_of_letter(application))
