"""What was chosen from a pay table for an advert, so that its page can be written again."""

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy, to_vacancy


def _to_point(column: str) -> ForeignKeyConstraint:
    """No rates are removed that an advert was written with."""
    return ForeignKeyConstraint(["organisation_id", column], ["pay_point.organisation_id", "pay_point.id"])


class PayChoice(db.Model):
    """The lowest and the highest point that an advert offers, both of one grade.

    What the public reads stands in the vacancy, and is not changed by what becomes of the pay table.
    """

    __tablename__ = "pay_choice"
    __table_args__ = (to_vacancy(), _to_point("low_point_id"), _to_point("high_point_id"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=own_organisation, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Impersonal("what a post is paid")

    vacancy_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int]
    low_point_id: Mapped[int] = mapped_column(index=True)
    high_point_id: Mapped[int] = mapped_column(index=True)
