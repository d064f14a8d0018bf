"""Places on a vacancy's reserve list."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from recruitment.applications.lifecycle import HIRING
from recruitment.applications.tables import Application, OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db
from recruitment.vacancies.tables import to_vacancy


def _of_those_who_hire(viewer: Any, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*HIRING))


class ReservePlace(OfAnApplication, db.Model):
    """A proposal to keep an appointable runner-up in mind, and what became of it.

    `months`: from the yes; `until`: the end that follows from it. `offers_sharing`: the employer lets other councils
    find the person, if the person agrees too (`is_shared`). `criteria`: those that they met, in the advert's words.
    `wording`: the version of what was agreed to, `answered_at` when.
    """

    __tablename__ = "reserve_place"
    __table_args__ = to_application(
        CheckConstraint("state in ('proposed','accepted','declined','ended')", name="known_state"),
        Index("uq_reserve_place_organisation_id_id", "organisation_id", "id", unique=True),
        CheckConstraint("state = 'ended' or (until is null) = (state <> 'accepted')", name="runs_once_agreed"),
        CheckConstraint("(state in ('ended','declined')) = (ended_at is not null)", name="ended_has_moment"),
    )  # fmt: skip
    __reach__ = Reach(
        public=nothing, candidate=own_person, staff=_of_those_who_hire, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"letters", "keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To offer a job later to somebody who could have been appointed",
        period=Period.CASE,
        subject="account_id",
        personal={"message": Erasure.REMOVE_ROW, "criteria": Erasure.REMOVE_ROW},
        impersonal=("state", "wording"),
    )

    state: Mapped[str] = mapped_column(String(10), default="proposed")
    months: Mapped[int]
    offers_sharing: Mapped[bool] = mapped_column(default=False)
    is_shared: Mapped[bool] = mapped_column(default=False)
    criteria: Mapped[list[Any]] = mapped_column(JSON, default=list)
    message: Mapped[str] = mapped_column(Text, default="")
    wording: Mapped[str] = mapped_column(String(10), default="")
    proposed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    proposed_by: Mapped[int]
    answered_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    until: Mapped[datetime | None] = mapped_column(clock.Moment)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)


# Of an application at most one is open: whoever is asked twice at once is asked once.
IS_OPEN = ReservePlace.state.in_(("proposed", "accepted"))
Index("ix_reserve_place_one_open", ReservePlace.application_id, unique=True, sqlite_where=IS_OPEN,
      postgresql_where=IS_OPEN)  # fmt: skip


class ReserveAsk(OfAnApplication, db.Model):
    """That somebody on a reserve list is asked whether they want another job (`vacancy_id`) of the same organisation.

    `application_id`: the application by which they stand on the list; `made_id`: the one that their yes has made.
    """

    __tablename__ = "reserve_ask"
    __table_args__ = to_application(
        to_vacancy(),
        ForeignKeyConstraint(
            ["organisation_id", "reserve_id"], ["reserve_place.organisation_id", "reserve_place.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("reserve_id", "vacancy_id"),
        CheckConstraint("state in ('asked','accepted','declined','ended')", name="known_state"),
        CheckConstraint("(state = 'asked') = (ended_at is null)", name="ended_has_moment"),
        CheckConstraint("(state = 'accepted') = (made_id is not null)", name="yes_makes_an_application"),
    )
    __reach__ = ReservePlace.__reach__
    __keeping__ = Keeping(
        purpose="To ask somebody on a reserve list whether they want another job",
        period=Period.CASE,
        subject="account_id",
        personal={"message": Erasure.REMOVE_ROW},
        impersonal=("state", "title"),
    )

    reserve_id: Mapped[int] = mapped_column(index=True)
    vacancy_id: Mapped[int]
    # Of the other job, as it was asked.
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default="asked")
    message: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    asked_by: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    made_id: Mapped[int | None]
