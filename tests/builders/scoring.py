"""A panel, and what its members think of an applicant."""

from collections.abc import Sequence

from recruitment.applications.tables import Answer, Application
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Role, Staff, System
from recruitment.extensions import db
from recruitment.selection.queries import acts_on
from recruitment.selection.score_actions import Given, score
from recruitment.selection.score_queries import cells_of, criteria_of, panel_seats, plan_of
from recruitment.selection.score_rules import Cell
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy
from tests.builders.accounts import a_member, as_staff
from tests.builders.organisations import an_organisation


def a_panel(vacancy: Vacancy, size: int = 3, *, role: Role = Role.PANEL_MEMBER) -> list[Staff]:
    """Its members, the first of whom chairs it."""
    fife = an_organisation()
    people = [a_member(fife, role).id for _ in range(size)]
    for place, person in enumerate(people):
        chairs = vacancy.id if place == 0 else None
        seat = PanelSeat(organisation_id=fife.id, vacancy_id=vacancy.id, account_id=person, chairs=chairs)
        db.session.add(seat)
    db.session.commit()
    return [as_staff(fife, role, person=person) for person in people]


def criteria(vacancy: Vacancy) -> list[int]:
    """Ids, in the order of the advert."""
    wanted = visible(System("letters"), Criterion).where(Criterion.vacancy_id == vacancy.id)
    return list(db.session.scalars(wanted.order_by(Criterion.position).with_only_columns(Criterion.id)))


def answered(application: Application, vacancy: Vacancy, text: str = "I did this.") -> Application:
    """With an answer to every criterion."""
    keys = {"organisation_id": vacancy.organisation_id, "application_id": application.id,
            "account_id": application.account_id}  # fmt: skip
    db.session.add_all(Answer(**keys, criterion_id=number, text=text) for number in criteria(vacancy))
    db.session.commit()
    return application


def scores(member: Staff, application: Application, vacancy: Vacancy, marks: Sequence[int], note: str = "") -> bool:
    """A mark for each criterion in its order."""
    given = {number: Given(mark, note) for number, mark in zip(criteria(vacancy), marks, strict=False)}
    was_last = score(member, application, given)
    db.session.commit()
    return was_last


def cells(viewer: Staff, application: Application) -> list[Cell]:
    vacancy_id = application.vacancy_id
    listed = criteria_of(viewer, vacancy_id)
    vacancy = db.session.scalars(visible(viewer, Vacancy).where(Vacancy.id == vacancy_id)).one()
    plan, seats = plan_of(viewer, vacancy, listed), panel_seats(viewer, vacancy_id)
    return list(cells_of(viewer, plan, seats, [application.id])[application.id])


def seen(viewer: Staff, application: Application) -> list[list[int]]:
    return [[mark.mark for mark in cell.marks] for cell in cells(viewer, application)]


def told(viewer: Staff, application: Application) -> list[tuple[str, str | None]]:
    return [(act.act, act.reason) for act in acts_on(viewer, application)]
