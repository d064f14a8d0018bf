"""What the worker does with a CV: has it checked for malware, reads it, lets go of it; forgets it after a day."""

from datetime import timedelta
from typing import Any, Final

from flask import current_app

from recruitment.applications.cv.suggesting import suggestions
from recruitment.applications.cv_actions import READ_CV, forget_old, settle
from recruitment.applications.cv_tables import INFECTED, READ, UNREADABLE, WAITING, CvImport
from recruitment.core import clock
from recruitment.core.jobs import NotNow, handler
from recruitment.core.readable import read_apart
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System
from recruitment.extensions import db

SCAN: Final = System("scan")
# Between tries while the scanner does not answer: somebody waits.
RETRY: Final = timedelta(seconds=40)
KEPT: Final = timedelta(days=1)
# A CV means something line by line.
READERS: Final = {"pdf": "pdf_by_lines", "docx": "docx"}


@handler(READ_CV)
def read_cv(import_id: int) -> None:
    """Nothing is held while the file is read, and the file is gone once it was."""
    found = _waiting(import_id)
    if found is None:
        return
    state, suggested = _read(found.kind, found.content)
    with transaction():
        settle(import_id, state, suggested)


def _read(kind: str, content: bytes) -> tuple[str, list[tuple[str, dict[str, Any]]]]:
    if _is_infected(content):
        return INFECTED, []
    suggested = suggestions(read_apart(READERS[kind], content))
    return (READ, suggested) if suggested else (UNREADABLE, [])


def _waiting(import_id: int) -> Any:
    with only_reading():
        wanted = visible(SCAN, CvImport).where(CvImport.id == import_id, CvImport.state == WAITING)
        return db.session.execute(wanted.with_only_columns(CvImport.kind, CvImport.content)).one_or_none()


def _is_infected(content: bytes) -> bool:
    """Raises NotNow while there is no verdict."""
    url = current_app.config["SETTINGS"].clamd_url
    if url is None:
        return False
    try:
        return threat_in(content, url) is not None
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem


@handler("forget_cvs", every=timedelta(hours=1))
def forget_cvs() -> None:
    with transaction():
        forget_old(clock.now() - KEPT)
