"""When and where an applicant is invited to an interview."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, part_reach, staff_of_application, to_application
from recruitment.core import clock
from recruitment.core.keeping import Keeping, Period
from recruitment.extensions import db


class InterviewTime(OfAnApplication, db.Model):
    """The invitation that stands; `meeting` is one of rules.MEETINGS. Inviting anew changes it, and `changed_at`."""

    __tablename__ = "interview_time"
    __table_args__ = to_application(UniqueConstraint("application_id"))
    __reach__ = part_reach(staff_of_application)
    __keeping__ = Keeping(
        purpose="To meet the applicant",
        period=Period.CASE,
        subject="account_id",
        personal={},
        impersonal=("meeting", "place"),
    )

    at: Mapped[datetime] = mapped_column(clock.Moment)
    meeting: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(500))
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
