"""A signed-in person's alerts: those of the address of their account, however they were begun."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.viewers import Candidate
from recruitment.search import alert_actions
from recruitment.search.alert_queries import alerts_of, own_alert, question_asked
from recruitment.search.alert_rules import FREQUENCIES
from recruitment.search.questions import Question, question_of
from recruitment.web.alerts import (
    HINTS,
    FrequencyForm,
    change_search,
    described,
    facts_before,
    is_nowhere,
)
from recruitment.web.doors import candidate
from recruitment.web.token.alerts import turn


@candidate.get("/alerts")
def alerts(viewer: Candidate) -> ResponseReturnValue:
    rows = [
        {"alert": alert, "search": described(question_asked(alert)), "frequency": FREQUENCIES[alert.frequency]}
        for alert in alerts_of(viewer)
    ]
    return render_template("candidate/alerts/alerts.html", rows=rows)


@candidate.route("/alerts/new", methods=["GET", "POST"])
def alert_new(viewer: Candidate) -> ResponseReturnValue:
    question = question_of(request.args)
    form = FrequencyForm()
    if form.validate_on_submit() and not is_nowhere(question):
        alert_actions.begin(viewer, question, form.frequency.data)
        flash("Your alert has started.", "success")
        return redirect(url_for("candidate.alerts"), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("candidate/alerts/alert_new.html", form=form, **facts_before(question)), status


@candidate.route("/alerts/<int:alert_id>", methods=["GET", "POST"])
def alert(viewer: Candidate, alert_id: int) -> ResponseReturnValue:
    found = own_alert(viewer, alert_id)
    question = question_asked(found)
    form = FrequencyForm(data={"frequency": found.frequency})
    if form.validate_on_submit():
        alert_actions.change(found, question, form.frequency.data)
        flash("Your changes are saved.", "success")
        return redirect(url_for("candidate.alerts"), 303)
    facts = {
        "alert": found,
        "search": described(question),
        "hints": HINTS,
        "search_url": url_for("candidate.alert_search", alert_id=alert_id, **question.arguments()),
        "turn_url": url_for("candidate.alert_turn", alert_id=alert_id),
        "end_url": url_for("candidate.alert_end", alert_id=alert_id),
    }
    return render_template("candidate/alerts/alert.html", form=form, **facts), 422 if form.is_submitted() else 200


@candidate.route("/alerts/<int:alert_id>/search", methods=["GET", "POST"])
def alert_search(viewer: Candidate, alert_id: int) -> ResponseReturnValue:
    def address_of(question: Question) -> str:
        return url_for("candidate.alert_search", alert_id=alert_id, **question.arguments())

    back = url_for("candidate.alert", alert_id=alert_id)
    return change_search(own_alert(viewer, alert_id), "candidate/alerts/alert_search.html", back, address_of)


@candidate.post("/alerts/<int:alert_id>/turn")
def alert_turn(viewer: Candidate, alert_id: int) -> ResponseReturnValue:
    flash(turn(own_alert(viewer, alert_id)), "success")
    return redirect(url_for("candidate.alerts"), 303)


@candidate.post("/alerts/<int:alert_id>/end")
def alert_end(viewer: Candidate, alert_id: int) -> ResponseReturnValue:
    alert_actions.end(viewer, own_alert(viewer, alert_id))
    flash("The alert is deleted, and nothing more is sent.", "success")
    return redirect(url_for("candidate.alerts"), 303)
