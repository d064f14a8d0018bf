"""Stored files on their way out: downloads, whatever they are, and nothing that a browser would run as ours."""

import io

from flask import Response, send_file

from recruitment.core.documents import store
from recruitment.core.errors import NotVisible
from recruitment.core.file_kinds import KINDS
from recruitment.selection.message_tables import MessageFile
from recruitment.vacancies.attachment_tables import Attachment
from recruitment.vacancies.rules import slug_of


def download(digest: str, media_type: str, filename: str, max_age: int | None = None) -> Response:
    """The bytes under this hash. Without `max_age` the door says how long they may be kept.

    Raises NotVisible when they are gone from the store.
    """
    try:
        content = store().get(digest)
    except FileNotFoundError as gone:
        raise NotVisible("the bytes are gone") from gone
    return sent_out(content, media_type, filename, digest, max_age)


def sent_out(
    content: bytes, media_type: str, filename: str, etag: str | bool = False, max_age: int | None = None
) -> Response:
    """Bytes, for whoever asked to save."""
    response = send_file(
        io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=filename, etag=etag,
        max_age=max_age,
    )  # fmt: skip
    if max_age is None:
        del response.headers["Cache-Control"]
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def download_of(attachment: Attachment) -> Response:
    """An advert's document, under the name that the advert shows for it. Raises NotVisible before it may be opened."""
    if not attachment.is_open:
        raise NotVisible("not known to be safe")
    kind = KINDS[attachment.kind]
    return download(attachment.digest, kind.media_type, slug_of(attachment.name) + kind.extension)


def download_of_message_file(file: MessageFile) -> Response:
    """A document of a message, under the name that its sender gave it."""
    kind = KINDS[file.kind]
    return download(file.digest, kind.media_type, (slug_of(file.name) or "document") + kind.extension)
