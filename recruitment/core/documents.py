"""Stored files. What is uploaded is recognised by its content, limited in size, and only ever sent as a download."""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from typing import Protocol

from flask import current_app
from PIL import Image, UnidentifiedImageError
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from recruitment.core import clock
from recruitment.core.errors import Refused
from recruitment.core.keeping import Erasure, Keeping, Period
from recruitment.core.tenancy import Reach, everything, nothing, own_organisation
from recruitment.extensions import db

LARGEST_PICTURE = 2 * 1024 * 1024
PICTURE_SIDE = 480
MOST_PIXELS = 40_000_000


class Document(db.Model):
    """A stored file of an organisation; its bytes lie in the store under the hash of their content."""

    __tablename__ = "document"
    __reach__ = Reach(
        public=lambda _viewer, model: model.is_public,
        candidate=lambda _viewer, model: model.is_public,
        staff=own_organisation,
        cosla=nothing, operator=everything, api_key=nothing, token=nothing, system={"keeping"},
    )  # fmt: skip
    __keeping__ = Keeping(
        purpose="To show a file of an organisation, such as its logo",
        period=Period.RECORD,
        personal={"filename": Erasure.BLANK},
        impersonal=("purpose", "digest", "media_type"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    is_public: Mapped[bool] = mapped_column(default=False)
    stored_at: Mapped[datetime] = mapped_column(clock.Moment)


class Store(Protocol):
    """Where bytes lie: a local folder, or S3-compatible storage behind the same verbs."""

    def put(self, digest: str, content: bytes) -> None: ...

    def get(self, digest: str) -> bytes: ...

    def has(self, digest: str) -> bool: ...

    def remove(self, digest: str) -> None: ...


class FolderStore:
    """Files in a folder, spread by the first two letters of their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def put(self, digest: str, content: bytes) -> None:
        path = self._path(digest)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(content)
        unfinished.rename(path)

    def get(self, digest: str) -> bytes:
        return self._path(digest).read_bytes()

    def has(self, digest: str) -> bool:
        return self._path(digest).exists()

    def remove(self, digest: str) -> None:
        """What is gone already stays gone."""
        self._path(digest).unlink(missing_ok=True)


def store() -> Store:
    return FolderStore(current_app.config["SETTINGS"].var_dir / "documents")


def picture_from(content: bytes) -> bytes:
    """The upload as a PNG made anew, so that nothing but pixels survives of it.

    Raises Refused with what to do when it is no picture, or too large.
    """
    if len(content) > LARGEST_PICTURE:
        raise Refused("The picture must be smaller than 2 MB.")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("The picture has too many pixels. Make it smaller than 6,000 by 6,000.")
            made = picture.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as problem:
        raise Refused("The file is not a picture that can be read. Choose a PNG, JPEG, GIF or WebP file.") from problem
    made.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    written = io.BytesIO()
    made.save(written, "PNG", optimize=True)
    return written.getvalue()


def keep_bytes(content: bytes) -> str:
    """Stores bytes and returns the hash under which they lie."""
    digest = hashlib.sha256(content).hexdigest()
    store().put(digest, content)
    return digest


def keep(
    organisation_id: int, purpose: str, filename: str, media_type: str, content: bytes, *, is_public: bool
) -> Document:
    """Stores bytes and returns their row, flushed."""
    document = Document(
        organisation_id=organisation_id,
        purpose=purpose,
        digest=keep_bytes(content),
        filename=filename[-200:],
        media_type=media_type,
        size=len(content),
        is_public=is_public,
        stored_at=clock.now(),
    )
    db.session.add(document)
    db.session.flush()
    return document
