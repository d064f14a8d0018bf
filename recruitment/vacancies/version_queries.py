"""Reads of the versions of a draft: who changed what, from what to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, func, type_coerce

from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Viewer
from recruitment.extensions import db
from recruitment.vacancies.draft_tables import DraftVersion
from recruitment.vacancies.parts import Kept


@dataclass(frozen=True)
class Change:
    """A version, and what came to stand in its place; None where that stands still."""

    version: DraftVersion
    after: Kept | None


def changes(viewer: Viewer, vacancy_id: int, *, most: int, leave_out: int = 0) -> tuple[Sequence[Change], int]:
    """The changes of a draft, the latest first, and how many there are in all."""
    wanted = visible(viewer, DraftVersion).where(DraftVersion.vacancy_id == vacancy_id)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    # What was set aside never stood in the advert, so it is nothing that a change led to.
    is_aside = DraftVersion.how == "set_aside"
    following = func.lead(DraftVersion.facts).over(partition_by=(DraftVersion.part, is_aside), order_by=DraftVersion.id)
    rows = db.session.execute(
        wanted.add_columns(type_coerce(following, JSON)).order_by(DraftVersion.id.desc()).offset(leave_out).limit(most)
    )
    return [Change(version, after) for version, after in rows], total


def version_of(viewer: Viewer, vacancy_id: int, version_id: int) -> DraftVersion:
    """Raises NotVisible."""
    found: DraftVersion = one_visible(
        viewer, DraftVersion, DraftVersion.id == version_id, DraftVersion.vacancy_id == vacancy_id
    )
    return found


def last_versions(viewer: Viewer, vacancy_id: int, part: str, most: int) -> Sequence[DraftVersion]:
    """The latest changes of a part, the last first; what was set aside changed nothing."""
    wanted: Any = visible(viewer, DraftVersion).where(
        DraftVersion.vacancy_id == vacancy_id, DraftVersion.part == part, DraftVersion.how != "set_aside"
    )
    return db.session.scalars(wanted.order_by(DraftVersion.id.desc()).limit(most)).all()
