"""Changing a panel, with all that follows from it."""

from collections.abc import Collection

from recruitment.applications.lifecycle import IN_SIFT
from recruitment.applications.tables import Application
from recruitment.core.tenancy import narrowed, visible
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.selection.interview_panel import seats_by_person, tell_of_panel
from recruitment.selection.interview_scoring import reveal_complete_interviews
from recruitment.selection.score_actions import reveal_what_is_all_in
from recruitment.selection.score_queries import given_at
from recruitment.selection.score_tables import Reveal
from recruitment.vacancies.panels import set_panel
from recruitment.vacancies.tables import Vacancy


def change_panel(viewer: Staff, vacancy: Vacancy, people: Collection[int], chair: int | None) -> None:
    """Who sits and who chairs. Scores stay; what is complete without somebody who left is revealed; the interviews
    that stand go into the calendars of those who come, and out of theirs who leave. Raises Refused."""
    before = seats_by_person(vacancy.id)
    set_panel(viewer, vacancy, people, chair)
    tell_of_panel(vacancy.id, before)
    closed = visible(viewer, Reveal).where(given_at(Reveal, ())).with_only_columns(Reveal.application_id)
    in_sift = visible(viewer, Application).where(Application.vacancy_id == vacancy.id, Application.state.in_(IN_SIFT))
    waiting = narrowed(in_sift, Application.id.not_in(closed), closed)
    reveal_what_is_all_in(viewer, vacancy.id, db.session.scalars(waiting.order_by(Application.id)).all())
    reveal_complete_interviews(viewer, vacancy)
