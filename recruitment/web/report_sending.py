"""Asking for a report by e-mail, as it is filtered in the address, and stopping it."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import AnyOf

from recruitment.reporting import sending
from recruitment.reporting.sending_tables import FREQUENCIES, SentReport
from recruitment.web.brand import day
from recruitment.web.fields import HouseForm
from recruitment.web.report_pages import Shelf, query_of


class SendingForm(HouseForm):
    # WTForms' own check comes first, and its words are no help.
    frequency = RadioField(
        "How often do you want it?", [AnyOf(FREQUENCIES, "Choose how often you want it")], choices=FREQUENCIES,
        validate_choice=False,
    )  # fmt: skip


class StoppingForm(HouseForm):
    """Its button alone."""


def sent(shelf: Shelf) -> list[tuple[str, str, SentReport]]:
    """What this person gets: title, address and row of each."""
    titles = {each.code: each.title for each in shelf.reports}
    return [
        (titles[row.report], shelf.address("report_sending", report=row.report, **row.question), row)
        for row in sending.sent_to(shelf.viewer, shelf.organisation_id)
        if row.report in titles
    ]


def page(shelf: Shelf, code: str) -> ResponseReturnValue:
    made = shelf.made(code)
    running = next((row for _, _, row in sent(shelf) if row.report == code), None)
    form = SendingForm(data={"frequency": running.frequency if running else None})
    back = shelf.address("report", report=code, **query_of(made))
    if form.validate_on_submit():
        row = sending.send_regularly(shelf.viewer, shelf.organisation_id, made, form.frequency.data)
        flash(f"You get this report by email. The first comes on {day(row.due_on)}.", "success")
        return redirect(back, 303)
    facts = {
        "made": made, "whose": shelf.whose, "running": running, "back": back, "frequencies": FREQUENCIES,
        "stopping": shelf.address("stop_report", report=code), "contents": shelf.address("figures"),
    }  # fmt: skip
    status = 422 if form.is_submitted() else 200
    return render_template("cosla/figures/_sending.html", form=form, side_navigation=None, **facts), status


def stop(shelf: Shelf, code: str) -> ResponseReturnValue:
    made = shelf.made(code)
    if StoppingForm().validate_on_submit() and sending.stop(shelf.viewer, shelf.organisation_id, made.report.code):
        flash("You get no more emails of this report.", "success")
    return redirect(shelf.address("report", report=code), 303)
