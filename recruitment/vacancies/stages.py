"""The stages of an advert's release: who may see it, in which order, and from when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.tables import Vacancy

# Each audience holds those before it: whoever could see an advert still can when it is open to more.
AUDIENCES: Final = {
    "redeployees": "People at risk of redeployment",
    "internal": "Our own staff",
    "members": "Staff of all member organisations",
    "public": "Everybody",
}
COLUMNS: Final = {audience: f"{audience}_from" for audience in AUDIENCES}
EARLY: Final = tuple(audience for audience in AUDIENCES if audience != "public")
# In a sentence: “Own staff until 3 March, then everybody”.
IN_SHORT: Final = {
    "redeployees": "people at risk of redeployment",
    "internal": "own staff",
    "members": "staff of all member organisations",
    "public": "everybody",
}


@dataclass(frozen=True)
class Stage:
    audience: str
    start: datetime


def is_ever_public(vacancy: Vacancy) -> bool:
    return vacancy.public_from != NEVER


def stages_of(vacancy: Vacancy) -> list[Stage]:
    """Those that have a start, in their order; a draft that wishes to be public at once has none of the public."""
    starts = {audience: getattr(vacancy, column) for audience, column in COLUMNS.items()}
    return [Stage(audience, start) for audience, start in starts.items() if start is not None and start != NEVER]


def is_staged(vacancy: Vacancy) -> bool:
    """Whether anybody sees it before, or instead of, the public."""
    return not is_ever_public(vacancy) or any(getattr(vacancy, COLUMNS[audience]) for audience in EARLY)


def first_start(vacancy: Vacancy) -> datetime | None:
    """When its first audience sees it."""
    return next((stage.start for stage in stages_of(vacancy)), None)


def stage_at(vacancy: Vacancy, now: datetime) -> Stage | None:
    """The last stage that has begun."""
    return next((stage for stage in reversed(stages_of(vacancy)) if stage.start <= now), None)


def next_stage(vacancy: Vacancy, now: datetime) -> Stage | None:
    return next((stage for stage in stages_of(vacancy) if stage.start > now), None)


def is_public_now(vacancy: Vacancy, now: datetime) -> bool:
    """Whether the public stage has begun. Whether it may still be read is for the reach to say."""
    return vacancy.public_from is not None and vacancy.public_from <= now


def was_public(vacancy: Vacancy, now: datetime) -> bool:
    """Whether the public stage began while the advert was open: the rule of `audiences.has_begun`."""
    start = vacancy.public_from
    if not is_public_now(vacancy, now) or start is None:
        return False
    ended_before = vacancy.state != "published" and start > vacancy.changed_at
    return not ended_before and (vacancy.closes_at is None or start < vacancy.closes_at)


def problem_of(starts: Mapping[str, datetime | None], closes_at: datetime | None) -> tuple[str, str] | None:
    """(audience, what to do), when stages are none or do not follow each other; `starts` by audience, NEVER allowed."""
    held = [(audience, start) for audience in AUDIENCES if (start := starts.get(audience)) not in (None, NEVER)]
    early = [audience for audience, _ in held if audience != "public"]
    if starts.get("public") == NEVER and not early:
        return "public", "Say from when somebody else may see the advert, or make it public"
    if early and starts.get("public") is None:
        return "public", "Enter the date from which everybody may see it, or choose that it is never public"
    for (_, before), (audience, after) in pairwise(held):
        if before is not None and after is not None and after <= before:
            return audience, f"{AUDIENCES[audience]} must come after the stage before it"
    last = held[-1] if held else None
    if last is not None and last[1] is not None and closes_at is not None and last[1] >= closes_at:
        said = "The advert must be public before it closes" if last[0] == "public" else "It must open before it closes"
        return last[0], said
    return None
