"""Which reports stand behind which door, in the order in which each door's page of contents shows them."""

from collections.abc import Sequence
from typing import Final

from recruitment.core.errors import NotVisible
from recruitment.reporting.reports.after_closing import AFTER_CLOSING
from recruitment.reporting.reports.durations import TIME_TO_HIRE
from recruitment.reporting.reports.equality import COMPARED, EQUALITY, OWN_EQUALITY
from recruitment.reporting.reports.frame import Report
from recruitment.reporting.reports.hiring import COST, HARD_TO_FILL, OUTSIDE, VACANCIES
from recruitment.reporting.reports.knowledge import QUALITY_OF_DATA, WHAT_WORKS
from recruitment.reporting.reports.own import AMONG_OTHERS, DETAIL
from recruitment.reporting.reports.saving import OWN_SAVING, SAVING
from recruitment.reporting.reports.spend import OWN_SPEND, SPEND
from recruitment.reporting.reports.workforce import WORKFORCE

GROUPS: Final = {
    "Money": "What advertising costs, and what it brings.",
    "Hiring": "How long it takes to fill a post, and what comes of it.",
    "Workforce": "Which people are sought, where they come from, and who cannot be found.",
    "People": "Who applies and who is chosen. Sums alone: no person can be read here.",
    "Knowledge": "What works, and how far the figures can be trusted.",
}
NATIONAL: Final[tuple[Report, ...]] = (
    SPEND, SAVING, COST, VACANCIES, TIME_TO_HIRE, AFTER_CLOSING, HARD_TO_FILL, OUTSIDE, WORKFORCE, EQUALITY, COMPARED,
    WHAT_WORKS, QUALITY_OF_DATA,
)  # fmt: skip
COUNCIL: Final[tuple[Report, ...]] = (
    OWN_SPEND, DETAIL, OWN_SAVING, COST, VACANCIES, TIME_TO_HIRE, AFTER_CLOSING, HARD_TO_FILL, OUTSIDE, OWN_EQUALITY,
    AMONG_OTHERS, QUALITY_OF_DATA,
)  # fmt: skip


def report_of(reports: Sequence[Report], code: str) -> Report:
    """Raises NotVisible when there is none of this name."""
    for each in reports:
        if each.code == code:
            return each
    raise NotVisible("no such report")


def grouped(reports: Sequence[Report]) -> list[tuple[str, str, list[Report]]]:
    """Group, what it is about, and its reports."""
    groups = ((name, told, [each for each in reports if each.group == name]) for name, told in GROUPS.items())
    return [each for each in groups if each[2]]
