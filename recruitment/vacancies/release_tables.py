"""Who was let in to apply for a vacancy before it was public."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db

CHOOSERS = (Role.ADMINISTRATOR, Role.RECRUITER, Role.HIRING_MANAGER)


def _of_choosers(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*CHOOSERS))


class Admission(db.Model):
    """A person began to apply at a stage before the public one; what they began stays theirs to read and to send.

    `audience`: as whom, one of rules.AUDIENCES.
    """

    __tablename__ = "admission"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_of_choosers, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To say who may read and apply for a vacancy that is not public", period=Period.VACANCY,
        subject="account_id", personal={"audience": Erasure.REMOVE_ROW},
    )  # fmt: skip

    vacancy_id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    organisation_id: Mapped[int]
    audience: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
