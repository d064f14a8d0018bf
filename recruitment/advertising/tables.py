"""The ledger: placements, credit notes against them, and the share of each that a vacancy bears. Whole pence."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.advertising.campaign_tables import Campaign
from recruitment.advertising.media_tables import Medium
from recruitment.advertising.supplier_tables import Supplier, of_desk
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db

LEDGER = Reach(
    public=nothing, candidate=nothing, staff=of_desk, cosla=nothing, operator=nothing, api_key=nothing, token=nothing,
    system={"reporting", "keeping", "counting", "import", "demonstration"},
)  # fmt: skip


class Placement(db.Model):
    """Never changed once recorded: a mistake is struck out with a reason, and what is right is entered anew.

    `corrects_id` leads from the right entry to the one that it replaces. An entry with a `credits_id` is a credit note
    against that placement: its money is below zero, so that every sum counts it by adding. `shared_by`: of rules.RULES.
    It counts in the financial year and month of `placed_on`.
    """

    __tablename__ = "placement"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("corrects_id"),
        ForeignKeyConstraint(["organisation_id", "supplier_id"], ["supplier.organisation_id", "supplier.id"]),
        ForeignKeyConstraint(["organisation_id", "campaign_id"], [Campaign.organisation_id, Campaign.id]),
        ForeignKeyConstraint(["organisation_id", "credits_id"], ["placement.organisation_id", "placement.id"]),
        ForeignKeyConstraint(["organisation_id", "corrects_id"], ["placement.organisation_id", "placement.id"]),
        Index("ix_placement_spend", "organisation_id", "placed_on"),
        Index("ix_placement_order_number", "organisation_id", "order_number"),
        Index("ix_placement_invoice_number", "organisation_id", "invoice_number"),
        CheckConstraint(
            "(credits_id is null and net >= 0 and vat >= 0) or (credits_id is not null and net <= 0 and vat <= 0)",
            name="only_credit_is_negative",
        ),
        CheckConstraint("(struck_at is null) = (struck_reason is null)", name="struck_for_a_reason"),
        CheckConstraint("shared_by in ('whole','equally','posts','by_hand','none')", name="shared_by_rule"),
    )
    __reach__ = LEDGER
    __keeping__ = Keeping(
        purpose="To account for public money",
        period=Period.RECORD,
        personal={"struck_reason": Erasure.KEEP, "note": Erasure.KEEP},
        impersonal=("publication", "department", "shared_by", "placed_on", "order_number", "invoice_number",
                    "invoiced_on"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    campaign_id: Mapped[int | None] = mapped_column(index=True)
    credits_id: Mapped[int | None] = mapped_column(index=True)
    corrects_id: Mapped[int | None]
    medium: Mapped[str] = mapped_column(ForeignKey(Medium.code))
    supplier_id: Mapped[int] = mapped_column(index=True)
    publication: Mapped[str] = mapped_column(String(160), default="")
    department: Mapped[str] = mapped_column(String(120), default="")
    shared_by: Mapped[str] = mapped_column(String(10))
    placed_on: Mapped[date] = mapped_column(Date)
    net: Mapped[int]
    vat: Mapped[int]
    order_number: Mapped[str] = mapped_column(String(60), default="")
    invoice_number: Mapped[str] = mapped_column(String(60), default="")
    invoiced_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(300), default="")
    recorded_by: Mapped[int]
    recorded_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    struck_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    struck_reason: Mapped[str | None] = mapped_column(String(300))

    supplier: Mapped[Supplier] = relationship(lazy="raise", viewonly=True)

    @property
    def gross(self) -> int:
        return self.net + self.vat

    @property
    def year(self) -> int:
        return clock.financial_year(self.placed_on)

    @property
    def is_credit(self) -> bool:
        return self.credits_id is not None


class PlacementShare(db.Model):
    """What one vacancy bears of an entry. The shares of an entry sum to it, to the penny; one that is shared by none
    has no share, and is its department's alone."""

    __tablename__ = "placement_share"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "placement_id"], ["placement.organisation_id", "placement.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"]),
        UniqueConstraint("placement_id", "vacancy_id"),
    )
    __reach__ = LEDGER
    __keeping__ = Impersonal("shares of public money")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    placement_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    net: Mapped[int]
    vat: Mapped[int]
