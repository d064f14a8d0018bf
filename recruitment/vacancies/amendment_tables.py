"""What of an advert was changed after its approval: by whom, when, why, and what stood there before."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy


class Amendment(db.Model):
    """One reasoned change. `changes`: {name of the column: [before, after]}, moments as ISO text.

    `act` is that of the lifecycle; `message` is what candidates read of it.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show what of a published advert was changed, by whom and why",
        period=Period.RECORD,
        personal={"reason": Erasure.KEEP, "message": Erasure.KEEP},
        impersonal=("act", "changes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    by: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text, default="")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
