"""Which checks of the wallet the employer of one application may see: chosen for each, taken back at will."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField

from recruitment.applications.lifecycle import ENDED
from recruitment.applications.queries import the_application
from recruitment.applications.vocabulary import CHECKS
from recruitment.applications.wallet_actions import show
from recruitment.applications.wallet_queries import consents, entries
from recruitment.applications.wallet_tables import CheckConsent, CheckEntry
from recruitment.core import clock
from recruitment.core.viewers import Candidate
from recruitment.web.candidate.words import day
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


class ShowForm(HouseForm):
    entry = SelectMultipleField("Checks that this employer may see", coerce=int)


@candidate.route("/applications/<int:application_id>/checks", methods=["GET", "POST"])
def application_checks(viewer: Candidate, application_id: int) -> ResponseReturnValue:
    application = the_application(viewer, application_id)
    held, own = consents(viewer, application_id), entries(viewer)
    form = ShowForm(data={"entry": list(held)})
    form.entry.choices = {row.id: _named(row) for row in own}
    if form.validate_on_submit():
        show(viewer, application, form.entry.data or [])
        flash(_said(len(form.entry.data or []), application.organisation.name), "success")
        return redirect(url_for("candidate.application", application_id=application_id), 303)
    return render_template(
        "candidate/showing/application_checks.html",
        form=form,
        application=application,
        hints={row.id: _hint(row, held.get(row.id)) for row in own},
        has_ended=application.state in ENDED,
    ), 422 if form.is_submitted() else 200


def _named(row: CheckEntry) -> str:
    number = f", number {row.number}" if row.number else ""
    return f"{CHECKS.get(row.kind, row.kind)}, {day(row.checked_on)}{number}"


def _hint(row: CheckEntry, consent: CheckConsent | None) -> str:
    told = [f"Valid until {day(row.expires)}." if row.expires else "", row.detail]
    if consent is not None:
        told.append(f"Shown since {day(clock.local(consent.given_at).date())}.")
        told.append(f"First looked at on {day(clock.local(consent.seen_at).date())}." if consent.seen_at else "")
    return " ".join(filter(None, told))


def _said(count: int, employer: str) -> str:
    if not count:
        return f"{employer} sees none of your checks."
    return f"{employer} may see {count} of your checks, until you take that back."
