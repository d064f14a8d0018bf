"""Keeping a case beyond its time, while a complaint or a claim about it runs; and what an administrator sees coming."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError

from recruitment.accounts.staff import require_administrator
from recruitment.applications.tables import Application, Contact
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.errors import IllegalMove, Refused
from recruitment.core.tenancy import removing, rows_hit, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.keeping.cases import Case, cases_over, keep_months
from recruitment.keeping.tables import CaseHold
from recruitment.vacancies.tables import Vacancy

AHEAD: Final = timedelta(days=30)
LONGEST_REASON: Final = 1_000


@dataclass(frozen=True)
class VacancyDue:
    """Of one vacancy, how many applications go, and from which day to which."""

    vacancy: Vacancy
    number: int
    first: date
    last: date


@dataclass(frozen=True)
class CaseDue:
    """One application: of whom, when it ended, and when it goes or would go, were it not held."""

    application: Application
    name: str
    ended_on: date
    goes_on: date
    hold: CaseHold | None


def hold(viewer: Staff, application: Application, reason: str) -> CaseHold:
    """Raises Refused for whoever is no administrator there or gives no reason, IllegalMove where it is held already."""
    require_administrator(viewer, application.organisation_id)
    reason = reason.strip()
    if not reason:
        raise Refused("Give a reason.")
    held = CaseHold(
        organisation_id=application.organisation_id,
        application_id=application.id,
        reason=reason[:LONGEST_REASON],
        held_by=viewer.person,
    )
    try:
        with db.session.begin_nested():
            db.session.add(held)
    except IntegrityError as beaten:
        raise IllegalMove("application", "hold", "held") from beaten
    record(viewer, "hold", application, reason=reason)
    return held


def release(viewer: Staff, application: Application) -> None:
    """From now on its time runs out as any other's. Raises as `hold` does."""
    require_administrator(viewer, application.organisation_id)
    gone = removing(viewer, CaseHold).where(CaseHold.application_id == application.id)
    if rows_hit(gone) != 1:
        raise IllegalMove("application", "release", "not held")
    record(viewer, "release", application)


def hold_of(viewer: Staff, application_id: int) -> CaseHold | None:
    return db.session.scalars(visible(viewer, CaseHold).where(CaseHold.application_id == application_id)).one_or_none()


def due_soon(viewer: Staff, organisation_id: int) -> list[VacancyDue]:
    """What goes within a month, by vacancy, the soonest first."""
    require_administrator(viewer, organisation_id)
    cases = cases_over(organisation_id, keep_months()[organisation_id], clock.today() + AHEAD)
    by_vacancy: dict[int, list[date]] = defaultdict(list)
    for case in cases:
        by_vacancy[case.vacancy_id].append(case.goes_on)
    rows = db.session.scalars(visible(viewer, Vacancy).where(Vacancy.id.in_(by_vacancy)))
    lines = [VacancyDue(row, len(days := by_vacancy[row.id]), min(days), max(days)) for row in rows]
    return sorted(lines, key=lambda line: (line.first, line.vacancy.id))


def held_at(viewer: Staff, organisation_id: int) -> list[tuple[CaseHold, Application]]:
    """What is held, whenever it would go; the longest held first."""
    holds = db.session.scalars(
        visible(viewer, CaseHold).where(CaseHold.organisation_id == organisation_id).order_by(CaseHold.held_at)
    ).all()
    ids = [each.application_id for each in holds]
    wanted = visible(viewer, Application).where(Application.id.in_(ids))
    applications = {row.id: row for row in db.session.scalars(wanted)}
    return [(each, applications[each.application_id]) for each in holds if each.application_id in applications]


def cases_of_vacancy(viewer: Staff, vacancy: Vacancy) -> list[CaseDue]:
    """Every application of a vacancy whose time has begun to run out. Drafts, which nobody there read, are left out."""
    require_administrator(viewer, vacancy.organisation_id)
    months = keep_months()[vacancy.organisation_id]
    far = date(9000, 1, 1)
    found = [
        case
        for held in (False, True)
        for case in cases_over(vacancy.organisation_id, months, far, held=held)
        if case.vacancy_id == vacancy.id
    ]
    return _named(viewer, sorted(found, key=lambda case: (case.goes_on, case.id)))


def _named(viewer: Staff, cases: Sequence[Case]) -> list[CaseDue]:
    ids = [case.id for case in cases]
    applications = {
        row.id: row for row in db.session.scalars(visible(viewer, Application).where(Application.id.in_(ids)))
    }
    contacts = db.session.scalars(visible(viewer, Contact).where(Contact.application_id.in_(ids)))
    names = {row.application_id: f"{row.given_name} {row.family_name}" for row in contacts}
    holds = db.session.scalars(visible(viewer, CaseHold).where(CaseHold.application_id.in_(ids)))
    held = {row.application_id: row for row in holds}
    return [
        CaseDue(applications[case.id], names.get(case.id, ""), case.ended_on, case.goes_on, held.get(case.id))
        for case in cases
        if case.id in applications
    ]
