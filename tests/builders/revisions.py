"""One builder a noun: changes of a published advert."""

from collections.abc import Mapping
from typing import Any

from recruitment.core.tenancy import changing
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.draft_actions import write_part
from recruitment.vacancies.revising import begin_revision
from recruitment.vacancies.tables import Vacancy

Parts = Mapping[str, Mapping[str, Any]]
TEMPORARY: Parts = {"contract": {"contract_type": "temporary", "contract_note": "Cover for leave"}}


def a_revision(viewer: Staff, vacancy: Vacancy, parts: Parts = TEMPORARY) -> Vacancy:
    """The draft of a change that says `parts` besides what the advert says."""
    draft = begin_revision(viewer, vacancy)
    for part, facts in parts.items():
        write_part(viewer, draft, part, facts)
    db.session.commit()
    return draft


def an_approved_revision(viewer: Staff, vacancy: Vacancy, parts: Parts = TEMPORARY) -> Vacancy:
    """One that can be put live."""
    draft = a_revision(viewer, vacancy, parts)
    approve_at_once(viewer, draft)
    return draft


def approve_at_once(viewer: Staff, draft: Vacancy) -> None:
    """As its chain would."""
    db.session.execute(changing(viewer, Vacancy).where(Vacancy.id == draft.id).values(state="approved"))
    db.session.commit()
    db.session.expire_all()
