"""Vacancies that somebody keeps an eye on, with an account or before having one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

LIST_KEY = "saved_list"


class SavedList(db.Model):
    """The list of a browser in which nobody has signed in; only the hash of the key in its cookie is kept."""

    __tablename__ = "saved_list"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing, api_key=nothing,
        token=lambda viewer, model: (model.id == viewer.row) & (viewer.token_kind == LIST_KEY),
        system={"sign_in", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To find the vacancies that you saved before signing in",
        period=Period.UNUSED,
        personal={"key_digest": Erasure.REMOVE_ROW},
        forgotten_by="forget_unused_saved_lists",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    used_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now, index=True)


class SavedVacancy(db.Model):
    """A vacancy on a person's list, or on a browser's. `title` tells its owner what it was if it is withdrawn."""

    __tablename__ = "saved_vacancy"
    __table_args__ = (
        CheckConstraint("(account_id is null) <> (list_id is null)", name="saved_by_one"),
        UniqueConstraint("account_id", "vacancy_id"),
        UniqueConstraint("list_id", "vacancy_id"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing, api_key=nothing,
        token=lambda viewer, model: (model.list_id == viewer.row) & (viewer.token_kind == LIST_KEY),
        system={"keeping", "reporting"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show you again the vacancies that you saved",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"title": Erasure.REMOVE_ROW, "reference": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    list_id: Mapped[int | None] = mapped_column(ForeignKey("saved_list.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
