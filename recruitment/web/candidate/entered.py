"""Applications that staff entered for this person's address: taking one into one's own account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from recruitment.applications.assisted_confirming import claim
from recruitment.applications.assisted_queries import claimable, claimable_one
from recruitment.core.viewers import Candidate
from recruitment.organisations.queries import names_of_organisations
from recruitment.web.candidate.words import day
from recruitment.web.doors import candidate
from recruitment.web.entered_words import facts_of
from recruitment.web.fields import HouseForm


@candidate.get("/entered")
def entered(viewer: Candidate) -> ResponseReturnValue:
    """Where letters about such an application lead; without any to take, the person's own applications."""
    found = claimable(viewer)
    if not found:
        return redirect(url_for("candidate.home"))
    names = names_of_organisations({application.organisation_id for _, application in found})
    rows = [(application, names[application.organisation_id], day(assisted.received_at.date()))
            for assisted, application in found]  # fmt: skip
    return render_template("candidate/entered/entered.html", rows=rows)


class TakeForm(HouseForm):
    """A button that asks once."""


@candidate.route("/entered/<int:application_id>", methods=["GET", "POST"])
def take_entered(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    """All of it, and the question. Raises NotVisible for what was entered for another address."""
    assisted, application = claimable_one(viewer, application_id)
    form = TakeForm()
    if form.validate_on_submit():
        claim(viewer, application_id)
        flash("The application is in your account now.", "success")
        return redirect(url_for("candidate.application", application_id=application_id), 303)
    facts = facts_of(Candidate(assisted.account_id), application.id)
    return render_template("candidate/entered/take_entered.html", form=form, assisted=assisted, **facts), (
        422 if form.is_submitted() else 200
    )
