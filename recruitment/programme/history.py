"""What changed in the register, for everybody."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from recruitment.extensions import db
from recruitment.programme.fact_tables import Change
from recruitment.programme.tables import Project


def changes(project: Project | None = None, most: int = 100) -> Sequence[Change]:
    """What changed in the register, or in one project, newest first."""
    wanted = select(Change).options(selectinload(Change.project)).order_by(Change.at.desc(), Change.id.desc())
    if project is not None:
        wanted = wanted.where(Change.project_id == project.id)
    return db.session.scalars(wanted.limit(most)).all()


def last_changes() -> dict[int, datetime]:
    """When each project, or a fact of it, changed last."""
    wanted = select(Change.project_id, func.max(Change.at)).where(Change.project_id.is_not(None))
    found = db.session.execute(wanted.group_by(Change.project_id))
    return {number: at for number, at in found if number is not None}
