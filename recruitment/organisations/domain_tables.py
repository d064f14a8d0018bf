"""The e-mail domains that stand for working at an organisation."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation


class EmailDomain(db.Model):
    """An organisation's administrator asks for it; it counts once the operator has found that it is theirs.

    Several may ask for the same one; only one can have it.
    """

    __tablename__ = "email_domain"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
    )
    __reach__ = Reach(
        public=nothing, candidate=lambda viewer, model: model.approved_at.is_not(None), staff=own_organisation,
        cosla=nothing, operator=everything, api_key=nothing, token=nothing, system={"demonstration"},
    )  # fmt: skip
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    approved_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


IS_APPROVED = EmailDomain.approved_at.is_not(None)
Index("ix_email_domain_of_one", EmailDomain.name, unique=True, sqlite_where=IS_APPROVED, postgresql_where=IS_APPROVED)
