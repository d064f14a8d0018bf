"""How many applications were removed when their time was over, so that the figures of past years stay as they were."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db


class ForgottenFigure(db.Model):
    """Of the applications submitted to an organisation in one financial year, those that are kept no longer."""

    __tablename__ = "forgotten_figure"
    __table_args__ = (UniqueConstraint("organisation_id", "year"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"reporting", "keeping"},
    )  # fmt: skip
    __keeping__ = Impersonal("counts of an organisation")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    applications: Mapped[int]
