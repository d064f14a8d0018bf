"""A candidate's dates in their own calendar: one at a time as a file, or all of them at a secret address."""

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from recruitment.core.errors import NotVisible
from recruitment.core.viewers import Candidate
from recruitment.selection.calendar_dates import OwnDate, dates_of
from recruitment.selection.calendar_feeds import end_feed, feed_of, make_feed
from recruitment.selection.calendar_files import MEDIA_TYPE, as_calendar
from recruitment.web.doors import candidate
from recruitment.web.fields import HouseForm


class CalendarForm(HouseForm):
    """Buttons: make an address, or a new one for it; end it."""


@candidate.route("/calendar", methods=["GET", "POST"])
def calendar(viewer: Candidate) -> ResponseReturnValue:
    """A new address is shown in the answer that makes it, and never again: nobody keeps it but the reader."""
    form = CalendarForm()
    is_good = form.validate_on_submit()
    if is_good and request.form.get("act") == "end":
        end_feed(viewer)
        flash("The address works no longer. Remove the calendar from your calendar program too.", "success")
        return redirect(url_for("candidate.calendar"), 303)
    address = url_for("token.calendar", secret=make_feed(viewer)) if is_good else ""
    root = current_app.config["SETTINGS"].public_url
    return render_template(
        "candidate/calendar/calendar.html",
        form=form,
        feed=feed_of(viewer),
        address=root + address if address else "",
        subscribe=f"webcal://{root.partition('://')[2]}{address}" if address else "",
        dates=dates_of(viewer),
    ), 422 if form.is_submitted() and not is_good else 200


@candidate.get("/applications/<int:application_id>/dates/<kind>.ics")
def application_date(viewer: Candidate, application_id: int, kind: str) -> Response:
    """One date, to be added to a calendar by hand."""
    found = [each for each in dates_of(viewer, application_id) if each.kind == kind]
    if not found:
        raise NotVisible("the application has no such date")
    return calendar_of(tuple(found), f"{kind}-{found[0].application.reference}")


def calendar_of(dates: tuple[OwnDate, ...], filename: str) -> Response:
    settings = current_app.config["SETTINGS"]
    content = as_calendar(dates, f"{settings.brand.short_name}: your applications", settings.public_url)
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
