"""Verbs on answers to the employer's questions: kept while the draft is written, fixed when it is sent."""

from collections.abc import Mapping, Sequence

from recruitment.applications.actions import hold_draft
from recruitment.applications.draft_actions import finish, keys_of
from recruitment.applications.question_tables import QuestionAnswer
from recruitment.applications.tables import Application
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.vacancies.question_rules import Asked, is_flagged


def answer_questions(
    viewer: Candidate, application: Application, asked: Sequence[Asked], given: Mapping[str, Sequence[str]]
) -> None:
    """Stores the answers, by the questions' keys, as far as they go; finished once no required one is missing."""
    hold_draft(viewer, application)
    stored = _stored(viewer, application)
    for position, question in enumerate(asked, 1):
        row = stored.get(question.key)
        if row is None:
            row = QuestionAnswer(**keys_of(application), key=question.key)
            db.session.add(row)
        row.position, row.asked, row.given = position, question.facts, list(given.get(question.key, ()))
    missing = any(question.is_required and not given.get(question.key) for question in asked)
    finish(viewer, application, "questions", is_finished=not missing)


def fix_answers(
    viewer: Candidate, application: Application, asked: Sequence[Asked], stored: Mapping[str, QuestionAnswer]
) -> None:
    """As the draft is sent: every question as it is asked now with its answer; what is asked no more goes.

    `stored` are the answers so far, by the questions' keys.
    """
    for position, question in enumerate(asked, 1):
        row = stored.get(question.key)
        if row is None:
            row = QuestionAnswer(**keys_of(application), key=question.key, given=[])
            db.session.add(row)
        row.position, row.asked = position, question.facts
        row.is_flagged = is_flagged(question, row.given)
    keys = [question.key for question in asked]
    gone = [row for key, row in stored.items() if key not in keys]
    if gone:
        db.session.flush()
        db.session.execute(
            removing(viewer, QuestionAnswer).where(
                QuestionAnswer.application_id == application.id, QuestionAnswer.key.not_in(keys)
            )
        )
        for row in gone:
            db.session.expunge(row)


def _stored(viewer: Candidate, application: Application) -> dict[str, QuestionAnswer]:
    wanted = visible(viewer, QuestionAnswer).where(QuestionAnswer.application_id == application.id)
    return {row.key: row for row in db.session.scalars(wanted)}
