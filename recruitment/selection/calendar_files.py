"""Dates as an iCalendar file (RFC 5545, RFC 7986), in Scotland's time, the same event under the same UID each time."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from flask import current_app
from icalendar import Calendar, Event

from recruitment.core import clock
from recruitment.selection.calendar_dates import OwnDate

MEDIA_TYPE: Final = "text/calendar"
# Moments before this give no number.
EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
REFRESH: Final = timedelta(hours=6)


def as_calendar(dates: Iterable[OwnDate], name: str, public_url: str) -> bytes:
    """A whole calendar, named for the list of calendars that a program shows."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{name}//Applications//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for each in dates:
        calendar.add_component(_event(each, public_url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def uid_of(date: OwnDate, public_url: str) -> str:
    """Of the application's number and the kind of date: neither changes, and neither names a person."""
    return f"{date.kind}-{date.uid or date.application.id}@{_domain(date, public_url)}"


def _domain(date: OwnDate, public_url: str) -> str:
    """Of an interview that of its letters (`interview_entries.entry_of`), so that both are one event."""
    if date.uid:
        return current_app.config["SETTINGS"].mail_from.rpartition("@")[2]
    return urlsplit(public_url).hostname or ""


def sequence_of(date: OwnDate) -> int:
    """Higher with every change: seconds since 2020 of the last one, or an interview’s own count."""
    if date.uid:
        return date.sequence
    return max(0, int((date.changed_at - EPOCH).total_seconds()))


def _event(date: OwnDate, public_url: str) -> Event:
    event = Event()
    link = f"{public_url}/candidate/applications/{date.application.id}"
    event.add("uid", uid_of(date, public_url))
    event.add("sequence", sequence_of(date))
    event.add("dtstamp", date.changed_at.astimezone(UTC))
    event.add("last-modified", date.changed_at.astimezone(UTC))
    event.add("summary", date.title)
    event.add("description", f"{date.application.organisation.name}. {date.words}\n{link}")
    event.add("url", link)
    if isinstance(date.start, datetime) and isinstance(date.end, datetime):
        event.add("dtstart", clock.local(date.start))
        event.add("dtend", clock.local(date.end))
    else:
        event.add("dtstart", date.start)
        # The day after the last one: what ends a day is not part of it.
        event.add("dtend", date.end + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if date.place:
        event.add("location", " ".join(date.place.split()))
    event.add("status", "CONFIRMED")
    return event
