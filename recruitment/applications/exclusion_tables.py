"""Who reads nothing of an application, because they know the applicant too well to judge fairly."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role
from recruitment.extensions import db

CHOOSING = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)


def _own_or_those_who_choose(viewer: Any, model: Any) -> Any:
    return or_(model.member == viewer.person, model.organisation_id.in_(viewer.organisations_as(*CHOOSING)))


class Exclusion(db.Model):
    """A member of staff (`member`, an account) who has declared a relationship with an applicant (`account_id`)."""

    __tablename__ = "exclusion"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "application_id"], ["application.organisation_id", "application.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("application_id", "member"),
        Index("ix_exclusion_member", "member"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_own_or_those_who_choose, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "scoring", "letters"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To keep those who know an applicant out of the choice",
        period=Period.CASE,
        subject="account_id",
        personal={"relationship": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    application_id: Mapped[int]
    vacancy_id: Mapped[int]
    account_id: Mapped[int]
    member: Mapped[int]
    # One of vocabulary.RELATIONSHIPS.
    relationship: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    declared_by: Mapped[int]


@cache
def _apart() -> Any:
    """One alias for every question: to make it costs as much as to ask."""
    return aliased(Exclusion)


def not_excluded(viewer: Any, application_id: Any) -> Any:
    """That the viewer has not declared a relationship with the applicant."""
    apart = _apart()
    mine = select(apart.application_id).where(apart.member == viewer.person).scalar_subquery()
    return application_id.not_in(mine)
