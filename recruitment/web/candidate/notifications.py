"""Which letters about their applications a person gets, and how."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, RadioField

from recruitment.applications.notice_tables import AT_ONCE, DAILY, LINK, TEXT
from recruitment.applications.notices import Chosen, choose, own_choice
from recruitment.applications.profile_actions import tell
from recruitment.applications.profile_queries import basics
from recruitment.core.viewers import Candidate
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


class NotificationsForm(HouseForm):
    steps = BooleanField("Email me about steps on the way")
    messages = RadioField(
        "When an employer writes to you",
        choices={TEXT: "Email me the whole message", LINK: "Email me only that there is one, with a link"},
    )
    pace = RadioField(
        "When to email you", choices={AT_ONCE: "At once, each time", DAILY: "Once a day, at seven in the morning"}
    )
    reminders = BooleanField("Remind me before something in my profile runs out")


@candidate.route("/notifications", methods=["GET", "POST"])
def notifications(viewer: Candidate) -> ResponseReturnValue:
    chosen, about = own_choice(viewer), basics(viewer)
    wants_reminders = about is None or about.wants_reminders
    form = NotificationsForm(
        data={"steps": chosen.steps, "messages": chosen.messages, "pace": chosen.pace, "reminders": wants_reminders}
    )
    if form.validate_on_submit():
        choose(viewer, Chosen(bool(form.steps.data), form.messages.data, form.pace.data))
        if bool(form.reminders.data) != wants_reminders:
            tell(viewer, wants_reminders=bool(form.reminders.data))
        flash("Your choices are saved.", "success")
        return redirect(url_for("candidate.notifications"), 303)
    page = render_template("candidate/notifications/notifications.html", form=form)
    return page, 422 if form.is_submitted() else 200
