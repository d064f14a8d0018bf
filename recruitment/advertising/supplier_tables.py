"""Who is paid for advertising: each organisation's own list, and the one that COSLA offers to all."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import OPEN_FACTS, Impersonal
from recruitment.core.tenancy import REFERENCE, Reach, nothing
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import DESK_ROLES


def of_desk(viewer: Staff, model: Any) -> Any:
    """Everybody at the organisation's desk reads what it spends; who only sits on a panel does not."""
    return model.organisation_id.in_(viewer.organisations_as(*DESK_ROLES))


class SharedSupplier(db.Model):
    """One that COSLA names the same for every organisation, so that its sums can be told of all together."""

    __tablename__ = "shared_supplier"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    is_offered: Mapped[bool] = mapped_column(default=True)


class Supplier(db.Model):
    """One that an organisation has paid or means to pay. `key`: the name as it is compared, in small letters.

    `shared_id` leads to the same one in COSLA's list.
    """

    __tablename__ = "supplier"
    __table_args__ = (UniqueConstraint("organisation_id", "id"), UniqueConstraint("organisation_id", "key"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_desk, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"reporting", "import", "onboarding", "demonstration"},
    )  # fmt: skip
    __keeping__ = Impersonal("names of firms that a public authority pays")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(120))
    shared_id: Mapped[int | None] = mapped_column(ForeignKey("shared_supplier.id"))
    is_offered: Mapped[bool] = mapped_column(default=True)
