"""The link to what staff entered for somebody: read it all, then say that it is right, or what is wrong."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf, ValidationError

from recruitment.applications.assisted_confirming import confirm, dispute
from recruitment.applications.assisted_letters import entered_of_link
from recruitment.applications.assisted_lifecycle import UNCONFIRMED
from recruitment.applications.lifecycle import ENDED
from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate, Viewer
from recruitment.web.doors import token
from recruitment.web.entered_words import facts_of
from recruitment.web.fields import HouseForm, TextField, at_most

LONGEST = 4_000


class SayForm(HouseForm):
    says = RadioField(
        "Is this your application?",
        [AnyOf(("right", "wrong"), "Choose whether it is right")],
        choices={
            "right": "Yes: all of it is true and complete, and I want to apply with it",
            "wrong": "No: something is wrong or missing",
        },
        validate_choice=False,
    )
    objection = TextField("What is wrong", [at_most(LONGEST, "What you write")])

    def validate_objection(self, field: TextField) -> None:
        if self.says.data == "wrong" and not (field.data or "").strip():
            raise ValidationError("Write what is wrong, so that it can be put right")


@token.route("/entered/<link>", methods=["GET", "POST"])
def entered(_viewer: Viewer, link: str) -> ResponseReturnValue:
    try:
        holder, found = entered_of_link(link)
    except NotVisible:
        return render_template("token/entered/_over.html"), 404
    row = found.assisted
    # Who holds the link is the person: they read their own application as they would with an account.
    facts = facts_of(Candidate(row.account_id), row.application_id)
    application = facts["whole"].application
    form = SayForm()
    may_say = row.state in UNCONFIRMED and application.state not in ENDED
    if may_say and form.validate_on_submit():
        if form.says.data == "right":
            confirm(holder, row, by="link", on=clock.today())
            flash("Thank you: your application is confirmed.", "success")
        else:
            dispute(holder, found, application, form.objection.data or "")
            flash("Thank you: the employer puts it right and asks you again.", "success")
        return redirect(url_for("token.entered", link=link), 303)
    status = (422 if may_say else 409) if form.is_submitted() else 200
    return render_template(
        "token/entered/entered.html", form=form, entered=found, may_say=may_say, longest=LONGEST, **facts
    ), status
