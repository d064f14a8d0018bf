"""Documents of messages: recognised by content, limited in size, checked for malware before anybody opens them."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Final

from flask import current_app

from recruitment.core import clock
from recruitment.core.documents import keep_bytes, store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.file_kinds import kind_of
from recruitment.core.jobs import NotNow, enqueue, handler
from recruitment.core.scanning import ScannerFails, threat_in
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import System, Viewer
from recruitment.extensions import db
from recruitment.selection.message_tables import (
    CLEAN,
    INFECTED,
    LONGEST_NAME,
    UNSCANNED,
    WAITING,
    Message,
    MessageFile,
)

SCAN: Final = System("scan")
CHECK: Final = "check_message_file"
# Between tries while the scanner does not answer.
RETRY: Final = timedelta(seconds=40)


@dataclass(frozen=True)
class Upload:
    """A file that was recognised; `name` as people read it, `kind` of core.file_kinds.KINDS."""

    name: str
    kind: str
    content: bytes


def uploaded(filename: str, content: bytes) -> Upload:
    """Raises Refused with what to do."""
    kind = kind_of(content, filename)
    name = " ".join(PurePath(filename.replace("\\", "/")).stem.split())[:LONGEST_NAME]
    return Upload(name or "Document", kind, content)


def put_to(message: Message, upload: Upload) -> MessageFile:
    """The row of the stored bytes, whose check begins."""
    row = MessageFile(
        organisation_id=message.organisation_id,
        application_id=message.application_id,
        account_id=message.account_id,
        message_id=message.id,
        side=message.side,
        name=upload.name,
        kind=upload.kind,
        size=len(upload.content),
        digest=keep_bytes(upload.content),
        state=WAITING if current_app.config["SETTINGS"].clamd_url else UNSCANNED,
    )
    db.session.add(row)
    db.session.flush()
    if row.state == WAITING:
        enqueue(CHECK, {"file_id": row.id}, key=f"{CHECK}:{row.id}")
    return row


def open_file(viewer: Viewer, file_id: int) -> MessageFile:
    """One that may be opened. Raises NotVisible, and Refused while it is not known to be safe."""
    found: MessageFile = one_visible(viewer, MessageFile, MessageFile.id == file_id)
    if found.state == INFECTED:
        raise NotVisible("malware was found in it")
    if not found.is_open:
        raise Refused("This document is still being checked for malware. Try again in a minute.")
    return found


@handler(CHECK)
def check_message_file(file_id: int) -> None:
    """Each step is its own transaction, and none is done twice by being run again. Raises NotNow without a verdict."""
    with only_reading():
        wanted = visible(SCAN, MessageFile).where(MessageFile.id == file_id, MessageFile.state == WAITING)
        digest = db.session.scalars(wanted.with_only_columns(MessageFile.digest)).one_or_none()
    url = current_app.config["SETTINGS"].clamd_url
    if digest is None:
        return
    if url is None:
        _settle(MessageFile.id == file_id, state=UNSCANNED)
        return
    try:
        is_infected = threat_in(store().get(digest), url) is not None
    except FileNotFoundError:
        # Removed because of the same bytes elsewhere.
        is_infected = True
    except ScannerFails as problem:
        raise NotNow(str(problem), RETRY) from problem
    if is_infected:
        _settle(MessageFile.digest == digest, state=INFECTED, scanned_at=clock.now())
        store().remove(digest)
    else:
        _settle(MessageFile.id == file_id, state=CLEAN, scanned_at=clock.now())


def _settle(which: Any, **values: Any) -> None:
    with transaction():
        rows_hit(changing(SCAN, MessageFile).where(which, MessageFile.state != INFECTED).values(**values))
