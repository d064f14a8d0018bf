"""What a calendar program reads at the secret address of a person's dates; whoever has the address needs no account."""

from flask import Response

from recruitment.core.viewers import Viewer
from recruitment.selection.calendar_dates import dates_of
from recruitment.selection.calendar_feeds import holder_of
from recruitment.web.candidate.calendar import calendar_of
from recruitment.web.doors import token


@token.get("/calendar/<secret>.ics")
def calendar(_viewer: Viewer, secret: str) -> Response:
    return calendar_of(dates_of(holder_of(secret)), "applications")
