"""Times of interviews: laying them out over a day, and until when a candidate may change one. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar

from recruitment.core.clock import LONDON, local
from recruitment.selection.rules import clock_time, long_day

MOST_TIMES = 200


class Span(Protocol):
    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def room(self) -> str: ...


AnySpan = TypeVar("AnySpan", bound=Span)


@dataclass(frozen=True)
class Layout:
    """A day of interviews: from when, until when the last one ends, how long each takes, the pause after each, and the
    rooms that run side by side. `breaks`: spans of the day in which nothing is held, such as lunch."""

    day: date
    begins: time
    ends: time
    minutes: int
    pause: int = 0
    rooms: Sequence[str] = ("",)
    breaks: Sequence[tuple[time, time]] = ()


@dataclass(frozen=True)
class Laid:
    starts_at: datetime
    ends_at: datetime
    room: str


def laid_out(layout: Layout) -> tuple[Laid, ...]:
    """Every time of the day in each room, in order. A time that would run into a break begins after it."""
    if layout.minutes <= 0:
        raise ValueError("an interview takes some time")
    end = _at(layout.day, layout.ends)
    free = sorted((_at(layout.day, start), _at(layout.day, stop)) for start, stop in layout.breaks)
    found, now = [], _at(layout.day, layout.begins)
    while (until := now + timedelta(minutes=layout.minutes)) <= end:
        hit = next((stop for start, stop in free if start < until and now < stop), None)
        if hit is not None:
            now = hit
            continue
        found += [Laid(now, until, room) for room in layout.rooms]
        now = until + timedelta(minutes=layout.pause)
    return tuple(found)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, LONDON)


def overlapping(wanted: Iterable[Span], held: Iterable[Span]) -> tuple[Span, ...]:
    """Those of `wanted` that run into a time of the same room."""
    known = list(held)
    return tuple(
        one
        for one in wanted
        if any(o.room == one.room and o.starts_at < one.ends_at and one.starts_at < o.ends_at for o in known)
    )


def may_change_until(starts_at: datetime, until_hours: int) -> datetime:
    """The last moment at which a candidate may move or cancel this time, or book it."""
    return starts_at - timedelta(hours=until_hours)


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Monday 3 August 2026, 10:30am to 11:15am"""
    return f"{long_day(starts_at)}, {clock_time(starts_at)} to {clock_time(ends_at)}"


def hours_in_words(span: Span) -> str:
    """10:30am to 11:15am, Room 2: where the day is said beside it."""
    hours = f"{clock_time(span.starts_at)} to {clock_time(span.ends_at)}"
    return f"{hours}, {span.room}" if span.room else hours


def by_day(spans: Iterable[AnySpan]) -> dict[date, list[AnySpan]]:
    """In the order of the day, of the hour and of the room."""
    found: dict[date, list[AnySpan]] = {}
    for span in sorted(spans, key=lambda one: (one.starts_at, one.room)):
        found.setdefault(local(span.starts_at).date(), []).append(span)
    return found
