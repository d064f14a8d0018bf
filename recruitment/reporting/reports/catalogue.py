"""Which reports stand behind which door, in the order in which each door's page of contents shows them."""

from collections.abc import Sequence
from typing import Final

from recruitment.core.errors import NotVisible
from recruitment.reporting.reports.after_closing import AFTER_CLOSING
from recruitment.reporting.reports.equality import COMPARED, EQUALITY, OWN_EQUALITY
from recruitment.reporting.reports.frame import Report
from recruitment.reporting.reports.spend import OWN_SPEND, SPEND

GROUPS: Final = {
    "Money": "What advertising costs, and what it brings.",
    "Hiring": "How long it takes to fill a post, and what comes of it.",
    "People": "Who applies and who is chosen. Sums alone: no person can be read here.",
}
NATIONAL: Final[tuple[Report, ...]] = (SPEND, AFTER_CLOSING, EQUALITY, COMPARED)
COUNCIL: Final[tuple[Report, ...]] = (OWN_SPEND, AFTER_CLOSING, OWN_EQUALITY)


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
