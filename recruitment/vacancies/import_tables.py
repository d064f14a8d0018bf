"""An uploaded sheet on its way from being checked to being stored: what all kinds have in common, and vacancies."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from recruitment.core import clock
from recruitment.core.documents import Document
from recruitment.core.lifecycle import Lifecycle, moves
from recruitment.core.tenancy import Reach, nothing
from recruitment.core.viewers import Role, Staff
from recruitment.extensions import db
from recruitment.vacancies.tables import ADVERTISED

IMPORTERS = (Role.ADMINISTRATOR, Role.RECRUITER)
LONGEST_PROBLEM = 300
IMPORT = Lifecycle(
    "import",
    start="checking",
    table=(
        *moves("checking", "find", "checked", ("system",), "Check"),
        *moves("checked", "begin", "importing", IMPORTERS, "Import"),
        *moves("importing", "find_again", "checked", ("system",), "Check again"),
        *moves("importing", "store", "imported", ("system",), "Store"),
        *moves(("checking", "importing"), "fail", "failed", ("system",), "Fail"),
    ),
)


def _of_importers(viewer: Staff, model: Any) -> Any:
    return model.organisation_id.in_(viewer.organisations_as(*IMPORTERS))


class SheetImport:
    """One uploaded file, and what the worker found in it. Nothing is half-imported: all rows are stored, or none.

    `rows_done` of `rows_total` have been checked. `result`: the rows with what is to mend in each, as a CSV file.
    `mistakes`: the first of them, {row, reference, column, message}. `problem`: why the file could not be read.
    """

    __tablename__: str
    __reach__ = Reach(
        public=nothing, candidate=nothing, staff=_of_importers, cosla=nothing, operator=nothing, api_key=nothing,
        token=nothing, system={"import", "keeping"},
    )  # fmt: skip
    __keeping__ = ADVERTISED

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=IMPORT.start)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    result_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    made_by: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(clock.Moment, default=clock.now)
    imported_at: Mapped[datetime | None] = mapped_column(clock.Moment)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    mistakes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    problem: Mapped[str] = mapped_column(String(LONGEST_PROBLEM), default="")

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (
            UniqueConstraint("organisation_id", "id"),
            CheckConstraint("state in ('checking','checked','importing','imported','failed')", name="known_state"),
            CheckConstraint("(state = 'failed') = (problem <> '')", name="failed_says_why"),
            CheckConstraint("(state = 'imported') = (imported_at is not null)", name="imported_has_moment"),
            CheckConstraint("state in ('checking','failed') or result_id is not null", name="checked_has_result"),
            CheckConstraint("state not in ('importing','imported') or refused = 0", name="all_or_nothing"),
            CheckConstraint("rows_done >= 0 and rows_done <= rows_total", name="done_within_total"),
        )

    @declared_attr
    def document(cls) -> Mapped[Document]:  # noqa: N805
        return relationship(Document, lazy="raise", foreign_keys=[cast(Any, cls.document_id)])

    @property
    def is_under_way(self) -> bool:
        return self.state in ("checking", "importing")


class VacancyImport(SheetImport, db.Model):
    """A sheet of vacancies: its rows become drafts."""

    __tablename__ = "vacancy_import"
