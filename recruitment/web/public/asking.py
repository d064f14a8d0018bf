"""A question as an address, and in words."""

from typing import Any

from flask import url_for

from recruitment.search.answers import Answer
from recruitment.search.questions import Question


def address_of(question: Question, **options: Any) -> str:
    return url_for("public.vacancies", **question.arguments(), **options)


def subject_of(found: Answer) -> str:
    """What the list holds, after the number of jobs: for “support worker” within 20 miles of Stornoway"""
    said = f"for “{found.question.q}” " if found.question.q else ""
    if found.around is None:
        return said.strip() or "in Scotland"
    also = " or from home" if found.question.home else ""
    return f"{said}{_there(found)}{also}"


def _there(found: Answer) -> str:
    there = found.around
    if there is None:
        return ""
    if there.has_distances:
        return f"within {in_miles(found.question.miles)} of {there.place.label}"
    over = f" and within {in_miles(found.question.miles)} across water" if there.is_over_water and there.across else ""
    return f"in {there.place.label}{over}"


def in_miles(number: int) -> str:
    return "1 mile" if number == 1 else f"{number} miles"
