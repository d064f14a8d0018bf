"""When an imported advert opens and closes. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from recruitment.core.clock import LONDON, end_of_day
from recruitment.vacancies.reading.closing import ClosingReading

# Days from now to which a demonstration moves closing dates, spread by the advert's key.
SOONEST, LATEST = 3, 45
FAR_AWAY = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Opening:
    """`closes_at` None: the advert cannot be published, as it would never close."""

    public_from: datetime | None
    closes_at: datetime | None
    is_moved: bool = False
    doubts: tuple[str, ...] = ()


def opening_of(reading: ClosingReading, source_key: str, now: datetime, *, move: bool) -> Opening:
    """Dates as published; `move` puts a missing or past closing date into the weeks to come."""
    closes_at, doubts = reading.closes_at, list(reading.doubts)
    if closes_at is not None and closes_at > now + FAR_AWAY:
        doubts.append("The closing date is more than a year away.")
    if reading.may_close_early:
        doubts.append("The advert may close early.")
    is_moved = move and (closes_at is None or closes_at <= now)
    if is_moved:
        closes_at = moved_closing(source_key, now)
    if closes_at is None:
        return Opening(None, None, doubts=tuple(doubts))
    if closes_at <= now:
        doubts.append("The closing date has passed, so the advert is closed.")
    return Opening(_public_from(reading.posted_on, closes_at, now), closes_at, is_moved, tuple(doubts))


def moved_closing(source_key: str, now: datetime) -> datetime:
    """The end of a day between SOONEST and LATEST days from now, the same for the same advert on the same day."""
    days = SOONEST + int(source_key[:8], 16) % (LATEST - SOONEST + 1)
    return end_of_day(now.astimezone(LONDON).date() + timedelta(days=days))


def _public_from(posted_on: date | None, closes_at: datetime, now: datetime) -> datetime:
    if posted_on is not None:
        posted = datetime.combine(posted_on, time(0), LONDON).astimezone(UTC)
        if posted < closes_at:
            return posted
    return min(now, closes_at)
