"""What of the desk comes once adverts are out: promised dates, silence, and the questions at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from recruitment.applications.promise_clock import at_risk, clocks_of
from recruitment.applications.response import silent
from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.desk_queries import COUNTED
from recruitment.vacancies.outcomes import ENDED, still_asked, unanswered
from recruitment.vacancies.promises import DAYS, Promise
from recruitment.vacancies.tables import Vacancy
from recruitment.web.employer.vacancies import Line, line

# What lines of these trays tell besides what every line of a list does.
TOLD = (Vacancy.changed_at, *(getattr(Vacancy, name) for name in DAYS))


@dataclass(frozen=True)
class Tray:
    """Adverts that wait for the same act; `more` says how many there are besides the `lines` shown, if any."""

    title: str
    hint: str
    phase: str
    lines: Sequence[Line]
    more: str


def more_than(shown: int, total: int) -> str:
    """12 more"""
    return f"{total - shown} more" if total > shown else ""


# (title, hint, phase of the list that has all of them, page where it is done)
TRAYS = (
    ("Promised dates about to be missed", "Due within three days or missed, and applicants wait", "closed",
     "employer.vacancy"),
    ("No applicants yet", "Open for five days or more, and nobody has applied", "live", "employer.response"),
    ("Two questions to answer", "Ended: say who was appointed, or why nobody was", "filled", "employer.outcome"),
    ("Still in post?", "Filled six months ago: one question", "filled", "employer.still_in_post"),
)  # fmt: skip


def reads_after(viewer: Staff, writing: Sequence[int]) -> list[list[Select[Any]]]:
    """Of each of TRAYS what it holds, for whoever writes adverts or chooses; which these are is told by the day."""
    if not writing:
        return []
    ended = [unanswered(viewer, writing, state) for state in ENDED]
    return [[at_risk(viewer, writing)], [silent(viewer, writing)], ended, [still_asked(viewer, writing)]]


def after_trays(found: Sequence[Sequence[Any]], totals: Mapping[int, int]) -> list[Tray]:
    """`found`: the first of each of reads_after(), if anything was asked, in lines with TOLD; `totals`, by the place of
    a tray, where there may be more."""
    clocks = clocks_of(found[0]) if found else {}
    today = clock.today()
    trays = []
    for number, ((title, hint, phase, endpoint), shown) in enumerate(zip(TRAYS, found, strict=bool(found))):
        lines = [
            line(each, _known(each), today, endpoint=endpoint, note=_worst(clocks.get(each.id, ()))) for each in shown
        ]
        total = totals.get(number, len(lines))
        more = more_than(len(lines), total) if total <= COUNTED else f"More than {COUNTED} in all"
        trays.append(Tray(title, hint, phase, lines, more))
    return trays


def _worst(promises: Sequence[Promise]) -> str:
    """Of several the first that is open: shortlist missed by 2 days"""
    for promise in promises:
        if promise.standing in ("due", "missed") and promise.kept_on is None:
            return f"{promise.name.lower()} {promise.said[0].lower()}{promise.said[1:]}"
    return ""


def _known(vacancy: Vacancy) -> str:
    """The phase of what has ended needs no clock."""
    return vacancy.state if vacancy.state in ENDED else ""
