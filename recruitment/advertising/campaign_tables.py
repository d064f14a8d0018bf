"""Campaigns: advertising for several vacancies together, or for the employer as such."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.advertising.supplier_tables import of_desk
from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy

OF_DESK = Reach(
    public=nothing, candidate=nothing, staff=of_desk, cosla=nothing, operator=nothing, api_key=nothing,
    token=nothing, system={"reporting", "import", "demonstration"},
)  # fmt: skip
NUMBERS = Impersonal("what an organisation advertises together")


class Campaign(db.Model):
    """`shared_by`: the rule of `rules.RULES` by which what is placed is shared out over its vacancies, unless a
    placement says otherwise. One without vacancies is advertising for the employer or a department."""

    __tablename__ = "campaign"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint("shared_by in ('equally','posts')", name="shared_by_rule"),
    )
    __reach__ = OF_DESK
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))
    department: Mapped[str] = mapped_column(String(120), default="")
    shared_by: Mapped[str] = mapped_column(String(10), default="equally")
    made_by: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class CampaignVacancy(db.Model):
    """A vacancy that a campaign advertises. What was shared out before it joined or left stays as it was."""

    __tablename__ = "campaign_vacancy"
    __table_args__ = (
        to_vacancy(),
        ForeignKeyConstraint(
            ["organisation_id", "campaign_id"], ["campaign.organisation_id", "campaign.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("campaign_id", "vacancy_id"),
    )
    __reach__ = OF_DESK
    __keeping__ = NUMBERS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    campaign_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
