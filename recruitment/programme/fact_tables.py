"""Facts of a project, each with its source; those without a project are the programme's. And the register's history."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS
from recruitment.core.tenancy import REFERENCE
from recruitment.extensions import db
from recruitment.programme.rules import LONGEST_DATE
from recruitment.programme.tables import LONGEST_NAME, LONGEST_SOURCE, Body, Kept, Project, Stage

LEAD, PARTNER, SPONSOR = "lead", "partner", "sponsor"
ROLES = {LEAD: "Lead", PARTNER: "Partner", SPONSOR: "Sponsor"}
EXPECTED, REPORTED = "expected", "reported"
WAITING, CLEAN, INFECTED, UNSCANNED = "waiting", "clean", "infected", "unscanned"


class Fact(Kept):
    """Of a project, or of the programme as a whole."""

    @declared_attr
    def project_id(cls) -> Mapped[int | None]:  # noqa: N805
        return mapped_column(ForeignKey("project.id"), index=True)

    @declared_attr
    def project(cls) -> Mapped[Project | None]:  # noqa: N805
        return relationship(Project, lazy="raise")

    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))


class Dated(Fact):
    """`date_text` as far as the date is known, empty where it is not; `date_key` by which it sorts."""

    date_text: Mapped[str] = mapped_column(String(LONGEST_DATE), default="")
    date_key: Mapped[str] = mapped_column(String(10), default="")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return (CheckConstraint("(date_text = '') = (date_key = '')", name="date_sorts"),)


class Part(Fact, db.Model):
    """A body's part in a project: it leads, is a partner or a sponsor, in a way that `words` tell."""

    __tablename__ = "project_part"

    body_id: Mapped[int] = mapped_column(ForeignKey("programme_body.id"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(200), default="")

    body: Mapped[Body] = relationship(lazy="raise")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return (
            UniqueConstraint("project_id", "body_id", "role"),
            CheckConstraint("role in ('lead','partner','sponsor')", name="known_role"),
            CheckConstraint("project_id is not null", name="of_a_project"),
        )


class Step(Dated, db.Model):
    """A stage that a project reached or is expected to reach, or with no stage something else that has a date."""

    __tablename__ = "project_step"

    stage_id: Mapped[int | None] = mapped_column(ForeignKey("project_stage.id"))
    label: Mapped[str] = mapped_column(String(LONGEST_NAME))
    is_expected: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")

    stage: Mapped[Stage | None] = relationship(lazy="raise")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        dated = "stage_id is null or is_expected or date_text <> ''"
        return (*super()._more_args(), CheckConstraint(dated, name="reached_has_date"))


class Funding(Dated, db.Model):
    """A decision to fund. `pence` is None where no sum is stated; one without a project is for several together."""

    __tablename__ = "project_funding"

    label: Mapped[str] = mapped_column(String(LONGEST_NAME))
    fund: Mapped[str] = mapped_column(String(LONGEST_NAME))
    pence: Mapped[int | None] = mapped_column(BigInteger)
    decided_by: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return (*super()._more_args(), CheckConstraint("pence > 0", name="some_money"))


class Benefit(Dated, db.Model):
    """What a project is expected to bring, or is reported to have brought."""

    __tablename__ = "project_benefit"

    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    pence: Mapped[int | None] = mapped_column(BigInteger)

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return (*super()._more_args(), CheckConstraint("kind in ('expected','reported')", name="known_kind"))


class Figure(Dated, db.Model):
    """A number that belongs to a project and is no funding of it: `number` in `unit`, or pence where the unit is £."""

    __tablename__ = "project_figure"

    label: Mapped[str] = mapped_column(String(160))
    number: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(40))
    is_money: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")


class Paper(Dated, db.Model):
    """A document, stored here (`digest`) or elsewhere on the web (`url`) or neither, and a link.

    `state` of a stored one as of an advert's: it is opened once it is known to be safe, or where no scanner is set up.
    """

    __tablename__ = "project_paper"

    title: Mapped[str] = mapped_column(String(160))
    publisher: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(10), default="")
    size: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(10), default="")

    @classmethod
    def _more_args(cls) -> tuple[Any, ...]:
        return (
            *super()._more_args(),
            CheckConstraint("url = '' or digest = ''", name="one_place"),
            CheckConstraint("state in ('','waiting','clean','infected','unscanned')", name="known_state"),
            CheckConstraint("(digest = '') = (state = '')", name="stored_has_state"),
        )

    @property
    def is_open(self) -> bool:
        return self.state in (CLEAN, UNSCANNED)


class Change(db.Model):
    """One change of the register, told to everybody: what, why, and for which body somebody made it; never who.

    `told`: [{name, before, after}], in the words in which the pages said it then. The account is in the audit alone.
    """

    __tablename__ = "register_change"
    __reach__ = REFERENCE
    __keeping__ = OPEN_FACTS

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(clock.Moment, index=True)
    noun: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    act: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    by: Mapped[str] = mapped_column(String(80))
    why: Mapped[str] = mapped_column(Text)
    told: Mapped[list[Any]] = mapped_column(JSON)

    project: Mapped[Project | None] = relationship(lazy="raise")
