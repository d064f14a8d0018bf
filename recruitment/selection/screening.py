"""What a screening points out: essential criteria without an answer, and answers to look at. It decides nothing."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_

from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Answer, Application
from recruitment.core.audit import Act
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.queries import Row, chosen_applicants
from recruitment.selection.rules import KEPT, PAGE
from recruitment.selection.score_queries import criteria_of
from recruitment.selection.score_rules import scored
from recruitment.selection.sifting import complete, flagged_answers
from recruitment.vacancies.tables import Criterion, Vacancy

WAITING = ("submitted", "held")


@dataclass(frozen=True)
class PointedOut:
    """One applicant, and why a person should look."""

    row: Row
    lacking: tuple[Criterion, ...]
    flagged: tuple[QuestionAnswer, ...]


def _pointed_out(viewer: Staff, vacancy: Vacancy) -> Select[Any]:
    """Applications that wait for a decision, look as if they lack something, and that nobody has kept."""
    kept = visible(viewer, Act).where(
        Act.noun == Application.__tablename__, Act.row_id == Application.id, Act.act == KEPT
    )
    full = complete(viewer, vacancy.id)
    flagged = flagged_answers(viewer).with_only_columns(QuestionAnswer.application_id)
    looks: list[ColumnElement[bool]] = [Application.id.not_in(full)]
    if vacancy.questions:
        looks.append(Application.id.in_(flagged))
    waiting = visible(viewer, Application).where(
        Application.vacancy_id == vacancy.id, Application.state.in_(WAITING), ~kept.exists()
    )
    return narrowed(waiting, or_(*looks), kept, full, flagged)


def how_many_pointed_out(viewer: Staff, vacancy: Vacancy) -> int:
    return db.session.scalars(_pointed_out(viewer, vacancy).with_only_columns(func.count())).one()


def pointed_out(viewer: Staff, vacancy: Vacancy) -> tuple[PointedOut, ...]:
    """The first page of them: whoever has decided on these gets the next."""
    wanted = _pointed_out(viewer, vacancy).order_by(Application.submitted_at, Application.id).limit(PAGE)
    ids = list(db.session.scalars(wanted.with_only_columns(Application.id)))
    rows = chosen_applicants(viewer, vacancy.id, ids)
    essentials = [one for one in scored(criteria_of(viewer, vacancy.id)) if one.kind == "essential"]
    given = visible(viewer, Answer).where(Answer.application_id.in_(ids), func.trim(Answer.text) != "")
    answered = {(row.application_id, row.criterion_id) for row in db.session.scalars(given)}
    asked = flagged_answers(viewer).where(QuestionAnswer.application_id.in_(ids)).order_by(QuestionAnswer.position)
    flagged: dict[int, list[QuestionAnswer]] = {}
    for answer in db.session.scalars(asked):
        flagged.setdefault(answer.application_id, []).append(answer)
    return tuple(
        PointedOut(
            row,
            tuple(one for one in essentials if (row.application.id, one.id) not in answered),
            tuple(flagged.get(row.application.id, ())),
        )
        for row in rows
    )
