"""Work addresses by which people show that they work for an organisation."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db
from recruitment.organisations.domain_tables import EmailDomain
from recruitment.organisations.tables import Organisation

_DOMAIN = EmailDomain.__table__


class WorkAddress(db.Model):
    """A work address of a person. Of the link that shows it to be theirs only the hash is kept, until it is used.

    `good_until`: until when it stands for working there; empty until it was shown for the first time.
    """

    __tablename__ = "work_address"
    __table_args__ = (
        UniqueConstraint("account_id", "email"),
        ForeignKeyConstraint(
            ["organisation_id", "domain_id"], [_DOMAIN.c.organisation_id, _DOMAIN.c.id], ondelete="CASCADE"
        ),
        CheckConstraint("(token_digest is null) = (link_until is null)", name="link_has_end"),
    )
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show you jobs that are open to staff of your organisation",
        period=Period.ACCOUNT,
        subject="account_id",
        personal={"email": Erasure.REMOVE_ROW, "token_digest": Erasure.REMOVE_ROW},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    domain_id: Mapped[int]
    # In small letters, as it is compared.
    email: Mapped[str] = mapped_column(String(254), index=True)
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_until: Mapped[datetime | None] = mapped_column(clock.Moment)
    good_until: Mapped[datetime | None] = mapped_column(clock.Moment)
    reminded_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise")
