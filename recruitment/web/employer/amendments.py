"""The record of what was changed of an advert after its approval, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recruitment.core.viewers import Staff
from recruitment.vacancies.amending import CHANGED_IN_WORDS, amendments_of
from recruitment.vacancies.audiences import NEVER
from recruitment.vacancies.fact_words import in_lines, label_of
from recruitment.vacancies.promises import DAYS
from recruitment.vacancies.stages import AUDIENCES, COLUMNS
from recruitment.vacancies.words import moment_in_words
from recruitment.web.brand import day
from recruitment.web.employer.approval_history import FORMER

STARTS = {column: audience for audience, column in COLUMNS.items()}
ACTS = {
    "extend": "Closing date moved",
    "close_early": "Closed early",
    "reopen": "Reopened",
    "amend": "Amended",
    "restage": "Release stages changed",
    "move_promises": "Promised dates moved",
    "apply_revision": "Terms changed",
}


@dataclass(frozen=True)
class AmendmentShown:
    """`changes`: what, before, after."""

    what: str
    who: str
    at: datetime
    reason: str
    message: str
    changes: list[tuple[str, str, str]]


def amendments(viewer: Staff, vacancy_id: int, names: Mapping[int, str]) -> list[AmendmentShown]:
    """The latest first."""
    return [
        AmendmentShown(
            what=ACTS[row.act],
            who=names.get(row.by or 0, FORMER),
            at=row.at,
            reason=row.reason,
            message=row.message,
            changes=[_shown(name, *both) for name, both in row.changes.items()],
        )
        for row in amendments_of(viewer, vacancy_id)
    ]


def _shown(name: str, before: Any, after: Any) -> tuple[str, str, str]:
    if name == "closes_at":
        was, is_now = (moment_in_words(datetime.fromisoformat(each)) if each else "" for each in (before, after))
        return "Closing date", was, is_now
    if name in STARTS:
        return AUDIENCES[STARTS[name]], _start(before), _start(after)
    if name in DAYS:
        was, is_now = (day(date.fromisoformat(each)) if each else "" for each in (before, after))
        return DAYS[name], was, is_now
    if name in CHANGED_IN_WORDS and isinstance(before, str):
        return CHANGED_IN_WORDS[name], before, after
    was, is_now = ("\n".join(in_lines(name, each)) for each in (before, after))
    return label_of(name), was, is_now


def _start(value: str | None) -> str:
    if not value:
        return "not shown to them"
    start = datetime.fromisoformat(value)
    return "never" if start == NEVER else f"from {moment_in_words(start)}"
