"""Vacancies, applications, what each cost, what was not filled, and from where people came."""

from collections.abc import Sequence
from typing import Final

from recruitment.core.viewers import Staff, Viewer
from recruitment.reporting.hiring_queries import HiringLine, HiringTable, hiring
from recruitment.reporting.reports import lines
from recruitment.reporting.reports.filters import YEAR_AFTER
from recruitment.reporting.reports.frame import Asked, Report, Table
from recruitment.reporting.reports.words import about

HEADS: Final = {
    "organisation": "Organisation", "year": "Financial year", "month": "Month", "department": "Department",
    "category": "Kind of work", "area": "Council area", "contract": "Contract", "release": "Open to",
    "reason": "Reason",
}  # fmt: skip
FLOW: Final = (lines.VACANCIES, lines.APPLICATIONS, lines.SHORTLISTED, lines.APPOINTED, lines.A_VACANCY)
COSTS: Final = (lines.NET, *lines.COSTS)
FILLING: Final = (lines.FILLED, lines.UNFILLED, lines.SHARE_UNFILLED, lines.POSTS_UNFILLED)


def _groups(viewer: Viewer, asked: Asked, *groups: str) -> list[tuple[str, HiringTable]]:
    """By each of these; an organisation's own staff have no need of a table by organisation."""
    wanted = [by for by in groups if not (by == "organisation" and isinstance(viewer, Staff))]
    found = [(by, hiring(viewer, by, years=asked.years)) for by in wanted]
    return [(by, table) for by, table in found if table.lines]


def _vacancies(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    return [
        lines.table_of(
            f"by-{by}", f"Vacancies and applications by {HEADS[by].lower()}", HEADS[by], found, FLOW,
            says=_drawing(found) if by == "year" else lines.extremes(found, _a_vacancy, _number),
            chart=("Applications a vacancy", 4),
        )
        for by, found in _groups(viewer, asked, "year", "organisation", "department", "category", "contract", "month")
    ]  # fmt: skip


def _a_vacancy(line: HiringLine) -> float | None:
    return line.applications_a_vacancy


def _number(value: float) -> str:
    return f"{value:.1f}"


def _drawing(found: HiringTable) -> str:
    total = found.total.applications_a_vacancy
    return "" if total is None else f"A vacancy brought {total:.1f} applications."


def _costs(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    return [
        lines.table_of(
            f"by-{by}", f"Cost by {HEADS[by].lower()}", HEADS[by], found, COSTS,
            says=_cost(found) if by == "year" else lines.extremes(found, _cost_of_an_advert, _pounds),
            chart=("Net cost of an advert", 1),
        )
        for by, found in _groups(viewer, asked, "year", "organisation", "department", "category")
    ]  # fmt: skip


def _cost_of_an_advert(line: HiringLine) -> float | None:
    return line.cost_of_an_advert


def _pounds(pence: float) -> str:
    return about(int(pence))


def _cost(found: HiringTable) -> str:
    advert, appointment = found.total.cost_of_an_advert, found.total.cost_of_an_appointment
    if advert is None:
        return ""
    more = "" if appointment is None else f", an appointment {about(appointment)}"
    return f"An advert cost {about(advert)}{more}."


def _filling(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    made = [
        lines.table_of(
            f"by-{by}", f"Filled and not filled by {HEADS[by].lower()}", HEADS[by], found, FILLING,
            says=_unfilled(found) if by == "year" else lines.extremes(found, _share_unfilled, _percent),
            chart=("Share not filled", 2),
        )
        for by, found in _groups(viewer, asked, "year", "category", "area", "organisation", "department")
    ]  # fmt: skip
    reasons = [
        lines.table_of("by-reason", "Why vacancies were not filled", "Reason", _only_unfilled(found),
                       (lines.UNFILLED,), chart=("Vacancies not filled", 0))
        for _, found in _groups(viewer, asked, "reason")
    ]  # fmt: skip
    return [*made, *(each for each in reasons if each.rows)]


def _only_unfilled(found: HiringTable) -> HiringTable:
    return HiringTable(tuple(line for line in found.lines if line.sums["unfilled"]), found.total)


def _share_unfilled(line: HiringLine) -> float | None:
    return line.share_unfilled


def _percent(value: float) -> str:
    return f"{value:.0%}"


def _unfilled(found: HiringTable) -> str:
    total = found.total.share_unfilled
    return "" if total is None else f"{total:.0%} of vacancies that ended were not filled."


def _outside(viewer: Viewer, asked: Asked) -> Sequence[Table]:
    return [
        lines.table_of(
            f"by-{by}", f"From outside and from inside by {HEADS[by].lower()}", HEADS[by], found, lines.OUTSIDE,
            says=_churn(found) if by == "year" else lines.extremes(found, _appointed_outside, _percent),
            chart=("Appointed from outside local government", 1),
        )
        for by, found in _groups(viewer, asked, "year", "area", "category", "organisation")
    ]  # fmt: skip


def _appointed_outside(line: HiringLine) -> float | None:
    return line.share_of_appointments_outside


def _churn(found: HiringTable) -> str:
    churn = found.total.churn
    return "" if churn is None else f"{churn:.0%} of appointments went to people already at a Scottish council."


VACANCIES: Final = Report(
    "vacancies", "Vacancies and applications", "How many applications vacancies bring, and how far they come.",
    "Hiring", (YEAR_AFTER,), _vacancies,
)  # fmt: skip
COST: Final = Report(
    "costs", "What it costs to hire",
    "Advertising for each advert, application, shortlisted applicant and appointment.",
    "Money", (YEAR_AFTER,), _costs,
)  # fmt: skip
HARD_TO_FILL: Final = Report(
    "hard-to-fill", "Hard to fill", "Which vacancies end without an appointment, by kind of work and place, and why.",
    "Workforce", (YEAR_AFTER,), _filling,
)  # fmt: skip
OUTSIDE: Final = Report(
    "outside", "From outside and from inside",
    "Whether people come from outside local government, move between councils or are redeployed.",
    "Workforce", (YEAR_AFTER,), _outside,
)  # fmt: skip
