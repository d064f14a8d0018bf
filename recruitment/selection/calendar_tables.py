"""The secret address at which a person's calendar program reads their dates."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db


class CalendarFeed(db.Model):
    """One a person. Of its address only a hash is kept, so that nobody reads it here; a new one ends the old."""

    __tablename__ = "calendar_feed"
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show your dates in your own calendar",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"token_digest": Erasure.REMOVE_ROW},
        secret=("token_digest",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
