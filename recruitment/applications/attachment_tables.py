"""Documents that applicants attach because the advert asks for them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.applications.tables import (
    OfAnApplication,
    once_known,
    part_reach,
    staff_of_application,
    to_application,
)
from recruitment.core import clock
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.extensions import db
from recruitment.vacancies.attachment_tables import OPEN_STATES
from recruitment.vacancies.documents_asked import LONGEST_NAME

REACH = part_reach(once_known(staff_of_application))


class ApplicationDocument(OfAnApplication, db.Model):
    """What was attached for one of the documents that the advert asks (`asked`): the last that was chosen for it.

    `kind`: one of attachment_kinds.KINDS; `size` in bytes. The bytes lie in the row, so that they go with it and with
    the person; of what was found to be infected the row alone remains. Documents tell names, so they are hidden with
    them.
    """

    __tablename__ = "application_document"
    __table_args__ = to_application(
        UniqueConstraint("application_id", "asked"),
        CheckConstraint("state in ('waiting','clean','infected','unscanned')", name="known_state"),
        CheckConstraint("(state = 'infected') = (content is null)", name="infected_is_gone"),
    )
    __reach__ = replace(REACH, system=REACH.system | {"scan"})
    __keeping__ = Keeping(
        purpose="To judge the application by what the employer asked to see",
        period=Period.CASE,
        subject="account_id",
        personal={"content": Erasure.REMOVE_ROW},
        impersonal=("asked", "kind", "state"),
    )

    asked: Mapped[str] = mapped_column(String(LONGEST_NAME))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(10))
    uploaded_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES
