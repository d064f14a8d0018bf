"""Scores: each panel member's own, when they were revealed, and what the panel agreed on."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    and_,
    column,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from recruitment.applications.tables import OfAnApplication, part_reach, staff_of_application, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.extensions import db
from recruitment.vacancies.tables import of_staffs_vacancy, to_vacancy

# What employers keep of a choice is their own work: candidates are told reasons and feedback, not drafts of them.
OF_THE_PANEL = replace(part_reach(staff_of_application), candidate=nothing, system={"keeping", "scoring"})


# In the sift, and not at an interview.
IN_THE_SIFT = column("interview_id").is_(None)


def to_interview() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation_id", "interview_id"], ["interview.organisation_id", "interview.id"], ondelete="CASCADE"
    )


def once_in_the_sift(name: str, *columns: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=IN_THE_SIFT, postgresql_where=IN_THE_SIFT)


def _own_or_revealed(viewer: Any, model: Any) -> Any:
    """A member's own scores; those of others once the scores of the sift, or of the interview, are revealed."""
    open_one = aliased(Reveal)
    revealed = select(open_one.id).where(
        open_one.application_id == model.application_id,
        open_one.interview_id.is_not_distinct_from(model.interview_id),
    )
    return and_(staff_of_application(viewer, model), or_(model.member == viewer.person, revealed.exists()))


class ScoreScale(db.Model):
    """An organisation's own marks with their words; one that has set none uses `score_rules.USUAL`."""

    __tablename__ = "score_scale"
    __table_args__ = (CheckConstraint("meets >= 0", name="meets_is_a_mark"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing,
    )  # fmt: skip
    __keeping__ = Impersonal("an organisation’s own marks")

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    # The words of the marks, from 0 upwards.
    words: Mapped[list[Any]] = mapped_column(JSON)
    # From which mark on a criterion is met.
    meets: Mapped[int]

    @property
    def id(self) -> int:
        return self.organisation_id


class ScoringPlan(db.Model):
    """How a vacancy is scored: the scale as it stood when scoring began, and how much each criterion weighs."""

    __tablename__ = "scoring_plan"
    __table_args__ = (to_vacancy(), UniqueConstraint("vacancy_id"))
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing,
    )  # fmt: skip
    __keeping__ = Impersonal("marks and weights of a vacancy")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    words: Mapped[list[Any]] = mapped_column(JSON)
    meets: Mapped[int]
    # Criterion's id, as text, -> weight; a criterion that is not named weighs 1.
    weights: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    # Whoever scores holds this row, so that of two who are last one sees the other.
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class Score(OfAnApplication, db.Model):
    """One member's (`member`, an account) mark for one criterion of one application (of `account_id`), with a note.

    `interview_id`: the interview at which it was given, None in the sift. It hangs on no seat: who leaves the panel
    leaves their scores.
    """

    __tablename__ = "score"
    __table_args__ = to_application(
        to_interview(),
        UniqueConstraint("interview_id", "criterion_id", "member"),
        once_in_the_sift("ix_score_in_the_sift", "application_id", "criterion_id", "member"),
        Index("ix_score_application_id", "application_id"),
        Index("ix_score_member", "member", "application_id"),
        CheckConstraint("mark >= 0", name="mark_counts_from_none"),
    )
    __reach__ = replace(OF_THE_PANEL, staff=_own_or_revealed)
    __keeping__ = Keeping(
        purpose="To choose fairly, and to answer for the choice",
        period=Period.CASE,
        subject="account_id",
        personal={"note": Erasure.REMOVE_ROW},
    )

    interview_id: Mapped[int | None]
    criterion_id: Mapped[int]
    member: Mapped[int]
    mark: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    # Of a member who has declared a relationship with the applicant since: kept, and counted for nothing.
    is_left_out: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class Reveal(OfAnApplication, db.Model):
    """That an application's scores are open to all who may read it: since all were in, or because the chair said so.

    Those of the sift, or those of one interview."""

    __tablename__ = "score_reveal"
    __table_args__ = to_application(
        to_interview(),
        UniqueConstraint("interview_id"),
        once_in_the_sift("ix_score_reveal_in_the_sift", "application_id"),
        Index("ix_score_reveal_application_id", "application_id"),
    )
    __reach__ = OF_THE_PANEL
    __keeping__ = Keeping(
        purpose="To show when scores were shown", period=Period.CASE, subject="account_id",
        personal={"reason": Erasure.REMOVE_ROW},
    )  # fmt: skip

    interview_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    # Who revealed them before all were in, and why; nobody where all were.
    revealed_by: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")


class AgreedScore(OfAnApplication, db.Model):
    """The mark on which the panel agreed after it had talked, and why."""

    __tablename__ = "agreed_score"
    __table_args__ = to_application(
        to_interview(),
        UniqueConstraint("interview_id", "criterion_id"),
        once_in_the_sift("ix_agreed_score_in_the_sift", "application_id", "criterion_id"),
        Index("ix_agreed_score_application_id", "application_id"),
    )
    __reach__ = OF_THE_PANEL
    __keeping__ = Keeping(
        purpose="To choose fairly, and to answer for the choice", period=Period.CASE, subject="account_id",
        personal={"reason": Erasure.REMOVE_ROW},
    )  # fmt: skip

    interview_id: Mapped[int | None]
    criterion_id: Mapped[int]
    mark: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    agreed_by: Mapped[int]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
