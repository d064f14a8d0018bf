"""Organisations. A council is one kind; nothing here or after means only councils."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import OPEN_FACTS, Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import REFERENCE, Reach, everything, nothing, own_organisation
from recruitment.extensions import db

KINDS = {
    "council": "Council",
    "health_board": "Health board",
    "fire": "Fire and rescue service",
    "leisure_trust": "Leisure or culture trust",
    "college": "College",
    "police": "Police",
    "government": "Government body",
    "partnership": "Partnership",
    "charity": "Charity or trust",
    "other": "Other public body",
}
DEFAULTS = {
    "shortest_advert": 0, "remind_after": 3, "panel_size": 0, "hides_names": False, "hides_dates": False,
    "keep_months": 12, "shares_redeployees": False, "redeployment_kept": 180, "adjustment_days": 2,
    "reserve_months": 6, "shares_reserves": False, "shares_figures": False, "references_wanted": 2,
    "asks_fitness": True,
}  # fmt: skip
# Months for which somebody may stand on a reserve list.
RESERVE_MONTHS = (1, 24)
# References that are asked before somebody starts.
MOST_REFERENCES = 4
# Months for which a case may be kept; less could not answer a claim, more needs a reason of its own.
KEEP_MONTHS = (6, 24)
# Working days within which a request for an adjustment may promise an answer: it is of use while the advert is open.
ADJUSTMENT_DAYS = (1, 10)


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
    and after which once more; `panel_size`: who must sit on a panel at least before anybody is invited. 0 means no such
    rule. `hides_names`: whether new adverts hide names until the shortlist; `hides_dates`: and
    dates and institutions. `keep_months`: for how long an application
    is kept from its own end. `shares_redeployees`: it takes part in telling people at risk of redeployment across
    councils. `redeployment_kept`: days after which an ended registration of one is removed. `adjustment_days`: working
    days within which whoever asks for an adjustment in order to apply is answered. `reserve_months`: for how long
    people are asked to stand on a reserve list; `shares_reserves`: whether they are asked, too, if other councils may
    find them. `shares_figures`: where figures are compared, other organisations see its own under its name.
    `references_wanted`: before somebody starts; `asks_fitness`: whether fitness for the work is checked,
    after an offer only.
    """

    __tablename__ = "local_rules"
    __table_args__ = (
        CheckConstraint("shortest_advert >= 0 and remind_after >= 0", name="days_are_none_or_some"),
        CheckConstraint("redeployment_kept >= 0", name="redeployment_is_kept_for_days"),
        CheckConstraint("reserve_months between 1 and 24", name="reserve_is_for_months"),
        CheckConstraint("references_wanted between 0 and 4", name="references_are_few"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=own_organisation, token=nothing, system={"letters", "keeping", "demonstration", "reporting"},
    )  # fmt: skip
    __keeping__ = Impersonal("an organisation’s own rules")

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    shortest_advert: Mapped[int] = mapped_column(default=DEFAULTS["shortest_advert"])
    remind_after: Mapped[int] = mapped_column(default=DEFAULTS["remind_after"])
    panel_size: Mapped[int] = mapped_column(default=DEFAULTS["panel_size"])
    hides_names: Mapped[bool] = mapped_column(default=DEFAULTS["hides_names"])
    hides_dates: Mapped[bool] = mapped_column(default=DEFAULTS["hides_dates"])
    keep_months: Mapped[int] = mapped_column(default=DEFAULTS["keep_months"])

    @property
    def id(self) -> int:
        """One row an organisation, so an act on its rules bears the organisation's number."""
        return self.organisation_id

    shares_redeployees: Mapped[bool] = mapped_column(default=DEFAULTS["shares_redeployees"])
    redeployment_kept: Mapped[int] = mapped_column(default=DEFAULTS["redeployment_kept"])
    adjustment_days: Mapped[int] = mapped_column(default=DEFAULTS["adjustment_days"])
    reserve_months: Mapped[int] = mapped_column(default=DEFAULTS["reserve_months"])
    shares_reserves: Mapped[bool] = mapped_column(default=DEFAULTS["shares_reserves"])
    shares_figures: Mapped[bool] = mapped_column(default=DEFAULTS["shares_figures"])
    references_wanted: Mapped[int] = mapped_column(default=DEFAULTS["references_wanted"])
    asks_fitness: Mapped[bool] = mapped_column(default=DEFAULTS["asks_fitness"])


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


class Suspension(db.Model):
    """A time in which an organisation's adverts are hidden and it publishes nothing; of one at most one is running."""

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint("state in ('running','lifted')", name="known_state"),
        CheckConstraint(
            "(state = 'lifted') = (lifted_at is not null) and (lifted_at is null) = (lifted_by is null)",
            name="lifted_by_somebody",
        ),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing, system={"index", "letters", "reporting", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show why an organisation could not recruit here for a time, and who said so",
        period=Period.RECORD,
        personal={"reason": Erasure.KEEP, "lifted_reason": Erasure.KEEP},
        impersonal=("state",),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="running")
    reason: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    began_by: Mapped[int]
    lifted_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    lifted_by: Mapped[int | None]
    lifted_reason: Mapped[str] = mapped_column(Text, default="")


def is_running(model: Any) -> Any:
    """That a suspension lasts, told by what is empty then: a value that a partial index asks for makes SQLite plan the
    whole statement anew each time it is given, and this is asked with nearly every read of adverts."""
    return model.lifted_at.is_(None)


RUNNING = is_running(Suspension)
Index("uq_suspension_running", Suspension.organisation_id, unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING)
