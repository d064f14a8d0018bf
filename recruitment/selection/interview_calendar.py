"""An interview as an entry of a calendar (RFC 5545), sent, changed and taken back by letter (RFC 5546). Pure."""

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from recruitment.core.clock import LONDON

PRODUCT = "-//Shared Electronic Recruitment Portal//Interviews//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Guest:
    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """`uid` and `sequence` tell a calendar which entry this changes; `organiser` has the portal's own address."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    description: str
    organiser: Guest
    guest: Guest | None
    stamped_at: datetime


def calendar_of(entries: list[Entry], method: str) -> str:
    """A calendar of these entries, with the rules of the time in Scotland; `method`: REQUEST, CANCEL or PUBLISH."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        calendar.add_component(_event(entry, method))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(entry: Entry, method: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at)
    event.add("dtstart", entry.starts_at.astimezone(LONDON))
    event.add("dtend", entry.ends_at.astimezone(LONDON))
    event.add("summary", entry.summary)
    event.add("location", entry.place)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event["organizer"] = _address(entry.organiser)
    if entry.guest is not None:
        event.add("attendee", _address(entry.guest, ROLE="REQ-PARTICIPANT"), encode=False)
    return event


def _address(guest: Guest, **more: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    for name, value in {"CN": guest.name, **more}.items():
        address.params[name] = vText(value)
    return address
