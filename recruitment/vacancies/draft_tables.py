"""What the writing of adverts leaves beside them: earlier versions, what is not finished, templates, a library."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    event,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Impersonal, Keeping, Period
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Staff
from recruitment.extensions import db
from recruitment.vacancies.lifecycle import DESK_ROLES
from recruitment.vacancies.tables import of_staffs_vacancy

# How a version came about: by the page's button, by the page itself while somebody typed, by bringing an earlier
# one back, or as what was typed and given up for a colleague's text.
HOWS = ("saved", "by_itself", "brought_back", "set_aside")
TEMPLATE_NAME, CRITERION_TEXT = 120, 500


def _of_desk(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*DESK_ROLES))


def _own_or_shared(viewer: Staff, model: Any) -> Any:
    return and_(_of_desk(viewer, model), or_(model.is_shared, model.made_by == viewer.person))


class DraftVersion(db.Model):
    """What stood in a part of an advert before somebody changed it; of `set_aside`, what somebody had typed instead.

    `facts` are parts.Kept. Never changed; goes with its vacancy.
    """

    __tablename__ = "draft_version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
        Index("ix_draft_version_vacancy", "vacancy_id", "part", "id"),
        CheckConstraint("how in ('saved','by_itself','brought_back','set_aside')", name="came_about_somehow"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show who changed what in an advert, and to bring it back",
        period=Period.VACANCY,
        subject="person",
        personal={},
        impersonal=("part", "facts", "how"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    part: Mapped[str] = mapped_column(String(20))
    how: Mapped[str] = mapped_column(String(20), default="saved")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    person: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


@event.listens_for(DraftVersion, "before_update")
def _append_only(*_: Any) -> None:
    raise RuntimeError("a version that was kept is not changed")


class UnfinishedPart(db.Model):
    """What somebody has typed into a part and is not yet complete, as (field, value) pairs; one row a person and part.

    Its time tells colleagues that the person is at the page.
    """

    __tablename__ = "unfinished_part"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "vacancy_id"], ["vacancy.organisation_id", "vacancy.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("vacancy_id", "part", "person"),
    )
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=of_staffs_vacancy, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To lose nothing that was typed into an advert",
        period=Period.VACANCY,
        subject="person",
        personal={},
        impersonal=("part", "typed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int]
    part: Mapped[str] = mapped_column(String(20))
    person: Mapped[int]
    typed: Mapped[list[Any]] = mapped_column(JSON)
    begun_at: Mapped[datetime] = mapped_column(clock.Moment)
    at: Mapped[datetime] = mapped_column(clock.Moment)


class AdvertTemplate(db.Model):
    """An advert to begin others from; of one person, or shared by the organisation. `facts`: by part, parts.Kept."""

    __tablename__ = "advert_template"
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_own_or_shared, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To begin adverts from one that was good",
        period=Period.RECORD,
        subject="made_by",
        personal={},
        impersonal=("name", "facts", "attachments"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(TEMPLATE_NAME))
    is_shared: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    # {name, kind, size, digest}: the same stored files, whatever becomes of the advert that they were on.
    attachments: Mapped[list[Any]] = mapped_column(JSON, default=list)
    made_by: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)


class LibraryCriterion(db.Model):
    """A criterion that an organisation keeps, to be picked into person specifications."""

    __tablename__ = "library_criterion"
    __table_args__ = (UniqueConstraint("organisation_id", "text"),)
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_desk, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"keeping", "demonstration"},
    )  # fmt: skip
    __keeping__ = Impersonal("wording for adverts")

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(12))
    assessed_by: Mapped[str] = mapped_column(String(12))
