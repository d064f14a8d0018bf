"""Records of vacancies that somebody asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, and_
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy

KEEPERS = (Role.ADMINISTRATOR, Role.RECRUITER)


def _who_asked(viewer: Any, model: Any) -> Any:
    """It holds what that person may read, so it is for nobody else."""
    return and_(model.organisation_id.in_(viewer.organisations_as(*KEEPERS)), model.asked_by == viewer.person)


class VacancyRecord(db.Model):
    """A record as it was when it was made, for whoever asked; its bytes lie in the store for a week. `digest`: SHA-256
    of the file, which the acts keep for good, so that a file can be told from one that was changed."""

    __tablename__ = "vacancy_record"
    __table_args__ = (
        to_vacancy(),
        Index("ix_vacancy_record_vacancy_id", "vacancy_id"),
        CheckConstraint("(ready_at is null) = (digest is null)", name="ready_has_bytes"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_who_asked, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To answer for a choice before whoever asks",
        period=Period.WEEK,
        personal={"digest": Erasure.REMOVE_ROW},
        since="asked_at",
        stored=("digest",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    asked_by: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    ready_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    digest: Mapped[str | None] = mapped_column(String(64))
