"""What an advert promises its applicants: by when they hear of the shortlist, of interviews, of the decision. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from recruitment.core import clock
from recruitment.vacancies.tables import Vacancy

# Columns of a vacancy in the order in which their days come.
DAYS: Final = {
    "shortlist_by": "Shortlist by",
    "interviews_from": "Interviews from",
    "interviews_to": "Interviews to",
    "decide_by": "Decision by",
}
# Each promise and the column that says by the end of which day it is to be kept: who comes is invited before the
# first interview.
PROMISES: Final = {"shortlist": "shortlist_by", "interviews": "interviews_from", "decision": "decide_by"}
NAMES: Final = {"shortlist": "Shortlist", "interviews": "Interviews", "decision": "Decision"}
# The states in which an application still waits for what was promised.
WAITING: Final = {
    "shortlist": ("submitted",),
    "interviews": ("submitted", "shortlisted"),
    "decision": ("submitted", "shortlisted", "interview"),
}
# So many days ahead a promise is about to be missed.
SOON: Final = timedelta(days=3)


@dataclass(frozen=True)
class Promise:
    """`standing`: waiting, due, missed, kept or empty (nobody applied, so there is nobody to tell).

    `kept_on` is also set where it was kept late: then it is missed all the same.
    """

    kind: str
    due_on: date
    standing: str
    kept_on: date | None
    days: int

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def said(self) -> str:
        """Due in 3 days, missed by 1 day, kept on 4 June 2026."""
        if self.standing == "kept" and self.kept_on is not None:
            return f"Kept on {self.kept_on:%-d %B %Y}"
        if self.standing == "empty":
            return "Nobody applied"
        if self.standing == "missed":
            late = f", done on {self.kept_on:%-d %B %Y}" if self.kept_on else ""
            return f"Missed by {days_in_words(self.days)}{late}"
        if self.days == 0:
            return "Due today"
        return f"Due in {days_in_words(self.days)}"


def days_in_words(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def promised(vacancy: Vacancy) -> dict[str, date]:
    """The day of each promise that the advert makes."""
    days = {kind: getattr(vacancy, column) for kind, column in PROMISES.items()}
    return {kind: day for kind, day in days.items() if day is not None}


def promise_standing(kind: str, due_on: date, today: date, *, has_closed: bool, applied: int, open_now: int,
                     done_on: date | None) -> Promise:  # fmt: skip
    """`open_now`: how many still wait for it; `done_on`: the day on which the last of the others had been told.

    While anybody may still apply nothing is kept yet.
    """
    if has_closed and not applied:
        return Promise(kind, due_on, "empty", None, 0)
    if has_closed and not open_now and done_on is not None:
        late = (done_on - due_on).days
        return Promise(kind, due_on, "kept" if late <= 0 else "missed", done_on, max(late, 0))
    left = (due_on - today).days
    if left < 0:
        return Promise(kind, due_on, "missed", None, -left)
    return Promise(kind, due_on, "due" if timedelta(days=left) <= SOON else "waiting", None, left)


def misordered(closes_at: datetime | None, days: Mapping[str, date | None]) -> dict[str, str]:
    """What is wrong with the order of the promised days, by the column to be mended."""
    problems: dict[str, str] = {}
    last_name, last = "closing date", clock.local(closes_at).date() if closes_at else None
    for column, name in DAYS.items():
        day = days.get(column)
        if day is None:
            continue
        # Interviews may all be on one day; every other step takes at least the next.
        may_be_equal = column == "interviews_to"
        if last is not None and (day < last or (day == last and not may_be_equal)):
            problems[column] = f"“{name}” must be {'on or ' if may_be_equal else ''}after the {last_name}"
        last_name, last = f"date of “{name}”", day
    if days.get("interviews_to") is not None and days.get("interviews_from") is None:
        problems["interviews_from"] = "Enter the first day of the interviews"
    return problems


def moved_along(vacancy: Vacancy, closes_at: datetime) -> dict[str, Any]:
    """The promised days as much later as the closing date; an earlier closing date leaves them."""
    if vacancy.closes_at is None:
        return {}
    by = clock.local(closes_at).date() - clock.local(vacancy.closes_at).date()
    if by <= timedelta(0):
        return {}
    return {name: getattr(vacancy, name) + by for name in DAYS if getattr(vacancy, name) is not None}


def in_words(vacancy: Vacancy) -> list[tuple[str, str]]:
    """What the jobseeker reads: (Shortlist, by 4 June 2026)."""
    said = []
    if vacancy.shortlist_by:
        said.append(("Shortlist", f"by {vacancy.shortlist_by:%-d %B %Y}"))
    first, last = vacancy.interviews_from, vacancy.interviews_to
    if first and last and last != first:
        said.append(("Interviews", f"from {first:%-d %B} to {last:%-d %B %Y}"))
    elif first:
        said.append(("Interviews", f"on {first:%-d %B %Y}" if last else f"from {first:%-d %B %Y}"))
    if vacancy.decide_by:
        said.append(("Decision", f"by {vacancy.decide_by:%-d %B %Y}"))
    return said
