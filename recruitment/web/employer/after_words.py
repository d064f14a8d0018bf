"""What the page of an advert tells once it is out: its promises, how people respond, and the questions at the end."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from recruitment.applications.promise_clock import clock_of
from recruitment.applications.response import response_to
from recruitment.core import clock
from recruitment.core.viewers import Staff
from recruitment.vacancies.after_tables import Outcome, StillInPost
from recruitment.vacancies.outcomes import ENDED, FOLLOWING, ORIGINS, REASONS, may_answer, outcome_of, still_in_post_of
from recruitment.vacancies.promises import Promise
from recruitment.vacancies.silence import Counts, is_silent
from recruitment.vacancies.stages import first_start
from recruitment.vacancies.tables import Vacancy

COLOURS = {"waiting": "grey", "due": "orange", "missed": "red", "kept": "green", "empty": "grey"}


@dataclass(frozen=True)
class After:
    """`promises`: each with the colour of its tag. `rows`: of a summary list."""

    promises: list[tuple[Promise, str]]
    counts: Counts
    response: str
    is_silent: bool
    rows: list[dict[str, Any]]
    waits: bool


def after_page(viewer: Staff, vacancy: Vacancy) -> After | None:
    """None before anybody could read it, at whichever stage."""
    now, start = clock.now(), first_start(vacancy)
    if start is None or vacancy.published_at is None or start > now:
        return None
    counts = response_to(viewer, vacancy).total
    promises = [(promise, COLOURS[promise.standing]) for promise in clock_of(vacancy)]
    rows, waits = _answers(viewer, vacancy)
    href = url_for("employer.response", vacancy_id=vacancy.id)
    return After(promises, counts, href, is_silent(vacancy, counts.sent, now), rows, waits)


def _answers(viewer: Staff, vacancy: Vacancy) -> tuple[list[dict[str, Any]], bool]:
    """What was answered, and whether a question waits for an answer."""
    if vacancy.state not in ENDED:
        return [], False
    outcome, stayed = outcome_of(viewer, vacancy.id), still_in_post_of(viewer, vacancy.id)
    answers = may_answer(viewer, vacancy)
    href = url_for("employer.outcome", vacancy_id=vacancy.id) if answers else None
    key = "Who was appointed" if vacancy.state == "filled" else "Why nobody was appointed"
    rows = [
        {"key": key, "value": _outcome_in_words(outcome), "href": href, "action": "Correct" if outcome else "Answer"}
    ]
    if stayed is not None:
        href = url_for("employer.still_in_post", vacancy_id=vacancy.id) if answers else None
        action = "Correct" if stayed.answered_at else "Answer"
        rows.append({"key": "Still in post", "value": _stayed_in_words(stayed), "href": href, "action": action})
    return rows, outcome is None or (stayed is not None and stayed.answered_at is None)


def _outcome_in_words(row: Outcome | None) -> str:
    if row is None:
        return "Not answered yet"
    if row.reason is not None:
        more = f" {row.words}" if row.words else ""
        return f"{REASONS[row.reason]}.{more} Next: {FOLLOWING[row.following or 'nothing'].lower()}"
    counted = [(getattr(row, name), said) for name, said in ORIGINS.items()]
    return "; ".join(f"{count} {said[0].lower()}{said[1:]}" for count, said in counted if count)


def _stayed_in_words(row: StillInPost) -> str:
    if row.answered_at is None:
        return "Not answered yet"
    return f"{row.still} of {row.appointed} still in post, {row.gone} left, {row.unknown} not known"
