"""What the writing of an application leaves beside it: earlier versions of its pages, and what is not in it yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import OfAnApplication, to_application
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, nothing, own_person
from recruitment.extensions import db

OWN = Reach(
    public=nothing, candidate=own_person, staff=nothing, cosla=nothing, operator=nothing,
    api_key=nothing, token=nothing, system={"keeping"},
)  # fmt: skip


def _kept(purpose: str, column: str, *impersonal: str) -> Keeping:
    return Keeping(
        purpose=purpose,
        period=Period.CASE,
        subject="account_id",
        personal={column: Erasure.REMOVE_ROW},
        impersonal=impersonal,
    )


class PageVersion(OfAnApplication, db.Model):
    """What a page of a draft said before it was changed; of `left_out`, a text that was not chosen.

    `facts` are pages.Said. `how` the change came about: by the page's button, by the page itself while somebody typed,
    with what was written on another device, by bringing an earlier version back, by choosing between two texts.
    Never changed; the oldest go when there are many.
    """

    __tablename__ = "page_version"
    __table_args__ = to_application(
        Index("ix_page_version_application", "application_id", "page", "id"),
        CheckConstraint(
            "how in ('saved','by_itself','joined','brought_back','chosen','left_out')", name="came_about_somehow"
        ),
    )
    __reach__ = OWN
    __keeping__ = _kept("To bring back what you wrote earlier in an application", "facts", "page", "how")

    page: Mapped[str] = mapped_column(String(20))
    how: Mapped[str] = mapped_column(String(20))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Whose act it was: the person's own, or a helper's.
    person: Mapped[int]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


@event.listens_for(PageVersion, "before_update")
def _append_only(*_: Any) -> None:
    raise RuntimeError("a version that was kept is not changed")


class TypedApart(OfAnApplication, db.Model):
    """What was typed into a field and is not in the application yet, as the form's values.

    `why`: `incomplete`, the field cannot be stored so; `other`, it was written in two places at once, and the person
    has not chosen yet. While there is any, the application cannot be sent.
    """

    __tablename__ = "typed_apart"
    __table_args__ = to_application(
        Index("ix_typed_apart_application", "application_id", "page"),
        CheckConstraint("why in ('incomplete','other')", name="known_reason"),
    )
    __reach__ = OWN
    __keeping__ = _kept("To lose nothing that you typed into an application", "given", "page", "field", "why")

    page: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(60))
    given: Mapped[list[Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
