"""Help and contact, and what the portal says of accessibility, privacy and cookies."""

from datetime import timedelta

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from recruitment.core.keeping import Period
from recruitment.core.viewers import Viewer
from recruitment.keeping.reading import keeping_of, kept_models
from recruitment.keeping.words import PERIODS
from recruitment.reporting.rules import smallest_shown
from recruitment.search.alert_rules import UNANSWERED, UNCONFIRMED
from recruitment.search.saved_actions import UNUSED_FOR
from recruitment.web import browser_list
from recruitment.web.doors import public
from recruitment.web.sessions import PERSON, STAFF


@public.get("/help")
def help(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/help/help.html", idle=_hours(PERSON.idle), absolute=_hours(PERSON.absolute))


@public.get("/contact")
def contact(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/help/contact.html")


@public.get("/accessibility")
def accessibility(_viewer: Viewer) -> ResponseReturnValue:
    return render_template("public/help/accessibility.html")


@public.get("/privacy")
def privacy(_viewer: Viewer) -> ResponseReturnValue:
    """What is kept, why and how long: read from the tables' own declarations, so that it cannot say otherwise."""
    purposes: dict[Period, set[str]] = {period: set() for period in PERIODS}
    for model in kept_models():
        keeping = keeping_of(model)
        if keeping.personal:
            purposes[keeping.period].add(keeping.purpose)
    kept = [(PERIODS[period], sorted(found)) for period, found in purposes.items() if found]
    return render_template(
        "public/help/privacy.html",
        kept=kept,
        unconfirmed=UNCONFIRMED.days,
        unanswered=UNANSWERED.days,
        smallest=smallest_shown(),
    )


@public.get("/cookies")
def cookies(_viewer: Viewer) -> ResponseReturnValue:
    return render_template(
        "public/help/cookies.html",
        cookie=current_app.config["SESSION_COOKIE_NAME"],
        saved_cookie=browser_list.COOKIE,
        saved_months=round(UNUSED_FOR.days / 30),
        idle=_hours(PERSON.idle),
        absolute=_hours(PERSON.absolute),
        staff_idle=f"{STAFF.idle.seconds // 60} minutes",
        staff_absolute=_hours(STAFF.absolute),
    )


def _hours(span: timedelta) -> str:
    return f"{int(span.total_seconds() // 3600)} hours"
