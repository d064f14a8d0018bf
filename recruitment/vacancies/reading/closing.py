"""When an advert closes, when it was posted, and when interviews are."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from recruitment.core.clock import LONDON, end_of_day
from recruitment.vacancies.reading.dates import WrittenDate, find_dates
from recruitment.vacancies.reading.plain import plain

_SUBJECT = re.compile(
    r"\b(?:(?P<interview>interview)|(?P<closing>clos(?:e|es|ing)|apply by|applications? by|deadline)"
    r"|(?P<other>shortlist|start|commenc|posted|listed|advertised))",
    re.I,
)
_WEEK_COMMENCING = re.compile(r"(?:\bw\s?[/.]?\s?[cb]\b\.?|\bweek (?:commencing|beginning|of))\s*(?:the\s)?$", re.I)
_EARLY = re.compile(r"\b(?:may|might|could|reserve the right to)\s(?:\w+\s)?clos(?:e|ing)\b[^;.]*\bearl", re.I)
_NOON = re.compile(r"\b(?:12(?:[:.]00)?\s?)?(?:noon|mid-?day)\b", re.I)
_MIDNIGHT = re.compile(r"\b(?:12(?:[:.]00)?\s?)?midnight\b", re.I)
_TIME = re.compile(
    r"(?<![\d.:])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?\s?m\b"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?!\d)"
    r"|(?P<hour_run>\d{2})[:.]?(?P<minute_run>\d{2})\s?(?:hours|hrs)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ClosingReading:
    """`closes_at`: aware, in UTC, None when unsure. `is_interview_week`: `interview_on` only begins the week."""

    closes_at: datetime | None = None
    may_close_early: bool = False
    interview_on: date | None = None
    is_interview_week: bool = False
    posted_on: date | None = None
    doubts: tuple[str, ...] = ()


def read_closing(closing_text: str | None, posted_text: str | None = None) -> ClosingReading:
    """Closing, interview and posting dates. A closing date without a time closes at 23:59:59 in Scotland."""
    text, posted = plain(closing_text), plain(posted_text)
    dates = find_dates(text)
    closing = [written for written in dates if _subject(text, written) == "closing"]
    interviews = [written for written in dates if _subject(text, written) == "interview"]
    doubts: list[str] = []
    closing_day = _first_day(closing, "closing", doubts)
    closes_at = _moment(text, closing_day, doubts) if closing_day else None
    if text and not closing:
        doubts.append(f"No closing date could be read from '{text}'.")
    interview_on = _first_day(interviews[:1], "interview", doubts)
    posted_on = _first_day(find_dates(posted)[:1], "posting", doubts)
    if closing_day and interview_on and interview_on < closing_day:
        doubts.append("The interview is before the closing date.")
    if closing_day and posted_on and closing_day < posted_on:
        doubts.append("The closing date is before the date of posting.")
    return ClosingReading(
        closes_at=closes_at,
        may_close_early=bool(_EARLY.search(text)),
        interview_on=interview_on,
        is_interview_week=bool(interview_on and _WEEK_COMMENCING.search(text[: interviews[0].start])),
        posted_on=posted_on,
        doubts=tuple(doubts),
    )


def _subject(text: str, written: WrittenDate) -> str:
    """What a date is about: the last subject named before it, closing when none is."""
    subjects = list(_SUBJECT.finditer(text, 0, written.start))
    return (subjects[-1].lastgroup or "closing") if subjects else "closing"


def _first_day(dates: list[WrittenDate] | tuple[WrittenDate, ...], kind: str, doubts: list[str]) -> date | None:
    for written in dates:
        doubts.extend(written.doubts)
    days = list(dict.fromkeys(written.date for written in dates if written.date))
    if len(days) > 1:
        doubts.append(f"Several {kind} dates are stated; the first was taken.")
    return days[0] if days else None


def _moment(text: str, day: date, doubts: list[str]) -> datetime:
    """The closing day at the time stated for it."""
    words = _closing_words(text)
    if _NOON.search(words):
        return _at(day, time(12))
    if _MIDNIGHT.search(words):
        return end_of_day(day)
    stated = _TIME.search(words)
    if stated is None:
        return end_of_day(day)
    clock_time = _clock_time(stated)
    if clock_time is None:
        doubts.append(f"'{stated[0]}' is not a time of day; the end of the day was taken.")
        return end_of_day(day)
    if clock_time == time(0):
        doubts.append(f"'{stated[0]}' may mean the start or the end of the day; the end was taken.")
        return end_of_day(day)
    return _at(day, clock_time)


def _at(day: date, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, LONDON).astimezone(UTC)


def _closing_words(text: str) -> str:
    """The text without its dates and without what is said of other subjects."""
    for written in reversed(find_dates(text)):
        text = f"{text[: written.start]} {text[written.end :]}"
    subjects = list(_SUBJECT.finditer(text))
    starts = [0, *(subject.start() for subject in subjects)]
    ends = [*(subject.start() for subject in subjects), len(text)]
    kinds = ["closing", *(subject.lastgroup for subject in subjects)]
    return " ".join(text[s:e] for s, e, kind in zip(starts, ends, kinds, strict=True) if kind == "closing")


def _clock_time(match: re.Match[str]) -> time | None:
    hour = int(match["hour"] or match["hour24"] or match["hour_run"])
    minute = int(match["minute"] or match["minute24"] or match["minute_run"] or 0)
    half = (match["half"] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
