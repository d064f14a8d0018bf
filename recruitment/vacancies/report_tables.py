"""What somebody reports about an advert."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy, to_vacancy


class AdvertReport(db.Model):
    """Somebody's word that an advert is wrong or unfair; the e-mail address is theirs to give or not.

    Settled when somebody at the employer has said what was done about it.
    """

    __tablename__ = "advert_report"
    __table_args__ = (
        to_vacancy(),
        CheckConstraint(
            "(settled_at is null) = (settled_note is null) and (settled_at is null) = (settled_by is null)",
            name="settled_by_somebody",
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To put an advert right, and answer whoever reported it",
        period=Period.VACANCY,
        personal={
            "details": Erasure.REMOVE_ROW,
            "email": Erasure.BLANK,
            "settled_note": Erasure.REMOVE_ROW,
        },
        impersonal=("reason",),
        address="email",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(index=True)
    vacancy_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(30))
    details: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254), default="")
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    settled_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    settled_by: Mapped[int | None]
    settled_note: Mapped[str | None] = mapped_column(Text)
