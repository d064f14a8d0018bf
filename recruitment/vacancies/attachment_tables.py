"""The documents that go with an advert, such as a job description or a job pack."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, String, Text, and_
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.tenancy import Reach, nothing, own_organisation
from recruitment.extensions import db
from recruitment.vacancies.tables import (
    ADVERTISED,
    PART_OF_ADVERT,
    of_staffs_vacancy,
    of_vacancy_seen_signed_in,
    of_visible_vacancy,
    to_vacancy,
)

WAITING, CLEAN, INFECTED, UNSCANNED = "waiting", "clean", "infected", "unscanned"
# What may be opened: checked, or taken in where no scanner is set up.
OPEN_STATES: Final = (CLEAN, UNSCANNED)
LONGEST_NAME = 80


def _of_visible_vacancy(viewer: Any, model: Any) -> Any:
    return and_(model.state.in_(OPEN_STATES), model.is_staged.is_(False), of_visible_vacancy(viewer, model))


def _of_vacancy_seen_signed_in(viewer: Any, model: Any) -> Any:
    return and_(model.state.in_(OPEN_STATES), of_vacancy_seen_signed_in(viewer, model))


class Attachment(db.Model):
    """A document of an advert; its bytes lie in the store under the hash of their content.

    `kind`: one of core.file_kinds.KINDS; `size` in bytes. `html` is what it says, not yet cleaned; whether there is
    any is None until it was tried. Of one that is infected this row alone remains, with the malware's name.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        to_vacancy(),
        CheckConstraint("state in ('waiting','clean','infected','unscanned')", name="known_state"),
        CheckConstraint("(state in ('clean','infected')) = (scanned_at is not null)", name="scanned_has_moment"),
        CheckConstraint("(state = 'infected') = (threat <> '')", name="infected_has_threat"),
        CheckConstraint("state in ('clean','unscanned') or html = ''", name="opened_when_safe"),
    )
    __reach__ = Reach(
        public=_of_visible_vacancy, candidate=_of_vacancy_seen_signed_in, staff=of_staffs_vacancy,
        cosla=nothing, operator=nothing, api_key=own_organisation, token=nothing,
        system=PART_OF_ADVERT.system | {"scan"},
    )  # fmt: skip
    __keeping__ = ADVERTISED

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    vacancy_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    uploaded_by: Mapped[int]
    uploaded_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    state: Mapped[str] = mapped_column(String(10))
    scanned_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    threat: Mapped[str] = mapped_column(String(200), default="")
    is_readable: Mapped[bool | None]
    # Uploaded for an advert that is published, where it waits until somebody puts it on with a reason.
    is_staged: Mapped[bool] = mapped_column(default=False)
    html: Mapped[str] = mapped_column(Text, default="", deferred=True)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
