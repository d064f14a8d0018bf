"""A public body's request to recruit here, and what was said about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, and_, literal
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, everything, nothing
from recruitment.extensions import db

TOKEN = "joining"


def _confirmed(_viewer: Any, model: Any) -> Any:
    """Before its address is known to be the asker's, a request is nobody's word."""
    return model.confirmed_at.is_not(None)


class JoiningRequest(db.Model):
    """Who asks, for which body, and what became of it; `became_id` is the organisation that was made of it."""

    __tablename__ = "joining_request"
    __table_args__ = (
        CheckConstraint("state in ('asked','confirmed','approved','refused')", name="known_state"),
        CheckConstraint("(state = 'asked') = (confirmed_at is null)", name="confirmed_has_moment"),
        CheckConstraint("(state in ('approved','refused')) = (decided_at is not null)", name="decided_has_moment"),
        CheckConstraint("(decided_at is null) = (decided_by is null)", name="decided_by_somebody"),
        CheckConstraint("(state = 'approved') = (became_id is not null)", name="approved_became_something"),
        CheckConstraint("state <> 'refused' or refusal <> ''", name="refused_says_why"),
        CheckConstraint("vacancies_a_year >= 0", name="vacancies_are_counted"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=_confirmed, api_key=nothing,
        token=lambda viewer, model: and_(literal(viewer.token_kind == TOKEN), model.id == viewer.row),
        system={"sign_in", "keeping", "letters"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To decide whether a public body recruits here, and to answer who asked",
        period=Period.RECORD,
        personal={"contact_name": Erasure.BLANK, "contact_email": Erasure.BLANK, "why": Erasure.KEEP,
                  "refusal": Erasure.KEEP},
        impersonal=("reference", "state", "name", "kind", "website"),
        since="decided_at",
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="asked", index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    website: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text)
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    vacancies_a_year: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    decided_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    decided_by: Mapped[int | None]
    refusal: Mapped[str] = mapped_column(Text, default="")
    became_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    @property
    def organisation_id(self) -> None:
        """Nobody's yet: moves are the operator's and the asker's."""
        return None


class JoiningWord(db.Model):
    """One message between operators and whoever asked; `person` is the operator's, and the asker's are nobody's."""

    __tablename__ = "joining_word"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=everything,
        api_key=nothing, system={"keeping"},
        token=lambda viewer, model: and_(literal(viewer.token_kind == TOKEN), model.request_id == viewer.row),
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To clear up a request to recruit here",
        period=Period.RECORD,
        personal={"text": Erasure.REMOVE_ROW},
        since="at",
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("joining_request.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    person: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
