"""Rows of the register. A fact that the programme's update does not state is None, never an empty list."""

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db

LEAD, PARTNER = "lead", "partner"


class Body(db.Model):
    """A body with a part in the programme. `gss_code` leads to the organisation that a council is here."""

    __tablename__ = "programme_body"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    full_name: Mapped[str | None] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(40))
    gss_code: Mapped[str | None] = mapped_column(String(9))
    description: Mapped[str | None] = mapped_column(Text)


class Programme(db.Model):
    """What all projects belong to. `dates`: {label, text, month}; `source`: {title, publisher, year, note}.

    `board`: {created, role, proposals_recommended, proposals_recommended_to}, in the update's words.
    """

    __tablename__ = "programme"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    as_of: Mapped[str] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(Text)
    description: Mapped[list[Any]] = mapped_column(JSON)
    dates: Mapped[list[Any]] = mapped_column(JSON)
    source: Mapped[dict[str, Any]] = mapped_column(JSON)
    board: Mapped[dict[str, Any]] = mapped_column(JSON)
    board_body_id: Mapped[int] = mapped_column(ForeignKey("programme_body.id"))
    fund_name: Mapped[str] = mapped_column(String(120))
    fund_description: Mapped[str] = mapped_column(Text)

    board_body: Mapped[Body] = relationship(lazy="raise")


class FundRound(db.Model):
    """Money released for projects together: `pence` belongs to the round, never to one of its projects."""

    __tablename__ = "fund_round"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    approved: Mapped[str] = mapped_column(String(40))
    approved_by: Mapped[str] = mapped_column(String(120))
    money_label: Mapped[str] = mapped_column(String(120))
    pence: Mapped[int] = mapped_column(BigInteger)


class Theme(db.Model):
    """One of the programme's themes, in the order of the update's key."""

    __tablename__ = "theme"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)


class Status(db.Model):
    """How far a project has come, with what that means here."""

    __tablename__ = "project_status"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)


class Project(db.Model):
    """One entry of the register.

    `dates`: {label, text, month}; `money`: {label, pence, period, belongs_to}, of which "context" is no funding.
    """

    __tablename__ = "project"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    status_id: Mapped[int] = mapped_column(ForeignKey("project_status.id"))
    status_note: Mapped[str] = mapped_column(Text)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    is_theme_inferred: Mapped[bool]
    theme_note: Mapped[str] = mapped_column(Text)
    # The recruitment portal's own entry: its figures are counted here and now.
    has_live_figures: Mapped[bool]
    summary: Mapped[str] = mapped_column(Text)
    description: Mapped[list[Any]] = mapped_column(JSON)
    benefits: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    dates: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    money: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))

    status: Mapped[Status] = relationship(lazy="raise")
    theme: Mapped[Theme] = relationship(lazy="raise")
    parts: Mapped[list["Part"]] = relationship(lazy="raise", order_by="Part.position", viewonly=True)

    @property
    def leads(self) -> list["Part"]:
        return [part for part in self.parts if part.role == LEAD]

    @property
    def partners(self) -> list["Part"]:
        return [part for part in self.parts if part.role == PARTNER]


class Part(db.Model):
    """A body's part in a project: it leads, or is a partner in a way that `words` tell."""

    __tablename__ = "project_body"
    __table_args__ = (UniqueConstraint("project_id", "body_id", "role"),)
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("programme_body.id"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(200), default="")

    body: Mapped[Body] = relationship(lazy="raise")
