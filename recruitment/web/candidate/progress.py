"""After sending: what was sent, and the two acts that are the candidate's own."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.actions import decline, withdraw
from recruitment.applications.lifecycle import APPLICATION
from recruitment.applications.queries import the_application, whole_application
from recruitment.applications.tables import Application
from recruitment.applications.vocabulary import RIGHT_TO_WORK, SCHEMES, YES_NO
from recruitment.core.errors import IllegalMove
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.words import evidence_words, history_entries, referee
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


@candidate.get("/applications/<int:application_id>/copy")
def application_copy(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """The application as the employer has it."""
    whole = whole_application(viewer, application_id)
    if whole.contact is None or whole.history is None:
        return redirect(url_for("candidate.application", application_id=application_id))
    facts = {part: getattr(whole.history, part) for part in ("employment", "education", "training", "registrations")}
    return render_template(
        "candidate/progress/application_copy.html",
        whole=whole,
        entries=history_entries(facts),
        more=whole.history.more,
        referees=[referee(row) for row in whole.referees or ()],
        evidence=evidence_words(whole.declaration) if whole.declaration else "",
        words={"right_to_work": RIGHT_TO_WORK, "yes_no": YES_NO, "schemes": SCHEMES},
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
    return render_template("candidate/progress/withdraw_application.html", form=form, application=found)


@candidate.route("/applications/<int:application_id>/decline", methods=["GET", "POST"])
def decline_offer(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    found = _open_to(viewer, application_id, "decline")
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
