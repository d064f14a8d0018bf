"""What departments may spend on advertising in a financial year."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.advertising.supplier_tables import of_desk
from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db


class Budget(db.Model):
    """Pence without VAT, which councils recover. An empty `department` is the whole organisation; `year` is the one in
    which the financial year begins. The record of acts has every earlier amount."""

    __tablename__ = "budget"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year", "department"),
        CheckConstraint("amount >= 0", name="no_negative_money"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_desk, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = Impersonal("budgets of an organisation")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    department: Mapped[str] = mapped_column(String(120), default="")
    year: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    changed_by: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
