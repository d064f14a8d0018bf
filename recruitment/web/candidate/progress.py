"""After sending: where an application stands, what comes next, and the acts that are the candidate's own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.actions import decline, withdraw
from recruitment.applications.closing import closing_for
from recruitment.applications.draft_queries import advert
from recruitment.applications.lifecycle import APPLICATION, CANDIDATE_STATE_NAMES, ENDED
from recruitment.applications.next_steps import next_steps
from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.resuming import may_resume, resume
from recruitment.applications.rules import Closed
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import NEXT_STEPS, RIGHT_TO_WORK, YES_NO
from recruitment.core import clock
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Candidate, System
from recruitment.offers.offer_lifecycle import CANDIDATE_STATE_NAMES as CANDIDATE_OFFER_NAMES
from recruitment.offers.offer_queries import offer_of
from recruitment.offers.reserve_asking import open_asks
from recruitment.offers.reserve_queries import open_place
from recruitment.organisations.queries import local_rules_of
from recruitment.selection.calendar_dates import dates_of
from recruitment.selection.message_actions import may_write_of
from recruitment.selection.message_queries import threads_of
from recruitment.web.candidate.interviews import interviews_told
from recruitment.web.candidate.words import (
    STATE_COLOURS,
    advert_path,
    claims_in_words,
    evidence_words,
    history_entries,
    referee,
)
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm

LETTERS = System("letters")
# A step back to a draft was the candidate's own.
STEP_NAMES = {**CANDIDATE_STATE_NAMES, "draft": "You reopened it"}


def progress_page(viewer: Candidate, found: Application) -> ResponseReturnValue:
    """What was sent, where it stands, what comes next and by when, and whom to ask."""
    whole = whole_application(viewer, found.id)
    vacancy = advert(viewer, found.vacancy_id)
    held = offer_of(viewer, found.id)
    # Read anew with its organisation.
    found = the_application(viewer, found.id)
    closing = closing_for(viewer, vacancy) if vacancy is not None else None
    place = open_place(viewer, found.id)
    return render_template(
        "candidate/progress/_progress.html",
        application=found,
        steps=list(reversed(whole.progress)),
        step_names=STEP_NAMES,
        state=(CANDIDATE_STATE_NAMES[found.state], STATE_COLOURS[found.state]),
        next_step=NEXT_STEPS[found.state],
        expected=next_steps(vacancy, found.told_state, clock.today()),
        dates=dates_of(viewer, found.id),
        outcome=whole.progress[-1].message if found.state in ENDED and whole.progress else "",
        has_ended=found.state in ENDED,
        is_open=closing is not None and closing.is_open(clock.now()),
        closes_at=closing.closes_at if closing is not None else None,
        interviews=interviews_told(viewer, found),
        place=place,
        asks=open_asks(viewer, place.id) if place is not None else [],
        offer=held.offer if held is not None else None,
        offer_state=CANDIDATE_OFFER_NAMES[held.offer.state] if held is not None else None,
        threads=threads_of(viewer, found.id),
        may_write=may_write_of(found),
        keep_months=local_rules_of(LETTERS, found.organisation_id).keep_months,
        advert_url=advert_path(vacancy),
        acts=[move.act for move in APPLICATION.open_to(found.state, ("candidate",))],
        may_resume=may_resume(closing, found),
    )


@candidate.get("/applications/<int:application_id>/copy")
def application_copy(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """The application as the employer has it."""
    whole = whole_application(viewer, application_id)
    if whole.contact is None or whole.history is None or whole.application.state == "draft":
        return redirect(url_for("candidate.application", application_id=application_id))
    facts = {part: getattr(whole.history, part) for part in ("employment", "education", "training", "registrations")}
    return render_template(
        "candidate/progress/application_copy.html",
        whole=whole,
        entries=history_entries(facts),
        more=whole.history.more,
        referees=[referee(row) for row in whole.referees or ()],
        evidence=evidence_words(whole.declaration) if whole.declaration else "",
        words={"right_to_work": RIGHT_TO_WORK, "yes_no": YES_NO, "claims": claims_in_words},
    )


class AskedForm(HouseForm):
    """A button that asks once."""


@candidate.route("/applications/<int:application_id>/withdraw", methods=["GET", "POST"])
def withdraw_application(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    found = _open_to(viewer, application_id, "withdraw")
    form = AskedForm()
    if form.validate_on_submit():
        withdraw(viewer, found)
        flash("Your application is withdrawn. We have told you so by email too.", "success")
        return redirect(url_for("candidate.application", application_id=found.id), 303)
    vacancy = advert(viewer, found.vacancy_id)
    closing = closing_for(viewer, vacancy) if vacancy is not None else None
    may_return = closing is not None and closing.is_open(clock.now())
    return render_template(
        "candidate/progress/withdraw_application.html",
        form=form,
        application=found,
        may_return=may_return,
        closes_at=closing.closes_at if closing is not None else None,
    )


@candidate.route("/applications/<int:application_id>/reopen", methods=["GET", "POST"])
def resume_application(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """A withdrawn one becomes a draft again; one whose job has closed says so."""
    found = _open_to(viewer, application_id, "resume")
    vacancy = advert(viewer, found.vacancy_id)
    closing = closing_for(viewer, vacancy) if vacancy is not None else None
    form = AskedForm()
    refusal = ""
    if form.validate_on_submit():
        try:
            resume(viewer, found)
        except Closed:
            refusal = "closed"
        else:
            flash("Your application is a draft again, with all your answers. Send it before the job closes.", "success")
            return redirect(url_for("candidate.application", application_id=found.id), 303)
    return render_template(
        "candidate/progress/resume_application.html",
        form=form,
        application=found,
        may_resume=may_resume(closing, found),
        closes_at=closing.closes_at if closing is not None else None,
    ), 409 if refusal else 200


@candidate.route("/applications/<int:application_id>/decline", methods=["GET", "POST"])
def decline_offer(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """Of an offer that was made before offers had terms; any other is answered on its own page."""
    found = _open_to(viewer, application_id, "decline")
    if offer_of(viewer, application_id) is not None:
        return redirect(url_for("candidate.decline_the_offer", application_id=application_id))
    form = AskedForm()
    if form.validate_on_submit():
        decline(viewer, found)
        flash("You have declined the offer. We have told you so by email too.", "success")
        return redirect(url_for("candidate.application", application_id=found.id), 303)
    return render_template("candidate/progress/decline_offer.html", form=form, application=found)


def _open_to(viewer: Candidate, application_id: int, act: str) -> Application:
    """The viewer's application while the act may be made. Raises IllegalMove before the question is even asked."""
    found = the_application(viewer, application_id)
    if APPLICATION.find(found.state, act) is None:
        raise IllegalMove("application", act, found.state)
    return found
