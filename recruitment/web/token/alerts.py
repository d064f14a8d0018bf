"""The links of an alert's letters. Whoever holds one needs no account, and no cookie to end the alert."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core import clock
from recruitment.core.errors import NotVisible
from recruitment.core.viewers import TokenHolder, Viewer
from recruitment.search import alert_actions
from recruitment.search.alert_links import alert_of, link_of
from recruitment.search.alert_queries import question_asked
from recruitment.search.alert_rules import FREQUENCIES, UNCONFIRMED
from recruitment.search.alert_tables import TOKEN_KIND, JobAlert
from recruitment.search.questions import Question
from recruitment.web.alerts import HINTS, FrequencyForm, change_search, described, shown
from recruitment.web.doors import token
from recruitment.web.fields import HouseForm


class ConfirmForm(HouseForm):
    """Its button alone: mail programs follow links, and must not start what nobody asked for."""


@token.route("/alert/confirm/<link>", methods=["GET", "POST"])
def alert_confirm(_viewer: Viewer, link: str) -> ResponseReturnValue:
    found = alert_of(link, "confirm")
    if found.confirmed_at is not None:
        return redirect(url_for("token.alert", link=link_of(found, "manage")), 303)
    if found.asked_at <= clock.now() - UNCONFIRMED:
        raise NotVisible("the link has expired")
    form = ConfirmForm()
    if form.validate_on_submit():
        running = alert_actions.confirm(found)
        flash("Your alert has started. The links in each email let you change or stop it.", "success")
        return redirect(url_for("token.alert", link=link_of(running, "manage")), 303)
    question = question_asked(found)
    facts = {
        "search": described(question),
        "preview": shown(question),
        "frequency": FREQUENCIES[found.frequency].lower(),
    }
    return render_template("token/alerts/alert_confirm.html", form=form, **facts), 422 if form.is_submitted() else 200


@token.route("/alert/<link>", methods=["GET", "POST"])
def alert(_viewer: Viewer, link: str) -> ResponseReturnValue:
    found = _running(link, "manage")
    question = question_asked(found)
    form = FrequencyForm(data={"frequency": found.frequency})
    if form.validate_on_submit():
        alert_actions.change(found, question, form.frequency.data)
        flash("Your changes are saved.", "success")
        return redirect(url_for("token.alert", link=link), 303)
    facts = {
        "alert": found,
        "search": described(question),
        "hints": HINTS,
        "search_url": url_for("token.alert_search", link=link, **question.arguments()),
        "turn_url": url_for("token.alert_turn", link=link),
        "end_url": url_for("token.alert_stop", link=link_of(found, "stop")),
    }
    return render_template("token/alerts/alert.html", form=form, **facts), 422 if form.is_submitted() else 200


@token.route("/alert/<link>/search", methods=["GET", "POST"])
def alert_search(_viewer: Viewer, link: str) -> ResponseReturnValue:
    def address_of(question: Question) -> str:
        return url_for("token.alert_search", link=link, **question.arguments())

    back = url_for("token.alert", link=link)
    return change_search(_running(link, "manage"), "token/alerts/alert_search.html", back, address_of)


@token.post("/alert/<link>/turn")
def alert_turn(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """Pauses an alert that runs, and starts again one that is paused."""
    found = _running(link, "manage")
    flash(turn(found), "success")
    return redirect(url_for("token.alert", link=link), 303)


def turn(alert: JobAlert) -> str:
    """What was done, in words."""
    if alert.paused_at is None:
        alert_actions.pause(alert)
        return "Your alert is paused. Nothing is sent until you start it again."
    alert_actions.resume(alert)
    return "Your alert runs again. You will hear of jobs that appear from now on."


@token.get("/alert/keep/<link>", changes_state=True)
def alert_keep(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """One click, as the letter promises: that a mail program may have followed it costs less than an alert lost."""
    found = _running(link, "keep")
    alert_actions.keep(found)
    manage = url_for("token.alert", link=link_of(found, "manage"))
    return render_template("token/alerts/alert_keep.html", search=described(question_asked(found)), manage=manage)


@token.route("/alert/stop/<link>", methods=["GET", "POST"], checks_csrf=False)
def alert_stop(_viewer: Viewer, link: str) -> ResponseReturnValue:
    """Mail programs post to this by themselves when their reader says so (RFC 8058); people find a button."""
    found = alert_of(link, "stop")
    search = described(question_asked(found))
    if request.method == "POST":
        alert_actions.end(TokenHolder(TOKEN_KIND, found.id), found)
    return render_template("token/alerts/alert_stop.html", search=search, is_over=request.method == "POST")


def _running(link: str, use: str) -> JobAlert:
    found = alert_of(link, use)
    if found.confirmed_at is None:
        raise NotVisible("nobody has confirmed this alert")
    return found
