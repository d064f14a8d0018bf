"""Verbs on an import: a sheet is taken in to be checked, and begun to be imported once somebody has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import selectinload

from recruitment.core.audit import record
from recruitment.core.documents import Document, keep, store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.jobs import enqueue
from recruitment.core.moves import make_move
from recruitment.core.spreadsheets import Limits, require_size
from recruitment.core.tenancy import one_visible, visible
from recruitment.core.viewers import Staff, Viewer
from recruitment.extensions import db
from recruitment.vacancies.import_tables import IMPORT, IMPORTERS, VacancyImport

# 5,000 adverts of some 3,000 letters; a cell as long as Excel lets it be, so that its row can be named.
LIMITS = Limits(largest=20 * 1024 * 1024, unpacked=100 * 1024 * 1024, cell=32_767, keeps_lines=True)
RESULT = "import_result"
MOST_LISTED = 20


@dataclass(frozen=True)
class Kind:
    """What is imported: the table of its sheets, the jobs that check and store one, and what its rows are called."""

    model: Any
    checking: str
    importing: str
    several: str


VACANCIES: Final = Kind(VacancyImport, "check_vacancy_import", "import_vacancies", "vacancies")


def require_importer(viewer: Staff, organisation_id: int, kind: Kind = VACANCIES) -> None:
    """Raises NotVisible at another organisation, Refused for colleagues who do not import."""
    if organisation_id not in viewer.organisation_ids:
        raise NotVisible("not an organisation of this viewer")
    if not viewer.has_role(organisation_id, *IMPORTERS):
        raise Refused(f"Your role does not let you import {kind.several}. Recruiters and administrators do.")


def take_in(viewer: Staff, organisation_id: int, filename: str, content: bytes, kind: Kind = VACANCIES) -> Any:
    """Keeps the file and has the worker check it. Raises Refused for one that is too large or empty."""
    require_importer(viewer, organisation_id, kind)
    require_size(content, LIMITS)
    purpose = kind.model.__tablename__
    document = keep(organisation_id, purpose, filename, "application/octet-stream", content, is_public=False)
    row = kind.model(organisation_id=organisation_id, document_id=document.id, made_by=viewer.person)
    db.session.add(row)
    db.session.flush()
    record(viewer, "take_in", row, after=IMPORT.start)
    enqueue(kind.checking, {"import_id": row.id, "person": viewer.person})
    return row


def begin_import(viewer: Staff, row: Any, kind: Kind = VACANCIES) -> None:
    """Has the worker store what was checked. Raises IllegalMove when somebody has begun already."""
    require_importer(viewer, row.organisation_id, kind)
    if row.refused:
        raise Refused("Some rows have mistakes, so nothing can be imported. Mend them and upload the sheet again.")
    make_move(viewer, row, IMPORT, "begin", made_by=viewer.person, rows_done=0)
    enqueue(kind.importing, {"import_id": row.id, "person": viewer.person})


def import_of(viewer: Viewer, import_id: int, kind: Kind = VACANCIES) -> Any:
    """Raises NotVisible."""
    return one_visible(viewer, kind.model, kind.model.id == import_id)


def latest_imports(viewer: Staff, kind: Kind = VACANCIES) -> Sequence[Any]:
    """The last ones of the viewer's organisations with their files, the latest first."""
    model: Any = kind.model
    wanted = visible(viewer, model, Document).join(model.document).order_by(model.id.desc())
    return db.session.scalars(wanted.limit(MOST_LISTED).options(selectinload(model.document))).all()


def content_of(viewer: Viewer, document_id: int) -> bytes:
    """The bytes of a file of the viewer's organisation. Raises NotVisible."""
    document: Document = one_visible(viewer, Document, Document.id == document_id)
    return store().get(document.digest)
