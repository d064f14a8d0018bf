"""Keys with which an organisation's own programs, its HR system above all, write vacancies here."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db

READING, WRITING, APPOINTING = "vacancies:read", "vacancies:write", "appointments:read"
SCOPES = {
    READING: "Read your vacancies, drafts too",
    WRITING: "Write and change drafts",
    APPOINTING: "Read who was appointed, with contact and pay, and take them over",
}
# What a key for adverts may do; who was appointed is personal, and asked for by itself.
USUAL_SCOPES = (READING, WRITING)


def _of_administrators(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(Role.ADMINISTRATOR))


class KeyOfProgram(db.Model):
    """One key. Of what opens the door only a hash is kept; after a rotation the hash before it opens for a day more."""

    __tablename__ = "api_key"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        CheckConstraint("(earlier_digest is null) = (earlier_until is null)", name="earlier_has_end"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_administrators, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"sign_in"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To let an organisation’s programs in, and to show their administrators which do",
        period=Period.RECORD,
        personal={"name": Erasure.KEEP},
        impersonal=("digest", "earlier_digest", "scopes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    earlier_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    earlier_until: Mapped[datetime | None] = mapped_column(clock.Moment)
    scopes: Mapped[list[Any]] = mapped_column(JSON)
    created_by: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    rotated_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    last_used_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(clock.Moment)


class KeptAnswer(db.Model):
    """What a key was answered under an Idempotency-Key, so that the same request again does nothing twice."""

    __tablename__ = "kept_answer"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "key_id"], ["api_key.organisation_id", "api_key.id"]),
        UniqueConstraint("key_id", "name"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=nothing, cosla=nothing, operator=nothing,
        api_key=lambda viewer, model: model.key_id == viewer.key, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Impersonal("what drafts of adverts and their documents were answered with")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    key_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(64))
    request_digest: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now, index=True)
