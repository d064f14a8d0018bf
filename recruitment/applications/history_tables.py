"""What an applicant has done, as it stood when they applied: whole, and as it is read while names are hidden."""

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import (
    OfAnApplication,
    once_known,
    part_reach,
    staff_of_application,
    to_application,
)
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.extensions import db

TOLD = ("employment", "education", "training", "registrations", "more")


def _judged(purpose: str) -> Keeping:
    return Keeping(
        purpose=purpose, period=Period.CASE, subject="account_id", personal=dict.fromkeys(TOLD, Erasure.REMOVE_ROW)
    )


class Told(OfAnApplication):
    """Lists of facts, dates as ISO text; `more`: driving, languages, skills, time out of work."""

    employment: Mapped[list[Any]] = mapped_column(JSON, default=list)
    education: Mapped[list[Any]] = mapped_column(JSON, default=list)
    training: Mapped[list[Any]] = mapped_column(JSON, default=list)
    registrations: Mapped[list[Any]] = mapped_column(JSON, default=list)
    more: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class History(Told, db.Model):
    """Employment, education and registrations as they stood."""

    __tablename__ = "application_history"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(once_known(staff_of_application))
    __keeping__ = _judged("To judge the application")


class Outline(Told, db.Model):
    """The same without what tells who it is (`outlining`): all that anybody reads while the advert hides names."""

    __tablename__ = "application_outline"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(staff_of_application)
    __keeping__ = _judged("To judge the application without knowing whose it is")
