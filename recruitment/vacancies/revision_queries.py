"""Reads of drafts that change a published advert."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam

from recruitment.core.errors import Refused
from recruitment.core.memory import STATEMENTS
from recruitment.core.tenancy import visible
from recruitment.core.viewers import ApiKey, Viewer
from recruitment.extensions import db
from recruitment.vacancies.revision_tables import Revision
from recruitment.vacancies.tables import Vacancy

NO_ADVERT = "This is a change to a published advert, and no advert of its own. {}"


def revision_of(viewer: Viewer, draft_id: int) -> Revision | None:
    """What makes a draft a change of a published advert, if it is one."""
    wanted = visible(viewer, Revision).where(Revision.draft_id == draft_id)
    return db.session.scalars(wanted).one_or_none()


def open_revision(viewer: Viewer, vacancy_id: int) -> Revision | None:
    """The change of a published advert that somebody has begun, as the database holds it now."""
    wanted = visible(viewer, Revision).where(Revision.vacancy_id == vacancy_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def refuse_revision(viewer: Viewer, vacancy: Vacancy, instead: str) -> None:
    """Raises Refused for what is for adverts of their own alone; `instead` says what is done with a change.

    Keys reach no draft that changes an advert, and nothing that tells of one.
    """
    if not isinstance(viewer, ApiKey) and revision_of(viewer, vacancy.id) is not None:
        raise Refused(NO_ADVERT.format(instead))


def adverts_changed(viewer: Viewer, vacancy_ids: Collection[int]) -> dict[int, str]:
    """Of these vacancies those that are changes of a published advert, with its reference."""
    if not vacancy_ids:
        return {}
    rows = db.session.execute(changed_by(viewer), {"begun": list(vacancy_ids)})
    return {draft: reference for draft, reference, _ in rows}


@lru_cache(STATEMENTS)
def changed_by(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Of the drafts `begun` those that change a published advert: the draft, that advert's reference and its number."""
    of_these = (Revision.draft_id.in_(bindparam("begun", expanding=True)), Vacancy.id == Revision.vacancy_id)
    wanted = visible(viewer, Revision, Vacancy).where(*of_these)
    return wanted.with_only_columns(Revision.draft_id, Vacancy.reference, Vacancy.id)
