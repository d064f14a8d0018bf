"""Reads of scores: each viewer's own, and those of others once they were revealed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam

from recruitment.applications.exclusion_tables import Exclusion
from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.tables import Application
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import Role, Staff, Viewer
from recruitment.extensions import db
from recruitment.selection.interview_tables import Interview
from recruitment.selection.score_rules import USUAL, Cell, Mark, Plan, Scale, scored
from recruitment.selection.score_tables import AgreedScore, Reveal, Score, ScoreScale, ScoringPlan
from recruitment.vacancies.tables import Criterion, PanelSeat, Vacancy

# Who may act for a chair who is absent or excluded.
FOR_THE_CHAIR = (Role.ADMINISTRATOR, Role.RECRUITER)


@dataclass(frozen=True)
class Panel:
    """Who sits on a vacancy's panel, and which of them chairs it; account ids."""

    members: frozenset[int]
    chair: int | None


@dataclass(frozen=True)
class Occasion:
    """Where an application is scored: in the sift, or at an interview. `is_open`: marks are still given."""

    application: Application
    criteria: tuple[Criterion, ...]
    is_open: bool
    interview: Interview | None = None

    @property
    def interview_ids(self) -> tuple[int, ...]:
        return (self.interview.id,) if self.interview is not None else ()

    @property
    def keys(self) -> dict[str, Any]:
        """Of a row that is told of it."""
        one = self.application
        return {"organisation_id": one.organisation_id, "application_id": one.id, "account_id": one.account_id,
                "interview_id": self.interview.id if self.interview is not None else None}  # fmt: skip

    @property
    def row(self) -> Application | Interview:
        """On which its acts are recorded."""
        return self.interview if self.interview is not None else self.application


def given_at(model: Any, interview_ids: Collection[int]) -> ColumnElement[bool]:
    """Rows of one of these interviews; without any, those of the sift."""
    return model.interview_id.in_(interview_ids) if interview_ids else model.interview_id.is_(None)


def the_sift(viewer: Viewer, application: Application) -> Occasion:
    return Occasion(application, scored(criteria_of(viewer, application.vacancy_id)), application.state in IN_SIFT)


def panel_seats(viewer: Viewer, vacancy_id: int) -> Panel:
    seats = db.session.scalars(visible(viewer, PanelSeat).where(PanelSeat.vacancy_id == vacancy_id)).all()
    chair = next((seat.account_id for seat in seats if seat.chairs is not None), None)
    return Panel(frozenset(seat.account_id for seat in seats), chair)


def scale_of(viewer: Viewer, organisation_id: int) -> Scale:
    """What new vacancies of an organisation are scored with."""
    own = db.session.scalars(
        visible(viewer, ScoreScale).where(ScoreScale.organisation_id == organisation_id)
    ).one_or_none()
    return Scale(tuple(own.words), own.meets) if own is not None else USUAL


def plan_row(viewer: Viewer, vacancy_id: int) -> ScoringPlan | None:
    return db.session.scalars(visible(viewer, ScoringPlan).where(ScoringPlan.vacancy_id == vacancy_id)).one_or_none()


def plan_of(viewer: Viewer, vacancy: Vacancy, criteria: Iterable[Criterion]) -> Plan:
    """The scale as it stood when the vacancy's scoring began; before that, the organisation's own of today."""
    row = plan_row(viewer, vacancy.id)
    scale = Scale(tuple(row.words), row.meets) if row is not None else scale_of(viewer, vacancy.organisation_id)
    weights = {int(key): weight for key, weight in row.weights.items()} if row is not None else {}
    return Plan(scale, scored(criteria), weights)


def criteria_of(viewer: Viewer, vacancy_id: int) -> tuple[Criterion, ...]:
    wanted = visible(viewer, Criterion).where(Criterion.vacancy_id == vacancy_id)
    return tuple(db.session.scalars(wanted.order_by(Criterion.position)))


def cells_of(
    viewer: Staff,
    plan: Plan,
    panel: Panel,
    application_ids: Collection[int],
    *,
    only_revealed: bool = False,
    interview_ids: Collection[int] = (),
) -> Mapping[int, tuple[Cell, ...]]:
    """By application, a cell for each criterion of the plan, of the scores that the viewer reaches; two statements.

    `only_revealed` leaves out what the viewer alone has scored. With `interview_ids`, of which each application has
    one, those of the interviews, else those of the sift.
    """
    marks: dict[tuple[int, int], list[Mark]] = {}
    wanted = visible(viewer, Score).where(Score.application_id.in_(application_ids), Score.is_left_out.is_(False))
    wanted = wanted.where(given_at(Score, interview_ids))
    if only_revealed:
        opened = visible(viewer, Reveal).where(Reveal.application_id.in_(application_ids))
        opened = opened.where(given_at(Reveal, interview_ids))
        opened = opened.with_only_columns(Reveal.application_id)
        wanted = narrowed(wanted, Score.application_id.in_(opened), opened)
    for row in db.session.scalars(wanted.order_by(Score.member)):
        mark = Mark(row.member, row.mark, row.note, row.member == viewer.person, row.member not in panel.members)
        marks.setdefault((row.application_id, row.criterion_id), []).append(mark)
    settled = visible(viewer, AgreedScore).where(AgreedScore.application_id.in_(application_ids))
    settled = settled.where(given_at(AgreedScore, interview_ids))
    agreed = {(row.application_id, row.criterion_id): row for row in db.session.scalars(settled)}
    found = {}
    for number in application_ids:
        found[number] = tuple(
            Cell(
                one,
                tuple(marks.get((number, one.id), ())),
                agreed[number, one.id].mark if (number, one.id) in agreed else None,
                agreed[number, one.id].reason if (number, one.id) in agreed else "",
            )
            for one in plan.criteria
        )
    return found


def reveals_of(
    viewer: Viewer, application_ids: Collection[int], interview_ids: Collection[int] = ()
) -> dict[int, Reveal]:
    """By application."""
    wanted = visible(viewer, Reveal).where(Reveal.application_id.in_(application_ids), given_at(Reveal, interview_ids))
    return {row.application_id: row for row in db.session.scalars(wanted)}


def is_revealed(viewer: Viewer, application_id: int, interview_ids: Collection[int] = ()) -> bool:
    return bool(reveals_of(viewer, [application_id], interview_ids))


def exclusions_of(viewer: Staff, application_id: int) -> list[Exclusion]:
    """As far as the viewer reaches them: those who choose all, members their own."""
    wanted = visible(viewer, Exclusion).where(Exclusion.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(Exclusion.id)))


def own_exclusions(viewer: Staff, vacancy_id: int) -> int:
    """How many of a vacancy's applicants the viewer does not see, having declared a relationship with them.

    Counted without the applications, which they do not reach.
    """
    return len(db.session.scalars(_own_exclusions(viewer), {"vacancy": vacancy_id}).all())


@lru_cache(STATEMENTS)
def _own_exclusions(viewer: Staff) -> Select[Any]:
    mine = visible(viewer, Exclusion).where(Exclusion.member == viewer.person)
    return mine.where(Exclusion.vacancy_id == bindparam("vacancy")).with_only_columns(Exclusion.id)


def may_act_as_chair(viewer: Staff, application: Application, panel: Panel) -> bool:
    """The chair; where nobody chairs, or the chair has declared a relationship with the applicant, a recruiter does."""
    if panel.chair == viewer.person:
        return True
    for_them = viewer.has_role(application.organisation_id, *FOR_THE_CHAIR)
    if panel.chair is None or not for_them:
        return for_them
    return any(row.member == panel.chair for row in exclusions_of(viewer, application.id))
