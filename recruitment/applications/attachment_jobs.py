"""What the worker does with a document that an applicant attached: has it checked for malware."""

from datetime import timedelta
from typing import Any, Final

from flask import current_app

from recruitment.accounts.queries import address_in_use
from recruitment.applications.attachment_actions import CHECK
from recruitment.applications.attachment_tables import ApplicationDocument
from recruitment.applications.tables import Application
from recruitment.core.jobs import NotNow, handler
from recruitment.core.outbox import post
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, UNSCANNED, WAITING

SCAN: Final = System("scan")
LETTERS: Final = System("letters")
# Between tries while the scanner does not answer.
RETRY: Final = timedelta(seconds=40)


@handler(CHECK)
def check_application_document(document_id: int) -> None:
    """Raises NotNow while there is no verdict."""
    found = _waiting(document_id)
    if found is None:
        return
    url = current_app.config["SETTINGS"].clamd_url
    try:
        threat = threat_in(found.content, url) if url else None
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem
    with transaction():
        if threat is not None:
            _condemn(document_id, found)
        else:
            _settle(document_id, state=CLEAN if url else UNSCANNED)


def _waiting(document_id: int) -> Any:
    columns = (ApplicationDocument.application_id, ApplicationDocument.asked, ApplicationDocument.content)
    with only_reading():
        wanted = visible(SCAN, ApplicationDocument).where(
            ApplicationDocument.id == document_id, ApplicationDocument.state == WAITING
        )
        return db.session.execute(wanted.with_only_columns(*columns)).one_or_none()


def _settle(document_id: int, **values: Any) -> int:
    waiting = changing(SCAN, ApplicationDocument).where(
        ApplicationDocument.id == document_id, ApplicationDocument.state == WAITING
    )
    return rows_hit(waiting.values(**values))


def _condemn(document_id: int, found: Any) -> None:
    """The bytes go, and the applicant is told, whether the application was sent or not."""
    if _settle(document_id, state=INFECTED, content=None) != 1:
        return
    application = one_visible(LETTERS, Application, Application.id == found.application_id)
    employer = one_visible(LETTERS, Organisation, Organisation.id == application.organisation_id)
    to = address_in_use(application.account_id)
    if to:
        facts = {
            "title": application.title,
            "organisation": employer.name,
            "reference": application.reference,
            "link": f"{current_app.config['SETTINGS'].public_url}/candidate/applications/{application.id}",
            "document": found.asked,
            "is_draft": application.state == "draft",
        }
        post("document_infected", to, facts, key=f"document_infected:{document_id}")
