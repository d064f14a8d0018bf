"""Verbs by which a candidate fills a draft; each locks it, so that nothing changes after submission."""

from typing import Any

from recruitment.applications.actions import hold_draft
from recruitment.applications.rules import Question
from recruitment.applications.tables import Answer, Application, Declaration, Guarantee, Support
from recruitment.core.tenancy import removing, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


def finish(viewer: Candidate, application: Application, section: str, *, is_finished: bool = True) -> None:
    """Marks a section as finished, or takes the mark away."""
    hold_draft(viewer, application)
    stored = db.session.scalars(
        visible(viewer, Application).where(Application.id == application.id).with_only_columns(Application.sections)
    ).one()
    others = [name for name in stored if name != section]
    hold_draft(viewer, application, sections=[*others, section] if is_finished else others)


def answer(viewer: Candidate, application: Application, asked: tuple[Question, ...], texts: dict[int, str]) -> None:
    """Stores the answers as far as they go; the section is finished once no essential one is missing."""
    hold_draft(viewer, application)
    stored = {
        row.criterion_id: row
        for row in db.session.scalars(visible(viewer, Answer).where(Answer.application_id == application.id))
    }
    for question in asked:
        row = stored.get(question.id)
        if row is None:
            row = Answer(**keys_of(application), criterion_id=question.id)
            db.session.add(row)
        row.position, row.kind, row.criterion_text = question.position, question.kind, question.text
        row.text = texts.get(question.id, "")
    missing = any(question.is_essential and not texts.get(question.id, "") for question in asked)
    finish(viewer, application, "criteria", is_finished=not missing)


def declare(viewer: Candidate, application: Application, **facts: str) -> None:
    hold_draft(viewer, application)
    declaration = _one_part(viewer, Declaration, application)
    if declaration is None:
        declaration = Declaration(**keys_of(application))
        db.session.add(declaration)
    for name, value in facts.items():
        setattr(declaration, name, value)


def ask_for_support(viewer: Candidate, application: Application, *, schemes: list[str], needs: str) -> None:
    """Claims to a guaranteed interview and what is needed to take part; each empty when there is none."""
    finish(viewer, application, "support")
    for part, column, value in ((Guarantee, "schemes", schemes), (Support, "needs", needs)):
        row = _one_part(viewer, part, application)
        if row is not None and not value:
            db.session.execute(removing(viewer, part).where(part.application_id == application.id))
            db.session.expunge(row)
        elif row is not None:
            setattr(row, column, value)
        elif value:
            db.session.add(part(**keys_of(application), **{column: value}))


def say_source(viewer: Candidate, application: Application, *, heard_from: str, employed_by_council: str) -> None:
    finish(viewer, application, "source")
    application.heard_from, application.employed_by_council = heard_from, employed_by_council


def keys_of(application: Application) -> dict[str, int]:
    return {
        "organisation_id": application.organisation_id,
        "application_id": application.id,
        "account_id": application.account_id,
    }


def _one_part(viewer: Candidate, part: type[Any], application: Application) -> Any:
    return db.session.scalars(visible(viewer, part).where(part.application_id == application.id)).one_or_none()
