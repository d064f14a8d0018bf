"""The copy of a person's data that they ask for: made by the worker, kept for a week, as a ZIP file."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from flask import current_app
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import IntegrityError

from recruitment.accounts.queries import address_in_use
from recruitment.core import clock
from recruitment.core.audit import record
from recruitment.core.documents import keep_bytes, store
from recruitment.core.errors import NotVisible, Refused
from recruitment.core.jobs import enqueue, handler
from recruitment.core.outbox import post
from recruitment.core.tenancy import changing, one_visible, rows_hit, visible
from recruitment.core.transactions import only_reading, transaction
from recruitment.core.viewers import Candidate
from recruitment.extensions import db
from recruitment.keeping.holdings import Part, as_json, parts_of
from recruitment.keeping.reading import KEEPING, SPANS, keeping_of
from recruitment.keeping.tables import DataCopy
from recruitment.keeping.words import plain, told
from recruitment.settings import PROJECT

MAKE: Final = "make_data_copy"
NAME: Final = "your-data.zip"
MEDIA_TYPE: Final = "application/zip"
# The page of the copy stands alone, outside any request.
PAGES: Final = Environment(
    loader=FileSystemLoader(PROJECT / "recruitment" / "keeping" / "data"), autoescape=True, undefined=StrictUndefined
)
# Twice the same input gives the same bytes; a ZIP file knows no earlier day.
DAY_OF_ENTRIES: Final = (1980, 1, 1, 0, 0, 0)


def kept_for() -> timedelta:
    return SPANS[keeping_of(DataCopy).period]


def ask(viewer: Candidate) -> DataCopy:
    """Asks for a copy. Raises Refused for a second one on the same day."""
    copy = DataCopy(account_id=viewer.person)
    try:
        with db.session.begin_nested():
            db.session.add(copy)
    except IntegrityError as again:
        raise Refused("You have asked for a copy today already. You can ask again tomorrow.") from again
    record(viewer, "ask_for_data", copy)
    enqueue(MAKE, {"copy_id": copy.id}, key=f"{MAKE}:{copy.id}")
    return copy


def newest_copy(viewer: Candidate) -> DataCopy | None:
    """The last one asked for that is still kept."""
    kept = visible(viewer, DataCopy).where(DataCopy.asked_at > clock.now() - kept_for())
    return db.session.scalars(kept.order_by(DataCopy.id.desc()).limit(1)).one_or_none()


def ready_copy(viewer: Candidate) -> DataCopy:
    """The newest that can be downloaded. Raises NotVisible."""
    kept = visible(viewer, DataCopy).where(DataCopy.asked_at > clock.now() - kept_for(), DataCopy.ready_at.is_not(None))
    copy = db.session.scalars(kept.order_by(DataCopy.id.desc()).limit(1)).one_or_none()
    if copy is None:
        raise NotVisible("no copy is ready")
    return copy


@handler(MAKE)
def make_data_copy(copy_id: int) -> None:
    """Reads, packs and stores; a copy that is gone or made meanwhile is left alone."""
    with only_reading():
        asked = visible(KEEPING, DataCopy).where(DataCopy.id == copy_id, DataCopy.ready_at.is_(None))
        person = db.session.scalars(asked.with_only_columns(DataCopy.account_id)).one_or_none()
        if person is None:
            return
        content = packed(parts_of(Candidate(person), with_files=True), clock.now())
    digest = keep_bytes(content)
    with transaction():
        unmade = changing(KEEPING, DataCopy).where(DataCopy.id == copy_id, DataCopy.ready_at.is_(None))
        is_made = rows_hit(unmade.values(ready_at=clock.now(), digest=digest)) == 1
        if is_made:
            _tell(copy_id, person)
    if not is_made:
        # The account was deleted while it was read.
        store().remove(digest)


def _tell(copy_id: int, person: int) -> None:
    copy: DataCopy = one_visible(KEEPING, DataCopy, DataCopy.id == copy_id)
    until = clock.local(copy.asked_at + kept_for())
    address = address_in_use(person)
    if address is not None:
        facts = {
            "link": f"{current_app.config['SETTINGS'].public_url}/candidate/your-data",
            "until": f"{until.day} {until:%B %Y}",
        }
        post("data_ready", address, facts, key=f"data_ready:{copy_id}")


def packed(parts: Sequence[Part], made_at: datetime) -> bytes:
    """your-data.json for programs, your-data.html for people, and the files."""
    files: dict[str, bytes] = {}
    whole = {
        "made_at": made_at.isoformat(),
        "about": "What is kept of you. “fields” says what each part is; dates are ISO 8601, moments in UTC.",
        "fields": {part.key: _fields(part) for part in parts},
        "data": {part.key: [_row(part, row, files) for row in part.rows] for part in parts},
    }
    brand = current_app.config["SETTINGS"].brand.name
    page = PAGES.get_template("copy.html").render(parts=parts, made_at=made_at, plain=plain, told=told, brand=brand)
    entries = {
        "your-data.json": json.dumps(whole, indent=1, ensure_ascii=False).encode(),
        "your-data.html": page.encode(),
        **files,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in entries.items():
            pack.writestr(zipfile.ZipInfo(name, DAY_OF_ENTRIES), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _fields(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "purpose": part.purpose,
        "ground": part.ground,
        "kept": part.period,
        "kept_by": list(part.keepers) or ["the portal"],
        "columns": {column: plain(column) for column in part.columns},
    }


def _row(part: Part, row: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
    """Bytes become files of the pack, which the row names."""
    shown = {}
    for column, value in row.items():
        if isinstance(value, bytes):
            name = f"files/{part.table}-{row.get('id', len(files))}-{column}"
            files[name] = value
            value = name
        shown[column] = as_json(value)
    return shown
