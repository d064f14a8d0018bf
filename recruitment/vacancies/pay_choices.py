"""Pay by pay table: what is on offer for an advert, what was chosen, and choosing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import ApiKey, Staff, Viewer
from recruitment.extensions import db
from recruitment.organisations.pay_queries import PayGrade, grades_of, holding_on, pay_version, pay_versions_of
from recruitment.organisations.pay_tables import YEAR_WEEKS, PayPoint, PayVersion
from recruitment.vacancies.draft_actions import change
from recruitment.vacancies.pay_choice_tables import PayChoice
from recruitment.vacancies.stages import first_start
from recruitment.vacancies.tables import Vacancy

FROM_NO_TABLE: dict[str, Any] = {"pay_table": "", "year_weeks": None}


@dataclass(frozen=True)
class ChosenPay:
    """The lowest and the highest point of an advert's pay, and the version that they belong to, with its table."""

    low: PayPoint
    high: PayPoint
    version: PayVersion


def day_of_pay(vacancy: Vacancy, now: datetime) -> date:
    """The day whose rates count: that on which its first stage begins, today where that is over or not known."""
    opens = first_start(vacancy)
    return clock.local(opens if opens is not None and opens > now else now).date()


def offered_grades(viewer: Viewer, vacancy: Vacancy, day: date) -> list[PayGrade]:
    """The grades of every pay table of its organisation, as they hold on a day."""
    versions = pay_versions_of(viewer, vacancy.organisation_id)
    holding = holding_on(day, versions).values()
    return grades_of(viewer, [version for version in versions if version in holding])


def chosen_pay(viewer: Viewer, vacancy: Vacancy) -> ChosenPay | None:
    """None for a free range, and where the advert's pay says something else by now, brought back or copied, say."""
    row = _choice(viewer, vacancy)
    if row is None:
        return None
    wanted = visible(viewer, PayPoint).where(PayPoint.id.in_((row.low_point_id, row.high_point_id)))
    points = {point.id: point for point in db.session.scalars(wanted)}
    low, high = points[row.low_point_id], points[row.high_point_id]
    version = pay_version(viewer, low.pay_version_id)
    facts = {**facts_of(version, low, high), "full_time_hours": version.full_time_hours}
    if any(getattr(vacancy, name) != value for name, value in facts.items()):
        return None
    return ChosenPay(low, high, version)


def facts_of(version: PayVersion, low: PayPoint, high: PayPoint) -> dict[str, Any]:
    """What the part about pay says of an advert that pays these points: columns of a vacancy."""
    return {
        "pay_basis": version.basis,
        "pay_low": low.pence,
        "pay_high": high.pence,
        "is_pro_rata": version.basis == "annual",
        "grade": grade_in_words(low, high),
        "pay_table": table_in_words(version),
        "year_weeks": None if version.year_weeks == YEAR_WEEKS else version.year_weeks,
    }


def grade_in_words(low: PayPoint, high: PayPoint) -> str:
    """Grade 5, points 23 to 27"""
    points = f"point {low.label}" if low.label == high.label else f"points {low.label} to {high.label}"
    return f"{low.grade}, {points}" if low.grade else points.capitalize()


def table_in_words(version: PayVersion) -> str:
    """Local government employees, rates from 1 April 2026"""
    return f"{version.pay_table.name}, rates from {version.holds_from.day} {version.holds_from:%B %Y}"


def choose_pay(viewer: Staff, vacancy: Vacancy, grade: PayGrade, low: PayPoint, high: PayPoint, **also: Any) -> None:
    """Writes the pay of a draft from points of a grade; `also`: further facts of the page, such as allowances.

    Raises IllegalMove once it is no draft any longer, Refused when the rates were removed meanwhile.
    """
    if {low.id, high.id} - {point.id for point in grade.points} or high.pence < low.pence:
        raise ValueError("not a range of this grade")
    change(viewer, vacancy, "pay", **facts_of(grade.version, low, high), **also)
    take_points(viewer, vacancy, grade, low, high)


def take_points(viewer: Staff, vacancy: Vacancy, grade: PayGrade, low: PayPoint, high: PayPoint) -> None:
    """Says of a draft whose pay is written from which points it comes; full time is what their table counts as such."""
    change(viewer, vacancy, "contract", full_time_hours=grade.version.full_time_hours)
    row = _choice(viewer, vacancy) or PayChoice(vacancy_id=vacancy.id, organisation_id=vacancy.organisation_id)
    try:
        with db.session.begin_nested():
            row.low_point_id, row.high_point_id = low.id, high.id
            db.session.add(row)
    except IntegrityError as problem:
        raise Refused("These rates have just been replaced. Open the page about pay again.") from problem


def pay_freely(viewer: Staff | ApiKey, vacancy: Vacancy, **facts: Any) -> None:
    """Writes pay that comes from no table. Raises IllegalMove once it is no draft any longer."""
    change(viewer, vacancy, "pay", **{**facts, **FROM_NO_TABLE})
    leave_table(viewer, vacancy)


def leave_table(viewer: Staff | ApiKey, vacancy: Vacancy) -> None:
    """Says of a draft whose pay is written that it comes from no table."""
    db.session.execute(removing(viewer, PayChoice).where(PayChoice.vacancy_id == vacancy.id))


def carry_choice(viewer: Staff, source: Vacancy, target: Vacancy) -> None:
    """The pay of `target` comes from the same points as that of `source`, or from no table as it does."""
    leave_table(viewer, target)
    if (row := _choice(viewer, source)) is not None:
        points = {"low_point_id": row.low_point_id, "high_point_id": row.high_point_id}
        db.session.add(PayChoice(vacancy_id=target.id, organisation_id=target.organisation_id, **points))
        db.session.flush()


def _choice(viewer: Viewer, vacancy: Vacancy) -> PayChoice | None:
    return db.session.scalars(visible(viewer, PayChoice).where(PayChoice.vacancy_id == vacancy.id)).one_or_none()


Counterpart = tuple[PayGrade, PayPoint | None, PayPoint | None]


def counterpart(chosen: ChosenPay, grades: Sequence[PayGrade]) -> Counterpart | None:
    """The grade of the same name in the same table as it holds now, and its points of the same names, if any."""
    for grade in grades:
        if grade.version.pay_table_id == chosen.version.pay_table_id and grade.name == chosen.low.grade:
            named = {point.label: point for point in grade.points}
            return grade, named.get(chosen.low.label), named.get(chosen.high.label)
    return None
