"""Which letters about their applications a person wants, and what waits for the one letter of a day."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

AT_ONCE, DAILY = "at_once", "daily"
TEXT, LINK = "text", "link"


class NoticeChoice(db.Model):
    """What one person chose; without a row the defaults hold. Necessary letters ask nobody (`notices.CHOSEN`).

    `steps`: letters about steps on the way are wanted; `messages`: with a message's text, or with a link alone; `pace`:
    each letter at once, or what can wait in one letter a day.
    """

    __tablename__ = "notice_choice"
    __table_args__ = (
        CheckConstraint("messages in ('text','link')", name="known_messages"),
        CheckConstraint("pace in ('at_once','daily')", name="known_pace"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To write to you as you chose",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={},
        impersonal=("messages", "pace"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), unique=True)
    steps: Mapped[bool] = mapped_column(default=True)
    messages: Mapped[str] = mapped_column(String(10), default=TEXT)
    pace: Mapped[str] = mapped_column(String(10), default=AT_ONCE)


class WaitingNotice(db.Model):
    """One line of the next letter of the day; it goes when that letter is posted. `path`: the page that it is about."""

    __tablename__ = "waiting_notice"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To tell you of several things in one email",
        period=Period.WEEK,
        subject="account_id",
        personal={"said": Erasure.REMOVE_ROW},
        impersonal=("key", "path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    said: Mapped[str] = mapped_column(String(500))
    path: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(200), unique=True)
