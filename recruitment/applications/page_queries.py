"""Reads of what the writing of a draft left beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, case, func, type_coerce

from recruitment.applications.page_tables import PageVersion, TypedApart
from recruitment.applications.pages import Said
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Candidate
from recruitment.extensions import db


@dataclass(frozen=True)
class PageChange:
    """A version, and what came to stand in its place; None where that stands still."""

    version: PageVersion
    after: Said | None


def page_changes(
    viewer: Candidate, application_id: int, *, most: int, leave_out: int = 0
) -> tuple[list[PageChange], int]:
    """The changes of a draft, the latest first, and how many there are in all."""
    wanted = visible(viewer, PageVersion).where(PageVersion.application_id == application_id)
    total = db.session.scalars(wanted.with_only_columns(func.count())).one()
    # What was left out never stood in the application, so it is nothing that a change led to.
    is_aside = case((PageVersion.how == "left_out", 1), else_=0)
    following = func.lead(PageVersion.facts).over(partition_by=(PageVersion.page, is_aside), order_by=PageVersion.id)
    rows = db.session.execute(
        wanted.add_columns(type_coerce(following, JSON)).order_by(PageVersion.id.desc()).offset(leave_out).limit(most)
    )
    return [PageChange(version, after) for version, after in rows], total


def version_of_page(viewer: Candidate, application_id: int, version_id: int) -> PageVersion:
    """Raises NotVisible."""
    found: PageVersion = one_visible(
        viewer, PageVersion, PageVersion.id == version_id, PageVersion.application_id == application_id
    )
    return found


def last_version(viewer: Candidate, application_id: int, page: str) -> PageVersion | None:
    wanted: Any = visible(viewer, PageVersion).where(
        PageVersion.application_id == application_id, PageVersion.page == page
    )
    return db.session.scalars(wanted.order_by(PageVersion.id.desc()).limit(1)).first()


def apart_of(viewer: Candidate, application_id: int, page: str) -> Sequence[TypedApart]:
    """What was typed into a page and is not in it, in the order in which it came."""
    wanted = visible(viewer, TypedApart).where(TypedApart.application_id == application_id, TypedApart.page == page)
    return db.session.scalars(wanted.order_by(TypedApart.id)).all()


def apart_of_all(viewer: Candidate, application_ids: Collection[int]) -> Sequence[TypedApart]:
    """The same of several drafts, whatever the page."""
    wanted = visible(viewer, TypedApart).where(TypedApart.application_id.in_(application_ids))
    return db.session.scalars(wanted.order_by(TypedApart.id)).all()
