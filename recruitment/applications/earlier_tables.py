"""What was taken over from an earlier application, so that it can be put back."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db


class Taken(OfAnApplication, db.Model):
    """An answer of a draft that came from an earlier application. It goes when the draft is sent.

    `ref`: as in `together_rules.Item`; `before` and `taken`: what the draft said before, and what was put there.
    """

    __tablename__ = "taken_answer"
    __table_args__ = to_application(UniqueConstraint("application_id", "ref"))
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To let you undo the use of an earlier answer",
        period=Period.CASE,
        subject="account_id",
        personal={"before": Erasure.REMOVE_ROW, "taken": Erasure.REMOVE_ROW},
        impersonal=("ref",),
    )

    ref: Mapped[str] = mapped_column(String(16))
    before: Mapped[list[Any]] = mapped_column(JSON, default=list)
    taken: Mapped[list[Any]] = mapped_column(JSON, default=list)
    taken_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
