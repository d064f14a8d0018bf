"""A CV that a person hands in to fill the profile from: read once, and what it may mean until they have decided."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.profile_tables import OWN, OfAPerson
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.extensions import db

WAITING, READ, UNREADABLE, INFECTED = "waiting", "read", "unreadable", "infected"
OPEN, ACCEPTED, LEFT_OUT = "open", "accepted", "left_out"
SCANNED = replace(OWN, system=OWN.system | {"scan"})


def _of_a_cv(*columns: str, impersonal: tuple[str, ...]) -> Keeping:
    return Keeping(
        purpose="To fill the profile from a CV",
        period=Period.DAY,
        subject="account_id",
        personal={column: Erasure.REMOVE_ROW for column in columns},
        impersonal=impersonal,
    )


class CvImport(OfAPerson, db.Model):
    """One a person. The file lies in the row, so that it goes in the same transaction in which it was read."""

    __tablename__ = "cv_import"
    __table_args__ = (
        UniqueConstraint("account_id"),
        CheckConstraint("state in ('waiting','read','unreadable','infected')", name="known_state"),
        CheckConstraint("(state = 'waiting') = (content is not null)", name="content_goes_once_read"),
    )
    __reach__ = SCANNED
    __keeping__ = _of_a_cv("content", impersonal=("kind", "state"))

    kind: Mapped[str] = mapped_column(String(10))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class CvSuggestion(OfAPerson, db.Model):
    """One entry that the CV seems to hold; it goes with the import, at the latest after a day.

    `undoes` says what taking the acceptance back needs: the row that was added, or what stood there before and after.
    """

    __tablename__ = "cv_suggestion"
    __table_args__ = (
        CheckConstraint("state in ('open','accepted','left_out')", name="known_state"),
        CheckConstraint("(state = 'open') = (step is null)", name="decided_in_a_step"),
    )
    __reach__ = SCANNED
    __keeping__ = _of_a_cv("facts", "undoes", impersonal=("section", "state"))

    import_id: Mapped[int] = mapped_column(ForeignKey("cv_import.id", ondelete="CASCADE"), index=True)
    section: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default=OPEN)
    undoes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # What was decided together has one number, and is undone together.
    step: Mapped[int | None]
