"""Putting changed terms of an advert live, where people may have begun to apply for it."""

from typing import Final

from recruitment.applications.lifecycle import OPEN
from recruitment.applications.rules import convictions_asked
from recruitment.applications.tables import Application, Declaration
from recruitment.core.errors import NotVisible
from recruitment.core.tenancy import changing, visible
from recruitment.core.viewers import Staff, System
from recruitment.extensions import db
from recruitment.vacancies.amendment_tables import Amendment
from recruitment.vacancies.revising import apply_revision
from recruitment.vacancies.tables import Vacancy

LETTERS: Final = System("letters")
LEVEL = "disclosure_level"


def is_answered(vacancy_id: int) -> bool:
    """Whether anybody has begun to apply, whom its criteria were shown to."""
    begun = visible(LETTERS, Application).where(Application.vacancy_id == vacancy_id).with_only_columns(Application.id)
    return db.session.scalars(begun.limit(1)).one_or_none() is not None


def number_declared(vacancy_id: int) -> int:
    """How many have sent an application that is not decided yet, with what they declared for the level of its check."""
    sent = visible(LETTERS, Application).where(Application.vacancy_id == vacancy_id, Application.state.in_(OPEN))
    return len(db.session.scalars(sent.with_only_columns(Application.id)).all())


def put_live(viewer: Staff, vacancy: Vacancy, reason: str, message: str = "") -> Amendment:
    """Writes an approved change onto the published advert; `amending.tell_candidates` then tells whom it concerns.

    The advert is held first, so that nobody begins to apply between the look at who has and the writing. Raises as
    apply_revision does.
    """
    wanted = visible(viewer, Vacancy).where(Vacancy.id == vacancy.id).with_for_update()
    if db.session.scalars(wanted.with_only_columns(Vacancy.id)).one_or_none() is None:
        raise NotVisible("no such vacancy")
    amendment = apply_revision(viewer, vacancy, reason, message, is_answered=is_answered(vacancy.id))
    if LEVEL in amendment.changes:
        _ask_convictions_anew(vacancy, *amendment.changes[LEVEL])
    return amendment


def _ask_convictions_anew(vacancy: Vacancy, before: str, after: str) -> None:
    """In applications that are not sent, where the law lets the post ask something else now (`convictions_asked`).

    What they wrote of convictions stays for them to change, unless nothing may be asked any more.
    """
    asked = convictions_asked(after)
    if asked == convictions_asked(before):
        return
    drafts = visible(LETTERS, Application).where(Application.vacancy_id == vacancy.id, Application.state == "draft")
    ids = db.session.scalars(drafts.with_only_columns(Application.id)).all()
    cleared = {"convictions": ""} if asked is not None else {"convictions": "", "convictions_detail": ""}
    theirs = changing(LETTERS, Declaration).where(Declaration.application_id.in_(ids))
    db.session.execute(theirs.values(**cleared))
