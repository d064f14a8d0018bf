"""Organisations. A council is one kind; nothing here or after means only councils."""

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core.keeping import OPEN_FACTS, Impersonal
from recruitment.core.tenancy import REFERENCE, Reach, nothing, own_organisation
from recruitment.extensions import db

KINDS = {
    "council": "Council",
    "health_board": "Health board",
    "police": "Police",
    "government": "Government body",
    "partnership": "Partnership",
    "charity": "Charity or trust",
    "other": "Other public body",
}
DEFAULTS = {"shortest_advert": 0, "remind_after": 3}


class Organisation(db.Model):
    """An employer under the common brand. `gss_code` is the statistical code of a council's area.

    `benefits` of the work there and `area_benefits` of living nearby are Markdown.
    """

    __tablename__ = "organisation"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    area_name: Mapped[str] = mapped_column(String(80), default="")
    gss_code: Mapped[str | None] = mapped_column(String(9), unique=True)
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    benefits: Mapped[str] = mapped_column(Text, default="")
    area_benefits: Mapped[str] = mapped_column(Text, default="")

    @property
    def is_council(self) -> bool:
        return self.kind == "council"


class LocalRules(db.Model):
    """What an organisation asks of its own work; one that has set nothing goes by `DEFAULTS`.

    `shortest_advert`: days from which on an advert may close; `remind_after`: days after which approvers are reminded,
    and after which once more. 0 means no such rule.
    """

    __tablename__ = "local_rules"
    __table_args__ = (
        CheckConstraint("shortest_advert >= 0 and remind_after >= 0", name="days_are_none_or_some"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Impersonal("an organisation’s own rules")

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    shortest_advert: Mapped[int] = mapped_column(default=DEFAULTS["shortest_advert"])
    remind_after: Mapped[int] = mapped_column(default=DEFAULTS["remind_after"])


class Department(db.Model):
    """A department or service that an organisation's adverts are offered; they may name others."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing,
    )  # fmt: skip
    __keeping__ = Impersonal("names of departments")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))
