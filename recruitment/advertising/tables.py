"""A placement: one purchase of advertising for one vacancy. Money is whole pence."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import vacancy_reach_of_staff


class Placement(db.Model):
    """Never changed once recorded: a mistake is struck out with a reason and entered anew, so the ledger keeps both."""

    __tablename__ = "placement"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"]),
        Index("ix_placement_spend", "organisation_id", "placed_on"),
        CheckConstraint("net >= 0 and vat >= 0", name="no_negative_money"),
        CheckConstraint("(struck_at is null) = (struck_reason is null)", name="struck_for_a_reason"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing,
        staff=lambda viewer, model: vacancy_reach_of_staff(viewer, model.organisation_id, model.vacancy_id),
        cosla=nothing, operator=nothing, api_key=nothing, token=nothing,
        system={"reporting", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To account for public money",
        period=Period.RECORD,
        personal={"struck_reason": Erasure.KEEP},
        impersonal=("medium", "supplier", "publication", "placed_on", "order_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    medium: Mapped[str] = mapped_column(String(20))
    supplier: Mapped[str] = mapped_column(String(120))
    publication: Mapped[str] = mapped_column(String(160), default="")
    placed_on: Mapped[date] = mapped_column(Date)
    net: Mapped[int]
    vat: Mapped[int]
    order_number: Mapped[str] = mapped_column(String(60), default="")
    recorded_by: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    struck_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    struck_reason: Mapped[str | None] = mapped_column(String(300))

    @property
    def gross(self) -> int:
        return self.net + self.vat
