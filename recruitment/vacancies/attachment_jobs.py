"""What the worker does with a document that was attached: has it checked for malware, then reads it."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import select

from recruitment.accounts.queries import address_of, members
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import store
from recruitment.core.jobs import NotNow, handler
from recruitment.core.outbox import post
from recruitment.core.readable import read_apart
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System
from recruitment.extensions import db
from recruitment.organisations.tables import Organisation
from recruitment.vacancies.attachment_actions import CHECK
from recruitment.vacancies.attachment_tables import CLEAN, INFECTED, OPEN_STATES, UNSCANNED, WAITING, Attachment
from recruitment.vacancies.tables import Vacancy

SCAN = System("scan")
LETTERS = System("letters")
# Between tries while the scanner does not answer: somebody waits to send an advert.
RETRY = timedelta(seconds=40)


@handler(CHECK)
def check_attachment(attachment_id: int) -> None:
    """Each step is its own transaction, and none is done twice by being run again."""
    found = _facts(attachment_id)
    if found is not None and found.state == WAITING:
        _scan(attachment_id, found.digest)
        found = _facts(attachment_id)
    if found is None:
        return
    if found.state == INFECTED:
        store().remove(found.digest)
    elif found.is_readable is None:
        html = read_apart(found.kind, store().get(found.digest))
        _settle(attachment_id, OPEN_STATES, is_readable=bool(html), html=html)


def _facts(attachment_id: int) -> Any:
    """Its digest, kind, state and whether it is readable; None once it was removed."""
    columns = (Attachment.digest, Attachment.kind, Attachment.state, Attachment.is_readable)
    with only_reading():
        wanted = visible(SCAN, Attachment).where(Attachment.id == attachment_id).with_only_columns(*columns)
        return db.session.execute(wanted).one_or_none()


def _scan(attachment_id: int, digest: str) -> None:
    """Raises NotNow while there is no verdict, so that the advert waits for as long as it takes."""
    url = current_app.config["SETTINGS"].clamd_url
    if url is None:
        _settle(attachment_id, (WAITING,), state=UNSCANNED)
        return
    try:
        threat = threat_in(store().get(digest), url)
    except FileNotFoundError:
        # Deleted because of the same document on another advert; else it is lost, and a person must look.
        threat = _known_threat(digest)
        if threat is None:
            raise
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem
    if threat is None:
        _settle(attachment_id, (WAITING,), state=CLEAN, scanned_at=clock.now())
    else:
        with transaction():
            _condemn(digest, threat)


def _known_threat(digest: str) -> str | None:
    with only_reading():
        wanted = visible(SCAN, Attachment).where(Attachment.digest == digest, Attachment.state == INFECTED)
        return db.session.scalars(wanted.with_only_columns(Attachment.threat)).first()


def _settle(attachment_id: int, states: tuple[str, ...], **values: Any) -> None:
    with transaction():
        unchanged = changing(SCAN, Attachment).where(Attachment.id == attachment_id, Attachment.state.in_(states))
        rows_hit(unchanged.values(**values))


def _condemn(digest: str, threat: str) -> None:
    """Everything that has these bytes, whichever advert it is on; those who uploaded it are told."""
    same = visible(SCAN, Attachment).where(Attachment.digest == digest, Attachment.state != INFECTED)
    for attachment in db.session.scalars(same.order_by(Attachment.id)).all():
        values = {"state": INFECTED, "scanned_at": clock.now(), "threat": threat[:200] or "unknown",
                  "html": "", "is_readable": False}  # fmt: skip
        db.session.execute(changing(SCAN, Attachment).where(Attachment.id == attachment.id).values(**values))
        vacancy = one_visible(LETTERS, Vacancy, Vacancy.id == attachment.vacancy_id)
        record(SCAN, "delete_infected", vacancy, reason=f"{attachment.name}: {threat}")
        _tell_uploader(attachment, vacancy)


def _tell_uploader(attachment: Attachment, vacancy: Vacancy) -> None:
    """Nobody when they work there no longer."""
    employer = select(Organisation.name).where(Organisation.id == vacancy.organisation_id)
    facts = {
        "title": vacancy.title,
        "organisation": db.session.scalars(employer).one(),
        "reference": vacancy.reference,
        "link": f"{current_app.config['SETTINGS'].public_url}/employer/vacancies/{vacancy.id}/attachments",
        "document": attachment.name,
    }
    colleagues = {row.account_id for row in members(LETTERS, vacancy.organisation_id)}
    for person in colleagues & {attachment.uploaded_by}:
        post("attachment_infected", address_of(person), facts, key=f"attachment_infected:{attachment.id}")
