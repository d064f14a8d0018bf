"""A question as an address, and in words."""

from typing import Final
from urllib.parse import urlencode

from recruitment.search.answers import Answer
from recruitment.search.questions import Question

LIST: Final = "/vacancies"
# What Werkzeug leaves as it is in a query.
UNQUOTED: Final = "!$'()*,/:;?@"


def address_of(question: Question) -> str:
    """As url_for("public.vacancies") has it; a page says a dozen of them, and this takes a third of its time."""
    said = question.arguments()
    return f"{LIST}?{urlencode(said, doseq=True, safe=UNQUOTED)}" if said else LIST


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
