"""Asking for an alert without an account. The form has a state, so it has an address of its own beside the list's."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField
from wtforms.validators import DataRequired, Email

from recruitment.accounts.actions import count_attempt, refuse_if_too_many
from recruitment.core.transactions import after_the_end
from recruitment.core.viewers import Viewer
from recruitment.search.alert_actions import MOST_LETTERS, ask
from recruitment.search.alert_rules import UNCONFIRMED
from recruitment.search.questions import question_of
from recruitment.web.alerts import facts_before, frequency_field, is_nowhere
from recruitment.web.doors import public
from recruitment.web.fields import HouseForm, at_most, tidy

KIND = "ask_for_alert"
MOST, WINDOW = 20, timedelta(hours=1)


class NewAlertForm(HouseForm):
    email = EmailField(
        "Your email address",
        [DataRequired("Enter your email address"), at_most(254, "Your email address"),
         Email("Enter an email address in the right form, for example name@example.com")],
        filters=[tidy],
        description="We send one email to it, with a link that starts the alert.",
    )  # fmt: skip
    frequency = frequency_field()


@public.route("/alerts/new", methods=["GET", "POST"])
def alert(_viewer: Viewer) -> ResponseReturnValue:
    question = question_of(request.args)
    form = NewAlertForm()
    if form.validate_on_submit() and not is_nowhere(question):
        sender = request.remote_addr or ""
        refuse_if_too_many(KIND, sender, MOST, WINDOW)
        after_the_end(lambda: count_attempt(KIND, sender))
        ask(question, form.email.data, form.frequency.data)
        return redirect(url_for("public.alert_asked"), 303)
    status = 422 if form.is_submitted() else 200
    own = url_for("candidate.alert_new", **question.but(sort="").arguments())
    return render_template("public/alerts/alert.html", form=form, own=own, **facts_before(question)), status


@public.get("/alerts/asked")
def alert_asked(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/alerts/alert_asked.html", days=UNCONFIRMED.days, most=MOST_LETTERS)
