"""Pages about working for councils: national ones, and those of each organisation, in versions."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.keeping import Impersonal
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation
from recruitment.extensions import db

LONGEST_TITLE: Final = 120
WRITTEN_TO_BE_READ = Impersonal("published on purpose, or a draft of what is to be published")
# The pages that there are, by their address; an organisation has the last two.
NATIONAL_PAGES: Final = {
    "welcome": "Working for councils",
    "careers": "Careers",
    "early-careers": "Early careers",
    "stories": "Stories",
    "benefits": "Benefits",
}
EMPLOYER_PAGES: Final = {"careers": "Careers here", "stories": "Stories from our staff"}


def _published(_viewer: Any, model: Any) -> Any:
    return model.published_at.is_not(None)


class NationalPage(db.Model):
    """One version of a national page. `blocks`: {heading, text, picture, alt} in their order, the text in Markdown.

    The highest number that was published is what people read; a higher one is the draft.
    """

    __tablename__ = "national_page"
    __table_args__ = (UniqueConstraint("slug", "number"),)
    __reach__ = Reach(
        public=_published, candidate=_published, staff=nothing, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing, system={"onboarding", "demonstration"},
    )  # fmt: skip
    __keeping__ = WRITTEN_TO_BE_READ

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    blocks: Mapped[list[Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_by: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(clock.Moment)


def _shown(_viewer: Any, model: Any) -> Any:
    return model.is_public


class NationalPicture(db.Model):
    """A picture of a national page; its bytes lie in the store under the hash of their content.

    `is_public` while what is published shows it, as of the documents that are pictures of an organisation's pages.
    """

    __tablename__ = "national_picture"
    __reach__ = Reach(
        public=_shown, candidate=_shown, staff=nothing, cosla=nothing, operator=everything,
        api_key=nothing, token=nothing,
    )  # fmt: skip
    __keeping__ = WRITTEN_TO_BE_READ

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    is_public: Mapped[bool] = mapped_column(default=False)


class EmployerPage(db.Model):
    """One version of an organisation's own page, as NationalPage."""

    __tablename__ = "employer_page"
    __table_args__ = (UniqueConstraint("organisation_id", "slug", "number"),)
    __reach__ = Reach(
        public=_published, candidate=_published, staff=own_organisation, cosla=nothing, operator=nothing,
        api_key=nothing, token=nothing, system={"demonstration"},
    )  # fmt: skip
    __keeping__ = WRITTEN_TO_BE_READ

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    slug: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    blocks: Mapped[list[Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    changed_by: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(clock.Moment)
