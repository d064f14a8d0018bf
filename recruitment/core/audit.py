"""The append-only record of acts: opaque person ids, no names."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, changing, everything, nothing, own_organisation
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db


class Act(db.Model):
    """One act on one row. Never changed, never removed by a person; the reason goes with the person that it told of."""

    __tablename__ = "act"
    __table_args__ = (Index("ix_act_noun_row", "noun", "row_id"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=own_organisation, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing, system={"keeping", "reporting"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show who did what, when and why",
        period=Period.RECORD,
        personal={"reason": Erasure.KEEP},
        impersonal=("door", "noun", "act", "before", "after"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Any] = mapped_column(clock.Moment, nullable=False)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person: Mapped[int | None]
    # Of a program that acts with one; for a person none.
    key_id: Mapped[int | None]
    door: Mapped[str] = mapped_column(String(40))
    noun: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    # What the row belongs to, told here too, so that all that was done for a vacancy is found when rows are gone.
    vacancy_id: Mapped[int | None] = mapped_column(index=True)
    application_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(60))
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)


def record(
    viewer: Viewer,
    act: str,
    row: Any,
    *,
    reason: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Adds an act on `row`, which has its id already; the reason is stored as given, so keep names out of it."""
    db.session.add(
        Act(
            at=clock.now(),
            organisation_id=getattr(row, "organisation_id", None),
            person=getattr(viewer, "person", None),
            key_id=getattr(viewer, "key", None) or None,
            door=f"system: {viewer.purpose}" if isinstance(viewer, System) else viewer.kind,
            noun=row.__tablename__,
            row_id=row.id,
            vacancy_id=_belongs_to("vacancy", row),
            application_id=_belongs_to("application", row),
            act=act,
            before=before,
            after=after,
            reason=reason,
        )
    )


def _belongs_to(noun: str, row: Any) -> int | None:
    return row.id if row.__tablename__ == noun else getattr(row, f"{noun}_id", None)


def forget_reasons(viewer: System, noun: str, row_ids: Sequence[int]) -> None:
    """Empties the reasons of acts on rows that are removed, because their time is over: what was done, when and by
    whom stays on record."""
    told = changing(viewer, Act).where(Act.noun == noun, Act.row_id.in_(row_ids), Act.reason.is_not(None))
    db.session.execute(told.values(reason=None))


@event.listens_for(Act, "before_update")
@event.listens_for(Act, "before_delete")
def _append_only(*_: Any) -> None:
    raise RuntimeError("an act that was recorded is neither changed nor removed")
