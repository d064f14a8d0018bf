"""Reads for those who keep the register: withdrawn rows too."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from recruitment.core.errors import NotVisible
from recruitment.extensions import db
from recruitment.programme.fact_tables import Dated
from recruitment.programme.queries import BESIDE, FACTS
from recruitment.programme.tables import Body


def row_of(model: Any, row_id: int) -> Any:
    """Any row that keepers change, withdrawn or not. Raises NotVisible."""
    wanted = select(model).where(model.id == row_id)
    if hasattr(model, "project"):
        wanted = wanted.options(selectinload(model.project))
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        raise NotVisible("no such row of the register")
    return found


def all_of(model: Any, project_id: int | None = None) -> Sequence[Any]:
    """Every row of a noun, withdrawn ones last; of facts those of a project, or with none the programme's."""
    wanted = select(model).order_by(model.withdrawn_at.is_not(None))
    if model in FACTS:
        wanted = wanted.where(model.project_id == project_id).options(*([BESIDE[model]] if model in BESIDE else []))
    if issubclass(model, Dated):
        wanted = wanted.order_by(model.date_key == "", model.date_key)
    return db.session.scalars(wanted.order_by(model.name if model is Body else model.id)).all()
