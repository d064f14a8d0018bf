"""Pre-employment checks of an application, and each step of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.exclusion_tables import not_excluded
from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db


def of_those_who_hire(viewer: Any, model: Any) -> Any:
    """Not the panel, which has chosen by now, nor whoever declared a relationship with the applicant."""
    return and_(model.organisation_id.in_(viewer.organisations_as(*HIRING)), not_excluded(viewer, model.application_id))


REACH = Reach(
    public=nothing, candidate=own_person, staff=of_those_who_hire, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"letters", "keeping", "demonstration"},
)  # fmt: skip


def to_check() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", "check_id"],
        ["pre_employment_check.organisation_id", "pre_employment_check.id"],
        ondelete="CASCADE",
    )


class Check(OfAnApplication, db.Model):
    """One thing that is checked after an offer. `kind`: one of check_rules.KINDS; `told`: what the candidate is asked.

    Of a disclosure it holds the level, the workforce and dates, and never what a certificate says or its number: only
    those who must may see that, and no longer than the decision takes (the code of practice of Disclosure (Scotland)
    Act 2020, section 55); that it was decided, and how, is enough to keep. Of fitness only the outcome. Dates are those
    on which things happened; when each was entered is in the steps.
    """

    __tablename__ = "pre_employment_check"
    __table_args__ = to_application(
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("application_id", "kind", "position"),
        CheckConstraint(
            "state in ('needed','asked','received','cleared','not_cleared','not_needed')", name="known_state"
        ),
        CheckConstraint(
            "(state in ('cleared','not_cleared','not_needed')) = (settled_on is not null)", name="settled_has_day"
        ),
        CheckConstraint("state not in ('received','cleared') or received_on is not null", name="received_has_day"),
        CheckConstraint("state <> 'asked' or asked_on is not null", name="asked_has_day"),
        CheckConstraint("kind = 'disclosure' or (level = '' and workforce = '')", name="level_is_of_disclosure"),
        CheckConstraint("kind in ('registration','driving') or number = ''", name="number_is_of_register"),
        CheckConstraint(
            "state <> 'not_needed' or (kind <> 'right_to_work' and level <> 'pvg')", name="law_is_not_waived"
        ),
        Index("ix_pre_employment_check_waiting", "organisation_id", "state"),
    )
    __reach__ = REACH
    __keeping__ = Keeping(
        purpose="To check what has to be in order before you start",
        period=Period.CASE,
        subject="account_id",
        personal=dict.fromkeys(
            ("number", "asked_on", "received_on", "settled_on", "expires_on", "told", "note"),
            Erasure.REMOVE_ROW,
        ),
        impersonal=("kind", "title", "state", "level", "workforce", "body"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(160))
    state: Mapped[str] = mapped_column(String(12), default="needed")
    # Whether nobody can start before it is done.
    is_required: Mapped[bool] = mapped_column(default=True)
    level: Mapped[str] = mapped_column(String(20), default="")
    workforce: Mapped[str] = mapped_column(String(10), default="")
    # The register, of vacancies.vocabulary.REGISTRATIONS, and the number there; of a driving licence none is kept.
    body: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[str] = mapped_column(String(60), default="")
    asked_on: Mapped[date | None] = mapped_column(Date)
    received_on: Mapped[date | None] = mapped_column(Date)
    settled_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    told: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # Since when it stands as it does: how long it has waited.
    since: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class CheckStep(OfAnApplication, db.Model):
    """One act on a check: the day on which it happened as whoever entered it says, and when they entered it."""

    __tablename__ = "pre_employment_check_step"
    __table_args__ = to_application(to_check(), Index("ix_pre_employment_check_step_check", "check_id"))
    __reach__ = REACH
    __keeping__ = Keeping(
        purpose="To show when each step of a check happened, and when it was entered",
        period=Period.CASE,
        subject="account_id",
        personal={"happened_on": Erasure.REMOVE_ROW, "reason": Erasure.REMOVE_ROW},
        impersonal=("act",),
    )

    check_id: Mapped[int]
    act: Mapped[str] = mapped_column(String(12))
    happened_on: Mapped[date] = mapped_column(Date)
    entered_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # An account's number; empty where nobody of the staff did it.
    entered_by: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    @property
    def was_entered_late(self) -> bool:
        return clock.local(self.entered_at).date() != self.happened_on
