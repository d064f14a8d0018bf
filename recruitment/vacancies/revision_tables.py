"""Which drafts are no adverts of their own: each is written to change the terms of one that is published."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.audiences import alias_of
from recruitment.vacancies.lifecycle import DESK_ROLES


def _of_desk(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*DESK_ROLES))


def _to(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", column], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
    )


class Revision(db.Model):
    """A draft that is a copy of a published vacancy and goes with what it says to it; one at a time for each.

    `base`: the parts of the published advert (parts.Kept by part) as they stood when the two were last compared.
    """

    __tablename__ = "revision"
    __table_args__ = (
        _to("draft_id"),
        _to("vacancy_id"),
        UniqueConstraint("vacancy_id"),
        CheckConstraint("draft_id <> vacancy_id", name="changes_another"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_desk, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show who changes the terms of a published advert",
        period=Period.VACANCY,
        subject="begun_by",
        personal={},
        impersonal=("base",),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    base: Mapped[dict[str, Any]] = mapped_column(JSON)
    begun_by: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


def own_advert(viewer: Any, model: Any) -> Any:
    """Adverts of the viewer's organisation; for programs a change of one is none."""
    return and_(own_organisation(viewer, model), model.id.not_in(select(alias_of(Revision).draft_id).scalar_subquery()))
