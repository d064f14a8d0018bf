"""More time to apply, for one person."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, and_, column, literal
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.adjustment_tables import of_hr
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy

TOKEN_KIND = "extension"
# Of several that one person was given for a vacancy one holds.
IS_GRANTED = column("state") == "granted"


def _of_link(viewer: Any, model: Any) -> Any:
    return and_(literal(viewer.token_kind == TOKEN_KIND), model.id == viewer.row)


class Extension(db.Model):
    """One person may apply until `until`, to the second, whatever the advert says; nobody else may.

    Whose it is: `account_id`, known once the person has opened the link that was sent to `email` and signed in, or at
    once where that address is an account's. `cause`: of extension_rules.CAUSES; `reason`: in words, for the record.
    """

    __tablename__ = "extension"
    __table_args__ = (
        to_vacancy(),
        CheckConstraint("state in ('granted','used','taken_back')", name="known_state"),
        CheckConstraint("state <> 'used' or account_id is not null", name="used_by_somebody"),
        Index(
            "uq_extension_of_person", "vacancy_id", "account_id", unique=True,
            sqlite_where=IS_GRANTED, postgresql_where=IS_GRANTED,
        ),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=of_hr, cosla=nothing, operator=nothing,
        api_key=nothing, token=_of_link, system={"letters", "keeping", "sign_in"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To let one person apply after the closing date, and to answer for it",
        period=Period.VACANCY,
        subject="account_id",
        personal={"name": Erasure.REMOVE_ROW, "email": Erasure.BLANK, "reason": Erasure.REMOVE_ROW},
        impersonal=("state", "cause", "link_digest"),
        address="email",
        secret=("link_digest",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(index=True)
    vacancy_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    adjustment_id: Mapped[int | None] = mapped_column(ForeignKey("adjustment_request.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), default="")
    until: Mapped[datetime] = mapped_column(clock.Moment)
    cause: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="granted")
    granted_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    granted_by: Mapped[int]
    used_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
