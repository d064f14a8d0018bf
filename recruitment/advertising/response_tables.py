"""What led people to apply, of applications that are kept no longer."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy


class ForgottenResponse(db.Model):
    """How many applications to one advert were sent on one day by one link and with one answer, that were removed when
    their time was over: counts, so that response by medium stays as it was. `came_by` and `heard_from` as applications
    have them."""

    __tablename__ = "forgotten_response"
    __table_args__ = (
        to_vacancy(), UniqueConstraint("vacancy_id", "day", "came_by", "heard_from"),
        CheckConstraint("sent >= 0", name="sent_count"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"reporting", "keeping"},
    )  # fmt: skip
    __keeping__ = Impersonal("counts of one advert, of nobody in particular")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    day: Mapped[date] = mapped_column(Date)
    came_by: Mapped[str] = mapped_column(String(30))
    heard_from: Mapped[str] = mapped_column(String(30))
    sent: Mapped[int]
