"""Jobs that a person applies for together: each place of the list is a draft of its own."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db


class Gathered(OfAnApplication, db.Model):
    """A draft on its writer's list. It goes when the draft is sent, deleted or taken off the list.

    `joined`: what the person said of questions that look alike, by their keys (`together_rules.decisions`).
    """

    __tablename__ = "gathered_application"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To let you apply for several jobs at once",
        period=Period.CASE,
        subject="account_id",
        personal={},
        impersonal=("joined",),
    )

    gathered_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    joined: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
