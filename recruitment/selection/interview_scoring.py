"""Scoring at an interview what it is there to show: by the questions of its round, and by tests and presentations."""

from itertools import groupby
from typing import Final

from recruitment.applications.queries import the_application
from recruitment.applications.tables import Application
from recruitment.core import clock
from recruitment.core.tenancy import visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.selection.interview_queries import rounds_of, seats_of
from recruitment.selection.interview_tables import Interview, InterviewQuestion, InterviewRound, InterviewSlot
from recruitment.selection.score_actions import reveal_complete
from recruitment.selection.score_queries import Occasion, criteria_of, plan_of, reveals_of
from recruitment.selection.score_rules import Plan, scored_at_interview
from recruitment.vacancies.tables import Criterion, Vacancy

# States of an interview in which it takes place, or has; of the application while nothing is decided.
TAKES_PLACE: Final = ("booked", "held")
UNDECIDED: Final = "interview"
LETTER: Final = "I"


def criteria_of_round(viewer: Viewer, row: InterviewRound) -> tuple[Criterion, ...]:
    """What the interviews of a round score."""
    asked = visible(viewer, InterviewQuestion).where(
        InterviewQuestion.vacancy_id == row.vacancy_id, InterviewQuestion.criterion_id.is_not(None)
    )
    pairs = asked.with_only_columns(InterviewQuestion.round_id, InterviewQuestion.criterion_id)
    named = {(round_id, criterion or 0) for round_id, criterion in db.session.execute(pairs)}
    here = {criterion for round_id, criterion in named if round_id == row.id}
    return scored_at_interview(criteria_of(viewer, row.vacancy_id), here, {criterion for _, criterion in named})


def plan_of_round(viewer: Viewer, vacancy: Vacancy, row: InterviewRound) -> Plan:
    """With the marks and weights of the vacancy."""
    whole = plan_of(viewer, vacancy, ())
    return Plan(whole.scale, criteria_of_round(viewer, row), whole.weights, LETTER)


def interview_occasion(
    viewer: Staff, interview: Interview, row: InterviewRound, slot: InterviewSlot | None
) -> Occasion:
    """Raises NotVisible."""
    application = the_application(viewer, interview.application_id)
    return Occasion(application, criteria_of_round(viewer, row), _is_open(interview, application, slot), interview)


def _is_open(interview: Interview, application: Application, slot: InterviewSlot | None) -> bool:
    has_begun = slot is not None and slot.starts_at <= clock.now()
    return has_begun and interview.state in TAKES_PLACE and application.state == UNDECIDED


def reveal_complete_interviews(viewer: Staff, vacancy: Vacancy) -> None:
    """Of a vacancy, where somebody who had not scored is no longer waited for."""
    rounds = {row.id: row for row in rounds_of(viewer, vacancy.id)}
    seats = [seat for seat in seats_of(viewer, rounds) if seat.interview.state in TAKES_PLACE]
    for round_id, some in groupby(
        sorted(seats, key=lambda seat: seat.interview.round_id), lambda seat: seat.interview.round_id
    ):
        criteria = criteria_of_round(viewer, rounds[round_id])
        occasions = [
            Occasion(seat.application, criteria, _is_open(seat.interview, seat.application, seat.slot), seat.interview)
            for seat in some
        ]
        ids = [number for one in occasions for number in one.interview_ids]
        shown = reveals_of(viewer, [one.application.id for one in occasions], ids)
        waiting = [one for one in occasions if one.is_open and one.application.id not in shown]
        reveal_complete(viewer, vacancy.id, waiting)
