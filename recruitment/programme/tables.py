"""Nouns of the register. What a source does not state is None or empty, and the pages say so."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db
from recruitment.programme.rules import TAKEN

LONGEST_NAME = 120
LONGEST_SOURCE = 300
LONGEST_TEXT = 4_000


class Kept:
    """What keepers alter and withdraw. `version` tells of two who change a row at once; nothing public is deleted."""

    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")

    @declared_attr.directive
    def __table_args__(cls) -> Any:  # noqa: N805
        return (
            *cls._more_args(),
            CheckConstraint("(withdrawn_at is null) = (withdrawn_why = '')", name="withdrawn_says_why"),
        )

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return ()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class Body(Kept, db.Model):
    """A body with a part in the programme. `gss_code` leads to the organisation that a council is here."""

    __tablename__ = "programme_body"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    full_name: Mapped[str] = mapped_column(String(160), default="")
    kind: Mapped[str] = mapped_column(String(40))
    gss_code: Mapped[str | None] = mapped_column(String(9), unique=True)
    description: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))


class Programme(db.Model):
    """What all projects belong to, as the first source tells of it. `source`: {title, publisher, year, note}.

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
    source: Mapped[dict[str, Any]] = mapped_column(JSON)
    board: Mapped[dict[str, Any]] = mapped_column(JSON)
    board_body_id: Mapped[int] = mapped_column(ForeignKey("programme_body.id"))
    fund_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    fund_description: Mapped[str] = mapped_column(Text)

    board_body: Mapped[Body] = relationship(lazy="raise")


class Theme(Kept, db.Model):
    """One of the programme's themes, in the order of the update's key."""

    __tablename__ = "theme"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))


class Stage(db.Model):
    """How far a project can come, with what that means here. The same for all projects, so it comes with a release."""

    __tablename__ = "project_stage"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text)


class Project(Kept, db.Model):
    """One entry of the register; what it leads to is in fact_tables. `description`: paragraphs with a line between."""

    __tablename__ = "project"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    is_theme_inferred: Mapped[bool] = mapped_column(default=False)
    theme_note: Mapped[str] = mapped_column(Text, default="")
    # The recruitment portal's own entry: its figures are counted here and now.
    has_live_figures: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))

    theme: Mapped[Theme] = relationship(lazy="raise")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        taken = ",".join(f"'{word}'" for word in sorted(TAKEN))
        return (CheckConstraint(f"slug not in ({taken})", name="slug_is_free"),)

    @property
    def paragraphs(self) -> list[str]:
        return self.description.split("\n\n")
